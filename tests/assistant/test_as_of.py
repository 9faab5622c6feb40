"""Law in force on the day answers; other law is marked, and found when it is asked for or nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from assistant.citing import Citer
from assistant.unit import units_of
from corpus.model import Act
from corpus.store import Library, open_database
from corpus.validity import Validity
from retrieval.in_force import InForceRetriever
from retrieval.indexing import update_index
from retrieval.model import Filters, Hit, Query
from retrieval.search import open_retriever
from tests.retrieval.factories import LetterEmbedder, entry, passage

OLD = Act("old", "10/2010/NĐ-CP", effective_from=date(2010, 1, 1), effective_until=date(2019, 12, 31))
NOW = Act("now", "20/2020/NĐ-CP", effective_from=date(2020, 1, 1))
COMING = Act("coming", "30/2030/NĐ-CP", effective_from=date(2030, 1, 1))
TODAY = date(2026, 5, 1)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    library = Library(open_database(f"sqlite:///{tmp_path / 'corpus.db'}"))
    for act, words in ((OLD, "lệ phí hộ chiếu 100"), (NOW, "lệ phí hộ chiếu 200"), (COMING, "lệ phí hộ chiếu 300")):
        library.put([entry(act.id, [passage(words, text=act.id)], act=act)])
    library.put(
        [
            entry(
                "alone",
                [passage("mức phạt nồng độ cồn", text="alone")],
                act=Act("a", "1/2001/NĐ-CP", effective_until=date(2005, 1, 1)),
            )
        ]
    )
    return library


@pytest.fixture
def ask(tmp_path: Path, library: Library) -> Callable[..., list[Hit]]:
    update_index(tmp_path / "i", library, LetterEmbedder())
    retriever = InForceRetriever(open_retriever(tmp_path / "i", library, LetterEmbedder()), lambda: TODAY)
    return lambda words, as_of=None: retriever.search(Query(words, filters=Filters(as_of=as_of)))


def texts(hits: list[Hit]) -> set[str]:
    return {hit.passage.text_id for hit in hits}


def test_today_is_meant_where_no_day_is_said(ask: Callable[..., list[Hit]]) -> None:
    assert texts(ask("lệ phí hộ chiếu")) == {"now"}


@pytest.mark.parametrize(("day", "found"), [("2015-06-01", {"old"}), ("2031-01-01", {"now", "coming"})])
def test_another_day_finds_the_law_of_that_day(ask: Callable[..., list[Hit]], day: str, found: set[str]) -> None:
    assert texts(ask("lệ phí hộ chiếu", date.fromisoformat(day))) == found


@pytest.mark.parametrize("words", ["lệ phí hộ chiếu theo 10/2010/NĐ-CP", "nghị định 10/2010 lệ phí hộ chiếu"])
def test_an_act_that_is_asked_for_is_found_in_force_or_not(ask: Callable[..., list[Hit]], words: str) -> None:
    assert "old" in texts(ask(words))


def test_what_is_out_of_force_is_found_when_nothing_else_is(ask: Callable[..., list[Hit]]) -> None:
    assert "alone" in texts(ask("nồng độ cồn", date(2006, 1, 1)))


@pytest.mark.parametrize(
    ("day", "validity"),
    [(None, Validity.NO_LONGER), ("2015-01-01", Validity.IN_FORCE), ("2009-01-01", Validity.NOT_YET)],
)
def test_a_citation_tells_the_validity_of_its_act(library: Library, day: str | None, validity: Validity) -> None:
    [held] = library.passages_of("old")
    citer = Citer(library, date.fromisoformat(day) if day else None)
    citer.number(units_of(Hit(1, 1.0, held))[0])
    [citation] = citer.citations
    assert citation.act is not None
    assert citation.act.validity is validity
