"""`congvu procedure` and `congvu feedback` on the command line, over a data home of their own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef
from typer.testing import CliRunner, Result

from congvu.cli import app
from corpus.ingest import ingest
from corpus.store import Library, open_database
from register.errors import NotAllowed
from register.model import Role
from register.people import add_person

SERVICE = URIRef("https://schema.org/GovernmentService")


@pytest.fixture
def home(tmp_path: Path, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONGVU_HOME", str(tmp_path))
    monkeypatch.delenv("CONGVU_DATABASE", raising=False)
    database = open_database(f"sqlite:///{tmp_path / 'congvu.db'}")
    names = ("cap-lai-the-can-cuoc.md", "dang-ky-khai-sinh.md", "ho-chieu-pho-thong.md")
    ingest([samples / "procedures" / name for name in names], Library(database), database)
    database.close()
    return tmp_path


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def identity(words: str) -> str:
    found = json.loads(run("procedures", words, "--limit", "1", "--json").stdout)
    return str(found["procedures"][0]["id"])


@pytest.mark.usefixtures("home")
def test_procedures_are_filtered_by_level_field_and_agency() -> None:
    assert run("procedures", "--field", "ho tich").stdout.startswith("Đăng ký khai sinh")
    assert run("procedures", "--level", "province").stdout.startswith("Cấp hộ chiếu phổ thông")
    assert run("procedures", "--agency", "commune-police").stdout.startswith("Cấp lại thẻ căn cước")


@pytest.mark.usefixtures("home")
def test_a_due_day_is_counted_from_a_start() -> None:
    card = identity("cấp lại thẻ căn cước")
    assert run("procedure", "due", card, "--start", "2026-02-11").stdout.startswith("2026-02-27\t07 ngày làm việc")
    assert run("procedure", "due", card, "--start", "11/02/2026").exit_code == 2
    assert run("procedure", "due", "nope.1").exit_code == 1


@pytest.mark.usefixtures("home")
def test_one_procedure_its_history_and_a_comparison_are_told() -> None:
    card, birth = identity("cấp lại thẻ căn cước"), identity("đăng ký khai sinh")
    assert "Giấy chứng sinh" in run("procedure", "show", birth, "--lang", "en").stdout
    assert "58/2026/NĐ-CP" in run("procedure", "show", birth, "--lang", "en").stdout
    assert len(json.loads(run("procedure", "history", card, "--json").stdout)["versions"]) == 1
    assert "The fee" in run("procedure", "compare", birth, card, "--lang", "en").stdout


@pytest.mark.usefixtures("home")
def test_the_review_is_printed_as_words_data_and_table() -> None:
    assert "Căn cước điện tử trên ứng dụng VNeID" in run("procedure", "declare-once").stdout
    assert json.loads(run("procedure", "declare-once", "--json").stdout)["replaceable"] == 2
    assert run("procedure", "declare-once", "--csv").stdout.splitlines()[0].endswith("quote,source")


@pytest.mark.usefixtures("home")
def test_everything_is_exported_as_linked_data() -> None:
    graph = Graph().parse(data=run("procedure", "export").stdout, format="json-ld")
    assert len(set(graph.subjects(RDF.type, SERVICE))) == 3
    one = Graph().parse(data=run("procedure", "export", identity("khai sinh")).stdout, format="json-ld")
    assert len(set(one.subjects(RDF.type, SERVICE))) == 1


def test_a_report_is_sent_handled_followed_and_erased(home: Path) -> None:
    database = open_database(f"sqlite:///{home / 'congvu.db'}")
    _, token = add_person(database, "Lan", Role.OFFICIAL, agency="commune-police")
    database.close()
    number, code = run("feedback", "send", identity("cấp lại thẻ căn cước"), "Lệ phí đã đổi").stdout.split()
    assert "v1\treceived" in run("feedback", "list", "--token", token).stdout
    assert run("feedback", "take", number, "--version", "1", "--token", token).exit_code == 0
    assert run("feedback", "answer", number, "Đã sửa", "--version", "2", "--token", token).exit_code == 0
    found = json.loads(run("feedback", "follow", code).stdout)
    assert (found["status"], found["answer"]) == ("accepted", "Đã sửa")
    assert json.loads(run("procedure", "figures").stdout)["answered"] == 1
    assert run("feedback", "erase", code).exit_code == 0
    assert run("feedback", "follow", code).exit_code == 1


@pytest.mark.usefixtures("home")
def test_a_wrong_token_opens_no_desk() -> None:
    assert isinstance(run("feedback", "list", "--token", "x").exception, NotAllowed)


@pytest.mark.usefixtures("home")
def test_procedures_are_told_as_of_a_day() -> None:
    card = identity("cấp lại thẻ căn cước")
    assert "[not yet in force]" in run("procedure", "show", card, "--as-of", "2026-03-14").stdout
    assert "in force]" not in run("procedure", "show", card, "--as-of", "2026-03-15").stdout
    assert card not in run("procedures", "--as-of", "2026-03-14").stdout
    assert card in run("procedures", "--as-of", "2026-03-14", "--validity", "not_yet").stdout
    assert run("procedures", "--as-of", "14/03/2026").exit_code == 2
