"""From which line to which the article of a page goes, or the act that it shows."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.clean.formal import CLAUSE, KIND, PREAMBLE, SIGNATURE, SIGNER
from corpus.clean.lines import ADDRESSED, TITLE, speaks_of_page, speaks_to_reader
from corpus.clean.metadata import heads_text
from corpus.clean.page import LAW, Page
from corpus.clean.words import words
from corpus.clean.zone import densest
from corpus.model import LineKind

HEADINGS = 2  # lines that say nothing, between two short sentences that end an article
TEASERS = 3  # beginnings of other articles that make a list
TEASED, HEADED = 2, 3  # filled lines from one to the next: its headline, and one that heads a part of the list
MORE = 2  # paragraphs that an article has at least above a list of others
ARTICLES = 2  # an act has at least, unless it names its kind
SIGNED = 8  # lines below a signature or the addressees that are theirs as well

_STOPS = ("button", "stamp", "byline", "rights", "address", "calls", "asks")  # no article goes on with these
_KEYED = re.compile(r"[a-z_]+: |---")  # front matter

Shape = Mapping[str, float]


def extent(page: Page, texts: Sequence[int], shapes: Sequence[Shape]) -> tuple[int, int] | None:
    """The first and the last line of a page's article, or None where no sentence is found.

    `texts` are the lines that are sentences, `shapes` tell of each filled line how it is written.
    """
    if page.law and _shows_act(page):
        return act_extent(page)
    title = titled(page)
    texts = [at for at in texts if at > title] or texts
    times = Counter(page.lines[at] for at in texts)  # no article says a sentence twice: a caption, a form's notice
    once = [at for at in texts if times[page.lines[at]] == 1]
    article = _without_teasers(page, _without_notices(page, densest(page, once or texts)))
    return (article[0], _end(page, shapes, article)) if article else None


def act_starts(page: Page) -> int | None:
    """The first line of the act that a page shows: of an act without articles, its kind or its formal head."""
    if page.law and _shows_act(page):
        return act_extent(page)[0]
    lines = [(at, page.lines[at]) for at in page.filled] if page.news else []
    kind = next((at for at, line in lines if KIND.match(line) and line[:25].isupper()), None)
    return next((at for at, line in lines if kind is not None and (at == kind or heads_text(line))), None)


def titled(page: Page) -> int:
    """The line that the page's head tells to be the title, or the only one that Markdown does; -1 without one."""
    told = (at for at in page.filled if page.is_words(at) and is_told_title(page, at))
    marked = [at for at in page.filled if page.lines[at].startswith("# ")]
    return next(told, marked[0] if len(marked) == 1 else -1)


def is_told_title(page: Page, at: int) -> bool:
    """Whether a line is the title that a page's head tells, behind which the publisher may stand."""
    return len(page.lines[at]) >= TITLE and page.lines[at] in page.told_title


def _shows_act(page: Page) -> bool:
    """Whether a text of law is one, and no article with a line that begins with the provision it cites."""
    lines = [page.lines[at] for at in page.filled]
    return sum(LAW.match(line) is not None for line in lines) >= ARTICLES or any(map(KIND.match, lines))


def act_extent(page: Page) -> tuple[int, int]:
    """An act goes from its formal head, its name or its first article to its last clause and those who signed it."""
    formal = [at for at in page.filled if _is_formal(page, at)]
    first = next((at for at in formal if not page.lines[at].startswith("|")), formal[0])
    return first, signed_until(page, formal[-1])


def signed_until(page: Page, last: int) -> int:
    """The line that ends an act whose last formal line is `last`: below a signature, the name of who signed."""
    if not SIGNATURE.search(page.lines[last]) or SIGNER.search(page.lines[last]):
        return last
    place = page.filled.index(last)
    below = page.filled[place : place + 1 + SIGNED]
    return next((at for at in below if SIGNER.fullmatch(page.lines[at])), below[-1])


def _is_formal(page: Page, at: int) -> bool:
    line = page.lines[at]
    if page.kinds[at] is LineKind.METADATA:  # the act's head, unless a portal tells of it in fields of its own
        return heads_text(line) and not _KEYED.match(page.raw[at])
    return any((*(form.match(line) for form in (KIND, LAW, CLAUSE, PREAMBLE)), SIGNATURE.search(line)))


def _without_notices(page: Page, article: Sequence[int]) -> Sequence[int]:
    """An article without sentences at its edges that stand alone and speak to the reader or of the page."""
    place = {at: n for n, at in enumerate(page.filled)}
    if not article:
        return article
    apart = [n for n in range(1, len(article)) if place[article[n]] > place[article[n - 1]] + 1]
    first = max((n for n in apart if all(_is_notice(page, at) for at in article[:n])), default=0)
    last = (n for n in apart if n > first and all(_is_notice(page, at) for at in article[n:]))
    return article[first : next(last, len(article))]


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


def _end(page: Page, shapes: Sequence[Shape], article: Sequence[int]) -> int:
    """The last line of an article: short sentences and lists go on below its last paragraph, until the page's begin."""
    last = article[-1]
    end, strays, listing = last, 0, page.lines[last].endswith(":")
    addressed = sum(speaks_to_reader(page.lines[at]) for at in article) > ADDRESSED * len(article)
    stops = _STOPS if addressed else (*_STOPS, "reader")
    for at, shape in zip(page.filled, shapes, strict=True):
        if at <= last:
            continue
        listed = listing or page.lines[at].endswith(";")
        inside = shape["credit"] or words().related_inline.match(page.lines[at])
        if not listed and not inside and any(shape[sign] for sign in stops):
            break
        said = shape["says"] or (shape["full"] and not strays)
        goes_on = listed or (said and not inside) or shape["item"] or shape["announces"]
        strays = 0 if goes_on else strays + 1
        if strays > HEADINGS:
            break
        end = at if goes_on else end
        listing = page.lines[at].endswith((":", ";"))
    return end
