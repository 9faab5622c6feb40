"""The overview: how far the acts are carried out, in numbers that pages draw and open data publishes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Select, Table, case, func, select
from sqlalchemy.sql.base import ReadOnlyColumnCollection
from sqlalchemy.sql.elements import KeyedColumnElement

from corpus.calendar import today_in_vietnam
from corpus.store import Database
from corpus.store.standing import out_of_force
from corpus.store.tables import acts
from register.model import Progress, Status
from register.tables import task_agencies, task_history, tasks
from register.terms import NEVER, Outcome, statuses_in

WORST = 10  # entries of each list of bottlenecks
FEWEST = 3  # tasks that an agency must have a part in before its share of late ones says anything


@dataclass(frozen=True, slots=True)
class Count:
    """How many tasks of a group have each status. `key` is an agency, an act or a month; `name` is an act's number.

    `title` is an act's own, where that is known and the number is the name.
    """

    key: str
    name: str
    by_status: dict[Status, int]
    title: str | None = None

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

    def read(self, as_of: date | None = None) -> Overview:
        """The overview as it is now; with `as_of`, of the tasks of acts in force on that day, with statuses as of it.

        What was reported by today counts on any day.
        """
        today = self._today or today_in_vietnam()
        with self._engine.connect() as connection:
            if as_of is not None:
                return _overview(connection, as_of, out_of_force(as_of))
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


def _overview(connection: Connection, today: date, without: Acts | None = None) -> Overview:
    """The overview of a day; tasks of the acts `without` are left out."""
    counted = _Counted(connection, today, without)
    by_day = _by_day(counted)
    leading, coordinating = _agencies(counted, leads=True), _agencies(counted, leads=False)
    totals = _sum(counts for _, counts in by_day)
    return Overview(
        today=today,
        totals=totals,
        agencies=leading,
        acts=_acts(counted),
        terms=_months(by_day),
        progress=_progress(counted, sum(totals.values())),
        blocked=_blocked(counted),
        blockers=_blockers(counted),
        slipped=_slipped(counted),
        late_leading=_late(leading),
        late_coordinating=_late(coordinating),
    )


Counts = dict[Status, int]
Columns = ReadOnlyColumnCollection[str, Column[Any]] | ReadOnlyColumnCollection[str, KeyedColumnElement[Any]]
Acts = Select[tuple[str]]  # a selection of ids of acts
UNDONE = (Outcome.WAITING.value, Outcome.RECURRING.value)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What an overview counts: public tasks, but for those of some acts, with their statuses as of a day."""

    connection: Connection
    today: date
    without: Acts | None

    def which(self, columns: Columns, only: Mapping[str, bool] | None = None) -> list[ColumnElement[bool]]:
        """Conditions on the tasks, or on their agencies; `only` are values of further columns."""
        found = [columns.listed, *(columns[name] == value for name, value in (only or {}).items())]
        if self.without is not None:
            left_out = select(tasks.c.number).where(tasks.c.act_id.in_(self.without))
            found.append(columns["task" if "task" in columns else "number"].not_in(left_out))
        return found


def _grouped(counted: _Counted, table: Table, key: str, **only: bool) -> dict[Any, Counts]:
    """Counts by status for each value of a column; `table` has the columns outcome, due_order and listed.

    How many terms have passed is counted group by group in the same index, which is half the work of asking each row.
    `only` are values of further columns.
    """
    group = (
        select(table.c[key].label("key"), table.c.outcome, func.count().label("tasks"))
        .where(*counted.which(table.c, only))
        .group_by(table.c[key], table.c.outcome)
        .subquery()
    )
    one = table.alias()
    within = (*counted.which(one.c, only), one.c[key] == group.c.key, one.c.outcome == group.c.outcome)
    counting = select(func.count()).select_from(one).where(*within)
    past = counting.where(one.c.due_order < counted.today).scalar_subquery()
    undated = counting.where(one.c.due_order == NEVER).scalar_subquery()
    undone = group.c.outcome.in_(UNDONE)
    query = select(group, case((undone, past), else_=0), case((undone, undated), else_=0))
    found: dict[Any, Counter[Status]] = defaultdict(Counter)
    for name, outcome, count, late, never in counted.connection.execute(query):
        found[name].update(statuses_in(Outcome(outcome), count=count, past=late, undated=never))
    return {name: dict(counts) for name, counts in found.items()}


def _sum(many: Iterable[Counts]) -> Counts:
    total: Counter[Status] = Counter()
    for counts in many:
        total.update(counts)
    return {status: total[status] for status in Status}


