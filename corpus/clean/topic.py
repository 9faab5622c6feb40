"""What an article is about, which line is its title, and how each line of its page stands to both.

A menu, a teaser or another article's headline shares few words with the article; its title shares most.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.clean.lines import ADDRESSED, TITLE
from corpus.clean.page import Page
from corpus.fold import fold

STEM = 5  # letters that words of one family share
WORD = 3  # letters of a word that tells what a line is about
OFTEN = 2  # times that a word of the title counts at most
STRANGERS = 8  # words that the article does not say, from which on a line is as strange as can be


class Topic:
    """The words of the article between two lines of a page, and its title among the lines above."""

    def __init__(
        self,
        page: Page,
        folded: Sequence[str],
        texts: Sequence[bool],
        article: tuple[int, int],
        shapes: Sequence[Mapping[str, float]],
    ) -> None:
        """`folded`, `texts` (whether it is a sentence) and `shapes` are in the order of `page.filled`."""
        self._lines = [page.lines[at] for at in page.filled]
        self._told = fold(page.told_title)
        self._first, self._last = page.filled.index(article[0]), page.filled.index(article[1])
        self._stems = [[word[:STEM] for word in line.split() if len(word) >= WORD] for line in folded]
        self._body = frozenset(n for n in range(self._first, self._last + 1) if texts[n])
        self._said = Counter(stem for n in self._body for stem in set(self._stems[n]))
        self._pairs = Counter(pair for n in self._body for pair in set(itertools.pairwise(self._stems[n])))
        self._title = self._find_title(shapes)
        addressed = sum(shapes[n]["reader"] for n in self._body) > ADDRESSED * len(self._body)
        self._calling = [one["reader"] > 0 and not addressed for one in shapes]

    def signs(self, n: int) -> dict[str, float]:
        """The signs of the `n`-th filled line, each 0 to 1."""
        gap = max(0, self._first - n, n - self._last)
        below = self._title is not None and self._title < n < self._first
        return self._shared(n) | {
            "title": float(self._is_told(n)),
            "gap": 1 / (1 + gap),
            "above_title": float(self._title is not None and n < self._title),
            "below_title": float(below),
            "is_title": float(self._title == n),
            "calling": float(self._calling[n]),
            "deck": float(below and self._title == n - 1),
        }

    def _shared(self, n: int) -> dict[str, float]:
        """How many of a line's words, and of its pairs of words, the article and its title say elsewhere."""
        stems, pairs = set(self._stems[n]), set(itertools.pairwise(self._stems[n]))
        own = n in self._body
        said = sum(self._said[stem] > own for stem in stems)
        title = set(self._stems[self._title]) if self._title is not None and self._title != n else set()
        return {
            "topic": said / max(1, len(stems)),
            "topic_pairs": sum(self._pairs[pair] > own for pair in pairs) / max(1, len(pairs)),
            "topic_none": float(not said),
            "topic_title": len(stems & title) / max(1, len(stems)),
            "strange": min(1.0, (len(stems) - said) / STRANGERS),
        }

    def _find_title(self, shapes: Sequence[Mapping[str, float]]) -> int | None:
        """The line above the article that its head tells, or that has most of its words; the higher one of two."""
        above = range(self._first)
        told = next((n for n in above if self._is_told(n) or self._lines[n].startswith("# ")), None)
        if told is not None:
            return told
        free = [n for n in above if len(self._lines[n]) >= TITLE and not (shapes[n]["button"] or shapes[n]["stamp"])]
        best = max(free, key=lambda n: (self._weight(n), n), default=None)
        return best - 1 if best is not None and best - 1 in free and self._weight(best - 1) else best

    def _weight(self, n: int) -> int:
        return sum(min(OFTEN, self._said[stem]) for stem in set(self._stems[n]))

    def _is_told(self, n: int) -> bool:
        return bool(self._told) and self._told.startswith(fold(self._lines[n]))
