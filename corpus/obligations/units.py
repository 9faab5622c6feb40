"""The units of a text that may each assign one thing: its lines, cut at sentences, semicolons and enumerators."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from corpus.fold import fold
from corpus.model import LineKind, Section
from corpus.obligations.phrases import Phrases

LONG_ENOUGH = 8  # words before an "and" that can be a task of their own
FEWEST_WORDS = 3  # before a semicolon that ends a unit
SHORTEST = 6  # characters: "Bộ Y tế" names a body; anything shorter says nothing

_MARKER = re.compile(
    r"[\s>*#_|]*(?:[-–•+]\s+(?=[*_]*\(?(?:\d{1,2}|[a-zđ])[.)]))?(?:[*_]*(?:\(?(?:\d{1,2}|[ivx]{1,5}|[a-zđ]|[а-яіїє])\)|(?:\d{1,2}\.)+\d{0,2}|[IVX]{1,5}\s?[-–.]|[-–•+*])[*_]*\s+)?"
    r"[*_]*"
)
_SENTENCE = re.compile(
    r"(?<=[.!?…])[\"”»)*]*\s+(?=[„«\"“(*]*[A-ZĐÀ-ÝŁŚŻŹĆĂÂÊÔƠƯẠ-Ỹ]|[„«\"“(*]*[А-ЯІЇЄҐЁ]|\((?:\d|[ivx]))|;\s*(?=\S)"
)
_JOINING = re.compile(r"[,;]?\s+(?:i|oraz|и|та|і|and|và)$")  # what joins a segment to the next one
_FOOTNOTE = re.compile(r"\s*\[\d{1,2}\]\s")
_ENUMERATOR = re.compile(r"(?<=[\s:.;,])(?=\((?:\d{1,2}|[ivx]{1,4})\)\s)")
_ENUMERATED = re.compile(r"\s*\((?:\d{1,2}|[ivx]{1,4})\)\s")
_BULLET = re.compile(r"\s*[-–•+*]\s")
_ABBREVIATED = re.compile(r"(?:\b(?:TP|Tp|ds|im|nr|art|ust|ст|п|гг|т|TS|PGS|GS|No|Mr|vol|r)|\bим|\bд)\.$")
_YEAR_ENDED = re.compile(r"\d\s?(?:r|г|р)\s?\.$")


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a line that may assign one thing. `enumerated` ones stand under an introduction in the same line."""

    start: int
    end: int
    enumerated: bool = False


@dataclass(frozen=True)
class Line:
    """A line of words: its span without its marker, and the innermost section it stands in.

    `printed` is the line as it stands in the text, from `offset` on.
    """

    start: int
    end: int
    section: int
    heading: bool
    bullet: bool
    opens_section: bool
    printed: str
    offset: int
    known: Phrases

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """Its segments. Most lines of a law assign nothing, and are never cut into them."""
        first, last = self.start - self.offset, self.end - self.offset
        return tuple(_segments(self.printed, first, last, self.offset, self.known))


def lines_of(content: str, sections: Sequence[Section], kinds: Sequence[LineKind], known: Phrases) -> Iterator[Line]:
    """The lines of words of a text, in reading order; footnotes are left out."""
    starts = [section.start for section in sections]
    waiting: tuple[str, int, LineKind] | None = None
    offset = 0
    for line, kind in zip(content.split("\n"), kinds, strict=True):
        if kind in (LineKind.CONTENT, LineKind.HEADING) and line.strip() and not _FOOTNOTE.match(line):
            if waiting and kind is LineKind.CONTENT and _goes_on(waiting[0], line):
                waiting = (f"{waiting[0]}\n{line}", waiting[1], waiting[2])
            else:
                if waiting:
                    yield _line(*waiting, sections, starts, known)
                waiting = (line, offset, kind)
        elif waiting:
            yield _line(*waiting, sections, starts, known)
            waiting = None
        offset += len(line) + 1
    if waiting:
        yield _line(*waiting, sections, starts, known)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with the sentence of the line before, as in hard-wrapped text."""
    marker = _MARKER.match(line)
    return (
        line.lstrip()[:1].islower() and not (marker and marker.group().strip()) and before.rstrip()[-1] not in ".;:!?/|"
    )


def _line(
    line: str, offset: int, kind: LineKind, sections: Sequence[Section], starts: Sequence[int], known: Phrases
) -> Line:
    marker = _MARKER.match(line)
    skipped = marker.end() if marker else 0
    first = len(line) - len(line.lstrip())
    section = _innermost(sections, starts, offset + first)
    end = len(line.rstrip(" *_\t"))
    opens = sections[section].start in range(offset, offset + first + 1) and section > 0
    bullet = _BULLET.match(line) is not None
    heading = kind is LineKind.HEADING or line.lstrip().startswith("#")
    return Line(offset + skipped, offset + end, section, heading, bullet, opens, line, offset, known)


def _innermost(sections: Sequence[Section], starts: Sequence[int], position: int) -> int:
    index = bisect_right(starts, position) - 1
    while index > 0 and sections[index].end <= position:
        index = sections[index].parent or 0
    return max(index, 0)


def _segments(line: str, start: int, end: int, offset: int, known: Phrases) -> Iterator[Segment]:
    """Sentences and parts between semicolons; what enumerators in the line introduce comes apart."""
    cuts = sorted({start, end, *_cuts(line, start, end)})
    cuts = sorted({*cuts, *(cut for left, right in pairwise(cuts) for cut in _inner_cuts(line, left, right, known))})
    for left, right in _whole(line, cuts):
        words = line[left:right]
        enumerated = _ENUMERATED.match(words) is not None
        skipped = len(words) - len(words.lstrip())
        stripped = _JOINING.sub("", words.strip().rstrip(";, "))
        if len(stripped) >= SHORTEST or (enumerated and stripped):
            yield Segment(offset + left + skipped, offset + left + skipped + len(stripped), enumerated)


def _whole(line: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring cuts; a word or two before a semicolon ("Receive; collect and settle") go with what follows."""
    start: int | None = None
    for left, right in pairwise(cuts):
        start = left if start is None else start
        words = line[start:right].split()
        if right != cuts[-1] and 0 < len(words) < FEWEST_WORDS and words[-1].endswith(";"):
            continue
        yield start, right
        start = None


def _cuts(line: str, start: int, end: int) -> Iterator[int]:
    for match in _SENTENCE.finditer(line, start, end):
        before = line[start : match.start()].rstrip()
        ended = match.group().startswith(";") or not _ABBREVIATED.search(before) or _YEAR_ENDED.search(before)
        if ended and not _inside_quotes(line, start, match.start()):
            yield match.end()
    yield from (match.start() for match in _ENUMERATOR.finditer(line, start, end))


def _inner_cuts(line: str, start: int, end: int, known: Phrases) -> Iterator[int]:
    """Places within a sentence where a task of its own begins: after "and will", or in a chain of participles."""
    folded = fold(line[start:end])
    if len(folded) != end - start:
        return
    yield from (start + m.end() for m in known.cuts.finditer(folded) if len(folded[: m.start()].split()) >= LONG_ENOUGH)
    chained = list(known.participles.finditer(folded)) if known.chained else []
    if len(chained) >= 2:
        yield from (start + match.end() for match in chained[1:])


def _inside_quotes(line: str, start: int, position: int) -> bool:
    before = line[start:position]
    return any(before.count(opening) > before.count(closing) for opening, closing in ("„”", "“”", "«»"))
