"""Pictures: their file names, their alternative texts, their captions and credits."""

from __future__ import annotations

import re

from corpus.clean.page import LONG, Page
from corpus.clean.words import words
from corpus.fold import fold
from corpus.model import LineKind

SAME_CAPTION = 0.9  # of the words of both captions together that a repetition shares: a new word may tell something
_FILE = re.compile(r"[!\[\]\w().,%+~@ -]{1,150}\.(?:jpe?g|png|webp|gif|bmp|avif|svg|tiff?|heic)\)?", re.IGNORECASE)
_MARKDOWN_PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_CAPTION = 160  # characters of a caption behind which only a name stands
_SAID = 20  # characters of its sentence at least: "1. Scope" is a heading
_BARE_NAME = re.compile(r"(?P<said>.*[^\W\d][.!?…])\s+(?P<name>[^\W\d_][\w'’-]+(?:\s[^\W\d_][\w'’-]+){1,2})$")
_CREDIT_TAIL = 90  # characters at a line's end in which a credit stands
_STEM = re.compile(r"\b\w{3,5}")  # beginnings of words: a second caption inflects them


def mark_captions(page: Page) -> None:
    """Mark the lines that belong to pictures."""
    for at in page.short_words():
        line = page.lines[at]
        if _is_picture(line):
            page.mark(at, LineKind.BOILERPLATE)
            _mark_caption_below(page, at)
        elif page.news and _has_credit(line):
            page.mark(at, LineKind.BOILERPLATE)


def _is_picture(line: str) -> bool:
    if line[-1].isdigit() or line[-2:-1].isdigit():
        return bool(words().alternative.fullmatch(line))
    named = "." in line[-6:] and _FILE.fullmatch(line) is not None
    return named or (line.startswith("![") and _MARKDOWN_PICTURE.fullmatch(line) is not None)


def _has_credit(line: str) -> bool:
    if not any(sign in line for sign in ":/."):
        return False
    tail = line[-_CREDIT_TAIL:]
    return _ends_in_name(line) or words().credit.search(tail) is not None


def _ends_in_name(line: str) -> bool:
    """ "The bridge at night. Jan Kowalski-Lis": sentences of an article do not end in a bare name."""
    found = _BARE_NAME.match(line) if len(line) <= _CAPTION and line[0].isalpha() else None
    return found is not None and len(found["said"]) >= _SAID and all(one.istitle() for one in found["name"].split())


def _mark_caption_below(page: Page, at: int) -> None:
    """The line directly under a picture is its caption when a blank line closes it off; so is its repetition."""
    below = at + 1
    if below >= len(page.lines) or not _may_be_caption(page, below):
        return
    closed = (
        below + 1 >= len(page.lines) or page.kinds[below + 1] is LineKind.BLANK or _is_picture(page.lines[below + 1])
    )
    if not closed:
        return
    page.mark(below, LineKind.BOILERPLATE)
    again = page.next_words(below)  # only the same words again: what says more is text
    if again is not None and _may_be_caption(page, again) and _repeats(page.lines[below], page.lines[again]):
        page.mark(again, LineKind.BOILERPLATE)


def _may_be_caption(page: Page, at: int) -> bool:
    return page.is_words(at) and len(page.lines[at]) <= LONG and not page.lines[at].startswith(("#", "|", "- "))


def _repeats(caption: str, line: str) -> bool:
    first, second = set(_STEM.findall(fold(caption))), set(_STEM.findall(fold(line)))
    return len(first & second) >= SAME_CAPTION * max(1, len(first | second))
