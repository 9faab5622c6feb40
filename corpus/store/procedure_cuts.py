"""What acts take away from procedures: written with their text, read all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, insert, select

from corpus.procedures.cuts import Cut
from corpus.store.database import Database
from corpus.store.tables import procedure_cuts


@dataclass(frozen=True, slots=True)
class KnownCut:
    """A cut with the text that states it."""

    text_id: str
    cut: Cut


def replace_cuts(connection: Connection, text_id: str, found: Sequence[Cut]) -> None:
    """Write the cuts of a text in place of earlier ones."""
    connection.execute(delete(procedure_cuts).where(procedure_cuts.c.text_id == text_id))
    rows = [
        {"text_id": text_id, "ordinal": n, "record": _adapter().dump_python(one, mode="json")}
        for n, one in enumerate(found, 1)
    ]
    if rows:
        connection.execute(insert(procedure_cuts), rows)


def known_cuts(database: Database) -> list[KnownCut]:
    """Every cut of the library, by text and order."""
    query = select(procedure_cuts).order_by(procedure_cuts.c.text_id, procedure_cuts.c.ordinal)
    with database.engine.connect() as connection:
        return [KnownCut(row.text_id, _adapter().validate_python(row.record)) for row in connection.execute(query)]


@cache
def _adapter() -> TypeAdapter[Cut]:
    return TypeAdapter(Cut)
