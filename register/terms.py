"""Terms: the day a task is due, and its status, in Python for one task and in SQL for a hundred thousand."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import ColumnElement, and_, or_

from corpus.calendar import add_working_days
from corpus.fold import fold
from corpus.model import Act
from corpus.obligations.model import Deadline
from register.model import Status
from register.tables import tasks


class Outcome(StrEnum):
    """The part of a status that is known when a task is written; the day of asking tells the rest."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    WAITING = "waiting"
    RECURRING = "recurring"  # waiting, and due again and again


NEVER = date(9999, 12, 31)  # where tasks without a day stand when sorted

_ISSUE = re.compile(r"issu|ban hanh|ky ban hanh|издан|подписан|видан|підписан|wydan|podpisan|\bky\b|sign|promulgat")
_EFFECT = re.compile(r"effect|hieu luc|вступлен|набран|чинност|wejsci|in force|entry into force")


def due_day(deadline: Deadline, act: Act | None) -> date | None:
    """The day a deadline means. A relative one counts from its act's issue or entry into force, where known.

    Any other anchor ("after receiving the dossier") leaves it open: None. So do recurring terms without an end.
    """
    if deadline.date is not None:
        return deadline.date
    start = _anchor_day(deadline, act)
    if start is None or not deadline.duration:
        return None
    count, _, unit = deadline.duration.partition(" ")
    return _after(start, int(count), unit) if count.isdigit() else None


def status_of(*, due: date | None, done_on: date | None, recurring: bool, today: date) -> Status:
    """The status of one task on a day. A recurring one is open until its last day has passed."""
    outcome = outcome_of(due=due, done_on=done_on, recurring=recurring)
    past, undated = due is not None and due < today, due is None
    counts = statuses_in(outcome, count=1, past=past, undated=undated)
    return next(status for status, count in counts.items() if count)


def outcome_of(*, due: date | None, done_on: date | None, recurring: bool) -> Outcome:
    """What is known of a task whatever the day."""
    if done_on is not None:
        return Outcome.DONE_LATE if due is not None and done_on > due else Outcome.DONE_IN_TIME
    return Outcome.RECURRING if recurring else Outcome.WAITING


def has_status(status: Status, today: date) -> ColumnElement[bool]:
    """The same as a condition on the table of tasks."""
    outcome, due = tasks.c.outcome, tasks.c.due_order
    undone = outcome.in_((Outcome.WAITING.value, Outcome.RECURRING.value))
    conditions = {
        Status.DONE_IN_TIME: outcome == Outcome.DONE_IN_TIME.value,
        Status.DONE_LATE: outcome == Outcome.DONE_LATE.value,
        Status.OVERDUE: and_(undone, due < today),
        Status.OPEN: and_(undone, due >= today, or_(due < NEVER, outcome == Outcome.RECURRING.value)),
        Status.NO_TERM: and_(outcome == Outcome.WAITING.value, due == NEVER),
    }
    return conditions[status]


def statuses_in(outcome: Outcome, *, count: int, past: int, undated: int) -> dict[Status, int]:
    """How many of `count` tasks of one outcome have each status, when `past` are due before today, `undated` never."""
    if outcome is Outcome.DONE_IN_TIME:
        return {Status.DONE_IN_TIME: count}
    if outcome is Outcome.DONE_LATE:
        return {Status.DONE_LATE: count}
    without_term = undated if outcome is Outcome.WAITING else 0
    return {Status.OVERDUE: past, Status.NO_TERM: without_term, Status.OPEN: count - past - without_term}


def next_turn(recurrence: str | None, today: date) -> date | None:
    """The last day of the current period of a recurring task; None where the period has no such day."""
    ends = {"monthly": 1, "quarterly": 3, "yearly": 12}
    if recurrence == "daily":
        return today
    if recurrence == "weekly":
        return today + timedelta(days=6 - today.weekday())
    months = ends.get(recurrence or "")
    if months is None:
        return None
    ending = -(-today.month // months) * months
    return date(today.year, ending, monthrange(today.year, ending)[1])


def _anchor_day(deadline: Deadline, act: Act | None) -> date | None:
    anchor = fold(deadline.anchor or "")
    if act is None or not anchor:
        return None
    if _EFFECT.search(anchor):
        return act.effective_from
    return act.issued if _ISSUE.search(anchor) else None


def _after(start: date, count: int, unit: str) -> date | None:
    if unit == "working-day":
        return add_working_days(start, count)
    if unit in ("day", "week"):
        return start + timedelta(days=count * (7 if unit == "week" else 1))
    months = {"month": 1, "year": 12}.get(unit)
    return _months_after(start, count * months) if months else None


def _months_after(start: date, count: int) -> date:
    """The same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
