"""Questions to the register: which tasks, complete, in order, with their sources; never a best few."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    SelectBase,
    bindparam,
    func,
    intersect,
    or_,
    select,
    union,
)

from corpus.calendar import today_in_vietnam
from corpus.model import Language
from corpus.obligations.model import Deadline, DeadlineKind, Strength
from corpus.store import Database
from corpus.store.tables import acts, texts
from register.errors import NoSuchTask
from register.model import ActInfo, Life, Progress, Review, Source, Status, Task
from register.storing import words_of
from register.tables import task_agencies, task_sources, task_words, tasks
from register.terms import NEVER, has_status, status_of

BATCH = 500  # numbers per IN clause: under SQLite's limit of 999 variables on old builds
EVERYTHING = 1_000_000  # a limit for those who want all rows


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which tasks. Empty filters mean any; several values of one filter mean any of them, filters mean all of them.

    `agencies` are canonical ids that lead, or also coordinate when `coordinating`. `due_from` and `due_to` are both
    included. `act` is the id of an act, `number` its document number. `q` is words, accents or not. `lang` is the
    language that action and first source are wanted in. `acts` are ids or numbers of acts, any of which may state the
    task; `dated` leaves out tasks without a day. Tasks come by term, or, when `newest`, by what changed last.
    """

    agencies: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    statuses: tuple[Status, ...] = ()
    act: str | None = None
    q: str = ""
    lang: Language | None = None
    limit: int = 50
    offset: int = 0
    recurrence: str | None = None
    strength: Strength | None = Strength.TASK
    acts: tuple[str, ...] = ()
    coordinating: bool = False
    dated: bool = False
    reported: Progress | None = None
    changed_since: date | None = None
    lives: tuple[Life, ...] = (Life.LIVE,)
    public_only: bool = False
    newest: bool = False


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

    def find(self, query: TaskQuery) -> TaskPage:
        """The tasks that match, and how many there are."""
        counted = chosen(select(func.count()), query, self.today)
        order = (tasks.c.changed_at.desc(), tasks.c.id) if query.newest else (tasks.c.due_order, tasks.c.id)
        listed = chosen(select(tasks.c.number), query, self.today).order_by(*order)
        listed = listed.limit(query.limit).offset(query.offset)
        with self._engine.connect() as connection:
            total = connection.execute(counted).scalar_one()
            numbers = list(connection.execute(listed).scalars()) if query.limit else []
            return TaskPage(tuple(self._load(connection, numbers, query.lang)), total)

    def count(self, query: TaskQuery) -> int:
        """How many tasks match."""
        with self._engine.connect() as connection:
            total: int = connection.execute(chosen(select(func.count()), query, self.today)).scalar_one()
            return total

    def task(self, task_id: str, lang: Language | None = None) -> Task:
        """One task, whatever its life.

        Raises:
            NoSuchTask: the id is unknown.
        """
        with self._engine.connect() as connection:
            number = connection.execute(select(tasks.c.number).where(tasks.c.id == task_id)).scalar()
            if number is None:
                raise NoSuchTask(task_id)
            return self._load(connection, [number], lang)[0]

    def _load(self, connection: Connection, numbers: Sequence[int], lang: Language | None) -> list[Task]:
        rows = {row.number: row for row in _rows(connection, select(tasks), tasks.c.number, numbers)}
        bodies = _bodies(connection, numbers)
        sources = _sources(connection, numbers, lang)
        return [_task(rows[n], bodies[n], sources[n], self.today) for n in numbers if n in rows]


def chosen(selected: Select[Any], query: TaskQuery, today: date) -> Select[Any]:
    """A selection from the tasks that a query means.

    Filters that leave few tasks (agencies, acts, words) are worked out first, each from its own index, and only what
    all of them leave is looked up; the planners of SQLite and PostgreSQL do not find that by themselves.
    """
    narrow = [*_of_agencies(query), *_of_acts(query), *(_with_word(word) for word in sorted(words_of(query.q)))]
    wanted = conditions(query, today)
    if not narrow:
        return selected.select_from(tasks).where(*wanted)
    numbers = (intersect(*narrow) if len(narrow) > 1 else narrow[0]).subquery()
    return selected.select_from(numbers.join(tasks, tasks.c.number == numbers.c.task)).where(*wanted)


def conditions(query: TaskQuery, today: date) -> list[ColumnElement[bool]]:
    """What a query says of the columns of tasks; agencies, acts and words are left to `chosen`."""
    lives = [life.value for life in query.lives]
    found: list[ColumnElement[bool]] = [tasks.c.life == lives[0] if len(lives) == 1 else tasks.c.life.in_(lives)]
    if query.due_from:
        found.append(tasks.c.due_order >= query.due_from)
    if query.due_to:
        found.append(tasks.c.due_order <= query.due_to)
    elif query.due_from:
        found.append(tasks.c.due_order < NEVER)
    if query.statuses:
        found.append(or_(*(has_status(status, today) for status in query.statuses)))
    found.extend(_plain_conditions(query))
    return found


def _plain_conditions(query: TaskQuery) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if query.recurrence:
        known = tasks.c.recurrence.is_not(None)
        found.append(known if query.recurrence == "any" else tasks.c.recurrence == query.recurrence)
    if query.strength:
        found.append(tasks.c.strength == query.strength.value)
    if query.dated:
        found.append(tasks.c.due_order < NEVER)
    if query.reported:
        found.append(tasks.c.progress == query.reported.value)
    if query.changed_since:
        found.append(tasks.c.changed_at >= query.changed_since)
    if query.public_only:
        found.append(tasks.c.public)
    return found


