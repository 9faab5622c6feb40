"""Procedures over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.application import create_app
from corpus.ingest import ingest
from corpus.store import Library, open_database
from tests.api.conftest import serving
from tests.api.scripted import ScriptedAssistant


@pytest.fixture(scope="module")
def guides(tmp_path_factory: pytest.TempPathFactory, samples: Path) -> Iterator[httpx.Client]:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('guides') / 'congvu.db'}")
    library = Library(database)
    ingest([samples / "procedures"], library, database)
    app = create_app(ScriptedAssistant(), library)
    with serving(app) as address, httpx.Client(base_url=f"{address}/api/v1", timeout=20) as client:
        yield client


def test_everyday_words_give_the_fee_with_its_quote_in_the_text(guides: httpx.Client) -> None:
    found = guides.get("/procedures", params={"q": "lam lai can cuoc bi mat"}).json()
    first = found["procedures"][0]
    (fee,) = first["fees"]
    content = guides.get(f"/texts/{first['text']['id']}").json()["content"]
    assert fee["amount"] == "70000 VND"
    assert content[fee["quote"]["start"] : fee["quote"]["end"]] == fee["quote"]["words"]


def test_without_words_all_procedures_are_paged(guides: httpx.Client) -> None:
    first = guides.get("/procedures", params={"limit": 3}).json()
    second = guides.get("/procedures", params={"limit": 3, "offset": 3}).json()
    assert first["total"] == second["total"] > 15
    ids = [one["id"] for page in (first, second) for one in page["procedures"]]
    assert len(set(ids)) == 6


def test_words_of_no_procedure_give_an_empty_list(guides: httpx.Client) -> None:
    assert guides.get("/procedures", params={"q": "thời tiết"}).json() == {"procedures": [], "total": 0}


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"offset": -1}, {"q": "x" * 2001}])
def test_what_is_out_of_bounds_is_refused(guides: httpx.Client, query: dict[str, int | str]) -> None:
    assert guides.get("/procedures", params=query).status_code == 422


CARD = "lam lai can cuoc bi mat"  # its guide tells that it holds from 15 March 2026


def test_a_day_leaves_out_guides_that_do_not_hold_on_it_unless_nothing_else_does(guides: httpx.Client) -> None:
    every = guides.get("/procedures", params={"limit": 100}).json()
    before = guides.get("/procedures", params={"limit": 100, "as_of": "2026-01-01"}).json()
    left = {one["id"] for one in before["procedures"]}
    out = [one for one in every["procedures"] if one["id"] not in left]
    assert out and all(one["validity"]["since"] > "2026-01-01" for one in out)
    assert {one["standing"] for one in before["procedures"]} <= {"in_force", "unknown"}
    alone = guides.get("/procedures", params={"field": "ngành nghề", "as_of": "2026-01-01"}).json()
    assert [one["standing"] for one in alone["procedures"]] == ["not_yet"]


def test_guides_out_of_force_are_found_when_they_are_asked_for(guides: httpx.Client) -> None:
    asked = {"q": CARD, "as_of": "2026-03-14", "validity": "not_yet"}
    first = guides.get("/procedures", params=asked).json()["procedures"][0]
    assert (first["standing"], first["validity"]["since"]) == ("not_yet", "2026-03-15")
    assert guides.get("/procedures", params=asked | {"as_of": "2026-03-15"}).json()["total"] == 0


def test_one_procedure_is_told_as_of_a_day(guides: httpx.Client) -> None:
    card = guides.get("/procedures", params={"q": CARD}).json()["procedures"][0]
    assert card["standing"] == "in_force"
    assert guides.get(f"/procedures/{card['id']}?as_of=2026-03-14").json()["standing"] == "not_yet"
    assert guides.get(f"/procedures/{card['id']}?as_of=15.3.2026").status_code == 422


def test_databases_hold_papers_as_of_a_day(guides: httpx.Client) -> None:
    now = guides.get("/procedures/declare-once").json()
    before = guides.get("/procedures/declare-once?as_of=2000-01-01").json()
    bases = [basis for group in before["databases"] for item in group["items"] for basis in item["bases"]]
    assert any(item["bases"] for group in now["databases"] for item in group["items"]) and bases == []
