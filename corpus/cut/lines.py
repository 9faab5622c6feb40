"""The lines of a text that hold words to search for, with their spans and sizes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import LineKind

_LETTER = re.compile(r"[^\W\d_]")
_SEE_ALSO = re.compile(r"\(Điều này có nội dung liên quan")  # links of codified law: kept as references
_GLUED = re.compile(r"\S(?:Điều \d|Chương )")
_READ = frozenset({LineKind.CONTENT, LineKind.HEADING})


@dataclass(frozen=True, slots=True)
class WordLines:
    """Lines in reading order: start and end offsets without white space around, the sum of sizes before each line
    (one longer than the lines), and the number of the uninterrupted run each belongs to.
    """

    starts: list[int]
    ends: list[int]
    sums: list[int]
    run_of: list[int]
    line_starts: set[int]

    @classmethod
    def of(cls, content: str, kinds: Sequence[LineKind], inside: frozenset[int] = frozenset()) -> WordLines:
        """Read the lines of words; metadata, boilerplate and links to other articles interrupt a run.

        `inside` are offsets where a section begins in the middle of a line: such a line counts as two.
        """
        lines = cls([], [], [0], [], set())
        at = run = 0
        cuts = sorted(inside)
        for line, kind in zip(content.split("\n"), kinds, strict=True):
            words = line.strip()
            if words and (kind not in _READ or (words[0] == "(" and _SEE_ALSO.match(words))):
                run += 1
            elif words and (words[0].isalpha() or _LETTER.search(words)):
                for start, piece in _pieces(line, at, cuts) if _may_be_glued(line) else ((at, line),):
                    lines._add(piece, start, run)
            at += len(line) + 1
        return lines

    def _add(self, line: str, at: int, run: int) -> None:
        words = line.lstrip()
        start = at + len(line) - len(words)
        words = words.rstrip()
        self.line_starts.add(at)
        self.starts.append(start)
        self.ends.append(start + len(words))
        self.sums.append(self.sums[-1] + len(words) + 1)
        self.run_of.append(run)

    def begins(self, offset: int) -> bool:
        """Whether a line of words begins at this offset."""
        return offset in self.line_starts

    def between(self, start: int, end: int) -> tuple[int, int]:
        """First and last line that start in [start, end); last < first where there is none."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end) - 1

    def size(self, first: int, last: int) -> int:
        """Characters in these lines, both included."""
        return self.sums[last + 1] - self.sums[first]

    def runs(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The lines as uninterrupted runs."""
        begin = first
        for line in range(first + 1, last + 1):
            if self.run_of[line] != self.run_of[begin]:
                yield begin, line - 1
                begin = line
        yield begin, last


def _may_be_glued(line: str) -> bool:
    return "Điều" in line or "Chương" in line


def _pieces(line: str, at: int, cuts: Sequence[int]) -> Iterator[tuple[int, str]]:
    begin = at
    within = cuts[bisect_right(cuts, at) : bisect_left(cuts, at + len(line))]
    if within and _GLUED.search(line):
        for cut in within:
            yield begin, line[begin - at : cut - at]
            begin = cut
    yield begin, line[begin - at :]
