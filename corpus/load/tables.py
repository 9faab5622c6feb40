"""Tables as lines of text that people can read and rules can cut."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# tables that only place things on the page: the head with the state's name, and the foot with the signature
_LAYOUT = re.compile(
    r"cộng h(?:òa|oà) xã hội|độc lập\s*[-–]|nơi nhận|thủ trưởng|российская федерация|утвержден|rzeczpospolita",
    re.IGNORECASE,
)


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """One line "| a | b |" per row; a table that only arranges the page, or has one column, as plain lines."""
    filled = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    if is_layout(filled):
        for row in filled:
            for cell in row:
                yield from (line.strip() for line in cell.split("\n") if line.strip())
        return
    for row in filled:
        yield "| " + " | ".join(" ".join(cell.replace("|", "/").split()) for cell in row) + " |"


def is_layout(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a table only arranges the page."""
    if max((len(row) for row in rows), default=0) < 2:
        return True
    return len(rows) <= 4 and any(_LAYOUT.search(cell) for row in rows for cell in row)
