"""Laying a text out for reading: its lines with their offsets, and its table of contents."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from api.schemas import SectionOut, TextDetailOut
from corpus.model import SectionKind

HEADINGS = frozenset(
    {
        SectionKind.PART,
        SectionKind.CHAPTER,
        SectionKind.DIVISION,
        SectionKind.ARTICLE,
        SectionKind.ANNEX,
        SectionKind.HEADING,
        SectionKind.QUESTION,
    }
)
LONG_HEADING = 300  # characters; a longer line that opens a section is prose, not a heading


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text that is not blank; `start` is its offset in characters."""

    start: int
    words: str
    heading: bool


def lines(text: TextDetailOut) -> list[Line]:
    """The lines of a text in order. `words` is `content[start:start + len(words)]`, so quotes can be marked in it."""
    openings = sorted(section.start for section in text.sections if section.kind in HEADINGS)
    laid: list[Line] = []
    start = 0
    for words in text.content.split("\n"):
        if words.strip():
            laid.append(Line(start, words, _opens(openings, start, len(words))))
        start += len(words) + 1
    return laid


def contents(text: TextDetailOut) -> list[SectionOut]:
    """The sections worth listing above a text: those of heading rank that have words of their own."""
    listed = [s for s in text.sections if s.kind in HEADINGS and s.heading and s.kind is not SectionKind.QUESTION]
    return listed if len(listed) > 1 else []


def _opens(openings: list[int], start: int, length: int) -> bool:
    at = bisect_left(openings, start)
    return at < len(openings) and openings[at] < start + length and length <= LONG_HEADING
