"""Reading the history of tasks."""

from __future__ import annotations

from sqlalchemy import select

from corpus.store import Database
from register.model import Cause, Change
from register.reasons import Reason
from register.tables import task_history


def history_of(database: Database, task_id: str) -> list[Change]:
    """What happened to one task, oldest first."""
    query = select(task_history).where(task_history.c.task_id == task_id).order_by(task_history.c.id)
    with database.engine.connect() as connection:
        return [
            Change(
                task_id=row.task_id,
                at=row.at,
                by=row.by,
                cause=Cause(row.cause),
                why=row.why,
                reason=Reason(**row.reason) if row.reason else None,
                fields={name: (before, after) for name, (before, after) in row.fields.items()},
            )
            for row in connection.execute(query)
        ]
