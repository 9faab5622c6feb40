"""What the command line says when something is not as it must be: one plain line, and the right exit status."""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path

import pytest

from assistant.chat_model import chat_model
from assistant.errors import ModelNotSet
from assistant.settings import Settings
from congvu.cli import main
from congvu.failures import explained, status_of
from corpus.store import open_database


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONGVU_HOME", str(tmp_path))
    monkeypatch.delenv("CONGVU_DATABASE", raising=False)
    return tmp_path


def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> tuple[int, str]:
    """Exit status and stderr of a call, which is one line for the person."""
    monkeypatch.setattr(sys, "argv", ["congvu", *words])
    with pytest.raises(SystemExit) as ended:
        main()
    said = capsys.readouterr().err.strip()
    assert "Traceback" not in said and "\n" not in said, said
    assert isinstance(ended.value.code, int)
    return ended.value.code, said


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tasks", "--agency", "Bo Khong Co"), "Give its name or an id"),
        (("tasks", "--due-from", "2026-12-31", "--due-to", "2026-01-01"), "Swap the two"),
    ],
)
def test_filters_that_cannot_be_met_are_bad_usage(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    status, line = told(capsys, monkeypatch, *words)
    assert status == 2 and said in line


@pytest.mark.parametrize(
    ("name", "value", "status", "said"),
    [
        ("CONGVU_PORT", "abc", 2, "CONGVU_PORT"),
        ("CONGVU_DATABASE", "foo://x", 1, "CONGVU_DATABASE"),
        ("CONGVU_DATABASE", "not an address", 1, "sqlite:///"),
        ("CONGVU_DATABASE", "mysql+nodriver://x", 1, "CONGVU_DATABASE"),
        ("CONGVU_HOME", "/dev/null/x", 1, "CONGVU_HOME"),
    ],
)
def test_settings_to_blame_are_named(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    value: str,
    status: int,
    said: str,
) -> None:
    monkeypatch.setenv(name, value)
    found, line = told(capsys, monkeypatch, "corpus", "status")
    assert found == status and said in line


def test_a_file_that_is_no_database_is_told(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "congvu.db").write_text("nothing of the kind")
    status, line = told(capsys, monkeypatch, "corpus", "status")
    assert status == 1 and "not a database" in line and str(home) in line


def test_a_database_of_a_later_release_is_left_alone(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = home / "congvu.db"
    open_database(f"sqlite:///{path}").close()
    with sqlite3.connect(path) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    status, line = told(capsys, monkeypatch, "corpus", "status")
    assert status == 1 and "later release" in line


def test_a_misspelt_setting_is_named_with_the_one_that_may_be_meant(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONGVU_DATABASE_URL", "sqlite://")
    monkeypatch.setattr(sys, "argv", ["congvu", "tasks"])
    with pytest.raises(SystemExit):
        main()
    assert "CONGVU_DATABASE_URL is no setting" in (said := capsys.readouterr().err)
    assert "is CONGVU_DATABASE meant?" in said


def test_an_act_that_is_not_there_is_told_apart_from_one_without_tasks(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["congvu", "tasks", "--act", "9999/XX"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 0
    assert "No act with tasks is known as '9999/XX'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "key"), [("nope:x", "k"), ("no provider at all", "k"), ("anthropic:claude", "k"), ("openai:x", None)]
)
def test_a_language_model_that_cannot_be_called_is_told(
    monkeypatch: pytest.MonkeyPatch, name: str, key: str | None
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    settings = Settings(_env_file=None, llm=name, llm_key=key)  # type: ignore[call-arg]
    with pytest.raises(ModelNotSet) as raised:
        chat_model(settings, name)
    assert "provider:model" in (line := explained(raised.value)) and "\n" not in line
    assert status_of(raised.value) == 2
