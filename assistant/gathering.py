"""From a question to units: the sentences of the passages found, likeliest to support an answer first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.ranking import features, probabilities
from assistant.understanding import Understanding
from assistant.unit import Unit, units_of
from corpus.model import Language
from retrieval.model import Filters, Hit, Query, Retriever

FloatVector = npt.NDArray[np.float32]

PASSAGES_READ = 8  # sentences are weighed in this many best passages; the next ones hardly ever hold the answer
UNITS_READ = 80  # at most so many sentences are weighed for one question; their vectors are made at indexing


class SentenceScorer(Protocol):
    """Similarity of sentences to a question: (n,) float32, higher is nearer, comparable between questions."""

    def similarities(
        self, question: str, language: Language, sentences: Sequence[tuple[str, Language]]
    ) -> FloatVector: ...


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found for a question: passages best first, and their sentences, likeliest first."""

    hits: tuple[Hit, ...]
    units: tuple[Unit, ...]


def gather(asked: Understanding, *, retriever: Retriever, scorer: SentenceScorer) -> Gathered:
    """Search, split the best passages into sentences, and order them by how likely they support the answer."""
    query = Query(
        words=asked.question.words,
        k=asked.question.k,
        language=asked.language,
        reader=asked.reader,
        filters=Filters(as_of=asked.question.as_of),
    )
    hits = tuple(retriever.search(query))
    units = weighed(asked, hits, scorer)
    return Gathered(hits, tuple(sorted(units, key=lambda unit: -unit.probability)))


def weighed(asked: Understanding, hits: Sequence[Hit], scorer: SentenceScorer) -> list[Unit]:
    """The sentences of the best hits with similarity and probability, in reading order."""
    read = [unit for hit in hits[:PASSAGES_READ] for unit in units_of(hit)][:UNITS_READ]
    if not read:
        return []
    pairs = [(unit.words, unit.hit.passage.language) for unit in read]
    similarities = scorer.similarities(asked.question.words, asked.language, pairs)
    near = [replace(unit, similarity=float(s)) for unit, s in zip(read, similarities, strict=True)]
    return [
        replace(unit, probability=float(p)) for unit, p in zip(near, probabilities(features(asked, near)), strict=True)
    ]
