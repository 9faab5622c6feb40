"""Versions of procedures: a row each time that a guide tells one otherwise, and never a row less."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, Select, insert, select

from corpus.procedures.changes import digest
from corpus.procedures.keys import keys_of, named_alike
from corpus.procedures.model import Procedure
from corpus.store.database import Database
from corpus.store.tables import procedure_versions

GONE = "gone"  # in place of a digest


@dataclass(frozen=True, slots=True)
class Version:
    """How a guide told a procedure: since which day it holds (as far as it tells), and when we saw it so.

    `procedure` is None from when the guide told it no more. `seen_at` is UTC without a zone.
    """

    id: int
    key: str
    procedure: Procedure | None
    since: date | None
    seen_at: datetime


def record_versions(
    connection: Connection, text_id: str, found: Sequence[Procedure], *, sha256: str, since: date | None
) -> None:
    """Add a row for each procedure that a text tells otherwise than before, or tells no more.

    Args:
        connection: inside the transaction that writes the text.
        text_id: the guide.
        found: its procedures, in reading order.
        sha256: digest of the guide's file.
        since: from when the guide holds where a procedure does not tell itself.
    """
    latest = {row.key: row for row in connection.execute(_rows(text_id))}
    held = {key: row for key, row in latest.items() if row.digest != GONE}
    told = dict(zip(keys_of(found), found, strict=True))
    missing = [row for key, row in held.items() if key not in told]
    rows = []
    for key, one in told.items():
        before = held.get(key)
        if before is None or before.digest != digest(one):
            follows = None if key in latest else _renamed(one, missing)
            rows.append(_row(text_id, key, one, follows=follows, sha256=sha256, since=since))
    rows.extend(_gone(text_id, row) for row in missing)
    if rows:
        connection.execute(insert(procedure_versions), rows)


def versions_of(database: Database, text_id: str, key: str) -> list[Version]:
    """The versions of a procedure in a guide, newest first, also under earlier names.

    Readings of the same file are one version: only what the guide changed counts.
    """
    with database.engine.connect() as connection:
        rows = list(connection.execute(_rows(text_id)))
    keys, wanted = {key}, [key]
    while wanted:
        earlier = {row.follows for row in rows if row.key == wanted[-1] and row.follows} - keys
        wanted = [*wanted[:-1], *earlier]
        keys |= earlier
    own = [row for row in rows if row.key in keys and not (row.digest == GONE and row.key != key)]
    return [_version(row) for row in _last_of_each_file(own)][::-1]


def _rows(text_id: str) -> Select[*tuple[Any, ...]]:
    return select(procedure_versions).where(procedure_versions.c.text_id == text_id).order_by(procedure_versions.c.id)


def _last_of_each_file(rows: Iterable[Row[Any]]) -> list[Row[Any]]:
    kept: list[Row[Any]] = []
    for row in rows:
        if kept and kept[-1].text_sha256 == row.text_sha256 and GONE not in (row.digest, kept[-1].digest):
            kept.pop()
        kept.append(row)
    return kept


def _renamed(one: Procedure, missing: Iterable[Row[Any]]) -> str | None:
    """The key of the procedure that this one seems to be under a new name."""
    for row in missing:
        before = _adapter().validate_python(row.record)
        if before.section == one.section and named_alike(before.name.words, one.name.words):
            return str(row.key)
    return None


def _row(
    text_id: str, key: str, one: Procedure, *, follows: str | None, sha256: str, since: date | None
) -> dict[str, object]:
    return {
        "text_id": text_id,
        "key": key,
        "follows": follows,
        "name": one.name.words,
        "record": _adapter().dump_python(one, mode="json"),
        "digest": digest(one),
        "text_sha256": sha256,
        "since": (one.validity.since if one.validity else None) or since,
        "seen_at": _now(),
    }


def _gone(text_id: str, row: Row[Any]) -> dict[str, object]:
    kept = {"text_id": text_id, "key": row.key, "name": row.name, "text_sha256": row.text_sha256}
    return kept | {"follows": None, "record": None, "digest": GONE, "since": None, "seen_at": _now()}


def _version(row: Row[Any]) -> Version:
    procedure = _adapter().validate_python(row.record) if row.record else None
    return Version(row.id, row.key, procedure, row.since, row.seen_at)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


@cache
def _adapter() -> TypeAdapter[Procedure]:
    return TypeAdapter(Procedure)
