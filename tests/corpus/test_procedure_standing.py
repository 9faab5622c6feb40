"""Whether a procedure holds on a day: by its guide's own days and by the act that it was read in."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Act
from corpus.procedures import Procedure, find_procedures
from corpus.procedures.standing import standing
from corpus.validity import Validity

GUIDE = """Hướng dẫn có hiệu lực từ ngày 15/03/2026{until}.

1. Tên thủ tục: Cấp thẻ thư viện
2. Cơ quan thực hiện: Ủy ban nhân dân cấp xã
3. Thời hạn giải quyết: 05 ngày làm việc.
"""
ACT = Act("act", "1/2025/QĐ-UBND", effective_from=date(2025, 1, 1), effective_until=date(2026, 12, 31))


def guide(content: str) -> Procedure:
    (found,) = find_procedures(content)
    return found


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2026, 3, 14), Validity.NOT_YET),
        (date(2026, 3, 15), Validity.IN_FORCE),
        (date(2026, 6, 30), Validity.IN_FORCE),
        (date(2026, 7, 1), Validity.NO_LONGER),
    ],
)
def test_the_guides_own_days_decide_and_its_last_day_counts(day: date, holds: Validity) -> None:
    told = guide(GUIDE.format(until=" đến ngày 30/06/2026"))
    assert standing(told, None, day) is holds


def test_a_guide_must_hold_together_with_its_act() -> None:
    told = guide(GUIDE.format(until=""))
    assert standing(told, ACT, date(2026, 1, 1)) is Validity.NOT_YET
    assert standing(told, ACT, date(2026, 5, 1)) is Validity.IN_FORCE
    assert standing(told, ACT, date(2027, 1, 1)) is Validity.NO_LONGER


def test_a_guide_without_days_is_as_valid_as_its_act_and_unknown_without_one() -> None:
    told = guide(GUIDE.partition("\n\n")[2])
    assert standing(told, ACT, date(2024, 1, 1)) is Validity.NOT_YET
    assert standing(told, None, date(2024, 1, 1)) is Validity.UNKNOWN
