"""The library: every read and write of acts, texts, sections and passages goes through here."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace

from sqlalchemy import Connection, Row, Table, bindparam, delete, func, insert, select, update

from corpus.model import Act, Completeness, Evidence, Language, Passage, Reference, Section, SectionKind, TextRecord
from corpus.store.database import Database
from corpus.store.groupings import correction_of, ensure_act
from corpus.store.ledger import FileEntry, record_files
from corpus.store.merging import drop_act_without_texts, put_act
from corpus.store.tables import acts, contents, evidence, passages, references, sections, texts

BATCH = 500  # ids per IN clause: under SQLite's limit of 999 variables on old builds


@dataclass(frozen=True, slots=True)
class TextEntry:
    """Everything that is written for one text, at once or not at all."""

    text: TextRecord
    act: Act | None
    sections: Sequence[Section]
    passages: Sequence[Passage]
    references: Sequence[Reference] = ()
    evidence: Sequence[Evidence] = ()
    grouping: str | None = None
    offsets: bytes | None = None  # packed map to the file's own characters, where normalising moved them


@dataclass(frozen=True, slots=True)
class NumberedPassage:
    """A passage with the number that vector and lexical indexes know it by."""

    number: int
    passage: Passage


class Library:
    """Reads and writes the corpus. Safe to share between threads; each call is one transaction."""

    def __init__(self, database: Database) -> None:
        self._engine = database.engine

    # -- reading ---------------------------------------------------------------------------------------------

    def text(self, text_id: str) -> TextRecord | None:
        """One text with its content, or None."""
        query = select(texts, contents.c.content).join(contents).where(texts.c.id == text_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return None if row is None else _text(row, zlib.decompress(row.content).decode())

    def text_summary(self, text_id: str) -> TextRecord:
        """One text without its content (an empty string).

        Raises:
            KeyError: there is no such text.
        """
        with self._engine.connect() as connection:
            row = connection.execute(select(texts).where(texts.c.id == text_id)).first()
        if row is None:
            raise KeyError(text_id)
        return _text(row, "")

    def texts(self) -> list[TextRecord]:
        """All texts, without their contents (empty strings), by file."""
        with self._engine.connect() as connection:
            return [_text(row, "") for row in connection.execute(select(texts).order_by(texts.c.file))]

    def texts_of(self, act_id: str) -> list[TextRecord]:
        """The texts of one act, without contents."""
        with self._engine.connect() as connection:
            return [_text(r, "") for r in connection.execute(select(texts).where(texts.c.act_id == act_id))]

    def act(self, act_id: str) -> Act | None:
        with self._engine.connect() as connection:
            row = connection.execute(select(acts).where(acts.c.id == act_id)).first()
        return None if row is None else Act(**row._mapping)

    def acts(self) -> list[Act]:
        """All acts, newest first, those without a date last."""
        query = select(acts).order_by(acts.c.issued.is_(None), acts.c.issued.desc(), acts.c.id)
        with self._engine.connect() as connection:
            return [Act(**row._mapping) for row in connection.execute(query)]

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
                found |= {row.number: _passage(row) for row in connection.execute(query, batch)}
        return found

    def passages_of(self, text_id: str) -> list[Passage]:
        query = select(passages).where(passages.c.text_id == text_id).order_by(passages.c.start)
        with self._engine.connect() as connection:
            return [_passage(row) for row in connection.execute(query)]

    def numbers(self) -> set[int]:
        """The index numbers of all passages."""
        with self._engine.connect() as connection:
            return set(connection.execute(select(passages.c.number)).scalars())

    def numbered_passages(self) -> Iterator[NumberedPassage]:
        """All passages in index order, streamed."""
        query = select(passages).order_by(passages.c.number).execution_options(yield_per=2000)
        with self._engine.connect() as connection:
            for row in connection.execute(query):
                yield NumberedPassage(row.number, _passage(row))

    def count_passages(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(select(func.count()).select_from(passages)).scalar_one()

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
                _put(connection, entry)
            record_files(connection, files)
            for text_id in dropped:
                _drop(connection, text_id)

    def drop(self, text_id: str) -> None:
        """Remove a text with its passages; its act goes too when no other text renders it."""
        with self._engine.begin() as connection:
            _drop(connection, text_id)


def _text(row: Row[tuple[object, ...]], content: str) -> TextRecord:
    return TextRecord(
        id=row.id,
        language=Language(row.language),
        file=row.file,
        sha256=row.sha256,
        content=content,
        act_id=row.act_id,
        title=row.title,
        publisher=row.publisher,
        source_url=row.source_url,
        published=row.published,
        media_type=row.media_type,
        completeness=Completeness(row.completeness),
    )


def _passage(row: Row[tuple[object, ...]]) -> Passage:
    return Passage(
        id=row.id,
        text_id=row.text_id,
        language=Language(row.language),
        section=row.section,
        headings=tuple(row.headings),
        content=row.content,
        start=row.start,
        end=row.end,
    )


def _text_row(entry: TextEntry) -> dict[str, object]:
    row = asdict(entry.text)
    del row["content"]
    return row | {"grouping": entry.grouping}


def _drop(connection: Connection, text_id: str) -> None:
    act_id = connection.execute(select(texts.c.act_id).where(texts.c.id == text_id)).scalar()
    connection.execute(delete(texts).where(texts.c.id == text_id))
    drop_act_without_texts(connection, act_id)


def _put(connection: Connection, entry: TextEntry) -> None:
    entry = _as_corrected(connection, entry)
    text = entry.text
    before = connection.execute(select(texts.c.act_id).where(texts.c.id == text.id)).scalar()
    if entry.act is not None:
        put_act(connection, entry.act, text_id=text.id, completeness=text.completeness)
    _upsert(connection, texts, _text_row(entry))
    _replace_parts(connection, entry)
    if before != text.act_id:
        drop_act_without_texts(connection, before)


def _as_corrected(connection: Connection, entry: TextEntry) -> TextEntry:
    """The entry with the act that a person has put its text to, if one has."""
    correction = correction_of(connection, entry.text.id)
    if correction is None:
        return entry
    if correction.act_id is not None:
        ensure_act(connection, correction.act_id)
    act = entry.act if entry.act is not None and entry.act.id == correction.act_id else None
    text = replace(entry.text, act_id=correction.act_id)
    return replace(entry, text=text, act=act, grouping=f"{correction.decided_by}: {correction.reason}")


def _upsert(connection: Connection, table: Table, row: dict[str, object]) -> None:
    changed = connection.execute(update(table).where(table.c.id == row["id"]).values(row)).rowcount
    if not changed:
        connection.execute(insert(table).values(row))


def _replace_parts(connection: Connection, entry: TextEntry) -> None:
    text_id = entry.text.id
    for table in (contents, sections, references, evidence):
        connection.execute(delete(table).where(table.c.text_id == text_id))
    content = zlib.compress(entry.text.content.encode())
    connection.execute(insert(contents).values(text_id=text_id, content=content, offsets=entry.offsets))
    _insert(connection, sections, [_section_row(text_id, n, s) for n, s in enumerate(entry.sections)])
    _insert(connection, references, [{"text_id": text_id, **asdict(r)} for r in entry.references])
    _insert(connection, evidence, [{"text_id": text_id, **asdict(e)} for e in entry.evidence])
    _replace_passages(connection, entry)


def _replace_passages(connection: Connection, entry: TextEntry) -> None:
    query = select(passages).where(passages.c.text_id == entry.text.id)
    old = {row.id: _passage(row) for row in connection.execute(query)}
    new = {passage.id: passage for passage in entry.passages}
    stale = [{"stale": key} for key, passage in old.items() if new.get(key) != passage]
    if stale:
        connection.execute(delete(passages).where(passages.c.id == bindparam("stale")), stale)
    _insert(connection, passages, [_passage_row(p) for key, p in new.items() if old.get(key) != p])


def _insert(connection: Connection, table: Table, rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _section_row(text_id: str, ordinal: int, section: Section) -> dict[str, object]:
    return {"text_id": text_id, "ordinal": ordinal, **asdict(section)}


def _passage_row(passage: Passage) -> dict[str, object]:
    return asdict(passage) | {"headings": list(passage.headings)}
