"""What is in the corpus: counts for people who look after it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Column, ColumnElement, Connection, func, or_, select

from corpus.calendar import today_in_vietnam
from corpus.model import Act
from corpus.store import Database
from corpus.store.ledger import FileEntry, FileStatus, Ledger
from corpus.store.standing import out_of_force
from corpus.store.tables import acts, passages, references, texts
from corpus.validity import Validity, in_force

Counts = tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """Counts over the whole corpus, most frequent first; None stands for "unknown".

    `by_validity` counts acts by their validity on the day that was asked for, today when none was. As of a day that was
    asked for, acts that are not in force on it are left out of `by_kind` and `by_issuer`, their texts out of
    `by_language` and `by_completeness`; everything else is of the whole collection.
    `needs_ocr`, `failed` and `duplicates` are lines of the ledger of files; `undescribed` are the files whose act
    could not be told.
    """

    acts: int
    texts: int
    passages: int
    references: int
    by_kind: Counts
    by_issuer: Counts
    by_language: Counts
    by_completeness: Counts
    by_validity: Counts
    files: Counts
    needs_ocr: tuple[FileEntry, ...]
    failed: tuple[FileEntry, ...]
    duplicates: tuple[FileEntry, ...]
    undescribed: tuple[str, ...]
    acts_with_several_texts: int


def status(database: Database, as_of: date | None = None) -> CorpusStatus:
    """Count everything once."""
    ledger = Ledger(database)
    standing = () if as_of is None else (acts.c.id.not_in(out_of_force(as_of)),)
    rendered = () if as_of is None else (or_(texts.c.act_id.is_(None), texts.c.act_id.not_in(out_of_force(as_of))),)
    troubled = ledger.with_status(FileStatus.NEEDS_OCR, FileStatus.FAILED, FileStatus.DUPLICATE)
    with database.engine.connect() as connection:
        return CorpusStatus(
            acts=_count(connection, acts.c.id),
            texts=_count(connection, texts.c.id),
            passages=_count(connection, passages.c.number),
            references=_count(connection, references.c.id),
            by_kind=_group(connection, acts.c.kind, *standing),
            by_issuer=_group(connection, acts.c.issuer, *standing),
            by_language=_group(connection, texts.c.language, *rendered),
            by_completeness=_group(connection, texts.c.completeness, *rendered),
            by_validity=_validities(connection, as_of or today_in_vietnam()),
            files=_sorted(ledger.count_by_status()),
            needs_ocr=_only(troubled, FileStatus.NEEDS_OCR),
            failed=_only(troubled, FileStatus.FAILED),
            duplicates=_only(troubled, FileStatus.DUPLICATE),
            undescribed=_undescribed(connection),
            acts_with_several_texts=_shared_acts(connection),
        )


def _count(connection: Connection, column: Column[str] | Column[int]) -> int:
    return connection.execute(select(func.count(column))).scalar_one()


def _group(connection: Connection, column: Column[str], *only: ColumnElement[bool]) -> Counts:
    count = func.count().label("count")
    query = select(column, count).where(*only).group_by(column).order_by(count.desc(), column)
    rows = connection.execute(query).all()
    return tuple((value, number) for value, number in rows)


def _validities(connection: Connection, day: date) -> Counts:
    counts = Counter(in_force(Act(**row._mapping), day) for row in connection.execute(select(acts)))
    return tuple((validity.value, counts[validity]) for validity in Validity)


def _sorted(counts: dict[FileStatus, int]) -> Counts:
    return tuple(sorted(((str(name), count) for name, count in counts.items()), key=lambda pair: (-pair[1], pair[0])))


def _only(entries: Sequence[FileEntry], wanted: FileStatus) -> tuple[FileEntry, ...]:
    return tuple(entry for entry in entries if entry.status is wanted)


def _undescribed(connection: Connection) -> tuple[str, ...]:
    query = select(texts.c.file).outerjoin(acts, texts.c.act_id == acts.c.id)
    query = query.where((texts.c.act_id.is_(None)) | (acts.c.number.is_(None) & acts.c.title.is_(None)))
    return tuple(connection.execute(query.order_by(texts.c.file)).scalars())


def _shared_acts(connection: Connection) -> int:
    several = select(texts.c.act_id).where(texts.c.act_id.is_not(None)).group_by(texts.c.act_id)
    several = several.having(func.count() > 1)
    return connection.execute(select(func.count()).select_from(several.subquery())).scalar_one()
