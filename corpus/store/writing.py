"""Writing texts with all that belongs to them, inside a transaction."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import count, repeat
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from corpus.model import Act, Evidence, Passage, Reference, Section, TextRecord
from corpus.procedures.cuts import Cut
from corpus.procedures.model import Procedure
from corpus.store.columns import Columns, in_columns
from corpus.store.groupings import correction_of, ensure_act
from corpus.store.inserting import insert_records
from corpus.store.merging import drop_act_without_texts, put_act
from corpus.store.procedure_cuts import replace_cuts
from corpus.store.procedure_versions import record_versions
from corpus.store.procedures import replace_procedures
from corpus.store.rows import as_row, passage_of
from corpus.store.tables import contents, evidence, obligation_readings, passages, references, sections, texts

COMPRESSION = 2  # of zlib: laws shrink to a quarter at three times the speed of its default, which gives a fifth


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
    procedures: Sequence[Procedure] = ()
    cuts: Sequence[Cut] = ()
    offsets: bytes | None = None  # packed map to the file's own characters, where normalising moved them

    def __reduce__(self) -> tuple[Callable[..., TextEntry], tuple[Any, ...]]:
        """For pickle, since most entries are read in another process than the one that stores them."""
        values = {name: getattr(self, name) for name in self.__match_args__}
        values |= {name: in_columns(values[name]) for name in ("sections", "passages")}
        return _entry_of, tuple(values.values())


def _entry_of(*values: Any) -> TextEntry:
    told: list[Any] = [value.records() if isinstance(value, Columns) else value for value in values]
    return TextEntry(*told)


def put_entry(connection: Connection, entry: TextEntry) -> None:
    """Write a text in place of an earlier one of the same id."""
    entry = _as_corrected(connection, entry)
    text = entry.text
    before = connection.execute(select(texts.c.act_id).where(texts.c.id == text.id)).scalar()
    if entry.act is not None:
        put_act(connection, entry.act, text_id=text.id, completeness=text.completeness)
    _upsert(connection, texts, _text_row(entry))
    _replace_parts(connection, entry)
    if before != text.act_id:
        drop_act_without_texts(connection, before)


def drop_text(connection: Connection, text_id: str) -> None:
    """Remove a text with its passages; its act goes too when no other text renders it."""
    act_id = connection.execute(select(texts.c.act_id).where(texts.c.id == text_id)).scalar()
    record_versions(connection, text_id, (), sha256="", since=None)
    connection.execute(delete(texts).where(texts.c.id == text_id))
    drop_act_without_texts(connection, act_id)


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
    for table in (contents, sections, references, evidence, obligation_readings):
        connection.execute(delete(table).where(table.c.text_id == text_id))
    content = zlib.compress(entry.text.content.encode(), COMPRESSION)
    connection.execute(insert(contents).values(text_id=text_id, content=content, offsets=entry.offsets))
    insert_records(connection, sections, entry.sections, zip(repeat(text_id), count()), "text_id", "ordinal")
    insert_records(connection, references, entry.references, repeat((text_id,)), "text_id")
    insert_records(connection, evidence, entry.evidence, repeat((text_id,)), "text_id")
    replace_procedures(connection, text_id, entry.procedures)
    since = entry.act.effective_from if entry.act else entry.text.published
    record_versions(connection, text_id, entry.procedures, sha256=entry.text.sha256, since=since)
    replace_cuts(connection, text_id, entry.cuts)
    _replace_passages(connection, entry)


def _replace_passages(connection: Connection, entry: TextEntry) -> None:
    query = select(passages).where(passages.c.text_id == entry.text.id)
    old = {row.id: passage_of(row) for row in connection.execute(query)}
    new = {passage.id: passage for passage in entry.passages}
    stale = [{"stale": key} for key, passage in old.items() if new.get(key) != passage]
    if stale:
        connection.execute(delete(passages).where(passages.c.id == bindparam("stale")), stale)
    insert_records(connection, passages, [p for key, p in new.items() if old.get(key) != p], repeat(()))


def _text_row(entry: TextEntry) -> dict[str, object]:
    row = as_row(entry.text)
    del row["content"]
    return row | {"grouping": entry.grouping}
