"""A unit: a sentence of a found passage, which an answer may quote."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus.mentions import find_mentions
from corpus.model import Mention, MentionKind, Passage
from corpus.sentences import sentences
from retrieval.model import Hit

Fact = tuple[MentionKind, str]
REMEMBERED = 2000  # passages whose mentions are kept: the popular ones are asked about again and again


@dataclass(frozen=True, slots=True)
class Unit:
    """`words` equal the text's content `[start, end)`; `probability` that it supports the answer, 0..1."""

    hit: Hit
    words: str
    start: int
    end: int
    similarity: float = 0.0
    probability: float = 0.0

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The facts that the sentence mentions; offsets count from the sentence's own start."""
        at = self.start - self.hit.passage.start
        to = self.end - self.hit.passage.start
        inside = (m for m in passage_mentions(self.hit.passage) if at <= m.start and m.end <= to)
        return tuple(Mention(m.kind, m.value, m.text, m.start - at, m.end - at) for m in inside)

    @property
    def facts(self) -> frozenset[Fact]:
        return frozenset((m.kind, m.value) for m in self.mentions)

    @property
    def passage_facts(self) -> frozenset[Fact]:
        """The facts of the whole passage with its headings, which the citation shows around the quote."""
        return passage_facts(self.hit.passage)


def units_of(hit: Hit) -> list[Unit]:
    """The sentences of a hit's passage, in order, with offsets into the text's content."""
    passage = hit.passage
    return [
        Unit(hit, passage.content[start:end], passage.start + start, passage.start + end)
        for start, end in sentences(passage.content)
    ]


@lru_cache(maxsize=REMEMBERED)
def passage_mentions(passage: Passage) -> tuple[Mention, ...]:
    """The facts that a passage's content mentions, each once for all its sentences."""
    return tuple(find_mentions(passage.content, passage.language))


@lru_cache(maxsize=REMEMBERED)
def passage_facts(passage: Passage) -> frozenset[Fact]:
    """The facts of a passage and of the headings above it."""
    above = find_mentions("\n".join(passage.headings), passage.language)
    return frozenset((m.kind, m.value) for m in (*passage_mentions(passage), *above))
