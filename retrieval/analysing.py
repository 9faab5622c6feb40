"""Analysing passages for the lexical index: in this process, or in a few others with bounded memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from corpus.model import Language, Passage
from corpus.workers import work_ahead
from retrieval.analysis import marks, terms, terms_and_marks
from retrieval.concepts import concepts

CHUNK = 500  # passages that travel to another process at once: half a megabyte
POOL_PASSAGES = 4_000  # fewer are analysed before a second process has started, which takes one to two seconds


class Numbered(NamedTuple):
    """What is analysed of a passage; plain strings, which travel between processes faster than a `Passage` does."""

    number: int
    text_id: str
    language: str
    section: str
    headings: str
    content: str


class Analysed(NamedTuple):
    """What the lexical index keeps of a passage: in each field terms in order, with blanks between."""

    number: int
    text_id: str
    language: Language
    words: str
    headings: str
    marks: str
    concepts: str


def analyse_all(passages: Iterable[tuple[int, Passage]]) -> Iterator[Analysed]:
    """Analyse passages in their order; many of them in other processes."""
    coming = (_numbered(number, passage) for number, passage in passages)
    first = list(islice(coming, POOL_PASSAGES))
    if len(first) < POOL_PASSAGES:
        yield from map(analyse, first)
    else:
        yield from chain.from_iterable(work_ahead(_analyse_chunk, _chunks(chain(first, coming))))


def analyse(passage: Numbered) -> Analysed:
    """Analyse one passage."""
    language = Language(passage.language)
    words, found = terms_and_marks(passage.content, language, passage.section)
    return Analysed(
        passage.number,
        passage.text_id,
        language,
        " ".join(words),
        _heading_terms(passage.headings, language),
        " ".join((*_heading_marks(passage.headings), *found)),
        " ".join((*_heading_concepts(passage.headings, language), *concepts(passage.content, language))),
    )


def _numbered(number: int, passage: Passage) -> Numbered:
    headings = "\n".join(passage.headings)
    return Numbered(number, passage.text_id, passage.language.value, passage.section, headings, passage.content)


def _chunks(passages: Iterator[Numbered]) -> Iterator[list[Numbered]]:
    while chunk := list(islice(passages, CHUNK)):
        yield chunk


def _analyse_chunk(chunk: Sequence[Numbered]) -> list[Analysed]:
    return [analyse(passage) for passage in chunk]


@lru_cache(maxsize=256)
def _heading_terms(headings: str, language: Language) -> str:
    """Neighbours in reading order share their headings."""
    return " ".join(terms(headings, language))


@lru_cache(maxsize=256)
def _heading_marks(headings: str) -> tuple[str, ...]:
    return tuple(marks(headings))


@lru_cache(maxsize=256)
def _heading_concepts(headings: str, language: Language) -> tuple[str, ...]:
    return tuple(concepts(headings, language))
