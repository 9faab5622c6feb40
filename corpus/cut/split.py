"""Splitting what is too long for one passage, at the ends of sentences, list items or table rows, with no loss."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BREAKS = re.compile(
    r"[.;:!?…][”\"»)\]*_,]*\s+(?=\S)"  # the end of a sentence or of a part of one
    r"|\n\s*\n\s*"
    r"|\n(?=[ \t]*(?:[-*•+–|]|\d{1,3}[.)]|\([\divx]{1,4}\)|[a-zđ]\))\s?)"  # an item of a list, a row of a table
)
_SPACE = re.compile(r"\s+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:nr|ust|art|pkt|tzn|np|tj|r|ст|п|г|р|с|№|TP|No|TT|ThS|TS|PGS|GS)|\b[A-ZĐА-Я])\.,?\s$"
)
_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")


def split_long(content: str, start: int, end: int, limit: int) -> Iterator[tuple[int, int]]:
    """Spans of at most `limit` characters that cover every word of content[start:end], of about the same length."""
    while end - start > limit:
        pieces = -(-(end - start) // limit)
        at = _break_before(content, start, end, limit, (end - start) // pieces)
        yield start, start + len(content[start:at].rstrip())
        start = at
    yield start, end


def _break_before(content: str, start: int, end: int, limit: int, wanted: int) -> int:
    """Where the next span starts: the break nearest to the wanted length that keeps within the limit."""
    breaks = [
        match.end()
        for match in _BREAKS.finditer(content, start + 1, min(end, start + limit + 1))
        if not _ABBREVIATION.search(content, max(start, match.end() - 8), match.end())
    ]
    good = [at for at in breaks if limit // 4 <= at - start <= limit and at < end]
    if good:
        return min(good, key=lambda at: abs(at - start - wanted))
    spaces = [match.end() for match in _SPACE.finditer(content, start + 1, start + limit)]
    return spaces[-1] if spaces else start + limit


def table_header(content: str, start: int, floor: int) -> str:
    """The header row of the table that a span starts in the middle of; "" where it starts outside one."""
    if content[start : start + 1] != "|":
        return ""
    first = start
    while first > floor:
        before = content.rfind("\n", floor, first - 1) + 1
        if content[max(before, floor) : first].lstrip()[:1] != "|":
            break
        first = max(before, floor)
    if first == start:
        return ""
    header = content[first : content.find("\n", first)]
    return "" if _RULE.match(header) else " | ".join(cell.strip(" *") for cell in header.strip(" |").split("|"))
