"""A section while its text is still being read."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import SectionKind
from corpus.structure.markers import Style

RANKS = {
    SectionKind.DOCUMENT: -1,
    SectionKind.ANNEX: 0,
    SectionKind.PART: 1,
    SectionKind.CHAPTER: 2,
    SectionKind.DIVISION: 3,
    SectionKind.ARTICLE: 5,
}
SUBDIVISION_RANK = 4  # Tiểu mục, inside Mục
LIST_RANK = 9  # numbered by digits and letters alone
CONTAINERS = (SectionKind.PART, SectionKind.CHAPTER, SectionKind.DIVISION, SectionKind.ANNEX)


@dataclass(slots=True)
class Node:
    """`level` is the Markdown level of its first line (0: plain). `titled` tells that its heading is complete,
    `body` that words other than the heading were read; `bare` that its first line is a heading without a sentence.
    """

    kind: SectionKind
    style: Style
    number: str
    ordinal: int | None
    level: int
    label: str
    heading: str
    start: int
    parent: int
    end: int = -1
    word: str = ""
    titled: bool = False
    body: bool = False
    bare: bool = False

    @property
    def rank(self) -> int:
        """Place in the order of law; headings and lists come last."""
        if self.style is not Style.KEYWORD:
            return RANKS[SectionKind.DIVISION] if self.style is Style.ROMAN or self.style is Style.UPPER else LIST_RANK
        if self.word in {"tiểu mục", "подраздел", "підрозділ"}:
            return SUBDIVISION_RANK
        return RANKS.get(self.kind, LIST_RANK)
