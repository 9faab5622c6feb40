"""The lines of a text that hold words to search for, with their spans and sizes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.model import LineKind

_LETTER = re.compile(r"[^\W\d_]")
_SEE_ALSO = re.compile(r"\s*\(Điều này có nội dung liên quan")  # links of codified law: kept as references
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
    line_starts: frozenset[int]

    @classmethod
    def of(cls, content: str, kinds: Sequence[LineKind]) -> WordLines:
        """Read the lines of words; metadata, boilerplate and links to other articles interrupt a run."""
        starts: list[int] = []
        ends: list[int] = []
        sums = [0]
        run_of: list[int] = []
        opened: list[int] = []
        at = run = 0
        for line, kind in zip(content.split("\n"), kinds, strict=True):
            words = line.strip()
            if words and (kind not in _READ or _SEE_ALSO.match(words)):
                run += 1
            elif words and _LETTER.search(words):
                start = at + len(line) - len(line.lstrip())
                opened.append(at)
                starts.append(start)
                ends.append(start + len(words))
                sums.append(sums[-1] + len(words) + 1)
                run_of.append(run)
            at += len(line) + 1
        return cls(starts, ends, sums, run_of, frozenset(opened))

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
