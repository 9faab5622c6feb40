"""Which tasks a passage states: what a clause says is somebody's duty, read once and kept in the register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select

from corpus.model import Passage
from corpus.store.database import Database
from register.model import Life
from register.tables import task_agencies, task_sources, tasks


@dataclass(frozen=True, slots=True)
class Duty:
    """A task as one text states it, at the text's content `[start, end)`; `agencies` lead (canonical ids)."""

    text_id: str
    start: int
    end: int
    agencies: tuple[str, ...]
    due: date | None
    recurrence: str | None


def duties_in(database: Database, passages: Sequence[Passage]) -> tuple[Duty, ...]:
    """The live public tasks that any of the passages states, in reading order."""
    if not passages:
        return ()
    inside = or_(
        *(
            and_(task_sources.c.text_id == p.text_id, task_sources.c.start < p.end, task_sources.c.end > p.start)
            for p in passages
        )
    )
    places = task_sources.c
    found = (
        select(places.task, places.text_id, places.start, places.end, tasks.c.due, tasks.c.recurrence)
        .join(tasks, tasks.c.number == places.task)
        .where(inside, tasks.c.life == Life.LIVE.value, tasks.c.public)
        .order_by(places.text_id, places.start)
    )
    with database.engine.connect() as connection:
        rows = connection.execute(found).all()
        leading = (
            select(task_agencies.c.task, task_agencies.c.agency)
            .where(task_agencies.c.task.in_({row.task for row in rows}), task_agencies.c.leads)
            .order_by(task_agencies.c.ordinal)
        )
        leads: defaultdict[int, list[str]] = defaultdict(list)
        for task, agency in connection.execute(leading):
            leads[task].append(agency)
    return tuple(Duty(r.text_id, r.start, r.end, tuple(leads[r.task]), r.due, r.recurrence) for r in rows)
