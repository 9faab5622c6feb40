"""Windows of time in questions: "this quarter", "trong tháng 12", "до конца 2025 года", "in the next 30 days"."""

from __future__ import annotations

import re
import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from corpus.fold import fold
from corpus.mentions.dates import DateMention, Granularity, find_dates
from corpus.mentions.quantities import read_durations
from corpus.mentions.reading import Reading
from corpus.model import Language
from register.phrases import Phrases, phrases

FARTHEST = 36_600  # days ahead that anybody asks about: a century; more would leave the calendar
BEFORE = 24  # characters before a date in which "by", "until the end of" or "since" stands

_PREPOSITION = re.compile(r"([^\W\d_]+)\s+\d")


@dataclass(frozen=True, slots=True)
class Window:
    """Days from `since` to `until`, both included, None where open; `spans` are the characters that say so."""

    since: date | None
    until: date | None
    spans: tuple[tuple[int, int], ...]


def read_window(words: str, language: Language, today: date) -> Window | None:
    """The window that a question names, or None. Two dates make a span from the first to the last."""
    known = phrases(language)
    dates = _dates(words, language, today)
    if len(dates) >= 2:
        dates = sorted(dates, key=lambda found: found.start)
        spans = tuple((found.start, found.end) for found in dates)
        return Window(min(d.first for d in dates), max(d.value for d in dates), spans)
    if dates:
        return _around(dates[0], words, known)
    return _named(words, known, today) or _coming(words, language, known, today)


def _dates(words: str, language: Language, today: date) -> list[DateMention]:
    found = find_dates(words, language, today=today)
    return found or _bare_months(words, language, today)


def _around(found: DateMention, words: str, known: Phrases) -> Window:
    """The days that a date stands for, or all before or after them where the words in front say so."""
    lead = fold(words[max(0, found.start - BEFORE) : found.start]).rstrip(' ,:(«"')
    inside = _PREPOSITION.match(fold(words[found.start : found.end]))
    if inside and any(_closes(known.window[name], inside[1]) for name in ("by", "since", "ending")):
        lead = f"{lead} {inside[1]}"  # "before 2026" is read as one date
    span = ((found.start, found.end),)
    ended = _closes(known.window["ending"], lead)
    if _closes(known.window["since"], lead) and not ended:
        return Window(found.value if found.granularity is Granularity.DAY else found.first, None, span)
    if _closes(known.window["by"], lead) or ended:
        strict = _closes(known.window["strictly"], lead) and not ended and found.granularity is Granularity.YEAR
        return Window(None, found.first - timedelta(days=1) if strict else found.value, span)
    return Window(found.first, found.value, span)


def _closes(pattern: re.Pattern[str], lead: str) -> bool:
    """Whether the words in front of a date end with the pattern."""
    return any(match.end() == len(lead) for match in pattern.finditer(lead))


def _named(words: str, known: Phrases, today: date) -> Window | None:
    """A window counted from today: "next month"."""
    folded = fold(words)
    for name, pattern in known.window.items():
        which, _, unit = name.partition("_")
        match = pattern.search(folded) if unit and which in ("this", "next", "last") else None
        if match:
            since, until = _period(unit, {"this": 0, "next": 1, "last": -1}[which], today)
            return Window(since, until, (match.span(),))
    for name, days in (("today", 0), ("tomorrow", 1)):
        if match := known.window[name].search(folded):
            day = today + timedelta(days=days)
            return Window(day, day, (match.span(),))
    return None


def _period(unit: str, steps: int, today: date) -> tuple[date, date]:
    """First and last day of the week, month, quarter or year that lies `steps` away."""
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=steps)
        return monday, monday + timedelta(days=6)
    size = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = (today.year * 12 + today.month - 1) // size * size + steps * size
    last = first + size - 1
    start = date(first // 12, first % 12 + 1, 1)
    return start, date(last // 12, last % 12 + 1, monthrange(last // 12, last % 12 + 1)[1])


def _coming(words: str, language: Language, known: Phrases, today: date) -> Window | None:
    """Days ahead: "in the next 30 days", "trong 7 ngày tới"."""
    days = {"day": 1, "week": 7, "month": 30, "working-day": 1, "year": 365}
    for duration in read_durations(Reading(words, language)):
        count, _, unit = duration.value.partition(" ")
        if (
            unit in days
            and count.isdigit()
            and int(count) * days[unit] <= FARTHEST
            and known.window["coming"].search(fold(words[: duration.start]))
        ):
            span = ((duration.start, duration.end),)
            return Window(today, today + timedelta(days=int(count) * days[unit]), span)
    return None


def _bare_months(words: str, language: Language, today: date) -> list[DateMention]:
    """Months and quarters without a year: those nearest to today."""
    folded = fold(words)
    found = []
    for month, pattern in enumerate(_months(language), 1):
        for match in re.finditer(rf"(?<=\s)(?:{pattern})(?!\w)", folded):
            if not _closes(phrases(language).window["into"], folded[: match.start()].rstrip()):
                continue  # "may" and "mają" are months only where a preposition says so
            year = _nearest_year(month, today)
            value = date(year, month, monthrange(year, month)[1])
            found.append(DateMention(value, Granularity.MONTH, *match.span()))
    return found or _bare_quarters(folded, language, today)


def _bare_quarters(folded: str, language: Language, today: date) -> list[DateMention]:
    ordinals, noun = _quarters(language)
    digit = "[1-4]|i{1,3}|iv"
    ordinal = rf"(?P<a>{digit}|{'|'.join(ordinals)})\W?\w{{0,3}}\s+{noun}"
    pattern = rf"(?<!\w)(?:{ordinal}|q(?:uy\s+)?(?P<b>{digit}))(?!\w)"
    roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
    found = []
    for match in re.finditer(pattern, folded):
        said = match["a"] or match["b"]
        by_word = next((i for i, word in enumerate(ordinals, 1) if re.fullmatch(word, said)), 0)
        number = int(said) if said.isdigit() else roman.get(said) or by_word
        month = number * 3
        year = _nearest_year(month, today)
        value = date(year, month, monthrange(year, month)[1])
        found.append(DateMention(value, Granularity.QUARTER, *match.span()))
    return found


def _nearest_year(month: int, today: date) -> int:
    """The year in which a month lies nearest to today; ahead rather than behind."""
    return min((today.year + step for step in (0, 1, -1)), key=lambda y: abs((y * 12 + month) - _index(today)))


def _index(day: date) -> int:
    return day.year * 12 + day.month


@cache
def _calendar() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads((files("corpus") / "data" / "calendar.toml").read_text(encoding="utf-8"))


def _months(language: Language) -> list[str]:
    return _calendar()[language.value]["months"]


def _quarters(language: Language) -> tuple[list[str], str]:
    entry = _calendar()[language.value]
    return entry["quarters"], str(entry.get("quarter", "quy"))
