"""A channel's posts one below another: what is printed round each, told by the counters that each ends with."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from corpus.clean.lines import PICTURE_SIGN, says
from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.describe.dates import find_date
from corpus.model import LineKind

COUNTERS = 2  # lines of counters from which on a page is one of posts
OWNER = 60  # characters of the longest name of a channel
SELDOM = 3  # posts to one that is printed with the name: the same author writes several
BESIDE_DAY = 4  # letters beside a day: "at", "in"
ANY_YEAR = 2000  # stands in for the year, to tell whether a line is a day; a leap year
PREVIEW = 2  # lines below the address of another page: its headline and how it begins

_NUMBER = r"\d[\d\s.,]*\s?(?:[KMkmКМкм]|тыс\.?|млн|tys\.?|mln|N|Tr)?"
_REACTIONS = re.compile(rf"(?:{PICTURE_SIGN}\s*{_NUMBER}\s*)+")
_COUNT = re.compile(_NUMBER)
_SHORTENED = re.compile(r"\d[\d.,]*\s?[KMКМ]")  # "1.4K": no text counts so
_CLOCK = re.compile(r"\d{1,2}[:.]\d{2}(?:\s*[ap]m)?", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_DAY = re.compile(r"\d{1,2}\s+tháng\s+\d{1,2}(?:\s+lúc)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,10}(?:/\S*)?")


def mark_posts(page: Page) -> None:
    """Mark counters, hours, days, names of the channel and previews of other pages, on pages of posts."""
    lines = [page.lines[at] for at in page.filled] if page.news else []
    counters = [n for n, line in enumerate(lines) if _is_counter(line)]
    if len(counters) < COUNTERS:
        return
    often = max(COUNTERS, len(counters) // SELDOM)
    names = {line for line, times in Counter(lines).items() if times >= often and _may_be_name(line)}
    names |= {line for line in lines if page.told_title.startswith(line) and _may_be_name(line)}
    around = {n for n, line in enumerate(lines) if n in counters or line in names or _is_time(line)}
    around.update(*_counts(lines, around), *_previews(lines, counters))
    for n in around:
        page.mark(page.filled[n], LineKind.BOILERPLATE)


def _is_counter(line: str) -> bool:
    """Whether a line tells how many read a post or liked it; an hour may stand behind."""
    return bool(_REACTIONS.fullmatch(line) or words().views.fullmatch(line) or _SHORTENED.fullmatch(line))


def _may_be_name(line: str) -> bool:
    """Whether a line may be the channel's name, which stands above each post and in the page's head."""
    return len(line) <= OWNER and line[0].isalpha() and not says(line) and not line.endswith(":")


def _is_time(line: str) -> bool:
    """Whether a line is an hour or a day, the year left out as for posts of late, and nothing else."""
    if len(line) > OWNER:
        return False
    day = _CLOCK.sub("", line).strip(" ,")
    dated = day if _YEAR.search(day) else f"{day} {ANY_YEAR}"
    found = find_date(dated)
    beside = sum(map(str.isalpha, dated[: found[1]] + dated[found[2] :])) if found else BESIDE_DAY + 1
    return _CLOCK.fullmatch(line) is not None or _DAY.fullmatch(day) is not None or beside <= BESIDE_DAY


def _counts(lines: list[str], around: set[int]) -> Iterator[range]:
    """Runs of bare numbers, as buttons below a post count, beside what is printed round posts."""
    for bare, run in itertools.groupby(range(len(lines)), lambda n: _COUNT.fullmatch(lines[n]) is not None):
        numbers = list(run)
        if bare and around.intersection((*numbers, numbers[0] - 1, numbers[-1] + 1)):
            yield range(numbers[0], numbers[-1] + 1)


def _previews(lines: list[str], counters: list[int]) -> Iterator[range]:
    """The address of another page below a post, with its headline and beginning, down to the post's counters."""
    for n, line in enumerate(lines):
        end = next((one for one in counters if n < one), n) if _HOST.fullmatch(line) else n
        if n < end <= n + 1 + PREVIEW:
            yield range(n, end)
