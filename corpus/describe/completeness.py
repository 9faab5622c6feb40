"""How much of its act a text renders."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.describe import header
from corpus.fold import fold
from corpus.model import Completeness, Section, SectionKind

DIGEST_REACH = 700  # characters in which a digest says that it is one
MIN_NUMBERED = 5  # numbered clauses that tell a published text from an article that reports it

_INCOMPLETE = re.compile(r"chưa hoàn thiện|trích|thiếu|excerpt|incomplete", re.IGNORECASE)
_DIGEST = re.compile(
    r"ban tom luoc|tom tat noi dung|digest|omowienie|пересказ|переказ|конспект|summary by|streszczenie"
)
_NUMBERED = frozenset(
    {SectionKind.DIVISION, SectionKind.ARTICLE, SectionKind.POINT, SectionKind.ANNEX, SectionKind.CHAPTER}
)


def completeness_of(
    content: str, sections: Sequence[Section], *, status: str, words_start: int, reported: bool
) -> Completeness:
    """Whether a text renders its act whole, in part, or only reports it.

    Args:
        content: the text.
        sections: its structure.
        status: what its attributes say of its state.
        words_start: where its words begin.
        reported: whether the act's number was only found in words that speak of the act.
    """
    numbered = sum(1 for section in sections if section.kind in _NUMBERED)
    if _INCOMPLETE.search(status):
        return Completeness.EXCERPT
    if reported and numbered < MIN_NUMBERED:
        return Completeness.REPORT
    has_articles = any(section.kind is SectionKind.ARTICLE for section in sections)
    official = header.read_number(content) is not None
    whole = reported or has_articles or official or numbered >= MIN_NUMBERED
    digest = _DIGEST.search(fold(content[words_start : words_start + DIGEST_REACH]))
    return Completeness.FULL if whole and not digest else Completeness.EXCERPT
