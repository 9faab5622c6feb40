"""Whether a page shows enough of a portal's furniture for its other lines to be weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.clean.evidence import Evidence, Region
from corpus.clean.extent import act_extent
from corpus.clean.lines import is_button
from corpus.clean.page import Page
from corpus.model import LineKind

PAGE_LINES = 1500  # filled lines of the longest page
EDGE = 12  # filled lines at the top and at the foot of a page
PORTAL = 3  # lines around an article that are furniture beyond doubt, without which a text is no portal's page
SHAPED = 8  # the same by their shape alone; half of them where a word is known as well
ARTICLE = 0.25  # of a page's characters, which its article has at least where no word is known
SURE = 0.9  # how likely a line is that is furniture beyond doubt


def shows_act_or_menus(page: Page) -> bool:
    """Whether a portal may show an act, or an article among more lines of menus than articles have."""
    if page.law:
        shown = _buttons(page) >= (1 if page.told_title else PORTAL)
        return shown or _lines_above_act(page) >= PORTAL
    return len(page.filled) <= PAGE_LINES and _buttons(page) >= PORTAL and not page.has_articles()


def _lines_above_act(page: Page) -> int:
    first, _ = act_extent(page)
    return sum(at < first and page.is_words(at) for at in page.filled)


def _buttons(page: Page) -> int:
    """How many lines to click on stand at the edges of a text: only a portal prints that."""
    edges = {*page.filled[:EDGE], *page.filled[-EDGE:]}
    return sum(page.is_words(at) and is_button(page.lines[at]) for at in edges)


@dataclass(frozen=True, slots=True)
class _Around:
    """Lines around an article that are furniture: by a known word, by their shape alone, and those of the latter above.

    `known_only` are those of `known` without that shape.
    """

    known: int
    known_only: int
    shaped: int
    above: int


def is_portal(page: Page, found: Sequence[Evidence], chances: Sequence[float]) -> bool:
    """Whether enough around an article is furniture beyond doubt, or very much has that shape."""
    around = _around(page, found, chances)
    if around.known >= PORTAL:
        return True
    if page.law:  # forms stand below an act as well
        known = bool(page.told_title and around.known) and around.known_only + around.shaped >= PORTAL
        return known or (around.above >= PORTAL and around.shaped >= SHAPED / 2)
    if page.told_title:
        return around.known >= PORTAL - 1 or around.known + around.shaped >= PORTAL
    marked = any(page.lines[at].startswith("#") for at in page.filled)
    told = sum(len(page.lines[one.at]) for one in found if one.region is Region.INSIDE)
    little = told < ARTICLE * sum(len(page.lines[one.at]) for one in found)
    return not (marked or little) and around.shaped >= (SHAPED / 2 if around.known else SHAPED)


def _around(page: Page, found: Sequence[Evidence], chances: Sequence[float]) -> _Around:
    known = alone = shaped = above = 0
    for one, likely in zip(found, chances, strict=True):
        if one.region is not Region.INSIDE:
            sure = likely >= SURE
            worded = page.kinds[one.at] is LineKind.BOILERPLATE or (sure and one.signs["button"] > 0)
            free = sure and page.is_words(one.at) and not _is_field(page, one)
            known += worded
            alone += worded and not (free and not one.signs["item"])
            shaped += free and not one.signs["item"]
            above += free and one.region is Region.ABOVE
    return _Around(known, alone, shaped, above)


def _is_field(page: Page, one: Evidence) -> bool:
    """Whether a line is a named value, a heading or a table's row; behind the name of an imprint stands an address."""
    named = one.signs["labelled"] and not one.signs["address"]
    return bool(named) or page.lines[one.at].startswith(("#", "|"))
