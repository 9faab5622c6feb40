"""Progress: what agencies report of their tasks, with what it rests on."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert, select

from corpus.calendar import today_in_vietnam
from corpus.store import Database
from register.errors import BadReport, Conflict, NoSuchTask
from register.model import Cause, Evidence, FiledReport, Life, Person, Progress, Report
from register.people import must_report_for
from register.reasons import Reason
from register.storing import change_task, now, touch
from register.tables import evidence_files, task_reports, tasks
from register.written import Values, current

LONGEST_NOTE = 10_000  # characters
LARGEST_FILE = 10_000_000  # bytes


def report(database: Database, task_id: str, filed: Report, *, by: Person, version: int) -> int:
    """File a report; returns the task's version afterwards. The report and what it changes are written together.

    Args:
        database: where the register is.
        task_id: which task.
        filed: what is reported. `done` sets 100 percent; a recurring task stays open for its next turn.
        by: who reports.
        version: the version of the task that the person read.

    Raises:
        NoSuchTask: the id is unknown.
        NotAllowed: the person may not report for this task.
        BadReport: the report makes no sense.
        Conflict: somebody else changed the task meanwhile; nothing is written.
    """
    with database.engine.begin() as connection:
        row = current(connection, task_id)
        must_report_for(by, row["agencies"], row["coordinating"])
        _check(filed, row)
        if filed.blocked_by is not None:
            current(connection, filed.blocked_by)
        if row["version"] != version:
            raise Conflict(task_id, read=version, current=row["version"])
        values = _values(filed, row)
        why = filed.note or Reason("reported", {"progress": f"progress_{filed.progress}"})
        after = change_task(connection, task_id, values, by=by.id, cause=Cause.REPORT, why=why, read_version=version)
        if after == version:
            after = touch(connection, row, by=by.id, cause=Cause.REPORT, why=why)
        connection.execute(insert(task_reports).values(_row(filed, row["number"], by)))
        return after


def reports_of(database: Database, task_id: str) -> list[FiledReport]:
    """The reports on a task, newest first.

    Raises:
        NoSuchTask: the id is unknown.
    """
    with database.engine.connect() as connection:
        number = connection.execute(select(tasks.c.number).where(tasks.c.id == task_id)).scalar()
        if number is None:
            raise NoSuchTask(task_id)
        query = select(task_reports).where(task_reports.c.task == number).order_by(task_reports.c.id.desc())
        return [_filed(task_id, row._mapping) for row in connection.execute(query)]


def keep_file(database: Database, content: bytes, *, name: str, media_type: str, by: Person) -> Evidence:
    """Keep a file for a report to rest on; the same bytes are kept once.

    Raises:
        BadReport: the file is empty or larger than `LARGEST_FILE`.
    """
    if not 0 < len(content) <= LARGEST_FILE:
        raise BadReport(f"The file '{name[:80]}' has {len(content)} bytes; 1 to {LARGEST_FILE} are kept.")
    digest = hashlib.sha256(content).hexdigest()
    row = {"sha256": digest, "name": name[:200], "media_type": media_type[:100], "content": content}
    with database.engine.begin() as connection:
        known = select(evidence_files.c.sha256).where(evidence_files.c.sha256 == digest)
        if connection.execute(known).first() is None:
            connection.execute(insert(evidence_files).values(row | {"by": by.id, "at": now()}))
    return Evidence(name[:200], file_sha256=digest)


def file_of(database: Database, sha256: str) -> tuple[str, str, bytes] | None:
    """Name, media type and content of a kept file, or None."""
    query = select(evidence_files).where(evidence_files.c.sha256 == sha256)
    with database.engine.connect() as connection:
        row = connection.execute(query).first()
    return None if row is None else (row.name, row.media_type, row.content)


def _check(filed: Report, row: Values) -> None:
    if row["life"] != Life.LIVE.value:
        raise BadReport(f"Task '{row['id']}' is {row['life']}; nothing can be reported on it.")
    if not 0 <= filed.percent <= 100:
        raise BadReport(f"{filed.percent} percent cannot be: give 0 to 100.")
    if filed.progress is Progress.DONE and filed.done_on is None:
        raise BadReport("A task that is done needs the day on which it was done.")
    if filed.progress is not Progress.DONE and filed.done_on is not None:
        raise BadReport("A day on which it was done belongs to a task that is done.")
    if filed.done_on is not None and filed.done_on > today_in_vietnam():
        raise BadReport(f"The day on which it was done, {filed.done_on}, is still to come.")
    if filed.progress is Progress.BLOCKED and not (filed.obstacle or filed.blocked_by):
        raise BadReport("A blocked task needs its obstacle, or the task that blocks it.")
    if filed.blocked_by == row["id"]:
        raise BadReport("A task cannot block itself.")
    if len(filed.note) > LONGEST_NOTE:
        raise BadReport(f"The note has {len(filed.note)} characters; at most {LONGEST_NOTE} are kept.")


def _values(filed: Report, row: Values) -> Values:
    """The columns that a report sets. A turn of a recurring task that is done leaves the task open."""
    turn = filed.progress is Progress.DONE and row["recurrence"] is not None
    return {
        "progress": Progress.IN_PROGRESS.value if turn else filed.progress.value,
        "percent": 100 if filed.progress is Progress.DONE else filed.percent,
        "done_on": None if turn else filed.done_on,
        "obstacle": filed.obstacle,
        "blocked_by": filed.blocked_by,
    }


def _row(filed: Report, number: int, by: Person) -> Values:
    return {
        "task": number,
        "by": by.id,
        "agency": by.agency,
        "at": now(),
        "progress": filed.progress.value,
        "percent": 100 if filed.progress is Progress.DONE else filed.percent,
        "note": filed.note,
        "obstacle": filed.obstacle,
        "blocked_by": filed.blocked_by,
        "done_on": filed.done_on,
        "evidence": [asdict(one) for one in filed.evidence],
    }


def _filed(task_id: str, row: Any) -> FiledReport:
    said = Report(
        progress=Progress(row["progress"]),
        percent=row["percent"],
        note=row["note"],
        obstacle=row["obstacle"],
        blocked_by=row["blocked_by"],
        done_on=row["done_on"],
        evidence=tuple(Evidence(**one) for one in row["evidence"]),
    )
    return FiledReport(row["id"], task_id, row["by"], row["agency"], row["at"], said)
