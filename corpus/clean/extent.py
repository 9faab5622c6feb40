"""From which line to which the article of a page goes, or the act that it shows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.clean.lines import speaks_of_page, speaks_to_reader
from corpus.clean.page import LAW, Page
from corpus.clean.words import words
from corpus.clean.zone import densest
from corpus.model import LineKind

HEADINGS = 2  # lines that say nothing, between two short sentences that end an article
TEASERS = 3  # beginnings of other articles that make a list
TEASED, HEADED = 2, 3  # filled lines from one to the next: its headline, and one that heads a part of the list
MORE = 2  # paragraphs that an article has at least above a list of others
SIGNED = 8  # lines below a signature or the addressees that are theirs as well

_STOPS = ("button", "stamp", "byline", "rights", "address", "calls", "asks")  # no article goes on with these
KIND = re.compile(
    r"[\s#*_]*(?:QUYẾT ĐỊNH|NGHỊ ĐỊNH|NGHỊ QUYẾT|THÔNG TƯ|CHỈ THỊ|CÔNG ĐIỆN|THÔNG BÁO|KẾ HOẠCH|LUẬT|ЗАКОН|"
    r"ПОСТАНОВЛЕНИЕ|ПРИКАЗ|УКАЗ|РАСПОРЯЖЕНИЕ|НАКАЗ|ПОСТАНОВА|РОЗПОРЯДЖЕННЯ|USTAWA|ROZPORZĄDZENIE|UCHWAŁA|ZARZĄDZENIE|DECREE|DECISION|"
    r"CIRCULAR|RESOLUTION|LAW)\b"
)
_CLAUSE = re.compile(
    r"[\s#*_]*(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-zđа-я]|[IVXLC]{1,6})[.)]\s|§|\||"
    r"(?:Chương|Mục|Phụ lục|Mẫu|Глава|Раздел|Приложение|Розділ|Додаток|Rozdział|Załącznik|Chapter|Annex)\b)",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"nơi nhận|kính gửi|(?-i:\b(?:TM|KT|TL|TUQ)\.)", re.IGNORECASE)

Shape = Mapping[str, float]


def extent(page: Page, texts: Sequence[int], shapes: Sequence[Shape]) -> tuple[int, int] | None:
    """The first and the last line of a page's article, or None where no sentence is found.

    `texts` are the lines that are sentences, `shapes` tell of each filled line how it is written.
    """
    if page.law:
        return _act(page)
    times = Counter(page.lines[at] for at in texts)  # no article says a sentence twice: a caption, a form's notice
    once = [at for at in texts if times[page.lines[at]] == 1]
    article = _without_teasers(page, _without_notices(page, densest(page, once or texts)))
    return (article[0], _end(page, shapes, article[-1])) if article else None


def heads_act(page: Page, at: int) -> bool:
    """Whether a line names an act's kind, or in capitals who issues it, right above its kind."""
    if KIND.match(page.lines[at]):
        return True
    below = page.next_words(at)
    return below is not None and page.lines[at].isupper() and KIND.match(page.lines[below]) is not None


def _act(page: Page) -> tuple[int, int]:
    """An act goes from its formal head, its name or its first article to its last clause and those who signed it."""
    formal = [at for at in page.filled if _is_formal(page, at)]
    last = formal[-1]
    if _SIGNATURE.search(page.lines[last]):
        last = page.filled[min(len(page.filled) - 1, page.filled.index(last) + SIGNED)]
    return formal[0], last


def _is_formal(page: Page, at: int) -> bool:
    line = page.lines[at]
    named = KIND.match(line) or LAW.match(line) or _CLAUSE.match(line) or _SIGNATURE.search(line)
    return named is not None or page.kinds[at] is LineKind.METADATA


def _without_notices(page: Page, article: Sequence[int]) -> Sequence[int]:
    """An article without sentences at its edges that stand alone and speak to the reader or of the page."""
    place = {at: n for n, at in enumerate(page.filled)}
    first, last = 0, len(article)
    while (
        last - first > 1 and _is_notice(page, article[first]) and place[article[first + 1]] > place[article[first]] + 1
    ):
        first += 1
    while (
        last - first > 1
        and _is_notice(page, article[last - 1])
        and page.filled[place[article[last - 1]] - 1] not in article
    ):
        last -= 1
    return article[first:last]


def _without_teasers(page: Page, article: Sequence[int]) -> Sequence[int]:
    """An article without the beginnings of others, each below its own headline, that a list of them has at its foot."""
    place = {at: n for n, at in enumerate(page.filled)}
    steps = [place[later] - place[at] for at, later in itertools.pairwise(article)]
    for n in range(len(article) - TEASERS, MORE, -1):
        if steps[n - 1] >= HEADED and all(TEASED <= step <= HEADED for step in steps[n:]):
            heading = page.filled[place[article[n]] - TEASED]
            if words().related.fullmatch(page.lines[heading]):
                return article[:n]
    return article


def _is_notice(page: Page, at: int) -> bool:
    return speaks_to_reader(page.lines[at]) or speaks_of_page(page.lines[at])


def _end(page: Page, shapes: Sequence[Shape], last: int) -> int:
    """The last line of an article: short sentences and lists go on below its last paragraph, until the page's begin."""
    end, strays, listing = last, 0, page.lines[last].endswith(":")
    for at, shape in zip(page.filled, shapes, strict=True):
        if at <= last:
            continue
        listed = listing or page.lines[at].endswith(";")
        inside = shape["credit"] or words().related_inline.match(page.lines[at])
        if not listed and not inside and any(shape[sign] for sign in _STOPS):
            break
        goes_on = listed or (shape["says"] and not inside) or shape["item"] or shape["announces"]
        strays = 0 if goes_on else strays + 1
        if strays > HEADINGS:
            break
        end = at if goes_on else end
        listing = page.lines[at].endswith((":", ";"))
    return end
