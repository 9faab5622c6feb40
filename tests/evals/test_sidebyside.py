"""The comparison with other ways to search: what it makes of trials, and what it says when a library is missing."""

from __future__ import annotations

import importlib.util

import pytest

from corpus.model import Language, Passage
from evals.alternatives import Ours
from evals.errors import AlternativeMissing
from evals.metrics import Rankings, Values, ranking_values
from evals.sidebyside import Trial, check_installed, row_of
from retrieval.embedding import ModelEmbedder


def judge(rankings: Rankings) -> dict[str, Values]:
    return {"RR": ranking_values(rankings, {"q": {"a": 1}})["RR"]}


def trial(name: str, seconds: float, milliseconds: float, *ranking: str) -> Trial:
    return Trial(name, seconds, milliseconds, 100.0, {"q": list(ranking)} if ranking else {})


ROUNDS = [
    [trial("congvu", 2.0, 10.0, "a"), trial("other", 4.0, 30.0, "b", "a")],
    [trial("congvu", 1.0, 10.0), trial("other", 4.0, 20.0)],
    [trial("congvu", 2.0, 20.0), trial("other", 6.0, 20.0)],
]


def test_ratios_are_taken_within_rounds_and_show_their_spread() -> None:
    row = row_of("other", ROUNDS, judge)
    assert row.indexing_ratio == (3.0, 2.0, 4.0)
    assert row.query_ratio == (2.0, 1.0, 3.0)
    assert row.indexing_seconds == (4.0, 4.0, 6.0)
    assert row.quality["RR"][0] == 0.5


def test_our_own_ratio_is_one() -> None:
    assert row_of("congvu", ROUNDS, judge).query_ratio == (1.0, 1.0, 1.0)


@pytest.mark.skipif(importlib.util.find_spec("txtai") is not None, reason="the alternatives are installed here")
def test_a_missing_alternative_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(AlternativeMissing, match=r"pip install 'congvu\[sidebyside\]'"):
        check_installed()


def test_our_way_is_the_production_engine(embedder: ModelEmbedder) -> None:
    words = {"fee": "The fee for a new card is 70,000 dong.", "place": "Apply at the police of the commune."}
    ours = Ours(embedder)
    ours.index([Passage(key, key, Language.EN, "", (), text, 0, len(text)) for key, text in words.items()])
    assert ours.search("How much is the fee?", 2)[0] == "fee"
