"""Tasks as they stand in the register, with their agencies and sources: one for whoever changes it, many to compare."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, select

from register.errors import NoSuchTask
from register.tables import task_agencies, task_history, task_sources, tasks

BATCH = 500  # numbers per IN clause: under SQLite's limit of 999 variables on old builds

Values = dict[str, Any]  # columns of the table of tasks; "agencies" and "coordinating" are tuples of ids

_SOURCE = [column for column in task_sources.c if column.name not in ("task", "ordinal")]


def current(connection: Connection, task_id: str) -> Values:
    """A task's row with its agencies.

    Raises:
        NoSuchTask: the id is unknown.
    """
    row = connection.execute(select(tasks).where(tasks.c.id == task_id)).first()
    if row is None:
        raise NoSuchTask(task_id)
    return _with_agencies(connection, [dict(row._mapping)])[0]


def current_all(connection: Connection, numbers: Sequence[int]) -> dict[int, Values]:
    """The rows of these tasks with their agencies, by number; those that are gone are absent."""
    found: dict[int, Values] = {}
    query = select(tasks).where(tasks.c.number.in_(bindparam("numbers", expanding=True)))
    for at in range(0, len(numbers), BATCH):
        batch = connection.execute(query, {"numbers": list(numbers[at : at + BATCH])})
        rows = _with_agencies(connection, [dict(row._mapping) for row in batch])
        found |= {row["number"]: row for row in rows}
    return found


def sources_of(connection: Connection, number: int) -> list[Values]:
    """The sources of a task in order, as rows without their task."""
    return sources_of_all(connection, [number])[number]


def sources_of_all(connection: Connection, numbers: Sequence[int]) -> dict[int, list[Values]]:
    """The sources of these tasks in order, by number, as rows without their task."""
    found: dict[int, list[Values]] = {number: [] for number in numbers}
    query = (
        select(task_sources.c.task, *_SOURCE)
        .where(task_sources.c.task.in_(bindparam("numbers", expanding=True)))
        .order_by(task_sources.c.task, task_sources.c.ordinal)
    )
    for at in range(0, len(numbers), BATCH):
        for row in connection.execute(query, {"numbers": list(numbers[at : at + BATCH])}):
            source = dict(row._mapping)
            found[source.pop("task")].append(source)
    return found


def reasons_of(connection: Connection, task_ids: Sequence[str]) -> set[tuple[str, str]]:
    """Every reason that the histories of these tasks give, each with the task's id."""
    query = select(task_history.c.task_id, task_history.c.why)
    query = query.where(task_history.c.task_id.in_(bindparam("ids", expanding=True)))
    found: set[tuple[str, str]] = set()
    for at in range(0, len(task_ids), BATCH):
        rows = connection.execute(query, {"ids": list(task_ids[at : at + BATCH])})
        found |= {(row.task_id, row.why) for row in rows}
    return found


def is_as(row: Values, values: Values) -> bool:
    """Whether a row holds these values."""
    return all(same(row[name], value) for name, value in values.items())


def same(before: object, after: object) -> bool:
    """Whether two values of a column are equal; lists and tuples are told by what they hold."""
    if isinstance(before, list | tuple) and isinstance(after, list | tuple):
        return list(before) == list(after)
    return before == after


def _with_agencies(connection: Connection, rows: Sequence[Values]) -> list[Values]:
    bodies: dict[int, tuple[list[str], list[str]]] = {row["number"]: ([], []) for row in rows}
    query = (
        select(task_agencies.c.task, task_agencies.c.agency, task_agencies.c.leads)
        .where(task_agencies.c.task.in_(list(bodies)))
        .order_by(task_agencies.c.ordinal)
    )
    for body in connection.execute(query):
        bodies[body.task][0 if body.leads else 1].append(body.agency)
    return [
        row | {"agencies": tuple(bodies[row["number"]][0]), "coordinating": tuple(bodies[row["number"]][1])}
        for row in rows
    ]
