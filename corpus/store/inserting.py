"""Inserting many records at once: sections and passages of a law come by the hundred thousand.

SQLAlchemy copies each row into dictionaries of its own before the driver sees it, which takes as long as SQLite takes
to write it. Where the driver numbers its parameters, as SQLite's does, it is given plain tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from functools import lru_cache
from operator import attrgetter
from typing import Any, Protocol

from sqlalchemy import Connection, Dialect, Table, insert

KEPT = 1_000  # written forms of values that rows share, as passages share their headings

Processor = Callable[[Any], Any]


class Record(Protocol):
    """A flat dataclass whose fields are named like columns."""

    __match_args__: Any


def insert_records(
    connection: Connection, table: Table, records: Sequence[Record], given: Iterable[tuple[Any, ...]], *names: str
) -> None:
    """Insert records with values beside them: for each record a tuple in `given`, for the columns called `names`."""
    if not records:
        return
    fields = [column.name for column in table.columns if column.name in records[0].__match_args__]
    # an enum is handed over as the string that it is: SQLite's driver would take a microsecond to find that out
    read = attrgetter(*(f"{f}._value_" if isinstance(getattr(records[0], f), Enum) else f for f in fields))
    rows = ((*beside, *read(record)) for beside, record in zip(given, records, strict=False))
    _insert(connection, table, (*names, *fields), rows)


def _insert(connection: Connection, table: Table, names: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    if connection.dialect.paramstyle != "qmark":
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    statement, processors = _prepared(table, names, connection.dialect)
    for place, written in processors:
        rows = [(*row[:place], written(row[place]), *row[place + 1 :]) for row in rows]
    connection.exec_driver_sql(statement, list(rows))


@lru_cache
def _prepared(table: Table, names: tuple[str, ...], dialect: Dialect) -> tuple[str, tuple[tuple[int, Processor], ...]]:
    """The statement, whose parameters are in the order of `names`, and how values of some of them are written."""
    quoted = dialect.identifier_preparer
    columns, marks = ", ".join(map(quoted.quote, names)), ", ".join("?" * len(names))
    processors = ((n, table.c[name].type.dialect_impl(dialect).bind_processor(dialect)) for n, name in enumerate(names))
    kept = tuple((n, lru_cache(KEPT)(written)) for n, written in processors if written is not None)
    return f"INSERT INTO {quoted.format_table(table)} ({columns}) VALUES ({marks})", kept
