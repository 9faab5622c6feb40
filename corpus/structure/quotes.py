"""Words of another act quoted inside an act: an amending article prints whole articles between quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.structure.markers import read_marker

MAX_QUOTED_LINES = 400  # an opening mark without its closing mark within so many lines is a slip of the pen

_OPENING = re.compile(r"[ \t*_]*[“\"«„](?=[ \t*_]*[\w(])")
_OPENED_LINE = re.compile(rf"\n{_OPENING.pattern}")
_CLOSERS = ("”", '"', "»", "“", "''")
_TRAILING = " \t.;,*_)"


def quoted_lines(content: str, lines: Sequence[str]) -> frozenset[int]:
    """Numbers of the lines (from 0) that lie inside a quotation which opens with a marker of its own."""
    quoted: set[int] = set()
    line, at = 0, 0
    for match in _OPENED_LINE.finditer(f"\n{content}"):  # as far into this as its line is into the content
        line += content.count("\n", at, match.start())
        at = match.start()
        if line not in quoted and read_marker(lines[line].lstrip(' \t*_“"«„')):
            quoted.update(range(line, _last(lines, line) + 1))
    return frozenset(quoted)


def _last(lines: Sequence[str], first: int) -> int:
    """The line that closes a quotation opened in line `first`; `first` itself where none is found."""
    if _closes(lines[first]):
        return first
    for at in range(first + 1, min(len(lines), first + MAX_QUOTED_LINES)):
        if _OPENING.match(lines[at]) and _opens_block(lines[at]):
            return first
        if _closes(lines[at]):
            return at
    return first


def _opens_block(line: str) -> bool:
    """Whether a line that begins with a quotation mark quotes a clause, not a word."""
    return read_marker(line.lstrip(' \t*_“"«„')) is not None


def _closes(line: str) -> bool:
    return line.rstrip(_TRAILING).endswith(_CLOSERS)
