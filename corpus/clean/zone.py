"""Where the article of a page is: the stretch in which sentences stand close together.

Sentences also stand in what surrounds an article: a reader's remark, an imprint, a notice on cookies. They stand alone
there, among many short lines. Each filled line counts for or against its stretch, and the best stretch is the article.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus.clean.lines import is_button, says
from corpus.clean.page import Page

LINE = 60  # characters of a sentence that weigh as much as two short lines beside it
MOST, LEAST = 5.0, 1.0  # what one paragraph and one item of a list weigh
SHORT = -0.5  # a line that says nothing: a headline, a menu's entry, also a heading of the article
BUTTON = -2.0  # a line that one clicks on; headlines inside an article are no buttons
INSET = 3  # lines between two sentences that weigh nothing: a picture, a headline, a heading
GAP = -4.0  # what lines between two sentences weigh at most, so that no advertisement cuts an article in two


def densest(page: Page, sentences: Sequence[int]) -> list[int]:
    """Those of the `sentences` (lines in order) that stand in the best stretch of a page."""
    texts = frozenset(sentences)
    best, total, since = (0.0, 0, -1), 0.0, 0
    gap: list[int] = []
    for at in page.filled:
        if at not in texts:
            gap.append(at)
            continue
        total, gap = total + _weight(page, gap), []
        if total < 0:
            total, since = 0.0, at
        elif not total and best[2] < 0:
            since = at
        total += min(MOST, max(LEAST, len(page.lines[at]) / LINE))
        if total > best[0]:
            best = (total, since, at)
    return [at for at in sentences if best[1] <= at <= best[2]]


def _weight(page: Page, gap: Sequence[int]) -> float:
    """What the lines between two sentences weigh."""
    buttons = sum(page.is_words(at) and is_button(page.lines[at]) and not says(page.lines[at]) for at in gap)
    return max(GAP, buttons * BUTTON + max(0, len(gap) - INSET) * SHORT)
