"""Working days of Viet Nam, against a table made by hand from the announced holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corpus.calendar import add_working_days, is_known, is_working_day, today_in_vietnam


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (date(2025, 3, 3), 5, date(2025, 3, 10)),  # a plain week
        (date(2025, 1, 24), 1, date(2025, 2, 3)),  # Tết 2025, 25 January to 2 February
        (date(2025, 4, 4), 1, date(2025, 4, 8)),  # the Hùng Kings on Monday 7 April
        (date(2025, 4, 25), 1, date(2025, 4, 26)),  # Saturday 26 April worked for Friday 2 May
        (date(2025, 4, 29), 1, date(2025, 5, 5)),
        (date(2025, 8, 29), 1, date(2025, 9, 3)),  # 2 September
        (date(2025, 12, 31), 1, date(2026, 1, 5)),  # Friday 2 January exchanged for Saturday 10 January
        (date(2026, 1, 9), 1, date(2026, 1, 10)),
        (date(2026, 2, 13), 1, date(2026, 2, 23)),  # Tết 2026, 14 to 22 February
        (date(2026, 2, 12), 7, date(2026, 3, 2)),
        (date(2026, 4, 24), 1, date(2026, 4, 28)),  # the Hùng Kings on a Sunday, made up for on Monday
        (date(2026, 4, 29), 1, date(2026, 5, 4)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),  # Saturday 22 August worked for Monday 31 August
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2027, 2, 4), 1, date(2027, 2, 12)),  # Tết 2027, by the Labour Code
        (date(2026, 2, 16), 0, date(2026, 2, 16)),
    ],
)
def test_working_days_are_counted_around_holidays(start: date, n: int, end: date) -> None:
    assert add_working_days(start, n) == end


def test_tet_2026_is_off_for_nine_days() -> None:
    off = [day for day in range(1, 29) if not is_working_day(date(2026, 2, day))]
    assert off == [1, 7, 8, *range(14, 23), 28]


def test_what_is_decided_is_told_from_what_is_expected() -> None:
    assert is_known(2026) and not is_known(2027) and not is_known(2040)
    assert is_working_day(date(2040, 1, 2)) and not is_working_day(date(2040, 1, 1))  # a Monday and a Sunday


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="from 0 up"):
        add_working_days(date(2026, 1, 1), -1)


def test_the_day_is_that_of_viet_nam() -> None:
    assert today_in_vietnam(datetime(2025, 12, 31, 16, 59, tzinfo=UTC)) == date(2025, 12, 31)
    assert today_in_vietnam(datetime(2025, 12, 31, 17, 0, tzinfo=UTC)) == date(2026, 1, 1)
