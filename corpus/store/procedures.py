"""Procedures in the database: written with their text, read all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Select, delete, insert, select

from corpus.procedures.keys import keys_of
from corpus.procedures.model import Procedure
from corpus.store.database import Database
from corpus.store.tables import procedures


@dataclass(frozen=True, slots=True)
class KnownProcedure:
    """A procedure with the text that describes it.

    `id` stays while the text keeps its order of procedures, `key` while the text keeps its name.
    """

    id: str
    text_id: str
    procedure: Procedure
    key: str


def replace_procedures(connection: Connection, text_id: str, found: Sequence[Procedure]) -> None:
    """Write the procedures of a text in place of earlier ones."""
    connection.execute(delete(procedures).where(procedures.c.text_id == text_id))
    rows = [
        {"text_id": text_id, "ordinal": n, "name": one.name.words, "record": _adapter().dump_python(one, mode="json")}
        for n, one in enumerate(found, 1)
    ]
    if rows:
        connection.execute(insert(procedures), rows)


def known_procedures(database: Database) -> list[KnownProcedure]:
    """Every procedure of the library, by text and order."""
    return _known(database, select(procedures).order_by(procedures.c.text_id, procedures.c.ordinal))


def procedures_of(database: Database, text_id: str) -> list[KnownProcedure]:
    """The procedures of one text, in order."""
    return _known(database, select(procedures).where(procedures.c.text_id == text_id).order_by(procedures.c.ordinal))


def known_procedure(database: Database, identity: str) -> KnownProcedure | None:
    """The procedure of an id, or None."""
    text_id, _, _ = identity.rpartition(".")
    return next((one for one in procedures_of(database, text_id) if one.id == identity), None)


def _known(database: Database, query: Select[*tuple[Any, ...]]) -> list[KnownProcedure]:
    with database.engine.connect() as connection:
        rows = list(connection.execute(query))
    found = []
    for text_id, group in groupby(rows, key=lambda row: row.text_id):
        told = [(row.ordinal, _adapter().validate_python(row.record)) for row in group]
        keys = keys_of([one for _, one in told])
        found += [KnownProcedure(f"{text_id}.{n}", text_id, one, key) for (n, one), key in zip(told, keys, strict=True)]
    return found


@cache
def _adapter() -> TypeAdapter[Procedure]:
    return TypeAdapter(Procedure)
