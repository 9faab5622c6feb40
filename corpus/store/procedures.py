"""Procedures in the database: written with their text, read all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from corpus.procedures.model import Procedure
from corpus.store.database import Database
from corpus.store.tables import procedures


@dataclass(frozen=True, slots=True)
class KnownProcedure:
    """A procedure with the text that describes it. `id` stays while the text keeps its order of procedures."""

    id: str
    text_id: str
    procedure: Procedure


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
    query = select(procedures).order_by(procedures.c.text_id, procedures.c.ordinal)
    with database.engine.connect() as connection:
        return [
            KnownProcedure(f"{row.text_id}.{row.ordinal}", row.text_id, _adapter().validate_python(row.record))
            for row in connection.execute(query)
        ]


@cache
def _adapter() -> TypeAdapter[Procedure]:
    return TypeAdapter(Procedure)
