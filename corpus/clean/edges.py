"""What stands around an article: the menu above its title, and what a portal puts below its last sentence.

Portals name their buttons and lists in endless ways, so few of these lines can be known by their words alone. They
are known by their company: short lines without a sentence, among which some are buttons, counters or imprints.
"""

from __future__ import annotations

import re

from corpus.clean.formal import OFFICIAL, heads_act
from corpus.clean.lines import ENDED, TITLE, WORD, is_button, is_labelled, is_stamp, is_text, says
from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.clean.zone import densest
from corpus.model import LineKind

STRAY = 2  # lines below the last sentence within which its author stands
SURE = 2  # buttons below an article that leave no doubt that it is a portal's page
HEADLINE, HEADLINE_WORDS = 25, 3  # characters, and spaces, of a title above an introduction that is longer
KIND = 6  # letters of the shortest kind of an act in capitals
HEAD = 25  # filled lines above the first sentence; with more, nothing tells where the menu ends

_NUMBERED = re.compile(r"(?:\b(?:số|no|nr)|№)\s*[:.]", re.IGNORECASE)
_ENTRIES = " · "  # between what a menu or a profile lists, and in no title
_AROUND = frozenset({LineKind.BOILERPLATE, LineKind.METADATA})


def mark_edges(page: Page) -> None:
    """Mark menus above an article and lists below it, on pages that are no law and have sentences."""
    if not page.news:
        return
    sentences = densest(page, [at for at in page.filled if is_text(page, at)])
    if not sentences:
        return
    told = _told_title(page, sentences[0])
    fields = (at for at in page.filled if told < at < sentences[0] and _is_field(page, at))
    first = next(fields, sentences[0])
    portal = _mark_tail(page, [at for at in page.filled if at > sentences[-1]])
    _mark_head(page, [at for at in page.filled if at < first], portal=portal)
    _mark_below_introduction(page, sentences)


def _mark_below_introduction(page: Page, sentences: list[int]) -> None:
    """Some portals print the stamp and its buttons below the first sentence."""
    between = [at for at in page.filled if sentences[0] < at < sentences[min(1, len(sentences) - 1)]]
    if any(is_stamp(page.lines[at]) for at in between):
        for at in between:
            if page.is_words(at) and not _tells(page.lines[at]):
                _mark_below_title(page, at, portal=False)


def _is_field(page: Page, at: int) -> bool:
    """Whether a line is a named field, as guides begin with, and neither the page's nor a stamp."""
    line = page.lines[at]
    return page.is_words(at) and is_labelled(line) and words().furniture.search(line) is None and not is_stamp(line)


def _mark_head(page: Page, head: list[int], *, portal: bool) -> None:
    """Above the title everything is the page's where something is; below it, what is a button or hardly a line."""
    free = [at for at in head if page.is_words(at)]
    if not free or len(head) > HEAD or any(_is_official(page, at) for at in free):
        return
    title = _title(page, free)
    if title is None:
        return
    above = [at for at in head if at < title]
    told = _same(page.lines[title], page.told_title)
    menu = portal or told or any(page.kinds[at] is LineKind.BOILERPLATE or is_button(page.lines[at]) for at in above)
    for at in free:
        if at < title and menu and not _belongs_to_title(page, at, title):
            page.mark(at, LineKind.BOILERPLATE)
        elif at > title:
            _mark_below_title(page, at, portal=menu)


def _is_official(page: Page, at: int) -> bool:
    """Whether a line is of an act's head or signature."""
    return OFFICIAL.search(page.lines[at]) is not None or _NUMBERED.search(page.lines[at]) is not None


def _title(page: Page, free: list[int]) -> int | None:
    """The title among the lines above the article: a Markdown one, or the longest before the first sentence."""
    said = next((at for at in free if is_text(page, at)), len(page.lines))
    titles = [at for at in free if at < said and len(page.lines[at]) >= TITLE and not is_button(page.lines[at])]
    return max(titles, key=lambda at: _title_rank(page, page.lines[at]), default=None)


def _told_title(page: Page, before: int) -> int:
    """The title where the page's head or Markdown tells it, or -1."""
    told = (at for at in page.filled if at < before and any(_title_rank(page, page.lines[at])[:2]))
    return next(told, -1)


def _title_rank(page: Page, line: str) -> tuple[bool, bool, bool, int]:
    told, marked = _same(line, page.told_title), line.startswith("# ")
    return told, marked, not (is_stamp(line) or _ENTRIES in line), len(line)


def _same(line: str, title: str) -> bool:
    """Whether a line is the title that a page's head tells, behind which the publisher may stand."""
    return bool(title) and title.startswith(line)


def _mark_below_title(page: Page, at: int, *, portal: bool) -> None:
    """Between a title and the first sentence stand stamps and buttons; an introduction is longer."""
    line = page.lines[at]
    if line.startswith("#") or (_is_capital(line) and not is_button(line)):  # a heading; an act's issuer and kind
        return
    if is_stamp(line):
        page.mark(at, LineKind.METADATA)
    elif is_button(line) or (portal and len(line) <= WORD and not ENDED.search(line)):
        page.mark(at, LineKind.BOILERPLATE)


def _belongs_to_title(page: Page, at: int, title: int) -> bool:
    """Who issues an act and its kind, in capitals, stand above what it is about; so does who says it."""
    line, below = page.lines[at], page.next_words(at)
    if below == title and (line.endswith(":") or _is_headline(line)) and not is_button(line):
        return True
    return heads_act(page, at) or (_is_capital(line) and below == title)


def _is_headline(line: str) -> bool:
    """Whether a line above an introduction reads like its title: some words and no end of a sentence."""
    return len(line) >= HEADLINE and line.count(" ") >= HEADLINE_WORDS and not (ENDED.search(line) or is_stamp(line))


def _is_capital(line: str) -> bool:
    return line.isupper() and sum(map(str.isalpha, line)) >= KIND


def _mark_tail(page: Page, tail: list[int]) -> bool:
    """From the first button on, everything below the last sentence is the page's. Whether anything was."""
    inside = words().related_inline.match  # "Read more: ..." stands between the sentences of an article
    buttons = [n for n, at in enumerate(tail) if is_button(page.lines[at]) and not inside(page.lines[at])]
    free = range(buttons[0] if buttons else len(tail))
    after = max(
        (
            n + 1
            for n in free
            if page.is_words(tail[n]) and says(page.lines[tail[n]]) and page.lines[tail[n]][-1] not in "?!"
        ),
        default=0,
    )
    tail = tail[after:]  # short sentences above the first button are text as well
    for at in tail[:STRAY]:
        if page.is_words(at) and words().byline.fullmatch(page.lines[at]):
            page.mark(at, LineKind.METADATA)
    found = [n for n, at in enumerate(tail) if _starts_tail(page, at)]
    if not found or any(_is_official(page, at) for at in tail[found[0] :] if page.is_words(at)):
        return False
    for at in tail[found[0] :]:
        if page.is_words(at):
            page.mark(at, LineKind.BOILERPLATE)
    around = sum(
        kind in _AROUND for kind in page.kinds[: tail[found[0]]]
    )  # pictures, stamps, headlines inside the article
    return len(found) + around >= SURE


def _tells(line: str) -> bool:
    """Whether a short line says something: a sentence, or a named field. Questions and calls are the page's as well."""
    return (ENDED.search(line) is not None and line[-1] not in "?!") or is_labelled(line)


def _starts_tail(page: Page, at: int) -> bool:
    return page.kinds[at] in _AROUND or is_button(page.lines[at])
