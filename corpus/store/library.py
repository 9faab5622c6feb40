"""The library: every read and write of acts, texts, sections and passages goes through here."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, func, select

from corpus.model import Act, Evidence, Passage, Reference, Section, SectionKind, TextRecord
from corpus.store.database import Database
from corpus.store.kept import Kept, mark_changed
from corpus.store.ledger import FileEntry, record_files
from corpus.store.rows import passage_of, text_of
from corpus.store.tables import acts, contents, evidence, passages, references, sections, texts
from corpus.store.writing import TextEntry, drop_text, put_entry

__all__ = ["Library", "NumberedPassage", "TextEntry"]

BATCH = 500  # ids per IN clause: under SQLite's limit of 999 variables on old builds


@dataclass(frozen=True, slots=True)
class NumberedPassage:
    """A passage with the number that vector and lexical indexes know it by."""

    number: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class ClausePlace:
    """Where a clause stands: its text, the text's act if it has one, and its first character in the content."""

    text_id: str
    act_id: str | None
    start: int


class Library:
    """Reads and writes the corpus. Safe to share between threads; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine
        self._acts = Kept(database, self._read_acts)

    @property
    def database(self) -> Database:
        """The database that holds the library, for what else lives there."""
        return Database(self._engine)

    # -- reading ---------------------------------------------------------------------------------------------

    def text(self, text_id: str) -> TextRecord | None:
        """One text with its content, or None."""
        query = select(texts, contents.c.content).join(contents).where(texts.c.id == text_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else text_of(row, zlib.decompress(row.content).decode())

    def text_summary(self, text_id: str) -> TextRecord:
        """One text without its content (an empty string).

        Raises:
            KeyError: there is no such text.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(texts).where(texts.c.id == text_id)).first()
        if row is None:
            raise KeyError(text_id)
        return text_of(row, "")

    def texts(self) -> list[TextRecord]:
        """All texts, without their contents (empty strings), by file."""
        with self._engine.connect() as connection:
            return [text_of(row, "") for row in connection.execute(select(texts).order_by(texts.c.file))]

    def texts_of(self, act_id: str) -> list[TextRecord]:
        """The texts of one act, without contents."""
        with self._engine.connect() as connection:
            return [text_of(r, "") for r in connection.execute(select(texts).where(texts.c.act_id == act_id))]

    def act(self, act_id: str) -> Act | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(acts).where(acts.c.id == act_id)).first()
        return None if row is None else Act(**row._mapping)

    def acts(self) -> tuple[Act, ...]:
        """All acts, newest first, those without a date last; kept until the library changes."""
        return self._acts()

    def act_numbers(self) -> list[str]:
        """The numbers of all acts that have one, in the same order."""
        return [act.number for act in self._acts() if act.number]

    def _read_acts(self) -> tuple[Act, ...]:
        query = select(acts).order_by(acts.c.issued.is_(None), acts.c.issued.desc(), acts.c.id)
        with self._engine.connect() as connection:
            return tuple(Act(**row._mapping) for row in connection.execute(query))

    def sections(self, text_id: str) -> list[Section]:
        """The structure of a text, in reading order; index 0 is the root."""
        query = select(sections).where(sections.c.text_id == text_id).order_by(sections.c.ordinal)
        with self._engine.connect() as connection:
            return [
                Section(SectionKind(r.kind), r.label, r.path, r.heading, r.start, r.end, r.parent)
                for r in connection.execute(query)
            ]

    def references(self, text_id: str) -> list[Reference]:
        query = select(references).where(references.c.text_id == text_id).order_by(references.c.start)
        with self._engine.connect() as connection:
            return [Reference(r.number, r.relation, r.start, r.end, r.clause) for r in connection.execute(query)]

    def clause_places(self, paths: Iterable[str]) -> dict[str, ClausePlace]:
        """Where articles of codified law stand, by path ("Điều 41.5.NĐ.1.2"); codes are given once over all law."""
        wanted = sorted({path for path in paths if path.startswith("Điều ")})
        query = (
            select(sections.c.path, sections.c.text_id, sections.c.start, texts.c.act_id)
            .join(texts, texts.c.id == sections.c.text_id)
            .where(sections.c.kind == SectionKind.ARTICLE.value)
            .where(sections.c.path.in_(bindparam("paths", expanding=True)))
        )
        found: dict[str, ClausePlace] = {}
        with self._engine.connect() as connection:
            for at in range(0, len(wanted), BATCH):
                for row in connection.execute(query, {"paths": wanted[at : at + BATCH]}):
                    found.setdefault(row.path, ClausePlace(row.text_id, row.act_id, row.start))
        return found

    def grouping(self, text_id: str) -> str | None:
        """Why a text belongs to its act, in plain words."""
        with self._engine.connect() as connection:
            return connection.execute(select(texts.c.grouping).where(texts.c.id == text_id)).scalar()

    def evidence(self, text_id: str) -> list[Evidence]:
        query = select(evidence).where(evidence.c.text_id == text_id).order_by(evidence.c.start)
        with self._engine.connect() as connection:
            return [Evidence(r.field, r.value, r.start, r.end) for r in connection.execute(query)]

    def passages_by_number(self, numbers: Sequence[int]) -> dict[int, Passage]:
        """Passages by index number; numbers that no longer exist are absent."""
        found: dict[int, Passage] = {}
        query = select(passages).where(passages.c.number.in_(bindparam("numbers", expanding=True)))
        with self._engine.connect() as connection:
            for at in range(0, len(numbers), BATCH):
                batch = {"numbers": list(numbers[at : at + BATCH])}
                found |= {row.number: passage_of(row) for row in connection.execute(query, batch)}
        return found

    def passages_of(self, text_id: str) -> list[Passage]:
        query = select(passages).where(passages.c.text_id == text_id).order_by(passages.c.start)
        with self._engine.connect() as connection:
            return [passage_of(row) for row in connection.execute(query)]

    def numbers(self) -> set[int]:
        """The index numbers of all passages."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(passages.c.number)).scalars())

    def texts_by_number(self) -> dict[int, str]:
        """The text of every passage by index number, ascending."""
        query = select(passages.c.number, passages.c.text_id).order_by(passages.c.number)
        with self._engine.connect() as connection:
            return {number: sys.intern(text_id) for number, text_id in connection.execute(query)}

    def numbered_passages(self) -> Iterator[NumberedPassage]:
        """All passages in index order, streamed."""
        query = select(passages).order_by(passages.c.number).execution_options(yield_per=2000)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield NumberedPassage(row.number, passage_of(row))

    def count_passages(self, text_id: str | None = None) -> int:
        """How many passages there are, or a text has."""
        query = select(func.count()).select_from(passages)
        with self._engine.connect() as connection:
            return connection.execute(
                query if text_id is None else query.where(passages.c.text_id == text_id)
            ).scalar_one()

    def lengths(self) -> dict[str, int]:
        """How many characters each text has, by id."""
        query = select(sections.c.text_id, sections.c.end).where(sections.c.ordinal == 0)
        with self._engine.connect() as connection:
            return {row.text_id: row.end for row in connection.execute(query)}

    def count_texts(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(texts)).scalar_one()

    def count_acts(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(acts)).scalar_one()

    # -- writing ---------------------------------------------------------------------------------------------

    def put(self, entries: Iterable[TextEntry], files: Iterable[FileEntry] = (), dropped: Iterable[str] = ()) -> None:
        """Write texts with all that belongs to them, replacing texts of the same id, in one transaction.

        `files` are the ledger's lines for the files that the texts came from, `dropped` the texts that no file gives
        any more; both are written in the same transaction.
        Passages whose id and words are unchanged keep their index number, so nothing is embedded twice.
        """
        with self._engine.begin() as connection:
            for entry in entries:
                put_entry(connection, entry)
            record_files(connection, files)
            for text_id in dropped:
                drop_text(connection, text_id)
            mark_changed(connection)

    def drop(self, text_id: str) -> None:
        """Remove a text with its passages; its act goes too when no other text renders it."""
        with self._engine.begin() as connection:
            drop_text(connection, text_id)
            mark_changed(connection)