Numbers = SelectBase  # a selection of numbers of tasks, as its only column "task"


def _of_agencies(query: TaskQuery) -> list[Numbers]:
    if not query.agencies:
        return []
    found = select(task_agencies.c.task).where(task_agencies.c.agency.in_(query.agencies))
    return [(found if query.coordinating else found.where(task_agencies.c.leads)).distinct()]


def _of_acts(query: TaskQuery) -> list[Numbers]:
    """Tasks of any of the acts, by id or number; with `acts` also those that a text of such an act states too."""
    found: list[Numbers] = []
    if query.act:
        found.append(_any_of(*_of_act((query.act,))))
    if query.acts:
        named = select(acts.c.id).where(or_(acts.c.id.in_(query.acts), acts.c.number.in_(query.acts)))
        of_act = select(texts.c.id).where(texts.c.act_id.in_(named))
        stated = select(task_sources.c.task).where(task_sources.c.text_id.in_(of_act))
        found.append(_any_of(*_of_act(query.acts), stated))
    return found


def _any_of(*selects: Select[Any]) -> Numbers:
    """A union as a plain selection: SQLite takes no union inside an intersection."""
    return select(union(*selects).subquery().c.task)


def _of_act(named: Sequence[str]) -> tuple[Select[Any], Select[Any]]:
    by_id = select(tasks.c.number.label("task")).where(tasks.c.act_id.in_(named))
    by_number = select(tasks.c.number.label("task")).where(tasks.c.act_number.in_(named))
    return by_id, by_number


def _with_word(word: str) -> Numbers:
    return select(task_words.c.task).where(task_words.c.word == word)


def _rows(
    connection: Connection, query: Select[Any], column: ColumnElement[int], numbers: Sequence[int]
) -> list[Row[*tuple[Any, ...]]]:
    """Rows of a query whose column is among the numbers, batch by batch."""
    wanted = query.where(column.in_(bindparam("numbers", expanding=True)))
    found: list[Row[*tuple[Any, ...]]] = []
    for at in range(0, len(numbers), BATCH):
        found.extend(connection.execute(wanted, {"numbers": list(numbers[at : at + BATCH])}))
    return found


Bodies = tuple[list[str], list[str]]


def _bodies(connection: Connection, numbers: Sequence[int]) -> Mapping[int, Bodies]:
    """Leading and coordinating agencies by task, in order."""
    found: dict[int, Bodies] = defaultdict(lambda: ([], []))
    query = select(task_agencies).order_by(task_agencies.c.ordinal)
    for row in _rows(connection, query, task_agencies.c.task, numbers):
        found[row.task][0 if row.leads else 1].append(row.agency)
    return found


def _sources(connection: Connection, numbers: Sequence[int], lang: Language | None) -> Mapping[int, list[_Stated]]:
    """Sources by task, those in the wanted language first, with their texts and acts."""
    query = (
        select(
            task_sources,
            texts.c.file,
            texts.c.publisher,
            texts.c.source_url,
            acts.c.id.label("act_id"),
            acts.c.number.label("act_number"),
            acts.c.title.label("act_title"),
        )
        .outerjoin(texts, texts.c.id == task_sources.c.text_id)
        .outerjoin(acts, acts.c.id == texts.c.act_id)
        .order_by(task_sources.c.ordinal)
    )
    found: dict[int, list[_Stated]] = defaultdict(list)
    for row in _rows(connection, query, task_sources.c.task, numbers):
        found[row.task].append(_Stated(row.action, _source(row)))
    for stated in found.values():
        stated.sort(key=lambda one: lang is not None and one.source.language is not lang)
    return found


@dataclass(frozen=True, slots=True)
class _Stated:
    """A source with the action as it words it."""

    action: str
    source: Source


def _source(row: Row[*tuple[Any, ...]]) -> Source:
    return Source(
        text_id=row.text_id,
        language=Language(row.language),
        section=row.section,
        quote=row.quote,
        start=row.start,
        end=row.end,
        line=row.line,
        file=row.file or "",
        publisher=row.publisher,
        source_url=row.source_url,
        act=ActInfo(row.act_id, row.act_number, row.act_title) if row.act_id else None,
    )


def _task(row: Row[*tuple[Any, ...]], bodies: Bodies, stated: Sequence[_Stated], today: date) -> Task:
    term = Deadline(
        kind=DeadlineKind(row.term_kind),
        date=row.term_date,
        text=row.term_text,
        recurrence=row.recurrence,
        anchor=row.anchor,
        duration=row.duration,
    )
    worded = "action" not in row.fixed and stated and stated[0].source.language != row.language
    return Task(
        id=row.id,
        act=ActInfo(row.act_id, row.act_number, row.act_title) if row.act_id else None,
        clause=row.clause,
        action=stated[0].action if worded else row.action,
        language=stated[0].source.language if worded else Language(row.language),
        agencies=tuple(bodies[0]),
        coordinating=tuple(bodies[1]),
        deadline=term,
        due=row.due,
        strength=Strength(row.strength),
        status=status_of(due=row.due, done_on=row.done_on, recurring=row.recurrence is not None, today=today),
        life=Life(row.life),
        review=Review(row.review),
        progress=Progress(row.progress),
        percent=row.percent,
        done_on=row.done_on,
        obstacle=row.obstacle,
        confidence=row.confidence,
        reasons=tuple(row.reasons),
        public=row.public,
        version=row.version,
        sequence=row.sequence,
        created_at=row.created_at,
        changed_at=row.changed_at,
        sources=tuple(one.source for one in stated),
    )
