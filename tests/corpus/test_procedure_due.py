"""The day on which a result is due, against a table worked out by hand over holidays and exchanged days."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.procedures.due import due_day


@pytest.mark.parametrize(
    ("limit", "start", "due"),
    [
        ("3 working-day", "2026-02-11", "2026-02-23"),  # Thursday, Friday; then Tết until Sunday 22 February
        ("1 working-day", "2026-02-13", "2026-02-23"),
        ("5 working-day", "2026-02-20", "2026-02-27"),  # handed in on a day off
        ("2 working-day", "2026-08-20", "2026-08-22"),  # Saturday 22 August is worked for Monday 31 August
        ("2 working-day", "2026-08-28", "2026-09-04"),
        ("1 working-day", "2026-01-09", "2026-01-10"),  # Saturday 10 January is worked for Friday 2 January
        ("1 working-day", "2025-12-31", "2026-01-05"),
        ("3 working-day", "2026-04-24", "2026-05-04"),  # 27 April off; 28, 29 April; 30 April and 1 May off
        ("0.5 working-day", "2026-11-20", "2026-11-20"),
        ("0.5 working-day", "2026-11-21", "2026-11-23"),  # Saturday
        ("15 day", "2026-08-17", "2026-09-03"),  # ends on Tuesday 1 September, a day off
        ("30 day", "2026-10-01", "2026-11-02"),  # ends on Saturday 31 October
        ("45 day", "2026-10-01", "2026-11-16"),  # ends on Sunday 15 November
        ("24 hour", "2026-11-16", "2026-11-17"),
        ("36 hour", "2026-11-16", "2026-11-18"),
        ("1 month", "2026-01-31", "2026-03-02"),  # 28 February is a Saturday
        ("2 month", "2026-12-31", "2027-03-01"),  # 28 February 2027 is a Sunday
        ("same-day", "2026-11-16", "2026-11-16"),
        ("immediate", "2026-11-22", "2026-11-23"),  # Sunday
    ],
)
def test_a_result_is_due(limit: str, start: str, due: str) -> None:
    assert due_day(limit, date.fromisoformat(start)) == date.fromisoformat(due)


@pytest.mark.parametrize("limit", ["", "soon", "7", "7 year", "-3 day", "x day", "1e9 day"])
def test_what_is_no_limit_has_no_day(limit: str) -> None:
    assert due_day(limit, date(2026, 11, 16)) is None
