"""What stands around an article: the menu above its title, and what a portal puts below its last sentence.

Portals name their buttons and lists in endless ways, so few of these lines can be known by their words alone. They
are known by their company: short lines without a sentence, among which some are buttons, counters or imprints.
"""

from __future__ import annotations

import re

from corpus.clean.page import Page
from corpus.clean.words import words
from corpus.describe.dates import find_date
from corpus.model import LineKind

SENTENCE = 60  # characters from which a line that ends as sentences do is an article's text
PARAGRAPH = 140  # characters from which any line is
TITLE = 15  # characters that a title has at least
BUTTON = 90  # characters; buttons and counters are no longer
WORD = 35  # characters of a line that is hardly more than a word such as "Search"
STAMP = 60  # characters of a line that says when an article was published
BESIDE_DAY = 25  # letters beside the day in it
STRAY = 2  # lines between the last sentence and the first button that are the page's as well
SURE = 2  # buttons below an article that leave no doubt that it is a portal's page
KIND = 6  # letters of the shortest kind of an act in capitals
HEAD = 25  # filled lines above the first sentence; with more, nothing tells where the menu ends

_ENDED = re.compile(r"[.!?…;:][\s*_”\"»)]*$")
_LABELLED = re.compile(r"(?:\d{1,2}[.)]\s*)?[^\W\d_][^:|]{2,40}:\s+(?P<value>\w)")  # "Fee: 70,000 VND"
_ITEM = re.compile(
    r"[-–—•*+|#]|\[\d{1,3}\]|\(?\d{1,3}[.)]\s|\(?[a-zđа-я]\)\s|(?:Hỏi|Đáp|Trả lời|Вопрос|Ответ|Питання|Відповідь)\b"
)
_OFFICIAL = re.compile(r"(?:số|no|№|nr)\s*[:.]|cộng h|nơi nhận|kính gửi|\b(?:tm|kt|tl|tuq)\.", re.IGNORECASE)
_AROUND = frozenset({LineKind.BOILERPLATE, LineKind.METADATA})


def mark_edges(page: Page) -> None:
    """Mark menus above an article and lists below it, on pages that are no law and have sentences."""
    if not page.news:
        return
    sentences = [at for at in page.filled if _is_text(page, at)]
    if not sentences:
        return
    first = next((at for at in page.filled if at == sentences[0] or _is_field(page, at)), sentences[0])
    announced = page.lines[sentences[-1]].endswith(":")
    portal = _mark_tail(page, [at for at in page.filled if at > sentences[-1]], announced=announced)
    _mark_head(page, [at for at in page.filled if at < first], portal=portal)


def _is_text(page: Page, at: int) -> bool:
    """Whether a line is a sentence or an item of a list, and no sentence that a button says."""
    line = page.lines[at]
    if page.kinds[at] is not LineKind.CONTENT:
        return False
    if len(line) >= PARAGRAPH:
        return True
    long = len(line) >= SENTENCE and _ENDED.search(line) is not None
    return (long or _ITEM.match(line) is not None) and not _is_button(line)


def _is_field(page: Page, at: int) -> bool:
    """Whether a line is a named field, as guides begin with, and neither the page's nor a stamp."""
    line = page.lines[at]
    return page.is_words(at) and _is_labelled(line) and words().furniture.search(line) is None and not _is_stamp(line)


def _is_labelled(line: str) -> bool:
    """Whether a line is a name and its value; behind the colon of a headline small letters follow."""
    found = _LABELLED.match(line)
    return found is not None and not found["value"].islower()


def _is_button(line: str) -> bool:
    """Whether a line is what one clicks on; an item that says a whole sentence ("- ... share data.") is text."""
    if _ITEM.match(line) and _says(line):
        return False
    known = words()
    return (len(line) <= BUTTON and known.furniture.search(line) is not None) or (
        len(line) <= WORD and known.button.search(line) is not None and not line.endswith("?")
    )


def _is_stamp(line: str) -> bool:
    """Whether a line is a day, and at most a name or "Updated" beside it."""
    found = find_date(line) if len(line) <= STAMP else None
    return found is not None and sum(map(str.isalpha, line[: found[1]] + line[found[2] :])) <= BESIDE_DAY


def _mark_head(page: Page, head: list[int], *, portal: bool) -> None:
    """Above the title everything is the page's where something is; below it, what is a button or hardly a line."""
    free = [at for at in head if page.is_words(at)]
    if not free or len(head) > HEAD or any(_OFFICIAL.search(page.lines[at]) for at in free):
        return
    titles = [at for at in free if len(page.lines[at]) >= TITLE and not _is_button(page.lines[at])]
    if not titles:
        return
    title = max(titles, key=lambda at: (not _is_stamp(page.lines[at]), len(page.lines[at])))
    above = [at for at in head if at < title]
    menu = portal or any(page.kinds[at] is LineKind.BOILERPLATE or _is_button(page.lines[at]) for at in above)
    for at in free:
        if at < title and menu and not _belongs_to_title(page, at, title):
            page.mark(at, LineKind.BOILERPLATE)
        elif at > title:
            _mark_below_title(page, at, portal=menu)


def _mark_below_title(page: Page, at: int, *, portal: bool) -> None:
    """Between a title and the first sentence stand stamps and buttons; an introduction is longer."""
    line = page.lines[at]
    if _is_stamp(line):
        page.mark(at, LineKind.METADATA)
    elif _is_button(line) or (portal and len(line) <= WORD and not _ENDED.search(line)):
        page.mark(at, LineKind.BOILERPLATE)


def _belongs_to_title(page: Page, at: int, title: int) -> bool:
    """The kind of an act in capitals stands above what it is about."""
    line = page.lines[at]
    return line.isupper() and sum(map(str.isalpha, line)) >= KIND and page.next_words(at) == title


def _mark_tail(page: Page, tail: list[int], *, announced: bool) -> bool:
    """From the first button on, everything below the last sentence is the page's. Whether anything was.

    So are the one or two lines before it, an author or a first headline, unless the sentence `announced` a list.
    """
    inside = words().related_inline.match  # "Read more: ..." stands between the sentences of an article
    buttons = [n for n, at in enumerate(tail) if _is_button(page.lines[at]) and not inside(page.lines[at])]
    free = range(buttons[0] if buttons else len(tail))
    after = max((n + 1 for n in free if page.is_words(tail[n]) and _says(page.lines[tail[n]])), default=0)
    tail = tail[after:]  # short sentences above the first button are text as well
    found = [n for n, at in enumerate(tail) if _starts_tail(page, at)]
    if not found or any(_OFFICIAL.search(page.lines[at]) for at in tail[found[0] :] if page.is_words(at)):
        return False
    stray = not announced and not any(_tells(page.lines[at]) for at in tail[: found[0]])
    first = 0 if found[0] <= STRAY and len(found) >= SURE and stray else found[0]
    for at in tail[first:]:
        if page.is_words(at):
            page.mark(at, LineKind.BOILERPLATE)
    around = sum(
        kind in _AROUND for kind in page.kinds[: tail[found[0]]]
    )  # pictures, stamps, headlines inside the article
    return len(found) + around >= SURE


def _tells(line: str) -> bool:
    """Whether a short line says something: a sentence, or a named field."""
    return _ENDED.search(line) is not None or _is_labelled(line)


def _says(line: str) -> bool:
    """Whether a line is a sentence, however short."""
    return line.count(" ") >= 3 and line.rstrip('*_”"») ').endswith((".", "!", "?", ";"))


def _starts_tail(page: Page, at: int) -> bool:
    return page.kinds[at] in _AROUND or _is_button(page.lines[at])
