"""The years that words speak of: a figure for 2030 is no answer about 2045, though all else is alike.

The year of an act's number ("161/2026/NĐ-CP") is its name and no such year.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from assistant.qualifying import clause_at
from assistant.understanding import Understanding
from assistant.unit import Unit
from corpus.model import Mention, MentionKind

REMEMBERED = 4000  # stretches of words
LONGEST = 60  # years of a period; what is longer is no period but two numbers
_PERIOD = re.compile(r"(?<![\w/.,])((?:19|20)\d\d)\s*[-–—÷]\s*((?:19|20)\d\d)(?![\d/])")
_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])[/.-]", r"(?:0?[1-9]|1[0-2])[/.-]"
_YEAR = re.compile(rf"(?<![\w/.,-])(?:(?:{_DAY})?{_MONTH})?((?:19|20)\d\d)(?!\d|[/.]\w|-[^\W\d])")


@lru_cache(maxsize=REMEMBERED)
def years_of(words: str) -> frozenset[int]:
    """The years that words name, and those of the periods ("2031-2035") that they name."""
    periods = [(int(first), int(last)) for first, last in _PERIOD.findall(words)]
    spanned = {year for first, last in periods if 0 <= last - first <= LONGEST for year in range(first, last + 1)}
    return frozenset({int(year) for year in _YEAR.findall(_PERIOD.sub(" ", words))} | spanned)


def years_at(unit: Unit) -> frozenset[int]:
    """The years that a unit speaks of: its own, else those named before it on its line, else in its headings."""
    passage = unit.hit.passage
    before = passage.content[: unit.start - passage.start].rsplit("\n", 1)[-1]
    for words in (unit.words, before, *reversed(passage.headings)):
        if years := years_of(words):
            return years
    return frozenset()


def years_asked(asked: Understanding) -> frozenset[int]:
    """The years that a question is about; a day that it names ("at the meeting of 2 July 2025") is none of them."""
    words = asked.question.words
    if not years_of(words):
        return frozenset()
    for mention in asked.mentions:
        if _is_day(mention):
            words = words[: mention.start] + " " * (mention.end - mention.start) + words[mention.end :]
    return years_of(words)


def agrees(asked: Understanding, speaks: Unit | str) -> int:
    """1 where a unit, or words, speak of a year that is asked about, -1 where only of others; 0 where either is silent.

    Most questions name no year; what speaks is then not looked at.
    """
    named = years_asked(asked)
    if not named:
        return 0
    years = years_of(speaks) if isinstance(speaks, str) else years_at(speaks)
    return 0 if not years else 1 if named & years else -1


def of_other_year(asked: Understanding, words: str, at: int) -> bool:
    """Whether a value at a place of words belongs to other years than those that the question is about.

    It belongs to the years of its clause, else to those named last before it: "by 2045 output is 150, income 23".
    """
    named = years_asked(asked)
    if not named:
        return False
    years = years_of(clause_at(words, at)) or _last_years(words[:at])
    return bool(years) and not named & years


def _last_years(words: str) -> frozenset[int]:
    """The years of the last clause that names any."""
    ends = [match.end() for pattern in (_PERIOD, _YEAR) for match in pattern.finditer(words)]
    return years_of(clause_at(words, max(ends) - 1)) if ends else frozenset()


def _is_day(mention: Mention) -> bool:
    """Whether a date is a day: months, quarters and years are known by their last one."""
    return mention.kind is MentionKind.DATE and (date.fromisoformat(mention.value) + timedelta(days=1)).day != 1
