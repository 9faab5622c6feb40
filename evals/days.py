"""The verifier's days: dates, months, quarters and years in words of five languages, by patterns of its own."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import cache

from babel.dates import get_month_names

LANGUAGES = ("vi", "en", "ru", "uk", "pl")

Day = tuple[int, int, int]
Span = tuple[Day, Day]  # the first and the last day that words may mean


@cache
def _months() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Names of months in every case that CLDR knows, with their number."""
    found = []
    for language in LANGUAGES[1:]:
        for month in range(1, 13):
            forms = {get_month_names("wide", context, language)[month] for context in ("format", "stand-alone")}
            stems = "|".join(sorted((re.escape(form[:-1]) + r"\w{0,3}" for form in forms), key=len, reverse=True))
            found.append((re.compile(rf"(?<!\w)(?:{stems})(?!\w)", re.IGNORECASE), month))
    return tuple(found)


def _numbered(words: str) -> str:
    """Words with names of months as "month 11"."""
    for pattern, month in _months():
        words = pattern.sub(f" ⟨{month}⟩ ", words)
    return words


_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th|-?го|-е|-го)?"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\d){_YEAR}-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)",
        rf"(?<![\d/]){_DAY}\s?[./-]\s?(?P<m>\d{{1,2}})\s?[./-]\s?{_YEAR}(?!\d)",
        rf"(?<!\d){_DAY}\s*tháng\s*(?P<m>\d{{1,2}})\s*,?\s*(?:năm\s*)?{_YEAR}",
        rf"(?<!\d){_DAY}(?:\s+of)?\s*⟨(?P<m>\d+)⟩\s*,?\s*{_YEAR}",
        rf"⟨(?P<m>\d+)⟩\s*{_DAY}\s*,?\s*{_YEAR}",
        rf"tháng\s*(?P<m>\d{{1,2}})\s*[/,]?\s*(?:năm\s*)?{_YEAR}",
        rf"⟨(?P<m>\d+)⟩\s*,?\s*(?:of\s+)?{_YEAR}",
        rf"(?<![\d/])(?P<m>\d{{1,2}})\s?[/.]\s?{_YEAR}(?!\d)",
        rf"(?:quý|quarter|q|кварт\w*|kwarta\w*)\s*(?P<q>IV|I{{1,3}}|[1-4])(?:\s?[/,]|\s+(?:of|năm))?\s*{_YEAR}",
        rf"(?P<q>IV|I{{1,3}}|[1-4]|first|second|third|fourth|перв\w+|втор\w+|трет\w+|четверт\w+|перш\w+|друг\w+|pierwsz\w+|drug\w+|trzeci\w*|czwart\w+)(?:-?\w{{1,3}})?\s*(?:quarter|кварт\w*|kwarta\w*)\s*(?:of\s+)?{_YEAR}",
        rf"(?<![\d./-]){_YEAR}(?![\d])",
    )
)
_QUARTERS = {
    "i": 1, "1": 1, "first": 1, "перв": 1, "перш": 1, "pier": 1,
    "ii": 2, "2": 2, "seco": 2, "втор": 2, "друг": 2, "drug": 2,
    "iii": 3, "3": 3, "thir": 3, "трет": 3, "trze": 3, "iv": 4, "4": 4, "four": 4, "четв": 4, "czwa": 4,
}  # fmt: skip


def dates_in(words: str) -> Iterator[tuple[Day, Day, str]]:
    """Days, months, quarters and years with their words; each place is read as exactly as it can be."""
    numbered = _numbered(words)
    taken: list[tuple[int, int]] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(numbered):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if span := _span(match):
                taken.append(match.span())
                yield (*span, match.group())


def spans_in(words: str) -> list[Span]:
    """The days and periods that words name."""
    return [(first, last) for first, last, _ in dates_in(words)]


def without_dates(words: str) -> str:
    """The words with dates cut out, so that their figures are not taken for numbers."""
    numbered = _numbered(words)
    for pattern in _PATTERNS:
        numbered = pattern.sub(lambda match: " " if _span(match) else match.group(), numbered)
    return re.sub(r"⟨\d+⟩", " ", numbered)


def _span(match: re.Match[str]) -> Span | None:
    groups = match.groupdict()
    year = int(groups["y"])
    if groups.get("q"):
        quarter = _QUARTERS.get(groups["q"].lower()[:5], _QUARTERS.get(groups["q"].lower()[:4], 0))
        return _months_of(year, 3 * quarter - 2, 3 * quarter) if quarter else None
    if not groups.get("m"):
        return _months_of(year, 1, 12)
    month = int(groups["m"])
    if not 1 <= month <= 12:
        return None
    if not groups.get("d"):
        return _months_of(year, month, month)
    day = int(groups["d"])
    return ((year, month, day), (year, month, day)) if 1 <= day <= monthrange(year, month)[1] else None


def _months_of(year: int, first: int, last: int) -> Span:
    return (year, first, 1), (year, last, monthrange(year, last)[1])


def bears(stated: Span, shown: Span) -> bool:
    """Whether a stated day or period bears out a shown one: the same, or the last day of the stated period."""
    return stated == shown or (shown[0] == shown[1] == stated[1])
