"""By which day a result is due, counted by the working days and holidays of Viet Nam."""

from __future__ import annotations

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from corpus.calendar import add_working_days, is_known, is_working_day
from corpus.procedures.model import Procedure, TimeLimit

AT_ONCE = ("same-day", "immediate")


@dataclass(frozen=True, slots=True)
class Due:
    """The day on which a time limit ends; None where it cannot be counted.

    `known` is false where the days off of a year on the way are not decided yet.
    """

    limit: TimeLimit
    day: date | None
    known: bool


def dues(procedure: Procedure, start: date) -> tuple[Due, ...]:
    """The last day of each time limit of a procedure for papers that were complete on `start`."""
    return tuple(_due(limit, start) for limit in procedure.time_limits)


def due_day(limit: str, start: date) -> date | None:
    """The last day of a limit such as "7 working-day", "30 day", "24 hour", "2 month", "same-day"; None: no such limit.

    The first day counted is the one after `start`. A calendar term that ends on a day off ends on the next working
    day, as the Civil Code (91/2015/QH13, article 148) has it. Half a working day ends on the same working day.
    """
    if limit in AT_ONCE:
        return _on_work(start)
    told, _, unit = limit.partition(" ")
    count = float(told) if told.replace(".", "", 1).isdecimal() else -1.0
    if count < 0:
        return None
    whole = math.ceil(count)
    if unit == "working-day":
        return add_working_days(start, whole) if count >= 1 else _on_work(start)
    calendar = {
        "day": lambda: start + timedelta(days=whole),
        "hour": lambda: start + timedelta(days=math.ceil(count / 24)),
        "month": lambda: _later(start, whole),
    }
    return _on_work(calendar[unit]()) if unit in calendar else None


def _due(limit: TimeLimit, start: date) -> Due:
    day = due_day(limit.limit, start)
    years = range(start.year, (day or start).year + 1)
    return Due(limit, day, all(is_known(year) for year in years))


def _on_work(day: date) -> date:
    return day if is_working_day(day) else add_working_days(day, 1)


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
