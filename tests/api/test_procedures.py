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
