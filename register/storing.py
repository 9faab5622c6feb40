"""Writing tasks: every change goes through here, so that none is without a version, a history and its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, update

from corpus.fold import fold
from corpus.obligations.model import Strength
from register.errors import Conflict
from register.found import FoundTask
from register.model import Cause, Life, Progress, Review
from register.reasons import Reason, Why, plainly
from register.tables import task_agencies, task_history, task_sources, task_words, tasks
from register.terms import NEVER, outcome_of
from register.written import Values, current, same, sources_of

WORD_LENGTH = 6  # letters of a word that are kept: enough to tell words apart, few enough to ignore most endings
SHORTEST_WORD = 2
ON_CALENDARS = frozenset(("action", "due", "term_text", "life", "agencies", "done_on", "recurrence"))

COUNTED_BY = frozenset(("agencies", "coordinating", "due", "done_on", "recurrence", "life", "strength", "public"))

_WORD = re.compile(r"[^\W_]+")


def now() -> datetime:
    """The moment in UTC, without a zone, as all tables keep it."""
    return datetime.now(UTC).replace(tzinfo=None)


def words_of(*parts: str | None) -> set[str]:
    """The words that the filter `q` compares: folded, each cut to its beginning."""
    found = {word[:WORD_LENGTH] for part in parts if part for word in _WORD.findall(fold(part))}
    return {word for word in found if len(word) >= SHORTEST_WORD}


def values_of(found: FoundTask) -> Values:
    """What a found task says, as columns."""
    term = found.deadline
    return {
        "act_id": found.act.id if found.act else None,
        "act_number": found.act.number if found.act else None,
        "act_title": found.act.title if found.act else None,
        "clause": found.clause,
        "action": found.action,
        "language": found.language.value,
        "due": found.due,
        "term_kind": term.kind.value,
        "term_date": term.date,
        "term_text": term.text,
        "recurrence": term.recurrence,
        "anchor": term.anchor,
        "duration": term.duration,
        "strength": found.strength.value,
        "confidence": found.confidence,
        "reasons": list(found.reasons),
        "agencies": tuple(found.agencies),
        "coordinating": tuple(found.coordinating),
    }


def source_rows(found: FoundTask) -> list[Values]:
    """The sources of a found task, as rows without their task."""
    return [
        {
            "text_id": source.text_id,
            "language": source.language.value,
            "section": source.section,
            "quote": source.quote,
            "action": source.action,
            "start": source.start,
            "end": source.end,
            "line": source.line,
        }
        for source in found.sources
    ]


def add_task(
    connection: Connection,
    task_id: str,
    values: Values,
    sources: Sequence[Values],
    *,
    by: str,
    cause: Cause,
    why: Why,
    origin: str | None = None,
) -> int:
    """Write a new live task with its first entry of history; returns its number."""
    moment = now()
    row = {
        **_columns(values),
        "id": task_id,
        "life": Life.LIVE.value,
        "review": Review.NONE.value,
        "fixed": [],
        "origin": origin,
        "progress": Progress.NOT_STARTED.value,
        "percent": 0,
        "slips": 0,
        "public": True,
        "version": 1,
        "sequence": 0,
        "created_at": moment,
        "changed_at": moment,
    }
    row |= _counted_as(row)
    number: int = connection.execute(insert(tasks).returning(tasks.c.number), row).scalar_one()
    _put_agencies(connection, number, values | _counted_as(row))
    put_sources(connection, number, sources)
    _put_words(connection, number, values, sources)
    record(connection, task_id, by=by, cause=cause, why=why, fields={})
    return number


def change_task(
    connection: Connection,
    task_id: str,
    values: Values,
    *,
    by: str,
    cause: Cause,
    why: Why,
    read_version: int | None = None,
) -> int:
    """Change some columns of a task; returns its version afterwards. What is equal already is not a change.

    Raises:
        NoSuchTask: the id is unknown.
        Conflict: `read_version` is given and somebody else changed the task meanwhile; nothing is written.
    """
    before = current(connection, task_id)
    fields = {name: (before[name], value) for name, value in values.items() if not same(before[name], value)}
    if read_version is not None and before["version"] != read_version:
        raise Conflict(task_id, read=read_version, current=before["version"])
    if not fields:
        return int(before["version"])
    changed = {name: value for name, (_, value) in fields.items()}
    written = connection.execute(
        update(tasks)
        .where(tasks.c.number == before["number"], tasks.c.version == before["version"])
        .values(_columns(changed) | _counted(before, fields) | _counted_as(before | changed))
    )
    if not written.rowcount:
        raise Conflict(task_id, read=before["version"], current=current(connection, task_id)["version"])
    after = before | changed
    if not COUNTED_BY.isdisjoint(fields):
        _put_agencies(connection, before["number"], after | _counted_as(after))
    if "action" in fields:
        _put_words(connection, before["number"], after, sources_of(connection, before["number"]))
    record(connection, task_id, by=by, cause=cause, why=why, fields=fields)
    return int(before["version"]) + 1


def touch(connection: Connection, row: Values, *, by: str, cause: Cause, why: Why) -> int:
    """A change that no column shows (new sources, a report that repeats the last): whoever read the task is told.

    Raises:
        Conflict: somebody else changed the task since `row` was read; nothing is written.
    """
    written = connection.execute(
        update(tasks)
        .where(tasks.c.number == row["number"], tasks.c.version == row["version"])
        .values(version=row["version"] + 1, changed_at=now())
    )
    if not written.rowcount:
        raise Conflict(row["id"], read=row["version"], current=current(connection, row["id"])["version"])
    record(connection, row["id"], by=by, cause=cause, why=why, fields={})
    return int(row["version"]) + 1


def put_sources(connection: Connection, number: int, sources: Iterable[Values]) -> None:
    """Replace the sources of a task."""
    connection.execute(delete(task_sources).where(task_sources.c.task == number))
    rows = [{"task": number, "ordinal": ordinal, **source} for ordinal, source in enumerate(sources)]
    if rows:
        connection.execute(insert(task_sources), rows)


def refresh_words(connection: Connection, task_id: str) -> None:
    """Let the filter `q` find a task by its words as they are now."""
    row = current(connection, task_id)
    _put_words(connection, row["number"], row, sources_of(connection, row["number"]))


def record(
    connection: Connection, task_id: str, *, by: str, cause: Cause, why: Why, fields: Mapping[str, tuple[Any, Any]]
) -> None:
    """Append to the history."""
    changes = {name: [_plain(before), _plain(after)] for name, (before, after) in fields.items()}
    entry = {"task_id": task_id, "at": now(), "by": by, "cause": cause.value, "why": plainly(why), "fields": changes}
    reason = asdict(why) if isinstance(why, Reason) else None
    connection.execute(insert(task_history), entry | {"reason": reason})


def _columns(values: Values) -> Values:
    """The values that are columns of the table, with the day that lists are sorted by."""
    row = {name: value for name, value in values.items() if name not in ("agencies", "coordinating")}
    if "due" in row:
        row["due_order"] = row["due"] or NEVER
    return row


def _counted(before: Values, fields: Mapping[str, tuple[Any, Any]]) -> Values:
    """Version, sequence and slips after a change."""
    old, new = fields.get("due", (None, None))
    later = isinstance(old, date) and isinstance(new, date) and new > old
    return {
        "version": before["version"] + 1,
        "sequence": before["sequence"] + (not ON_CALENDARS.isdisjoint(fields)),
        "slips": before["slips"] + later,
        "changed_at": now(),
    }


def _counted_as(row: Values) -> Values:
    """The columns that counting reads, of a whole row."""
    recurring = row["recurrence"] is not None
    live = row["life"] == Life.LIVE.value and row["strength"] == Strength.TASK.value
    return {
        "outcome": outcome_of(due=row["due"], done_on=row.get("done_on"), recurring=recurring).value,
        "listed": live and row["public"],
        "due_order": row["due"] or NEVER,
    }


def _put_agencies(connection: Connection, number: int, values: Values) -> None:
    connection.execute(delete(task_agencies).where(task_agencies.c.task == number))
    counted = {name: values[name] for name in ("listed", "outcome", "due_order")}
    named = [(agency, True) for agency in values["agencies"]]
    named += [(agency, False) for agency in values["coordinating"]]
    rows = [
        {"task": number, "agency": agency, "leads": leads, "ordinal": ordinal} | counted
        for ordinal, (agency, leads) in enumerate(dict.fromkeys(named))
    ]
    if rows:
        connection.execute(insert(task_agencies), rows)


def _put_words(connection: Connection, number: int, values: Values, sources: Sequence[Values]) -> None:
    connection.execute(delete(task_words).where(task_words.c.task == number))
    quotes = [source["quote"] for source in sources]
    kept = words_of(values["action"], values["act_number"], values["act_title"], *quotes)
    if kept:
        connection.execute(insert(task_words), [{"word": word, "task": number} for word in sorted(kept)])


def _plain(value: object) -> object:
    """A value as JSON keeps it."""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value
