"""Entries: the parts of guides that answer, each a record of a procedure or one question of a guide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from threading import Lock

from sqlalchemy import select

from corpus.fold import fold
from corpus.model import Language, Passage
from corpus.procedures.finding import everyday_words, speaks_of
from corpus.procedures.model import Procedure
from corpus.store import Library
from corpus.store.procedures import KnownProcedure, known_procedures
from corpus.store.tables import procedures, texts
from retrieval.concepts import concepts

_QUESTION = re.compile(r"[#*\s]*(?P<words>[^\n]*\?)[*\s]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Entry:
    """A part `[start, end)` of a guide. `names` is what it is called, which stands at `named`.

    `record` is None where no field was read.
    """

    id: str
    text_id: str
    start: int
    end: int
    names: tuple[str, ...]
    named: tuple[tuple[int, int], ...]
    record: Procedure | None

    def holds(self, passage: Passage) -> bool:
        """Whether most of a passage lies in it, or most of it in a passage, as rows of a table do."""
        shared = min(self.end, passage.end) - max(self.start, passage.start)
        return self.text_id == passage.text_id and shared * 2 > min(passage.end - passage.start, self.end - self.start)

    def tells(self, start: int, end: int) -> bool:
        """Whether words from `start` to `end` of its text are partly its own."""
        return start < self.end and self.start < end

    def names_it(self, start: int, end: int) -> bool:
        """Whether words from `start` to `end` of the text are among its names."""
        return any(start < last and first < end for first, last in self.named)


class Entries:
    """The entries of a library, read again when its guides have changed. Thread-safe."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = Lock()
        self._state: tuple[tuple[str, str], ...] | None = None
        self._records: dict[str, list[Entry]] = {}
        self._articles: list[tuple[str, Procedure]] = []
        self._concepts: dict[str, frozenset[str]] = {}

    def refresh(self) -> None:
        """See what has changed since; to be called before each question."""
        with self._lock:
            state = self._now()
            if state != self._state:
                known = known_procedures(self._library.database)
                self._records, self._concepts, self._state = _read(self._library, known), {}, state
                self._articles = [(one.text_id, one.procedure) for one in known if of_article(one.procedure)]

    def all(self) -> Sequence[Entry]:
        """Every entry, by text and order."""
        return [entry for entries in self._records.values() for entry in entries]

    def called(self, named: Sequence[str]) -> Entry | None:
        """The entry of the first id or name that is known, or None."""
        if not named:
            return None
        known = {key: entry for entry in self.all() for key in (_plain(entry.names[0]), entry.id)}
        return next((known[key] for one in named for key in (one, _plain(one)) if key in known), None)

    def alone_named(self, entry: Entry, words: str) -> bool:
        """Whether words name what no other entry is called by, so that they mean this one, told or not."""
        names = {one.id: fold("; ".join(one.names)) for one in self.all()}
        spoken = {name: {key for key, own in names.items() if speaks_of(name, own)} for name in everyday_words(words)}
        return {entry.id} in spoken.values()

    def articles(self) -> Sequence[tuple[str, Procedure]]:
        """Services that articles of acts lay down, each with its text: no guides, but what guides must agree with."""
        return self._articles

    def of(self, passage: Passage) -> Sequence[Entry]:
        """The entries that a passage tells: none where its text is no guide, or it says nothing of a procedure."""
        return [entry for entry in self._records.get(passage.text_id, ()) if entry.holds(passage)]

    def beside(self, entry: Entry) -> Sequence[Entry]:
        """The other entries of the same guide."""
        return [one for one in self._records.get(entry.text_id, ()) if one.id != entry.id]

    def passages(self, entry: Entry) -> list[Passage]:
        """The passages of an entry, in reading order; those of its whole guide where none lies within it."""
        whole = self._library.passages_of(entry.text_id)
        return [passage for passage in whole if entry.holds(passage)] or whole

    def concepts(self, entry: Entry) -> frozenset[str]:
        """The concepts of the thesaurus that an entry names."""
        known = self._concepts.get(entry.id)
        if known is None:
            passages = self.passages(entry)
            words = "\n".join([*entry.names, *(passage.content for passage in passages)])
            language = passages[0].language if passages else Language.VI
            known = self._concepts[entry.id] = frozenset(concepts(words, language))
        return known

    def _now(self) -> tuple[tuple[str, str], ...]:
        """What differs once guides were read anew: each with the digest of its file."""
        query = select(texts.c.id, texts.c.sha256).where(texts.c.id.in_(select(procedures.c.text_id)))
        with self._library.database.engine.connect() as connection:
            return tuple((row.id, row.sha256) for row in connection.execute(query.order_by(texts.c.id)))


def _plain(name: str) -> str:
    return " ".join(name.split())


def _read(library: Library, every: Sequence[KnownProcedure]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for known in every:
        one = known.procedure
        if of_article(one):
            continue
        quotes = (one.name, *one.aliases)
        names, spans = tuple(quote.words for quote in quotes), tuple((quote.start, quote.end) for quote in quotes)
        found.setdefault(known.text_id, []).append(
            Entry(known.id, known.text_id, one.start, one.end, names, spans, one)
        )
    return {text_id: [*read, *_unread(text_id, library, read)] for text_id, read in found.items()}


def of_article(record: Procedure) -> bool:
    """Whether a record was read of an article of an act, which no guide is."""
    return bool(record.section and record.section.startswith("Điều"))


def _unread(text_id: str, library: Library, read: Sequence[Entry]) -> Iterator[Entry]:
    """Questions of a guide that tell no field: the passages that no record holds and that begin with a question."""
    left = [one for one in library.passages_of(text_id) if not any(entry.holds(one) for entry in read)]
    for _, group in groupby(left, key=lambda passage: (passage.headings, passage.section)):
        under = list(group)
        question = _QUESTION.match(under[0].content)
        if question:
            start, span = under[0].start, question.span("words")
            named = ((start + span[0], start + span[1]),)
            yield Entry(under[0].id, text_id, start, under[-1].end, (question["words"],), named, None)
