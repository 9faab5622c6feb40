"""Vectors of all languages are turned into one space, without changing what is near within a language."""

from __future__ import annotations

import numpy as np

from corpus.thesaurus import read_thesaurus
from retrieval.alignment import Frame, shipped_turns
from retrieval.centring import LANGUAGES, measure
from retrieval.embedding import ModelEmbedder
from retrieval.model import FloatMatrix

CONCEPTS = 120


def found_across(placed: list[FloatMatrix]) -> float:
    """The share of concepts that are the nearest of all to themselves in another language."""
    pairs = [(ones, others) for ones in placed for others in placed if ones is not others]
    return float(np.mean([(ones @ others.T).argmax(1) == np.arange(len(ones)) for ones, others in pairs]))


def test_turning_brings_concepts_together_and_keeps_each_language_as_it_is(embedder: ModelEmbedder) -> None:
    known = [one for one in read_thesaurus() if all(one.terms[language] for language in LANGUAGES)][::10][:CONCEPTS]
    raw = [embedder.passages([one.terms[language][0] for one in known]) for language in LANGUAGES]
    codes = np.repeat(range(len(LANGUAGES)), len(known)).reshape(len(LANGUAGES), -1)
    means, turns = measure(np.concatenate(raw), codes.ravel().tolist()).vectors, shipped_turns(embedder)
    plain = [Frame(means).place(vectors, own.tolist()) for vectors, own in zip(raw, codes, strict=True)]
    turned = [Frame(means, turns).place(vectors, own.tolist()) for vectors, own in zip(raw, codes, strict=True)]
    assert found_across(turned) > found_across(plain) + 0.03
    for before, after in zip(plain, turned, strict=True):
        np.testing.assert_allclose(before @ before.T, after @ after.T, atol=5e-3)
