"""Headings that stand out by how they are written, whatever the structure makes of them."""

from __future__ import annotations

import re

from corpus.clean.page import Page
from corpus.model import LineKind

TITLE_CHARACTERS = 250
SUBHEADING_CHARACTERS = 120
NUMBERED_CHARACTERS = 140
CAPITALS_LETTERS = 8  # fewer letters in capitals are an abbreviation

_MARKDOWN = re.compile(r"#{1,6}\s+\S")
_PART = re.compile(
    r"[\s*_]*(?:(?:Phần|Chương|Mục|Phụ lục|Часть|Глава|Раздел|Приложение|Частина|Розділ|Додаток|Część|Rozdział|Dział|"
    r"Załącznik|Part|Chapter|Annex|Appendix)\b[^.;]{0,100}|[IVXL]+\s*[.\-–—]\s*\S[^;]{2,120})[*_]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:\d{1,2}[.)]|[a-zđ]\))\s+\S")
_DEEPER = re.compile(r"(?:[a-zđ]\)|\(\d+\)|[-–—]\s|\([ivx]+\))")
_ENDED = (".", "!", "?", "…", ";", ":", "”", "»")
_SENTENCE_END = (".", ";", ":", ",", "!", "?", "…", "./")


def mark_headings(page: Page) -> None:
    """Mark headings among the lines that are still content."""
    if page.news:
        _mark_title(page)
    for at in page.short_words():
        if _is_heading(page, at):
            page.kinds[at] = LineKind.HEADING


def mark_emptied(page: Page) -> None:
    """Mark Markdown's headings below which everything was set aside, up to one as high; the first is the title."""
    if LineKind.BOILERPLATE not in page.kinds:
        return
    headings = [at for at in page.filled if page.lines[at].startswith("#") and _MARKDOWN.match(page.lines[at])]
    for n in range(len(headings) - 1, 0, -1):
        at, level = headings[n], _level(page, headings[n])
        end = next((one for one in headings[n + 1 :] if _level(page, one) <= level), len(page.lines))
        below = {page.kinds[one] for one in range(at + 1, end)}
        if page.is_words(at) and level > 1 and LineKind.BOILERPLATE in below and LineKind.CONTENT not in below:
            page.mark(at, LineKind.BOILERPLATE)


def _level(page: Page, at: int) -> int:
    return len(page.lines[at]) - len(page.lines[at].lstrip("#"))


def _is_heading(page: Page, at: int) -> bool:
    line = page.lines[at]
    first = line[0]
    if first == "#":
        return bool(_MARKDOWN.match(line))
    if first == "|" or line.endswith(_SENTENCE_END):
        return False
    if line.isupper() and len(line) <= TITLE_CHARACTERS:
        return sum(map(str.isalpha, line)) >= CAPITALS_LETTERS
    if first in _PART_LETTERS and _PART.fullmatch(line):
        return True
    if not page.news or len(line) > NUMBERED_CHARACTERS:
        return False
    return _introduces(page, at) if _NUMBERED.match(line) else _is_subheading(page, at)


_PART_LETTERS = frozenset("PpCcMmЧГРПДчгрпдRDZAIVXL*_ ")


def _introduces(page: Page, at: int) -> bool:
    """A short numbered line is a heading when finer numbers, or text without any, follow it."""
    below = page.next_words(at)
    if below is None or not page.is_words(below):
        return False
    line = page.lines[below]
    finer = bool(_DEEPER.match(line)) and not (_DEEPER.match(page.lines[at]) and line[1:2] == ")")
    return finer or not _NUMBERED.match(line)


def _is_subheading(page: Page, at: int) -> bool:
    """A short line without a full stop between longer ones that have one."""
    line = page.lines[at]
    if len(line) > SUBHEADING_CHARACTERS or _DEEPER.match(line) or not _opens(line):
        return False
    above, below = page.previous_words(at), page.next_words(at)
    if below is None or page.kinds[below] is not LineKind.CONTENT or len(page.lines[below]) <= len(line):
        return False
    if " " not in line and not (len(line) > 4 and page.stands_alone(at)):
        return False
    return above is None or page.kinds[above] is not LineKind.CONTENT or page.lines[above].endswith(_ENDED)


def _opens(line: str) -> bool:
    first = line.lstrip("*_“«\"'")[:1]
    return first.isupper() or first.isdigit()


def _mark_title(page: Page) -> None:
    """Under a page's chrome, the first line is the title, full stop or not."""
    first = next((at for at, kind in enumerate(page.kinds) if kind is LineKind.CONTENT), None)
    if first is None or len(page.lines[first]) > TITLE_CHARACTERS:
        return
    chrome_above = any(kind is LineKind.BOILERPLATE for kind in page.kinds[:first])
    below = page.next_words(first)
    if (
        chrome_above
        and below is not None
        and len(page.lines[below]) > 0
        and not page.lines[first].endswith((":", ";", ","))
    ):
        page.kinds[first] = LineKind.HEADING
