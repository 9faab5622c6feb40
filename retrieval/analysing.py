"""Analysing passages for the lexical index: in this process, or in a few others with bounded memory."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import lru_cache
from itertools import chain, islice
from typing import NamedTuple

from corpus.model import Language, Passage
from corpus.workers import start_workers
from retrieval.analysis import marks, terms, terms_and_marks
from retrieval.concepts import concepts

CHUNK = 500  # passages that travel to another process at once: half a megabyte
POOL_PASSAGES = 4_000  # fewer are analysed before a second process has started, which takes one to two seconds
WORKERS = 2  # tantivy's own threads need a quarter of the time that these do
IN_FLIGHT = 3  # chunks per worker that may wait with their words in memory

logger = logging.getLogger(__name__)


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
        yield from _in_pool(chain(first, coming))


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


def _in_pool(passages: Iterator[Numbered]) -> Iterator[Analysed]:
    """Analyse in other processes, in order. Where these cannot run, for want of memory, it is done here."""
    with start_workers(WORKERS) as executor:
        waiting: deque[tuple[Sequence[Numbered], Future[list[Analysed]] | None]] = deque()
        while chunk := list(islice(passages, CHUNK)):
            waiting.append((chunk, _submitted(executor, chunk)))
            if len(waiting) >= IN_FLIGHT * WORKERS:
                yield from _result(*waiting.popleft())
        while waiting:
            yield from _result(*waiting.popleft())


def _submitted(executor: ProcessPoolExecutor, chunk: Sequence[Numbered]) -> Future[list[Analysed]] | None:
    try:
        return executor.submit(_analyse_chunk, chunk)
    except BrokenProcessPool:
        return None


def _result(chunk: Sequence[Numbered], future: Future[list[Analysed]] | None) -> list[Analysed]:
    if future is None:
        return _analyse_chunk(chunk)
    try:
        return future.result()
    except BrokenProcessPool:
        logger.warning("other processes cannot analyse passages; going on in this one")
        return _analyse_chunk(chunk)


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