def _by_day(counted: _Counted) -> list[tuple[date, Counts]]:
    """Counts by status for each last day of a term. The day itself tells which have passed, so counting is enough."""
    key = tasks.c.due_order
    query = select(key, tasks.c.outcome, func.count()).where(*counted.which(tasks.c)).group_by(key, tasks.c.outcome)
    found: dict[date, Counter[Status]] = defaultdict(Counter)
    for day, outcome, count in counted.connection.execute(query):
        past, undated = count * (day < counted.today), count * (day == NEVER)
        found[day].update(statuses_in(Outcome(outcome), count=count, past=past, undated=undated))
    return [(day, dict(counts)) for day, counts in found.items()]


def _agencies(counted: _Counted, *, leads: bool) -> tuple[Count, ...]:
    grouped = _grouped(counted, task_agencies, "agency", leads=leads)
    return _ranked(Count(key, key, counts) for key, counts in grouped.items())


def _acts(counted: _Counted) -> tuple[Count, ...]:
    grouped = _grouped(counted, tasks, "act_id")
    rows = counted.connection.execute(select(acts.c.id, acts.c.number, acts.c.title))
    known = {row.id: (row.number or row.title or row.id, row.title if row.number else None) for row in rows}
    named = ((known.get(key, (key, None)), key, counts) for key, counts in grouped.items() if key)
    return _ranked(Count(key, name, counts, title) for (name, title), key, counts in named)


def _ranked(counts: Iterable[Count]) -> tuple[Count, ...]:
    return tuple(sorted(counts, key=lambda count: (-count.total, count.key)))


def _months(by_day: Sequence[tuple[date, Counts]]) -> tuple[Count, ...]:
    """Terms by month, in order; tasks without a day are left out."""
    months: dict[str, list[Counts]] = defaultdict(list)
    for day, counts in by_day:
        if day < NEVER:
            months[f"{day:%Y-%m}"].append(counts)
    return tuple(Count(month, month, _sum(many)) for month, many in sorted(months.items()))


def _progress(counted: _Counted, total: int) -> tuple[tuple[str, int, int], ...]:
    """How many tasks were done by the end of each month since the first one was done, of how many there are now."""
    query = select(tasks.c.done_on, func.count()).where(*counted.which(tasks.c), tasks.c.done_on.is_not(None))
    done: Counter[str] = Counter()
    for day, count in counted.connection.execute(query.group_by(tasks.c.done_on)):
        done[f"{day:%Y-%m}"] += count
    so_far, points = 0, []
    for month in sorted(done):
        so_far += done[month]
        points.append((month, so_far, total))
    return tuple(points)


_UNDONE = tasks.c.outcome.in_(UNDONE)


def _blocked(counted: _Counted) -> int:
    held_up = tasks.c.progress == Progress.BLOCKED.value
    blocked = select(func.count()).select_from(tasks).where(*counted.which(tasks.c), held_up)
    return counted.connection.execute(blocked.where(_UNDONE)).scalar_one()


def _blockers(counted: _Counted) -> tuple[Bottleneck, ...]:
    """The tasks that most others wait for."""
    waiting = func.count().label("waiting")
    query = (
        select(tasks.c.blocked_by, waiting)
        .where(tasks.c.blocked_by.is_not(None), *counted.which(tasks.c), _UNDONE)
        .group_by(tasks.c.blocked_by)
        .order_by(waiting.desc(), tasks.c.blocked_by)
        .limit(WORST)
    )
    connection = counted.connection
    counts: dict[str, int] = {row.blocked_by: row.waiting for row in connection.execute(query)}
    named = select(tasks.c.number, tasks.c.id, tasks.c.action, tasks.c.listed).where(tasks.c.id.in_(counts))
    rows = [row for row in connection.execute(named) if row.listed]
    found = [Bottleneck(r.id, r.action, _leading(connection, r.number), counts[r.id]) for r in rows]
    return tuple(sorted(found, key=lambda one: (-one.count, one.task_id)))


def _slipped(counted: _Counted) -> tuple[Bottleneck, ...]:
    """The tasks whose terms were put off most often."""
    query = (
        select(tasks.c.number, tasks.c.id, tasks.c.action, tasks.c.slips)
        .where(tasks.c.slips > 0, *counted.which(tasks.c))
        .order_by(tasks.c.slips.desc(), tasks.c.id)
        .limit(WORST)
    )
    rows = counted.connection.execute(query).all()
    return tuple(Bottleneck(r.id, r.action, _leading(counted.connection, r.number), r.slips) for r in rows)


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
