"""Dates as headers and attributes print them, in five languages."""

from __future__ import annotations

import re
from datetime import date

_MONTH_STEMS = {
    "январ": 1, "феврал": 2, "март": 3, "апрел": 4, "мая": 5, "май": 5, "июн": 6, "июл": 7, "август": 8, "сентябр": 9,
    "октябр": 10, "ноябр": 11, "декабр": 12,
    "січ": 1, "лют": 2, "берез": 3, "квіт": 4, "трав": 5, "черв": 6, "лип": 7, "серп": 8, "верес": 9, "жовт": 10,
    "листопад": 11, "груд": 12,
    "stycz": 1, "lut": 2, "mar": 3, "kwie": 4, "maj": 5, "czerw": 6, "lip": 7, "sierp": 8, "wrze": 9, "paźdz": 10,
    "listopad": 11, "grud": 12,
    "jan": 1, "feb": 2, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
_STEMS = sorted(_MONTH_STEMS, key=len, reverse=True)

DATE = (
    r"(?:(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    r"|(?P<slashed>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:19|20)\d\d)"
    r"|(?P<vi>\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+(?:19|20)\d\d)"
    r"|(?P<worded>\d{1,2}\s+[^\W\d_]{3,12}\.?,?\s+(?:19|20)\d\d)"
    r"|(?P<english>[A-Z][a-z]{2,8}\s+\d{1,2},?\s+(?:19|20)\d\d))"
)
_DATE = re.compile(DATE)


def find_date(words: str, start: int = 0, end: int | None = None) -> tuple[date, int, int] | None:
    """The first valid date in words[start:end], with its span, or None."""
    for match in _DATE.finditer(words, start, len(words) if end is None else end):
        if found := read_date(match):
            return found, match.start(), match.end()
    return None


def read_date(match: re.Match[str]) -> date | None:
    """The date of a match of `DATE`; None where no calendar has it."""
    try:
        return _read(match)
    except ValueError:
        return None


def _read(match: re.Match[str]) -> date | None:
    if match["iso"]:
        return date.fromisoformat(match["iso"])
    words = match["slashed"] or match["vi"] or match["worded"] or match["english"]
    numbers = [int(n) for n in re.findall(r"\d+", words)]
    if match["slashed"] or match["vi"]:
        day, month, year = numbers
        return date(year, month, day)
    word = re.search(r"[^\W\d_]{3,}", words)
    day, year = numbers
    found = _month(word[0].lower()) if word else None
    return date(year, found, day) if found else None


def _month(word: str) -> int | None:
    return next((_MONTH_STEMS[stem] for stem in _STEMS if word.startswith(stem)), None)


_LONG_STAMP = re.compile(r"(?<!\d)(20\d\d)(\d\d)(\d\d)\d{6,9}(?!\d)")
_SHORT_STAMP = re.compile(r"(?<!\d)1\d\d(\d\d)(\d\d)(\d\d)(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{3}(?!\d)")
_PATH_DATE = re.compile(r"/(20\d\d)[/-](\d{1,2})[/-](\d{1,2})/")


def date_of_url(url: str) -> tuple[date, int, int] | None:
    """The day on which a page was published, as portals put it into addresses, with its span in the address."""
    for pattern, century in ((_LONG_STAMP, 0), (_SHORT_STAMP, 2000), (_PATH_DATE, 0)):
        for match in pattern.finditer(url):
            year, month, day = (int(group) for group in match.groups())
            if 1 <= month <= 12 and 1 <= day <= 31:
                try:
                    return date(century + year, month, day), match.start(), match.end()
                except ValueError:
                    continue
    return None
