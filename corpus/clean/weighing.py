"""Lines that no rule knows, told by the weight of all the evidence on them.

The weights are fitted on labelled pages (`congvu evals fit-pages`), one set for each region of a page. They are asked
only about pages that show a portal's furniture, and never about what acts are made of: clauses, tables, headings.
"""

from __future__ import annotations

import itertools
import math
import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpus.clean.evidence import Evidence, Region, evidence
from corpus.clean.extent import heads_act
from corpus.clean.lines import SENTENCE, is_button, is_stamp
from corpus.clean.page import LONG, Page
from corpus.clean.words import words
from corpus.model import LineKind

WEIGHTS = Path(str(files("corpus") / "data" / "page_weights.toml"))
INTERCEPT = "intercept"

# How likely a line must be furniture. Between the sentences of an article stand its own headings as well.
LEAST = {Region.ABOVE: 0.65, Region.INSIDE: 0.8, Region.BELOW: 0.6}
LAWFUL = 0.9  # the same around an act
HEADED = 0.9  # the same for a line alone between two paragraphs, where headings stand
PAGE_LINES = 1500  # filled lines of the longest page
EDGE = 12  # filled lines at the top and at the foot of a page
SAID = 0.8  # the same for a sentence that stands outside of an article
PORTAL = 3  # lines around an article that are furniture beyond doubt, without which a text is no portal's page
SHAPED = 12  # the same by their shape alone; half of them where a word is known as well
SURE = 0.9
SIGNATURE = 2  # lines in which an act is signed
_NEVER_SIGNED = ("button", "stamp", "credit", "byline", "rights", "address", "labelled", "clock", "number", "site")

_CLAUSE = re.compile(
    r"[\s*_]*(?:\d[\d.,]*%?\s*:|\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđа-я]{1,2}|[IVXLC]{1,6})[.)]\s|§|\||#|[-–—•+]\s|"
    r"(?:Điều|Chương|Mục|Phụ lục|Стать|Глава|Раздел|Приложени|Статт|Розділ|Додат|Art\.|Rozdział|Załącznik|Article|"
    r"Chapter|Annex|Nơi nhận|Kính gửi|Căn cứ)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:\b(?:số|no\.|nr)|№)\s*:?\s*\d|\d/(?:\d{4}/)?[A-ZĐ]{2,}", re.IGNORECASE)  # an act's
_OFFICIAL = re.compile(r"\bcộng h|nơi nhận|kính gửi|(?-i:\b(?:TM|KT|TL|TUQ)\.)", re.IGNORECASE)
_CAPITALS = 8  # letters of a heading in capitals


def mark_likely(page: Page) -> None:
    """Mark lines of a portal's page that are more likely its furniture than the article's."""
    if not page.news and not _shows_act_or_menus(page):
        return
    found = evidence(page)
    chances = [chance(one) for one in found]
    if not _is_portal(page, found, chances):
        return
    left = _signed(page, found) | _official(page, found)
    for one, likely in zip(found, chances, strict=True):
        if (
            one.at not in left
            and page.is_words(one.at)
            and likely >= _least(one, len(page.lines[one.at]), law=page.law)
            and not _is_kept(page, one)
        ):
            page.mark(one.at, _kind(page.lines[one.at]))


def _shows_act_or_menus(page: Page) -> bool:
    """Whether a portal may show an act, or an article among more lines of menus than articles have."""
    if len(page.filled) > PAGE_LINES or not _has_buttons(page):
        return False
    return page.law or not page.has_articles()


def _has_buttons(page: Page) -> bool:
    """Whether something to click on stands at the edges of an act: only a portal prints that."""
    edges = {*page.filled[:EDGE], *page.filled[-EDGE:]}
    return sum(page.is_words(at) and is_button(page.lines[at]) for at in edges) >= PORTAL


def _official(page: Page, found: Sequence[Evidence]) -> frozenset[int]:
    """The lines above, or below, an act where the formal head, or the signature and the addressees, stand there."""
    formal = {one.region for one in found if _OFFICIAL.search(page.lines[one.at])} - {Region.INSIDE}
    return frozenset(one.at for one in found if one.region in formal)


def _signed(page: Page, found: Sequence[Evidence]) -> frozenset[int]:
    """The lines below an article that ends in a clause: who signed it."""
    inside = [one.at for one in found if one.region is not Region.BELOW]
    if not inside or not _CLAUSE.match(page.lines[inside[-1]]):
        return frozenset()
    below = [one for one in found if one.region is Region.BELOW][:SIGNATURE]
    named = itertools.takewhile(lambda one: not any(one.signs[sign] for sign in _NEVER_SIGNED), below)
    return frozenset(one.at for one in named)


def chance(one: Evidence) -> float:
    """How likely a line is furniture, 0 to 1."""
    own = _weights()[one.region]
    total = own[INTERCEPT] + sum(own.get(name, 0.0) * value for name, value in one.signs.items())
    return 1 / (1 + math.exp(-total))


def _is_portal(page: Page, found: Sequence[Evidence], chances: Sequence[float]) -> bool:
    """Whether enough around an article is furniture beyond doubt, or a pasted page has very much of that shape."""
    known = shaped = 0
    for one, likely in zip(found, chances, strict=True):
        if one.region is not Region.INSIDE:
            sure = likely >= SURE
            known += page.kinds[one.at] is LineKind.BOILERPLATE or (sure and one.signs["button"] > 0)
            shaped += sure and not one.signs["labelled"] and not one.signs["item"]
    pasted = not page.law and not page.told_title and not any(page.lines[at].startswith("#") for at in page.filled)
    return known >= PORTAL or (pasted and shaped >= (SHAPED / 2 if known else SHAPED))


def _least(one: Evidence, length: int, *, law: bool) -> float:
    if law:
        return LAWFUL
    if one.region is Region.INSIDE and one.signs["before_text"] and one.signs["after_text"]:
        return LEAST[one.region] if one.signs["credit"] or one.signs["button"] else HEADED
    said = one.signs["text"] or one.signs["says"] or (one.region is Region.ABOVE and length >= SENTENCE)
    return max(LEAST[one.region], SAID) if said else LEAST[one.region]


def _is_kept(page: Page, one: Evidence) -> bool:
    """What is never taken for furniture: what acts are made of, the told title, sentences inside an article."""
    line = page.lines[one.at]
    field = one.signs["labelled"] and not any(one.signs[sign] for sign in ("stamp", "button", "byline", "dated"))
    told = one.signs["title"] or _NUMBER.search(line) or heads_act(page, one.at)
    if one.region is Region.BELOW:
        return bool(len(line) > LONG or (field and told) or line.startswith(("#", "|")))
    kicker = one.region is Region.ABOVE and one.signs["announces"] and not one.signs["button"]
    if len(line) > LONG or told or field or kicker or line.startswith(("#", "|")):
        return True
    heading = line.isupper() and sum(map(str.isalpha, line)) >= _CAPITALS and " " in line
    said = one.signs["text"] or one.signs["says"]
    return one.region is Region.INSIDE and bool(page.law or said or heading or _CLAUSE.match(line))


def _kind(line: str) -> LineKind:
    stamp = is_stamp(line) or words().byline.fullmatch(line) is not None
    return LineKind.METADATA if stamp else LineKind.BOILERPLATE


@cache
def _weights() -> Mapping[Region, Mapping[str, float]]:
    read = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {region: read[region] for region in Region}
