"""From a question to what may answer it: passages best first, and their sentences with similarities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.understanding import Understanding
from assistant.unit import Unit, units_of
from corpus.model import Language
from corpus.store import Library
from retrieval.model import Filters, Hit, Query, Retriever

FloatVector = npt.NDArray[np.float32]

PASSAGES_READ = 10  # sentences are weighed in this many best passages: a guide has its fee apart from its name
SHORT_TEXT = 25  # passages; a guide has about ten, an act of law hundreds
UNITS_READ = 80  # at most so many sentences are weighed for one question; their vectors are made at indexing


class SentenceScorer(Protocol):
    """Similarity of sentences to a question: (n,) float32, higher is nearer, comparable between questions."""

    def similarities(
        self, question: str, language: Language, sentences: Sequence[tuple[str, Language]]
    ) -> FloatVector: ...


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and its sentences, in reading order."""

    hit: Hit
    units: tuple[Unit, ...]


def gather(
    asked: Understanding,
    *,
    retriever: Retriever,
    scorer: SentenceScorer,
    library: Library,
    acts: frozenset[str] = frozenset(),
) -> tuple[Found, ...]:
    """Search, and read the best passages sentence by sentence; best first, then the rest of the best one's text.

    The parts of a short guide answer together: its fee stands apart from its name, and is found by neither. `acts`
    are the ids of those to search in, if not all.
    """
    query = Query(
        words=asked.question.words,
        k=asked.question.k,
        language=asked.language,
        reader=asked.reader,
        filters=Filters(act_ids=acts, as_of=asked.question.as_of),
    )
    hits = retriever.search(query)
    return read(asked, hits[:PASSAGES_READ], scorer) + read(asked, _rest_of_text(hits, library), scorer)


def _rest_of_text(hits: Sequence[Hit], library: Library) -> list[Hit]:
    """The passages of the best hit's text that were not found, if the text is short."""
    if not hits:
        return []
    text_id = hits[0].passage.text_id
    if library.count_passages(text_id) > SHORT_TEXT:
        return []
    seen = {hit.passage.id for hit in hits[:PASSAGES_READ]}
    missing = [part for part in library.passages_of(text_id) if part.id not in seen]
    return [Hit(len(hits) + n, 0.0, part) for n, part in enumerate(missing, 1)]


def read(asked: Understanding, hits: Sequence[Hit], scorer: SentenceScorer) -> tuple[Found, ...]:
    """The sentences of the best hits, with their similarity to the question."""
    units = [unit for hit in hits for unit in units_of(hit)][:UNITS_READ]
    if not units:
        return ()
    pairs = [(unit.words, unit.hit.passage.language) for unit in units]
    near = scorer.similarities(asked.question.words, asked.language, pairs)
    weighed = [replace(unit, similarity=float(s)) for unit, s in zip(units, near, strict=True)]
    found = (Found(hit, tuple(u for u in weighed if u.hit is hit)) for hit in hits)
    return tuple(one for one in found if one.units)
