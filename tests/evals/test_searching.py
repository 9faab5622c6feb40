"""Measures over pools and documents, with retrievers whose rankings are known."""

from __future__ import annotations

import pytest

from corpus.model import Language, Passage
from corpus.store import Library
from evals.datasets import Case, Dataset, Place
from evals.places import Ground
from evals.searching import measure_documents, measure_pool, pool_values, time_queries
from retrieval.model import Hit, Query

EN, RU = Language.EN, Language.RU
POOL = tuple(
    Passage(key, key, language, "", (), key, 0, len(key))
    for key, language in (("en-right", EN), ("en-wrong", EN), ("ru-right", RU), ("ru-wrong", RU))
)
GOLD = {"en-right": 1, "ru-right": 1}
ASK_EN = Case("e", EN, "who?", relevant=GOLD)
ASK_RU = Case("r", RU, "кто?", relevant=GOLD)


class Fixed:
    """Finds the same passages in the same order for everything, minding only the language filter."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self.passages = passages
        self.asked: list[Query] = []

    def search(self, query: Query) -> list[Hit]:
        self.asked.append(query)
        kept = [p for p in self.passages if not query.filters.languages or p.language in query.filters.languages]
        return [Hit(n, 1 / n, passage) for n, passage in enumerate(kept[: query.k], 1)]


def test_a_pool_is_measured_whole_across_languages_and_within_the_own_language() -> None:
    order = tuple(POOL[n] for n in (0, 1, 3, 2))  # en-right, en-wrong, ru-wrong, ru-right
    measured = measure_pool(Dataset("pool", (ASK_EN, ASK_RU), POOL), Fixed(order))
    assert measured.values["AP"]["e"] == pytest.approx((1 / 1 + 2 / 4) / 2)
    assert measured.values["cross RR"] == {"e": pytest.approx(1 / 3), "r": 1.0}
    assert measured.values["own R@1"] == {"e": 1.0, "r": 0.0}
    assert measured.values["pair R@1"] == {"e→en": 1.0, "e→ru": 0.0, "r→en": 1.0, "r→ru": 0.0}
    assert measured.groups["en→ru"] == ["e→ru"]


def test_a_pool_of_one_language_has_no_views() -> None:
    dataset = Dataset("pool", (Case("e", EN, "who?", relevant={"en-right": 1}),), POOL[:2])
    assert not [name for name in measure_pool(dataset, Fixed(POOL[:2])).values if " " in name]


def test_misses_are_shown_with_what_was_wanted() -> None:
    dataset = Dataset("pool", (ASK_EN,), POOL)
    (missed,) = measure_pool(dataset, Fixed((POOL[1],))).examples
    assert missed.wanted == "en-right | ru-right"
    assert missed.got == "en-wrong"


def test_unanswerable_questions_are_not_searched() -> None:
    retriever = Fixed(POOL)
    measured = measure_pool(Dataset("pool", (ASK_EN, Case("u", EN, "?", answerable=False)), POOL), retriever)
    assert measured.groups["all"] == ["e"]
    assert {query.words for query in retriever.asked} == {"who?"}


def test_finished_rankings_are_seen_in_the_same_language_and_across() -> None:
    languages = {passage.id: passage.language for passage in POOL}
    values = pool_values((ASK_RU,), languages, {"r": ["en-right", "ru-wrong", "ru-right"]})
    assert values["same RR"]["r"] == pytest.approx(1 / 2)
    assert values["cross RR"]["r"] == 1.0


def found_at(library: Library, words: str) -> Passage:
    """A passage of just these words, where they stand."""
    for entry in library.texts():
        text = library.text(entry.id)
        if text and words in text.content:
            start = text.content.index(words)
            return Passage(words, text.id, text.language, "", (), words, start, start + len(words))
    raise AssertionError(words)


def test_documents_are_measured_by_the_rank_at_which_a_whole_set_is_covered(library: Library) -> None:
    both = (Place("plan.en.txt", 3), Place("plan.en.txt", 5))
    case = Case("q", Language.VI, "ai?", support_sets=(both,), style="chatty")
    order = [found_at(library, w) for w in ("The Ministry of Justice", "Nộp tại Công an", "The Ministry of Finance")]
    measured = measure_documents(Dataset("own", (case,)), Fixed(tuple(order)), Ground(library))
    assert measured.values["RR"]["q"] == pytest.approx(1 / 3)
    assert (measured.values["R@1"]["q"], measured.values["R@5"]["q"]) == (0.0, 1.0)
    assert measured.examples == []
    assert {"all", "lang vi", "vi chatty", "cross-language", "vi→en"} == measured.groups.keys()


def test_what_is_never_covered_is_an_example(library: Library) -> None:
    case = Case("q", EN, "who?", support_sets=((Place("plan.en.txt", 3),),))
    measured = measure_documents(Dataset("own", (case,)), Fixed(()), Ground(library))
    (example,) = measured.examples
    assert (example.wanted, example.got) == ("plan.en.txt:3", "nothing found")


def test_latency_is_that_of_ten_hits_after_a_warm_up() -> None:
    retriever = Fixed(POOL)
    times = time_queries([ASK_EN] * 8, retriever)
    assert len(times) == 8
    assert {query.k for query in retriever.asked} == {10}
    assert len(retriever.asked) == 13


def test_support_that_no_passage_holds_is_unreachable(library: Library) -> None:
    ground = Ground(library)
    assert ground.reachable(((Place("plan.en.txt", 3),),))
    assert not ground.reachable(((Place("plan.en.txt", 2),),))
    assert not ground.reachable(((Place("nowhere.txt", 1),),))
