"""A unit: words of a found passage that an answer may rest on, from one sentence to the whole passage."""

from __future__ import annotations

import re
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
    """`words` equal the text's content `[start, end)`; `similarity` is the centred cosine to the question."""

    hit: Hit
    words: str
    start: int
    end: int
    similarity: float = 0.0

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The facts that the words mention; offsets count from their own start."""
        at = self.start - self.hit.passage.start
        to = self.end - self.hit.passage.start
        inside = (m for m in passage_mentions(self.hit.passage) if at <= m.start and m.end <= to)
        return tuple(Mention(m.kind, m.value, m.text, m.start - at, m.end - at) for m in inside)

    @property
    def facts(self) -> frozenset[Fact]:
        return frozenset((m.kind, m.value) for m in self.mentions)

    @property
    def asks(self) -> bool:
        """Whether the line that the words stand in is a question, as the heads of question-and-answer guides are."""
        content = self.hit.passage.content
        end = content.find("\n", self.end - self.hit.passage.start)
        line = content[self.start - self.hit.passage.start : end if end >= 0 else len(content)]
        return line.rstrip('*" ”»)\r').endswith("?")

    @property
    def introduces(self) -> bool:
        """Whether the words only announce what follows: they end with a colon, or are hardly any."""
        return self.words.rstrip("*_ ").endswith(":") or len(self.words.split()) < FEW


BULLET = re.compile(r"^\W*(?:[-*+•–]|\|?\s*\(?(?:\d{1,3}|[a-zđ]{1,2}|[ivx]+)\s*[.)|])\s")  # opens a point of a list
FEW = 4  # words; fewer are a label or a number


def units_of(hit: Hit) -> list[Unit]:
    """The sentences of a hit's passage, in order, with offsets into the text's content."""
    passage = hit.passage
    return [
        Unit(hit, passage.content[start:end], passage.start + start, passage.start + end)
        for start, end in sentences(passage.content)
    ]


def spanning(first: Unit, last: Unit) -> Unit:
    """One unit from the start of `first` to the end of `last`, both of one passage."""
    passage = first.hit.passage
    words = passage.content[first.start - passage.start : last.end - passage.start]
    return Unit(first.hit, words, first.start, last.end, max(first.similarity, last.similarity))


@lru_cache(maxsize=REMEMBERED)
def passage_mentions(passage: Passage) -> tuple[Mention, ...]:
    """The facts that a passage's content mentions, each once for all its sentences."""
    return tuple(find_mentions(passage.content, passage.language))


@lru_cache(maxsize=REMEMBERED)
def known_mentions(passage: Passage) -> tuple[Mention, ...]:
    """The facts of a passage and of the headings above it: what its citation shows."""
    above = find_mentions("\n".join(passage.headings), passage.language)
    return (*passage_mentions(passage), *above)
