"""The comparison with other ways to search: what it makes of trials, and what it says when a library is missing."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from corpus.model import Language, Passage
from evals.alternatives import Ours
from evals.encoded import Encoded, digest_of_words, encoded_once
from evals.errors import AlternativeMissing
from evals.sidebyside import Trial, check_installed, row_of
from retrieval.embedding import ModelEmbedder

QUALITY = {"RR": {"q": 0.5}}
ROUNDS = [
    [Trial("congvu", 2.0, 10.0, 100.0), Trial("other", 4.0, 30.0, 100.0)],
    [Trial("congvu", 1.0, 10.0, 100.0), Trial("other", 4.0, 20.0, 100.0)],
    [Trial("congvu", 2.0, 20.0, 100.0), Trial("other", 6.0, 20.0, 100.0)],
]


def test_ratios_are_taken_within_rounds_and_show_their_spread() -> None:
    row = row_of("other", ROUNDS, QUALITY)
    assert row.indexing_ratio == (3.0, 2.0, 4.0)
    assert row.query_ratio == (2.0, 1.0, 3.0)
    assert row.indexing_seconds == (4.0, 4.0, 6.0)
    assert row.quality["RR"][0] == 0.5


def test_our_own_ratio_is_one() -> None:
    assert row_of("congvu", ROUNDS, QUALITY).query_ratio == (1.0, 1.0, 1.0)


@pytest.mark.skipif(importlib.util.find_spec("txtai") is not None, reason="the alternatives are installed here")
def test_a_missing_alternative_is_named_with_the_command_that_installs_it() -> None:
    with pytest.raises(AlternativeMissing, match=r"pip install 'congvu\[sidebyside\]'"):
        check_installed()


def test_our_way_is_the_production_engine(embedder: ModelEmbedder) -> None:
    words = {"fee": "The fee for a new card is 70,000 dong.", "place": "Apply at the police of the commune."}
    ours = Ours(embedder)
    ours.index([Passage(key, key, Language.EN, "", (), text, 0, len(text)) for key, text in words.items()])
    assert ours.search("How much is the fee?", 2)[0] == "fee"


def test_vectors_made_ahead_are_looked_up_by_kind_and_order() -> None:
    ahead = Encoded(["a", "b"], ["a", "q"], np.arange(8, dtype=np.float32).reshape(4, 2))
    assert ahead.passages(["b", "a"]).tolist() == [[2, 3], [0, 1]]
    assert ahead.questions(["a"]).tolist() == [[4, 5]]
    assert ahead.either(["q", "b"]).tolist() == [[6, 7], [2, 3]]


def test_vectors_left_by_an_earlier_run_are_read_when_the_words_are_the_same(tmp_path: Path) -> None:
    left = digest_of_words("no-such-model", ["a"], ["q"])
    np.save(tmp_path / f"{left}.npy", np.eye(2, dtype=np.float32))
    ahead = encoded_once("no-such-model", tmp_path, ["a"], ["q"], tmp_path)  # to encode would fail
    assert ahead.questions(["q"]).tolist() == [[0, 1]]
    assert digest_of_words("no-such-model", ["a", "q"], []) != left
