"""The overview: how far the acts are carried out, in numbers that pages draw and open data publishes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, case, func, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

from corpus.calendar import today_in_vietnam
from corpus.store import Database
from corpus.store.tables import acts
from register.model import Progress, Status
from register.tables import task_agencies, task_history, tasks
from register.terms import NEVER, Outcome, statuses_in

WORST = 10  # entries of each list of bottlenecks
FEWEST = 3  # tasks that an agency must have a part in before its share of late ones says anything


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks of a group have each status. `key` is an agency, an act or a month; `name` is an act's number."""

    key: str
    name: str
    by_status: dict[Status, int]

    @property
    def total(self) -> int:
        return sum(self.by_status.values())

    @property
    def done(self) -> int:
        return self.by_status.get(Status.DONE_IN_TIME, 0) + self.by_status.get(Status.DONE_LATE, 0)

    @property
    def late(self) -> int:
        return self.by_status.get(Status.DONE_LATE, 0) + self.by_status.get(Status.OVERDUE, 0)


@dataclass(frozen=True, slots=True)
class Bottleneck:
    """A task that holds others up: `count` tasks wait for it, or its term slipped so often."""

    task_id: str
    action: str
    agencies: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class LateShare:
    """An agency with a part in `total` tasks that have come to their end or term, `late` of them late."""

    agency: str
    late: int
    total: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything at one day. `terms` are by month of the term; `progress` is (month, done until its end, in all)."""

    today: date
    totals: dict[Status, int]
    agencies: tuple[Count, ...]
    acts: tuple[Count, ...]
    terms: tuple[Count, ...]
    progress: tuple[tuple[str, int, int], ...]
    blocked: int
    blockers: tuple[Bottleneck, ...]
    slipped: tuple[Bottleneck, ...]
    late_leading: tuple[LateShare, ...]
    late_coordinating: tuple[LateShare, ...]

    @property
    def total(self) -> int:
        return sum(self.totals.values())


class OverviewReader:
    """Works the overview of all public tasks out; the last one is kept until the register or the day changes.

    Safe to share between threads.
    """

    def __init__(self, database: Database, *, today: date | None = None) -> None:
        self._engine = database.engine
        self._today = today
        self._kept: tuple[object, Overview] | None = None

    def read(self) -> Overview:
        """The overview as it is now."""
        today = self._today or today_in_vietnam()
        with self._engine.connect() as connection:
            stamp = (today, _stamp(connection))
            kept = self._kept
            if kept is not None and kept[0] == stamp:
                return kept[1]
            overview = _overview(connection, today)
        self._kept = (stamp, overview)
        return overview


def _stamp(connection: Connection) -> object:
    """What differs whenever any task was changed: every change has an entry in the history."""
    return connection.execute(select(func.max(task_history.c.id))).scalar()


def _overview(connection: Connection, today: date) -> Overview:
    by_day = _by_day(connection, today)
    leading, coordinating = _agencies(connection, today, leads=True), _agencies(connection, today, leads=False)
    totals = _sum(counts for _, counts in by_day)
    return Overview(
        today=today,
        totals=totals,
        agencies=leading,
        acts=_acts(connection, today),
        terms=_months(by_day),
        progress=_progress(connection, sum(totals.values())),
        blocked=_blocked(connection),
        blockers=_blockers(connection),
        slipped=_slipped(connection),
        late_leading=_late(leading),
        late_coordinating=_late(coordinating),
    )


Counts = dict[Status, int]
Columns = ReadOnlyColumnCollection[str, Column[Any]] | ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]
UNDONE = (Outcome.WAITING.value, Outcome.RECURRING.value)


def _grouped(connection: Connection, table: Table, key: str, today: date, **only: bool) -> dict[Any, Counts]:
    """Counts by status for each value of a column; `table` has the columns outcome, due_order and listed.

    How many terms have passed is counted group by group in the same index, which is half the work of asking each row.
    `only` are values of further columns.
    """
    group = (
        select(table.c[key].label("key"), table.c.outcome, func.count().label("tasks"))
        .where(*_counted(table.c, only))
        .group_by(table.c[key], table.c.outcome)
        .subquery()
    )
    one = table.alias()
    within = (*_counted(one.c, only), one.c[key] == group.c.key, one.c.outcome == group.c.outcome)
    counting = select(func.count()).select_from(one).where(*within)
    past = counting.where(one.c.due_order < today).scalar_subquery()
    undated = counting.where(one.c.due_order == NEVER).scalar_subquery()
    undone = group.c.outcome.in_(UNDONE)
    query = select(group, case((undone, past), else_=0), case((undone, undated), else_=0))
    found: dict[Any, Counter[Status]] = defaultdict(Counter)
    for name, outcome, count, late, never in connection.execute(query):
        found[name].update(statuses_in(Outcome(outcome), count=count, past=late, undated=never))
    return {name: dict(counts) for name, counts in found.items()}


def _counted(columns: Columns, only: Mapping[str, bool]) -> list[ColumnElement[bool]]:
    return [columns.listed, *(columns[name] == value for name, value in only.items())]


def _sum(many: Iterable[Counts]) -> Counts:
    total: Counter[Status] = Counter()
    for counts in many:
        total.update(counts)
    return {status: total[status] for status in Status}


def _by_day(connection: Connection, today: date) -> list[tuple[date, Counts]]:
    """Counts by status for each last day of a term. The day itself tells which have passed, so counting is enough."""
    key = tasks.c.due_order
    query = select(key, tasks.c.outcome, func.count()).where(tasks.c.listed).group_by(key, tasks.c.outcome)
    found: dict[date, Counter[Status]] = defaultdict(Counter)
    for day, outcome, count in connection.execute(query):
        past, undated = count * (day < today), count * (day == NEVER)
        found[day].update(statuses_in(Outcome(outcome), count=count, past=past, undated=undated))
    return [(day, dict(counts)) for day, counts in found.items()]


def _agencies(connection: Connection, today: date, *, leads: bool) -> tuple[Count, ...]:
    grouped = _grouped(connection, task_agencies, "agency", today, leads=leads)
    return _ranked(Count(key, key, counts) for key, counts in grouped.items())


def _acts(connection: Connection, today: date) -> tuple[Count, ...]:
    grouped = _grouped(connection, tasks, "act_id", today)
    names = {
        act.id: act.number or act.title for act in connection.execute(select(acts.c.id, acts.c.number, acts.c.title))
    }
    return _ranked(Count(key, names.get(key) or key, counts) for key, counts in grouped.items() if key)


def _ranked(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: (-count.total, count.key)))


def _months(by_day: Sequence[tuple[date, Counts]]) -> tuple[Count, ...]:
    """Terms by month, in order; tasks without a day are left out."""
    months: dict[str, list[Counts]] = defaultdict(list)
    for day, counts in by_day:
        if day < NEVER:
            months[f"{day:%Y-%m}"].append(counts)
    return tuple(Count(month, month, _sum(many)) for month, many in sorted(months.items()))


def _progress(connection: Connection, total: int) -> tuple[tuple[str, int, int], ...]:
    """How many tasks were done by the end of each month since the first one was done, of how many there are now."""
    query = select(tasks.c.done_on, func.count()).where(tasks.c.listed, tasks.c.done_on.is_not(None))
    done: Counter[str] = Counter()
    for day, count in connection.execute(query.group_by(tasks.c.done_on)):
        done[f"{day:%Y-%m}"] += count
    so_far, points = 0, []
    for month in sorted(done):
        so_far += done[month]
        points.append((month, so_far, total))
    return tuple(points)


_UNDONE = tasks.c.outcome.in_(UNDONE)


def _blocked(connection: Connection) -> int:
    blocked = select(func.count()).select_from(tasks).where(tasks.c.listed, tasks.c.progress == Progress.BLOCKED.value)
    return connection.execute(blocked.where(_UNDONE)).scalar_one()


def _blockers(connection: Connection) -> tuple[Bottleneck, ...]:
    """The tasks that most others wait for."""
    waiting = func.count().label("waiting")
    query = (
        select(tasks.c.blocked_by, waiting)
        .where(tasks.c.blocked_by.is_not(None), tasks.c.listed, _UNDONE)
        .group_by(tasks.c.blocked_by)
        .order_by(waiting.desc(), tasks.c.blocked_by)
        .limit(WORST)
    )
    counts: dict[str, int] = {row.blocked_by: row.waiting for row in connection.execute(query)}
    named = select(tasks.c.number, tasks.c.id, tasks.c.action, tasks.c.listed).where(tasks.c.id.in_(counts))
    rows = [row for row in connection.execute(named) if row.listed]
    found = [Bottleneck(r.id, r.action, _leading(connection, r.number), counts[r.id]) for r in rows]
    return tuple(sorted(found, key=lambda one: (-one.count, one.task_id)))


def _slipped(connection: Connection) -> tuple[Bottleneck, ...]:
    """The tasks whose terms were put off most often."""
    query = (
        select(tasks.c.number, tasks.c.id, tasks.c.action, tasks.c.slips)
        .where(tasks.c.slips > 0, tasks.c.listed)
        .order_by(tasks.c.slips.desc(), tasks.c.id)
        .limit(WORST)
    )
    rows = connection.execute(query).all()
    return tuple(Bottleneck(r.id, r.action, _leading(connection, r.number), r.slips) for r in rows)


def _leading(connection: Connection, number: int) -> tuple[str, ...]:
    query = select(task_agencies.c.agency).where(task_agencies.c.task == number, task_agencies.c.leads)
    return tuple(connection.execute(query.order_by(task_agencies.c.ordinal)).scalars())


def _late(counts: Iterable[Count]) -> tuple[LateShare, ...]:
    """The agencies with the greatest share of late tasks among those done or past their term."""
    shares = [
        LateShare(count.key, count.late, count.late + count.by_status.get(Status.DONE_IN_TIME, 0)) for count in counts
    ]
    telling = [share for share in shares if share.total >= FEWEST and share.late]
    return tuple(sorted(telling, key=lambda share: (-share.late / share.total, -share.total, share.agency))[:WORST])
