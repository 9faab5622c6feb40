"""Our search as MTEB calls it."""

from __future__ import annotations

import importlib.util

import pytest

from evals.errors import AlternativeMissing
from evals.mteb import MtebSearch
from retrieval.embedding import ModelEmbedder

CORPUS = [
    {"id": "d1", "title": "Fees", "text": "A new identity card costs 70,000 dong."},
    {"id": "d2", "title": "", "text": "Hồ sơ nộp tại Công an cấp xã nơi cư trú."},
]


def test_it_indexes_and_searches_with_the_arguments_that_mteb_passes(embedder: ModelEmbedder) -> None:
    model = MtebSearch(embedder)
    task = {"task_metadata": None, "hf_split": "test", "hf_subset": "default", "encode_kwargs": {}, "num_proc": None}
    model.index(CORPUS, **task)
    found = model.search([{"id": "q", "text": "How much is an identity card?"}], top_k=2, **task)
    assert max(found["q"], key=lambda key: found["q"][key]) == "d1"
    assert all(isinstance(score, float) for score in found["q"].values())


def test_searching_before_indexing_is_refused(embedder: ModelEmbedder) -> None:
    with pytest.raises(RuntimeError, match="call index first"):
        MtebSearch(embedder).search([], top_k=1)


@pytest.mark.skipif(importlib.util.find_spec("mteb") is not None, reason="MTEB is installed here")
def test_without_mteb_the_message_names_the_command(embedder: ModelEmbedder) -> None:
    with pytest.raises(AlternativeMissing, match="pip install mteb"):
        _ = MtebSearch(embedder).mteb_model_meta
