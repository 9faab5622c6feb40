"""Questions to the register: which tasks, complete, in order, with their sources; never a best few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.store import Database
from register.errors import NoSuchTask
from register.filters import TaskQuery, chosen, narrow
from register.loading import load_tasks
from register.model import Task
from register.tables import tasks

__all__ = ["EVERYTHING", "TaskList", "TaskPage", "TaskQuery"]

EVERYTHING = 1_000_000  # a limit for those who want all rows


@dataclass(frozen=True, slots=True)
class TaskPage:
    """Some of the tasks in the order of their terms, those without a term last; `total` counts all that match."""

    rows: tuple[Task, ...]
    total: int


class TaskList:
    """Reads the register. Safe to share between threads. `today` fixes the day, for reports on a past day."""

    def __init__(self, database: Database, *, today: date | None = None) -> None:
        self._engine = database.engine
        self._today = today

    @property
    def today(self) -> date:
        """The day that statuses are worked out for."""
        return self._today or today_in_vietnam()

    def _day(self, query: TaskQuery) -> date:
        return query.as_of or self.today

    def find(self, query: TaskQuery) -> TaskPage:
        """The tasks that match, and how many there are."""
        with self._engine.connect() as connection:
            if narrow(query) and query.limit:
                total, numbers = self._together(connection, query)
            else:
                total, numbers = self._count(connection, query), self._page(connection, query)
            return TaskPage(tuple(load_tasks(connection, numbers, query.lang, self._day(query))), total)

    def count(self, query: TaskQuery) -> int:
        """How many tasks match."""
        with self._engine.connect() as connection:
            return self._count(connection, query)

    def task(self, task_id: str, lang: Language | None = None) -> Task:
        """One task, whatever its life.

        Raises:
            NoSuchTask: the id is unknown.
        """
        with self._engine.connect() as connection:
            number = connection.execute(select(tasks.c.number).where(tasks.c.id == task_id)).scalar()
            if number is None:
                raise NoSuchTask(task_id)
            return load_tasks(connection, [number], lang, self.today)[0]

    def _count(self, connection: Connection, query: TaskQuery) -> int:
        total: int = connection.execute(chosen(select(func.count()), query, self._day(query))).scalar_one()
        return total

    def _page(self, connection: Connection, query: TaskQuery) -> list[int]:
        """Numbers of a page, read from an index that is already in order."""
        if not query.limit:
            return []
        order = (tasks.c.changed_at.desc(), tasks.c.id.desc()) if query.newest else (tasks.c.due_order, tasks.c.id)
        listed = chosen(select(tasks.c.number), query, self._day(query)).order_by(*order)
        return list(connection.execute(listed.limit(query.limit).offset(query.offset)).scalars())

    def _together(self, connection: Connection, query: TaskQuery) -> tuple[int, list[int]]:
        """Count and page of a narrow query, its tasks looked up once; those of one day come as they were stored."""
        day = tasks.c.changed_at if query.newest else tasks.c.due_order
        found = chosen(select(tasks.c.number, day.label("day")), query, self._day(query)).cte("found")
        order = (found.c.day.desc(), found.c.number.desc()) if query.newest else (found.c.day, found.c.number)
        total = select(func.count()).select_from(found).scalar_subquery()
        page = select(total, found.c.number).order_by(*order).limit(query.limit).offset(query.offset)
        rows = connection.execute(page).all()
        return (rows[0][0], [row.number for row in rows]) if rows else (self._count(connection, query), [])
