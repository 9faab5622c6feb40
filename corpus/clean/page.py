"""A page as clean sees it: lines, stripped once, and what each has been found to be."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from corpus.model import LineKind

NEWS_LINES = 400  # filled lines; a longer text is no article, and its short lines are cells and items
LONG = 350  # characters; no caption, headline, button or attribute is longer


# "Article 9. Fees", "Điều 9", not a sentence that begins with the article it cites: "Điều 9 buộc chủ thầu ..."
LAW = re.compile(
    r"[\s#*_]*(?:Điều|Статья|Стаття|Art\.|Article)\s*\d+(?![\d\w.-]*\s[^\W\d_A-ZĐÀ-ÝĂÂÊÔƠƯА-ЯІЇЄҐĄĆĘŁŃÓŚŹŻ])"
)


class Page:
    """Lines with their kinds. Every line starts as content, lines without a letter or digit as blank."""

    def __init__(self, content: str) -> None:
        self.raw = content.split("\n")
        self.lines = [line.strip() for line in self.raw]
        self.kinds = [
            LineKind.CONTENT if line and (line[0].isalnum() or any(map(str.isalnum, line))) else LineKind.BLANK
            for line in self.lines
        ]

        self.filled = [at for at, kind in enumerate(self.kinds) if kind is not LineKind.BLANK]
        brief = len(self.filled) <= NEWS_LINES
        self.law = brief and self.has_articles()
        self.news = brief and not self.law  # an article or a notice
        self.told_title = self._told_title()

    def has_articles(self) -> bool:
        """Whether some line begins an article of a law."""
        return any(LAW.match(self.lines[at]) for at in self.filled)

    def _told_title(self) -> str:
        """The title in the front matter that begins a text; empty without one."""
        block = itertools.takewhile(lambda line: line != "---", self.lines[1:] if self.lines[0] == "---" else ())
        return next((line.removeprefix("title:").strip() for line in block if line.startswith("title:")), "")

    def is_words(self, at: int) -> bool:
        """Whether a line is (so far) content."""
        return self.kinds[at] is LineKind.CONTENT

    def short_words(self) -> Iterator[int]:
        """The content lines that are short enough to be anything else."""
        content = LineKind.CONTENT
        for at, line in enumerate(self.lines):
            if self.kinds[at] is content and len(line) <= LONG:
                yield at

    def mark(self, at: int, kind: LineKind) -> None:
        if self.kinds[at] is not LineKind.BLANK:
            self.kinds[at] = kind

    def mark_from(self, start: int, end: int, kind: LineKind) -> None:
        for at in range(start, end):
            self.mark(at, kind)

    def stands_alone(self, at: int) -> bool:
        """Whether blank lines, or the page's edges, are above and below a line."""
        around = self.kinds[max(0, at - 1) : at] + self.kinds[at + 1 : at + 2]
        return all(kind is LineKind.BLANK for kind in around)

    def next_words(self, at: int) -> int | None:
        """The next line after `at` that is not blank, or None."""
        return next((i for i in range(at + 1, len(self.lines)) if self.kinds[i] is not LineKind.BLANK), None)

    def previous_words(self, at: int) -> int | None:
        """The line before `at` that is not blank, or None."""
        return next((i for i in range(at - 1, -1, -1) if self.kinds[i] is not LineKind.BLANK), None)
