"""Keeping what was read from the library until the library changes, whichever process changes it.

The library carries a stamp, drawn anew in the transaction of each change. What was derived from all acts or references
is compared with it by one short query instead of being read again for every question.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Generic, TypeVar

from sqlalchemy import Connection, insert, select, update

from corpus.store.database import Database
from corpus.store.tables import library_stamp

Value = TypeVar("Value")


def mark_changed(connection: Connection) -> None:
    """Draw a new stamp: to be called in every transaction that changes texts, acts or references."""
    drawn = {"stamp": secrets.token_hex(8)}
    if not connection.execute(update(library_stamp).values(drawn)).rowcount:
        connection.execute(insert(library_stamp).values(drawn))


def stamp_of(database: Database) -> str:
    """The stamp of the library as it is now; empty where nothing was ever written."""
    with database.engine.connect() as connection:
        return connection.execute(select(library_stamp.c.stamp)).scalar() or ""


class Kept(Generic[Value]):
    """A value derived from the library, read when first asked for and again after a change. Thread-safe.

    Two threads that ask at once after a change may both read; each gets a right value.
    """

    def __init__(self, database: Database, read: Callable[[], Value]) -> None:
        """`read` derives the value; what it returns is shared, so nobody may change it."""
        self._database = database
        self._read = read
        self._kept: tuple[str, Value] | None = None

    def __call__(self) -> Value:
        stamp = stamp_of(self._database)  # before reading: a change meanwhile leaves an old stamp, never an old value
        kept = self._kept
        if kept is None or kept[0] != stamp:
            kept = self._kept = (stamp, self._read())
        return kept[1]
