"""The working days of Viet Nam, and what day it is there."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Year:
    """Days off and days worked that the week alone does not tell. `provisional` until the government has decided."""

    off: frozenset[date]
    worked: frozenset[date]
    provisional: bool


def today_in_vietnam(now: datetime | None = None) -> date:
    """The day in Viet Nam's time zone at `now` (aware; this moment when None)."""
    return (now or datetime.now(UTC)).astimezone(VIETNAM).date()


def is_working_day(day: date) -> bool:
    """Whether offices work. In years without data only weekends are off."""
    year = _years().get(day.year)
    if year is None:
        return day.weekday() < 5
    return day in year.worked or (day.weekday() < 5 and day not in year.off)


def add_working_days(start: date, n: int) -> date:
    """The n-th working day after `start`, which itself is not counted; `start` for n = 0.

    Raises:
        ValueError: n is negative.
    """
    if n < 0:
        raise ValueError(f"Cannot count {n} working days: give a number from 0 up.")
    day = start
    while n:
        day += _DAY
        n -= is_working_day(day)
    return day


def is_known(year: int) -> bool:
    """Whether the days off of a year are data and decided, not only weekends or a forecast."""
    found = _years().get(year)
    return found is not None and not found.provisional


@cache
def _years() -> dict[int, Year]:
    data = tomllib.loads((files("corpus") / "data" / "holidays.toml").read_text(encoding="utf-8"))
    return {
        int(year): Year(frozenset(days["off"]), frozenset(days["worked"]), bool(days["provisional"]))
        for year, days in data.items()
    }
