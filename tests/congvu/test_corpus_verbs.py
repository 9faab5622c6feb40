"""`congvu corpus add` as a person sees it: on a full disk, and when it is stopped half-way."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from congvu import task_verbs
from congvu.cli import app
from corpus.ingest import ingest
from corpus.store import Library, open_database
from retrieval import indexing
from retrieval.generations import current
from retrieval.model import Embedder
from tests.corpus import papers

ROOT = Path(__file__).parents[2]
ROOM = 1_500_000  # bytes that a file may grow to on the disk that is nearly full


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data home that nothing has used yet."""
    monkeypatch.setenv("CONGVU_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("CONGVU_DATABASE", raising=False)
    (tmp_path / "home").mkdir()
    return tmp_path / "home"


@pytest.fixture
def home(bare: Path, embedder: Embedder) -> Path:
    """A data home with the model in it, which is half a gigabyte."""
    assert embedder.dim
    (bare / "model").symlink_to(ROOT / "build" / "model", target_is_directory=True)
    return bare


def acts(folder: Path, numbers: range) -> Path:
    folder.mkdir()
    for number in numbers:
        (folder / f"{number}.txt").write_text(papers.act(number), encoding="utf-8")
    return folder


def add(folder: Path) -> Result:
    return CliRunner().invoke(app, ["corpus", "add", str(folder), "--words-only"])


def finds(number: int) -> bool:
    """Whether a search finds a decision by its number."""
    said = CliRunner().invoke(app, ["search", f"Quyết định {number}/2026/QĐ-UBND", "-k", "3"])
    return f"số {number}" in said.output or f"{number}/2026/QĐ-UBND" in said.output


def add_on_a_full_disk(folder: Path) -> tuple[int, str]:
    """Exit status, and the last line for the person."""
    command = [sys.executable, "-m", "congvu", "corpus", "add", str(folder), "--words-only"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, preexec_fn=_cramped, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stderr.strip().splitlines()[-1]


def _cramped() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writes fail with an error, as on a full disk
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def test_a_full_disk_is_told_in_one_line_and_what_was_found_before_is_found(home: Path, tmp_path: Path) -> None:
    assert add(acts(tmp_path / "few", range(1, 3))).exit_code == 0
    many = acts(tmp_path / "many", range(1000, 1250))
    status, said = add_on_a_full_disk(many)
    assert status == 1 and said.startswith("congvu: the disk refuses to write") and "Free some disk space" in said
    assert "INSERT" not in said and "parameters" not in said
    assert finds(2)
    assert add(many).exit_code == 0
    assert finds(1240)


def test_a_disk_without_room_for_the_model_is_told_in_one_line(bare: Path, tmp_path: Path) -> None:
    status, said = add_on_a_full_disk(acts(tmp_path / "few", range(1, 3)))
    assert status == 1 and said.startswith("congvu: the model cannot be unpacked") and "free some disk space" in said
    assert list((bare / "model").iterdir()) == [], "what was unpacked takes no room"


def test_much_is_found_by_words_before_the_register_is_read(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped while the register is read, which takes minutes for an archive: the words are there already."""
    monkeypatch.setattr(indexing, "WORDS_FIRST", 10)
    few, many = acts(tmp_path / "few", range(1, 3)), acts(tmp_path / "many", range(20, 40))
    with monkeypatch.context() as stopped:
        stopped.setattr(task_verbs, "synchronise", _stop)
        assert add(few).exit_code == add(many).exit_code == 130
    assert finds(30) and not current(home / "index").manifest.complete
    generation = current(home / "index").name
    assert add(many).exit_code == 0
    assert current(home / "index").name == generation, "nothing is written anew"


def _stop(_: object) -> None:
    raise KeyboardInterrupt


def test_counts_and_links_are_told_as_of_a_day(bare: Path, tmp_path: Path) -> None:
    """The decisions are of 5 January 2026; reading them needs no model."""
    database = open_database(f"sqlite:///{bare / 'congvu.db'}")
    ingest([acts(tmp_path / "few", range(1, 3))], Library(database), database)
    database.close()
    before, after = (
        CliRunner().invoke(app, ["corpus", "status", "--as-of", day]).output for day in ("2025-12-31", "2026-06-01")
    )
    assert "not_yet 2" in before and "kinds: \n" in before
    assert "in_force 2" in after and "kinds: decision 2" in after
    assert CliRunner().invoke(app, ["corpus", "graph", "--as-of", "2025-12-31"]).exit_code == 0
    assert CliRunner().invoke(app, ["corpus", "status", "--as-of", "soon"]).exit_code == 2
