"""Questions that measure: "more than 10 days?", "before July?" are answered by the value that a sentence states."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from assistant.counting import bound, is_share
from assistant.understanding import Understanding
from assistant.unit import Unit
from assistant.verdict.asking import directions_at
from corpus.model import Mention, MentionKind

MEASURED = (MentionKind.DURATION, MentionKind.MONEY, MentionKind.NUMBER, MentionKind.DATE)


class Direction(StrEnum):
    """By what a question measures."""

    MORE = "more"
    LESS = "less"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Measure:
    """A value of a question, and what it is asked to be; None where it is asked whether it is just that."""

    mention: Mention
    direction: Direction | None


def measure_of(asked: Understanding) -> Measure | None:
    """The one value by which a question measures; None where it gives none, several, or only a number of something."""
    given = [one for one in asked.mentions if one.kind in MEASURED and _measures(asked, one)]
    if len(given) != 1:
        return None
    towards = directions_at(asked, given[0].start)
    return Measure(given[0], Direction(towards) if towards else None)


def compared(measure: Measure, unit: Unit) -> bool | None:
    """What a sentence answers to a measure; None where it states no such value, several, or leaves it open."""
    stated = [one for one in unit.mentions if one.kind is measure.mention.kind and _alike(one, measure.mention, unit)]
    if not stated or (any(one.value == measure.mention.value for one in stated) and measure.direction is None):
        return None
    if measure.mention.kind is MentionKind.DATE:
        answers = {_dated(measure, one) for one in stated}
    else:
        answers = {_sized(measure, one, bound(unit.words, one)) for one in stated}
    return answers.pop() if len(answers) == 1 else None


def _measures(asked: Understanding, mention: Mention) -> bool:
    if mention.kind is MentionKind.NUMBER:
        return is_share(asked.question.words, mention)
    if mention.kind is MentionKind.DATE:
        return directions_at(asked, mention.start) in (Direction.BEFORE, Direction.AFTER)
    return True


def _alike(one: Mention, other: Mention, unit: Unit) -> bool:
    """Whether two values have one measure: days are no working days, a share is no count."""
    if one.kind is MentionKind.NUMBER:
        return is_share(unit.words, one)
    return one.kind is MentionKind.DATE or one.value.split()[1:] == other.value.split()[1:]


def _sized(measure: Measure, stated: Mention, limit: str | None) -> bool | None:
    asked, told = (Decimal(one.value.split()[0]) for one in (measure.mention, stated))
    match measure.direction:
        case Direction.MORE:
            if limit == "at_least":
                return True if told > asked else None
            return told > asked if limit is None else (False if told <= asked else None)
        case Direction.LESS:
            if limit == "at_least":
                return False if told >= asked else None
            return told < asked if limit is None else (True if told < asked else None)
        case None:
            return False if limit is None and told != asked else None
        case _:
            return None


def _dated(measure: Measure, stated: Mention) -> bool | None:
    """No where the stated day lies on the other side; yes to a day only where it is the stated one.

    To who asks of another day, the stated one is the answer: "before December 2034?" is misled by a yes if it is May.
    """
    told = date.fromisoformat(stated.value)
    first, last = _span(measure.mention)
    if measure.direction is Direction.BEFORE:
        return True if first == last == told else (False if told > last else None)
    return False if told < first else None


def _span(mention: Mention) -> tuple[date, date]:
    """The first and the last day of a date as it is named: a day, a month or a year."""
    last = date.fromisoformat(mention.value)
    numbers = [part for part in "".join(c if c.isdigit() else " " for c in mention.text).split() if len(part) <= 2]
    ends = last.day == calendar.monthrange(last.year, last.month)[1]
    if not ends or str(last.day) in [number.lstrip("0") for number in numbers]:
        return last, last
    if last.month == 12 and not numbers and not any(c.isalpha() for c in mention.text):
        return date(last.year, 1, 1), last
    return last.replace(day=1), last
