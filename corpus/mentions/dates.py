"""Dates as words give them, to the day, month, quarter, half-year or year."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files

from corpus.mentions.reading import Reading
from corpus.model import Language


class Granularity(StrEnum):
    """How exact a date is. All but `DAY` stand for the last day of their period."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text: its last day, how exact it is, and its span in the content."""

    value: date
    granularity: Granularity
    start: int
    end: int

    @property
    def first(self) -> date:
        """The first day of the period: the day itself, or that of the month, quarter, half-year or year."""
        months = {Granularity.MONTH: 1, Granularity.QUARTER: 3, Granularity.HALF: 6, Granularity.YEAR: 12}
        if self.granularity is Granularity.DAY:
            return self.value
        return date(self.value.year, self.value.month - months[self.granularity] + 1, 1)


_Y = r"(?P<y>(?:19|20)\d\d)(?!\d)"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NUMERIC = (
    (Granularity.DAY, rf"(?<![\d./-])(?P<d>\d{{1,2}})\s?(?P<s>[/.-])\s?(?P<m>\d{{1,2}})\s?(?P=s)\s?{_Y}(?!/)"),
    (Granularity.DAY, rf"(?<![\d./-]){_Y}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
)
_DOCUMENT_BEFORE = r"(?<!so )(?<!nghi dinh )(?<!thong tu )(?<!luat )(?<!quyet dinh )(?<!nghi quyet )(?<!nd )(?<!tt )"
_VIETNAMESE = (
    (Granularity.DAY, rf"(?:ngay\s+)?(?<!\d)(?P<d>\d{{1,2}})\s*thang\s*(?P<m>\d{{1,2}})\s*,?\s*nam\s*{_Y}"),
    (Granularity.DAY, rf"ngay\s+(?P<d>\d{{1,2}})\s+thang\s+(?P<m>\d{{1,2}})\s*/\s*{_Y}"),
    (Granularity.HALF, rf"(?P<h>6|sau)\s+thang\s+dau\s+(?:cua\s+)?nam\s+{_Y}"),
    (Granularity.MONTH, rf"thang\s*(?P<m>\d{{1,2}})\s*(?:/|-|,?\s*nam\b)\s*{_Y}"),
    (Granularity.QUARTER, rf"qu[yi]\s+(?P<q>i{{1,3}}|iv|[1-4]|mot|hai|ba|bon)\s*(?:/|-|,?\s*nam\b|\s)\s*{_Y}"),
    (Granularity.MONTH, rf"{_DOCUMENT_BEFORE}(?<![\d./-])(?P<m>\d{{1,2}})/{_Y}(?![/\d])"),
    (Granularity.YEAR, rf"(?<!\w)nam\s+{_Y}(?![-/]\w)"),
    (Granularity.DAY, r"ngay\s+(?P<d>\d{1,2})\s*(?:/|thang)\s*(?P<m>\d{1,2})(?![/\d])"),
    (Granularity.MONTH, r"(?<!\w)trong\s+thang\s+(?P<m>\d{1,2})(?![/\d])"),
)


def find_dates(content: str, language: Language, *, today: date | None = None) -> list[DateMention]:
    """Dates in reading order. Those without a year are read only when `today` tells which year is meant."""
    return sorted(read_dates(Reading(content, language), today=today), key=lambda found: found.start)


def read_dates(reading: Reading, *, today: date | None = None) -> list[DateMention]:
    """Dates of a text that is being read; their spans count as read."""
    found = []
    for granularity, pattern in _patterns(reading.language):
        for match in pattern.finditer(reading.folded):
            value = _value(granularity, match, reading.language, today) if reading.free(*match.span()) else None
            if value is not None:
                reading.take(*match.span())
                start, end = reading.offsets[match.start()], reading.offsets[match.end() - 1] + 1
                found.append(DateMention(value, granularity, start, end))
    return found


def last_day(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def _value(granularity: Granularity, match: re.Match[str], language: Language, today: date | None) -> date | None:
    groups = match.groupdict()
    if groups.get("y") is None and today is None:
        return None
    year = int(groups["y"]) if groups.get("y") else (today or date.today()).year
    month = _month(granularity, groups, language)
    if month is None or not 1 <= month <= 12:
        return None
    if granularity is not Granularity.DAY:
        return last_day(year, month)
    day = int(groups["d"])
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _month(granularity: Granularity, groups: dict[str, str | None], language: Language) -> int | None:
    """The last month of the period."""
    if granularity is Granularity.YEAR:
        return 12
    if granularity is Granularity.HALF:
        return 6 if _ordinal(groups["h"] or "", language) in (1, 6) else 12
    if granularity is Granularity.QUARTER:
        number = _ordinal(groups["q"] or "", language)
        return 3 * number if number and number <= 4 else None
    if groups.get("m"):
        return int(groups["m"] or 0)
    name = groups.get("month") or ""
    return next((i for i, pattern in enumerate(_months(language), 1) if re.fullmatch(pattern, name)), None)


def _ordinal(word: str, language: Language) -> int | None:
    if word.isdigit():
        return int(word)
    if word == "sau":
        return 6
    if word in _ROMAN:
        return _ROMAN[word]
    return next((i for i, p in enumerate(_calendar(language)["quarters"], 1) if re.fullmatch(p, word)), None)


@cache
def _calendar(language: Language) -> dict[str, list[str]]:
    words = tomllib.loads((files("corpus") / "data" / "calendar.toml").read_text(encoding="utf-8"))
    calendar: dict[str, list[str]] = words[language.value]
    return calendar


def _months(language: Language) -> list[str]:
    return _calendar(language)["months"]


@cache
def _patterns(language: Language) -> tuple[tuple[Granularity, re.Pattern[str]], ...]:
    """The patterns of a language, the most exact first; numeric forms are the same in all, Vietnamese ones may be
    quoted anywhere."""
    named = tuple(_named(language)) if language is not Language.VI else ()
    return tuple((g, re.compile(p)) for g, p in (*_NUMERIC, *named, *_VIETNAMESE))


def _named(language: Language) -> Iterator[tuple[Granularity, str]]:
    """Patterns of languages whose months have names."""
    calendar = _calendar(language)
    month = rf"(?<!\w)(?P<month>{'|'.join(_months(language))})(?!\w)"
    ordinal = "|".join(calendar["quarters"])
    suffix = r"(?:\s?-?(?:th|st|nd|rd|го|ого|е|м|му|ї|й|я|ому))?"
    yearly = rf"\s*{_Y}\s*{calendar['year']}" if calendar["year"] else rf"\s*{_Y}"
    optional = rf"\s*{_Y}(?:\s*{calendar['year']})?" if calendar["year"] else rf"\s*{_Y}"
    day = rf"(?<![\d./])(?P<d>\d{{1,2}}){suffix}\s+(?:of\s+)?{month}"
    yield Granularity.DAY, rf"{day},?{optional}"
    yield Granularity.DAY, rf"{month}\s+(?P<d>\d{{1,2}}){suffix},?\s+{_Y}"
    yield Granularity.MONTH, rf"{month},?\s*(?:of\s+)?{optional}"
    quarter = rf"(?<!\w)(?P<q>{ordinal}|i{{1,3}}|iv|[1-4]){suffix}\s+{calendar['quarter']}"
    yield Granularity.QUARTER, rf"{quarter}(?:\s+of)?(?:\s+the\s+year)?{optional}"
    yield Granularity.QUARTER, rf"(?<!\w)(?:q|{calendar['quarter']})\s?(?P<q>[1-4]|i{{1,3}}|iv)[\s/]*(?:of\s+)?{_Y}"
    yield Granularity.HALF, rf"(?<!\w)(?P<h>{ordinal}|i{{1,2}}){suffix}\s+{calendar['half']}(?:\s+of)?{optional}"
    if language is Language.EN:
        yield Granularity.YEAR, rf"(?<!\w)(?:in|by|of|year|for|during|before|until|since|after|end)\s+{_Y}(?![-/]\w)"
    else:
        yield Granularity.YEAR, rf"(?<![\d./-]){yearly.removeprefix(chr(92) + 's*')}(?!\w)"
        yield Granularity.YEAR, rf"(?<!\w){calendar['year']}\s+{_Y}(?!\s*-)"
    yield Granularity.DAY, rf"{day}(?!\s*\d)"
