"""The day a term means, and the end of a recurring task's period."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Act
from corpus.obligations.model import Deadline, DeadlineKind
from register.terms import due_day, next_turn

ACT = Act(id="a", issued=date(2026, 2, 12), effective_from=date(2026, 7, 1))


def relative(duration: str, anchor: str | None) -> Deadline:
    return Deadline(DeadlineKind.RELATIVE, None, "...", anchor=anchor, duration=duration)


@pytest.mark.parametrize(
    ("duration", "anchor", "due"),
    [
        ("30 day", "the day of issue", date(2026, 3, 14)),
        ("7 working-day", "ngày ban hành", date(2026, 3, 2)),  # over Tết
        ("2 week", "дня подписания", date(2026, 2, 26)),
        ("1 month", "the day it takes effect", date(2026, 8, 1)),
        ("1 year", "ngày có hiệu lực", date(2027, 7, 1)),
        ("5 working-day", "receipt of the dossier", None),
        ("5 day", None, None),
    ],
)
def test_relative_terms_count_from_what_is_known_of_their_act(
    duration: str, anchor: str | None, due: date | None
) -> None:
    assert due_day(relative(duration, anchor), ACT) == due


def test_a_term_that_depends_on_an_unknown_day_stays_open() -> None:
    assert due_day(relative("30 day", "the day of issue"), Act(id="b")) is None
    assert due_day(relative("30 day", "the day of issue"), None) is None


def test_the_end_of_january_plus_a_month_is_the_end_of_february() -> None:
    assert due_day(relative("1 month", "issue"), Act(id="c", issued=date(2026, 1, 31))) == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("recurrence", "today", "turn"),
    [
        ("monthly", date(2026, 2, 3), date(2026, 2, 28)),
        ("quarterly", date(2026, 5, 1), date(2026, 6, 30)),
        ("quarterly", date(2026, 3, 31), date(2026, 3, 31)),
        ("yearly", date(2026, 5, 1), date(2026, 12, 31)),
        ("weekly", date(2026, 5, 1), date(2026, 5, 3)),
        ("daily", date(2026, 5, 1), date(2026, 5, 1)),
        ("regular", date(2026, 5, 1), None),
        (None, date(2026, 5, 1), None),
    ],
)
def test_a_recurring_task_is_due_at_the_end_of_its_period(
    recurrence: str | None, today: date, turn: date | None
) -> None:
    assert next_turn(recurrence, today) == turn
