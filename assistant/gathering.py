"""From hits to units: the sentences of the passages found, scored against the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import numpy as np
import numpy.typing as npt

from assistant.sentences import sentences
from assistant.understanding import MENTIONS, Understanding
from corpus.mentions import find_mentions
from corpus.model import Language, Mention, MentionKind
from retrieval.model import Filters, Hit, Query, Retriever

FloatVector = npt.NDArray[np.float32]
Fact = tuple[MentionKind, str]

PASSAGES_READ = 4  # sentences are scored in this many best passages; more costs latency and hardly ever wins
UNITS_SCORED = 14  # at most so many sentences are embedded for one question: about 100 ms on two cores
WANT_BONUS = (
    0.06  # added to a sentence that mentions a fact of the wanted kind; cosines of good sentences differ by less
)
PASSAGE_WEIGHT = 0.35  # how much the rank of its passage counts for a sentence, against its own similarity


class SentenceScorer(Protocol):
    """Similarity of sentences to a question: (n,) float32, higher is nearer, comparable between questions."""

    def similarities(self, question: str, language: Language, units: Sequence[tuple[str, Language]]) -> FloatVector: ...


@dataclass(frozen=True)
class Unit:
    """A sentence that may answer: `words` equal the text's content `[start, end)`; `score` is best first."""

    hit: Hit
    words: str
    start: int
    end: int
    similarity: float = 0.0
    score: float = 0.0

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The facts that the sentence mentions; offsets count from its own start."""
        return tuple(find_mentions(self.words, self.hit.passage.language))

    @cached_property
    def facts(self) -> frozenset[Fact]:
        return frozenset((m.kind, m.value) for m in self.mentions)

    @cached_property
    def passage_facts(self) -> frozenset[Fact]:
        """The facts of the whole passage with its headings, which the citation shows around the quote."""
        passage = self.hit.passage
        return frozenset((m.kind, m.value) for m in find_mentions(passage.embedded, passage.language))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was found for a question: passages best first, and their sentences best first."""

    hits: tuple[Hit, ...]
    units: tuple[Unit, ...]


def gather(asked: Understanding, *, retriever: Retriever, scorer: SentenceScorer) -> Gathered:
    """Search, split the best passages into sentences, and order them by how well they answer."""
    query = Query(
        words=asked.question.words,
        k=asked.question.k,
        language=asked.language,
        reader=asked.reader,
        filters=Filters(as_of=asked.question.as_of),
    )
    hits = tuple(retriever.search(query))
    units = [unit for hit in hits[:PASSAGES_READ] for unit in units_of(hit)][:UNITS_SCORED]
    return Gathered(hits, _ranked(asked, units, scorer))


def units_of(hit: Hit) -> list[Unit]:
    """The sentences of a hit's passage, with offsets into the text's content."""
    passage = hit.passage
    return [
        Unit(hit, passage.content[start:end], passage.start + start, passage.start + end)
        for start, end in sentences(passage.content)
    ]


def _ranked(asked: Understanding, units: list[Unit], scorer: SentenceScorer) -> tuple[Unit, ...]:
    if not units:
        return ()
    pairs = [(unit.words, unit.hit.passage.language) for unit in units]
    similarities = scorer.similarities(asked.question.words, asked.language, pairs)
    scored = [
        Unit(u.hit, u.words, u.start, u.end, float(s), _score(asked, u, float(s)))
        for u, s in zip(units, similarities, strict=True)
    ]
    return tuple(sorted(scored, key=lambda unit: -unit.score))


def _score(asked: Understanding, unit: Unit, similarity: float) -> float:
    kind = MENTIONS.get(asked.wants[0]) if asked.wants else None
    known = asked.named(kind) if kind else frozenset()
    answers = any(m.kind is kind and m.value not in known for m in unit.mentions)
    return similarity + PASSAGE_WEIGHT / unit.hit.rank + WANT_BONUS * answers
