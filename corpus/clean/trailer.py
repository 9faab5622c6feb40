"""What surrounds an article on its page: menus, source, comments, related headlines, lists of rubrics."""

from __future__ import annotations

import re

from corpus.clean.formal import SECTION
from corpus.clean.page import LONG, Page
from corpus.clean.words import words
from corpus.model import LineKind

# In filled lines: where page furniture is looked for in a text that is no news article. The body of a law has
# forms and tables, whose cells are the same words as buttons.
HEAD_LINES = 10
FOOT_LINES = 60
STAMP_LINES = 12  # from the top of an article, within which its date and author stand
TRAILER_LINES = 150  # longer lists after an article are its annex
_SHORT = 160  # characters; headlines may be longer, what announces them is not

_BAR = re.compile(r"\s[|·•]\s")
_ENTRIES = 90  # characters of a line of entries
INSET = 2  # headlines that interrupt an article; a third short line is the heading of what goes on below
_SENTENCE = re.compile(r".{60}.*[.!?…][\s*_”\"»)]*$|.{140}")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)


def mark_page_furniture(page: Page) -> None:
    """Mark sources as metadata; chrome, comments and what comes after the end of the article as boilerplate."""
    end = None
    _mark_insets(page)
    for at in _places(page):
        if not page.is_words(at) or len(page.lines[at]) > LONG:
            continue
        kind, closes = _line(page, at)
        if closes and end is None and _is_trailer(page, at + 1):
            end, kind = at, kind or LineKind.BOILERPLATE
        if kind is not None:
            page.mark(at, kind)
    if end is not None:
        for at in range(end + 1, len(page.lines)):
            if page.is_words(at):
                page.mark(at, LineKind.BOILERPLATE)


def _mark_insets(page: Page) -> None:
    """A headline or two under "Related", one line under "Advertisement", in an article that goes on below them."""
    for n, at in enumerate(page.filled if page.news else ()):
        if not page.is_words(at) or len(page.lines[at]) > _SHORT:
            continue
        advert = words().advert.fullmatch(page.lines[at]) is not None
        if not advert and not words().related.fullmatch(page.lines[at]):
            continue
        below = page.filled[n + 1 : n + 3 + INSET]
        goes_on = next((i for i, one in enumerate(below) if _SENTENCE.search(page.lines[one])), 0)
        if goes_on:  # the last short line below an advertisement heads what goes on
            for one in (at, *below[: min(1, goes_on - 1) if advert else min(goes_on, INSET)]):
                page.mark(one, LineKind.BOILERPLATE)


def _places(page: Page) -> list[int]:
    """The lines that may be page furniture."""
    if page.news or len(page.filled) <= HEAD_LINES + FOOT_LINES:
        return page.filled
    return page.filled[:HEAD_LINES] + page.filled[-FOOT_LINES:]


def _line(page: Page, at: int) -> tuple[LineKind | None, bool]:
    """What a short line is, and whether an article may end before or with it."""
    line, known = page.lines[at], words()
    if known.source.match(line):
        return LineKind.METADATA, page.news and line[0] not in "-|" and bool(_ADDRESS.search(line))
    if len(line) > _SHORT:
        return None, False
    if known.comments.fullmatch(line) or known.counted.fullmatch(line):
        return LineKind.BOILERPLATE, True
    if known.related.fullmatch(line):
        return None, True
    return _small_furniture(page, at), False


def _small_furniture(page: Page, at: int) -> LineKind | None:
    line, known = page.lines[at], words()
    anywhere = (known.comment_box.fullmatch, known.notice.fullmatch, known.related_inline.match)
    if any(matches(line) for matches in anywhere) or (page.news and _is_chrome(line)):
        return LineKind.BOILERPLATE
    stamped = page.news and _stands_at_edge(page, at) and known.byline.fullmatch(line)
    return LineKind.METADATA if stamped else None


def _is_chrome(line: str) -> bool:
    """Whether a line, or one of the entries that bars part in it, is a button or a counter."""
    known = words()
    entries = _BAR.split(line) if len(line) <= _ENTRIES and not line.startswith("|") else [line]
    known_as = (known.chrome, known.counted, known.views)
    return any(pattern.fullmatch(one) for one in entries for pattern in known_as)


def _stands_at_edge(page: Page, at: int) -> bool:
    """A date or a name alone is a stamp at the head or the foot of an article; inside it is content."""
    return at in page.filled[:STAMP_LINES] or at in page.filled[-3:]


def _is_trailer(page: Page, start: int) -> bool:
    """Whether nothing after a line is an article's text: no legal heading, and few long lines (readers' comments)."""
    rest = [page.lines[at] for at in page.filled if at >= start]
    if len(rest) > TRAILER_LINES or any(SECTION.match(line) for line in rest):
        return False
    before = sum(len(line) for line in page.lines[:start])
    return sum(len(line) for line in rest if len(line) > LONG) <= before / 4 and sum(map(len, rest)) <= before
