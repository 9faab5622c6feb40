"""Which tasks a query means, as conditions and selections over the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, SelectBase, intersect, or_, select, union

from corpus.model import Language
from corpus.obligations.model import Strength
from corpus.store.standing import out_of_force
from corpus.store.tables import acts, texts
from register.model import Life, Progress, Status
from register.storing import words_of
from register.tables import task_agencies, task_sources, task_words, tasks
from register.terms import NEVER, has_status


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """Which tasks. Empty filters mean any; several values of one filter mean any of them, filters mean all of them.

    `agencies` are canonical ids that lead, or also coordinate when `coordinating`. `due_from` and `due_to` are both
    included. `act` is the id of an act, `number` its document number. `q` is words, accents or not. `lang` is the
    language that action and first source are wanted in. `acts` are ids or numbers of acts, any of which may state the
    task; `dated` leaves out tasks without a day. `as_of` leaves out tasks of acts that are not in force on that day,
    and tells statuses as they are on it by the reports of today; today, and all acts, when None. Tasks come by term,
    or, when `newest`, by what changed last.
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
    as_of: date | None = None


def narrow(query: TaskQuery) -> bool:
    """Whether a query leaves so few tasks that counting and sorting them at once costs least."""
    return bool(query.agencies or query.act or query.acts or words_of(query.q))


def chosen(selected: Select[Any], query: TaskQuery, today: date) -> Select[Any]:
    """A selection from the tasks that a query means.

    Filters that leave few tasks (agencies, acts, words) are worked out first, each from its own index, and only what
    all of them leave is looked up, in the order in which tasks are stored.
    """
    sets = [*_of_agencies(query), *_of_acts(query), *(_with_word(word) for word in sorted(words_of(query.q)))]
    wanted = conditions(query, today, looked_up=bool(sets))
    if sets:
        numbers = select((intersect(*sets) if len(sets) > 1 else sets[0]).subquery().c.task)
        wanted.insert(0, tasks.c.number.in_(numbers))
    return selected.select_from(tasks).where(*wanted)


def conditions(query: TaskQuery, today: date, *, looked_up: bool = False) -> list[ColumnElement[bool]]:
    """What a query says of the columns of tasks; agencies, acts and words are left to `chosen`.

    `looked_up` tells that a few tasks are looked up by number: then no index is offered for their life, for SQLite
    would rather read all live tasks in order (100,000 tasks: 50 ms instead of 20).
    """
    lives = [life.value for life in query.lives]
    life = tasks.c.life.concat("") if looked_up else tasks.c.life
    found: list[ColumnElement[bool]] = [life == lives[0] if len(lives) == 1 else life.in_(lives)]
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
    if query.as_of:
        found.append(or_(tasks.c.act_id.is_(None), tasks.c.act_id.not_in(out_of_force(query.as_of))))
    return found


Numbers = SelectBase  # a selection of numbers of tasks, as its only column "task"


def _of_agencies(query: TaskQuery) -> list[Numbers]:
    if not query.agencies:
        return []
    found = select(task_agencies.c.task).where(task_agencies.c.agency.in_(query.agencies))
    return [found if query.coordinating else found.where(task_agencies.c.leads)]


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
