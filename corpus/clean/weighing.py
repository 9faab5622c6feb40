"""Lines that no rule knows, told by the weight of all the evidence on them.

The weights are fitted on labelled pages (`congvu evals fit-pages`), one set for each region of a page. They are asked
only about pages that show a portal's furniture, and never about what acts are made of: clauses, tables, headings.
"""

from __future__ import annotations

import itertools
import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path

from corpus.clean.evidence import Evidence, Region, evidence
from corpus.clean.extent import signed_until
from corpus.clean.formal import NUMBER, OFFICIAL, PROVISION, heads_act
from corpus.clean.lines import SENTENCE, TITLE, is_stamp
from corpus.clean.page import LONG, Page
from corpus.clean.portal import is_portal, shows_act_or_menus
from corpus.clean.words import words
from corpus.model import LineKind

WEIGHTS = Path(str(files("corpus") / "data" / "page_weights.toml"))
INTERCEPT = "intercept"

# How likely a line must be furniture. Between the sentences of an article stand its own headings as well.
LEAST = {Region.ABOVE: 0.6, Region.INSIDE: 0.75, Region.BELOW: 0.55}
LAWFUL = 0.75  # the same around an act
HEADED = 0.82  # the same for a line alone between two paragraphs, where headings stand
SAID = {Region.ABOVE: 0.8, Region.INSIDE: 0.8, Region.BELOW: 0.65}  # the same for a sentence
CALLED = 0.75  # the same for a sentence inside an article that speaks to its reader
ALOFT = 0.95  # the same for a named field above the title
SIGNATURE = 4  # lines in which an article is signed
CLOSING = 2  # the same below a clause
ISSUER = 2  # lines above the state's name in which an act's issuer stands
_NO_TITLE = ("button", "stamp", "labelled", "name")
_NO_DECK = ("button", "stamp", "reader", "credit", "byline")
_NEVER_SIGNED = ("button", "stamp", "credit", "byline", "rights", "address", "labelled", "clock", "number", "site")

_CAPITALS = 8  # letters of a heading in capitals


def mark_likely(page: Page) -> None:
    """Mark lines of a portal's page that are more likely its furniture than the article's."""
    if not page.news and not shows_act_or_menus(page):
        return
    found = evidence(page)
    chances = [chance(one) for one in found]
    if not is_portal(page, found, chances):
        return
    left = _signed(page, found) | _official(page, found) | _titles(page, found, chances)
    for one, likely in zip(found, chances, strict=True):
        if (
            one.at not in left
            and page.is_words(one.at)
            and likely >= _least(one, len(page.lines[one.at]), law=page.law)
            and not _is_kept(page, one, likely)
        ):
            page.mark(one.at, _kind(page.lines[one.at]))


def _official(page: Page, found: Sequence[Evidence]) -> frozenset[int]:
    """The formal head above an act with who issues it, and the signature and the addressees below it."""
    formal = [(n, one.region) for n, one in enumerate(found) if OFFICIAL.search(page.lines[one.at])]
    head = min((n for n, region in formal if region is Region.ABOVE), default=len(found))
    signed = max((n for n, region in formal if region is Region.BELOW), default=-1)
    last = signed_until(page, found[signed].at) if signed >= 0 else -1
    return frozenset(
        one.at
        for n, one in enumerate(found)
        if (one.region is Region.ABOVE and n >= head - ISSUER) or (one.region is Region.BELOW and one.at <= last)
    )


def _signed(page: Page, found: Sequence[Evidence]) -> frozenset[int]:
    """The lines below an article by which it is signed: after a clause any, elsewhere an office above a name."""
    inside = [one.at for one in found if one.region is not Region.BELOW]
    below = [one for one in found if one.region is Region.BELOW][:SIGNATURE]
    named = list(itertools.takewhile(lambda one: not any(one.signs[sign] for sign in _NEVER_SIGNED), below))
    clause = bool(inside) and PROVISION.match(page.lines[inside[-1]]) is not None
    offices = list(itertools.takewhile(lambda one: _is_office(page, one, clause=clause), named))
    name = named[len(offices) : len(offices) + 1]
    signed = len(offices) + 1 if offices and name and name[0].signs["name"] else 0
    return frozenset(one.at for one in named[: max(signed, CLOSING if clause else 0)])


def _is_office(page: Page, one: Evidence, *, clause: bool) -> bool:
    """Whether a line is an office in which somebody signs; below a clause any line in capitals is."""
    return words().office.match(page.lines[one.at]) is not None or bool(clause and one.signs["capitals"])


def _titles(page: Page, found: Sequence[Evidence], chances: Sequence[float]) -> frozenset[int]:
    """The line above an article that is least likely furniture, and the next one where the two stand together."""
    if page.told_title or page.law:
        return frozenset()
    likely = {
        n: chances[n]
        for n, one in enumerate(found)
        if one.region is Region.ABOVE
        and page.is_words(one.at)
        and len(page.lines[one.at]) >= TITLE
        and not any(one.signs[sign] for sign in _NO_TITLE)
    }
    best = sorted(likely, key=lambda n: likely[n])[:2]
    if len(best) > 1 and abs(best[0] - best[1]) > 1:
        best = best[:1]
    return frozenset(found[n].at for n in best)


def chance(one: Evidence) -> float:
    """How likely a line is furniture, 0 to 1."""
    own = _weights()[one.region]
    total = own[INTERCEPT] + sum(own.get(name, 0.0) * value for name, value in one.signs.items())
    return 1 / (1 + math.exp(-total))


def _least(one: Evidence, length: int, *, law: bool) -> float:
    if law:
        return LAWFUL
    between = all(one.signs[f"{side}_text"] or one.signs[f"{side}_says"] for side in ("before", "after"))
    if one.region is Region.INSIDE and between:
        return LEAST[one.region] if one.signs["credit"] or one.signs["button"] else HEADED
    said = one.signs["text"] or one.signs["says"] or (one.region is Region.ABOVE and length >= SENTENCE)
    return SAID[one.region] if said else LEAST[one.region]


def _is_kept(page: Page, one: Evidence, likely: float) -> bool:
    """What is never taken for furniture: what acts are made of, the told title, sentences inside an article."""
    line = page.lines[one.at]
    aloft = one.signs["above_title"] and likely >= ALOFT
    field = (
        one.signs["labelled"]
        and not aloft
        and not any(one.signs[sign] for sign in ("stamp", "button", "byline", "dated"))
    )
    numbered = NUMBER.search(line) is not None and not aloft
    told = one.signs["title"] or one.signs["is_title"] or numbered or heads_act(page, one.at)
    if one.region is Region.BELOW:
        return bool(len(line) > LONG or (field and told) or line.startswith(("#", "|")))
    kicker = one.region is Region.ABOVE and one.signs["announces"] and not one.signs["button"]
    deck = one.signs["deck"] and len(line) >= SENTENCE and not any(one.signs[sign] for sign in _NO_DECK)
    if len(line) > LONG or told or field or kicker or deck or line.startswith(("#", "|")):
        return True
    heading = line.isupper() and sum(map(str.isalpha, line)) >= _CAPITALS and " " in line
    said = (one.signs["text"] or one.signs["says"]) and not (one.signs["calling"] and likely >= CALLED)
    return one.region is Region.INSIDE and bool(page.law or said or heading or PROVISION.match(line))


def _kind(line: str) -> LineKind:
    stamp = is_stamp(line) or words().byline.fullmatch(line) is not None
    return LineKind.METADATA if stamp else LineKind.BOILERPLATE


@cache
def _weights() -> Mapping[Region, Mapping[str, float]]:
    read = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {region: read[region] for region in Region}
