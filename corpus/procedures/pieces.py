"""A guide's lines taken apart: what each tells about, and in which case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.fold import fold
from corpus.procedures.grids import Grid, grids, read_grid
from corpus.procedures.lines import FIELD, HEADING, ITEM, PLAIN, Line, headed, lines
from corpus.procedures.naming import topics_named
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import ASIDE, Topic, wording

_DASHED = re.compile(r"(?:(?<=\s)|(?<=\|)|^)[-•+][ \t]+(?=[^\W\d_a-zđ]|\d)")  # before a capital or a count
_LEAST_ITEMS = 2
_SAID_AT_ONCE = frozenset((Topic.FEE, Topic.TERM, Topic.AUTHORITY))
_LABEL_WORDS = 9  # what is longer before a colon is a sentence that opens a list, no case


@dataclass(frozen=True, slots=True)
class _Holder:
    rank: int
    topics: frozenset[Topic]
    case: str
    labelled: bool
    number: tuple[str, int] | None = None
    listing: bool = False  # whether an item of a list stood under it
    lone: bool = False  # whether its line stands between empty ones
    told: bool = False  # whether its own line tells a fee, a term or an office, so that what stands apart is none

    def closed_by(self, line: Line) -> bool:
        """Whether a line goes on with the numbers that the holder's own line is one of, or ends its list or prose."""
        if self.number and line.number:
            return line.number == (self.number[0], self.number[1] + 1)
        if (self.lone and line.title) or (self.told and line.alone and line.rank == PLAIN):
            return True
        return self.listing and self.labelled and line.rank == PLAIN and line.alone


def pieces(source: Source, start: int, end: int, asked: frozenset[Topic] = frozenset()) -> Iterator[Piece]:
    """Take `content[start:end]` apart. `asked` are the topics of lines that stand under no label."""
    walk = _Walk(source, asked)
    tables, until = {one.start: one for one in grids(source, start, end)}, start
    for line in lines(source, start, end):
        told = walk.table(tables[line.start]) if line.start in tables else []
        yield from told
        until = tables[line.start].end if told else until
        if line.start >= until:
            yield from walk.line(headed(source, line))


class _Walk:
    """What holds the line that is read: headings, labels and items above it."""

    def __init__(self, source: Source, asked: frozenset[Topic]) -> None:
        self._source = source
        self._stack = [_Holder(-100, asked, "", labelled=False)]

    def table(self, grid: Grid) -> list[Piece]:
        """What a table tells of the field above it; nothing where its lines are to be read one by one."""
        while self._stack[-1].rank > PLAIN:
            self._stack.pop()
        return read_grid(self._source, grid, self._stack[-1].topics, self._cases())

    def line(self, line: Line) -> Iterator[Piece]:
        """What a line tells, which then holds the lines below it."""
        named = topics_of(self._source, line)
        rank = FIELD if named and line.rank in (ITEM, PLAIN) else line.rank
        while self._stack[-1].rank >= rank:
            self._stack.pop()
        held = next((n for n, one in enumerate(self._stack) if one.closed_by(line)), len(self._stack))
        self._stack = self._stack[: max(1, held)]
        yield from self._field(line, rank, *named) if named else self._told(line, rank)

    def _field(self, line: Line, rank: int, own: frozenset[Topic], tail: str) -> Iterator[Piece]:
        told = line.rest < line.end
        if not (told and own <= ASIDE):  # a note in passing holds nothing
            lone = line.lone and not told
            self._stack.append(
                _Holder(
                    rank, own, tail, labelled=True, number=line.number, lone=lone, told=told and own <= _SAID_AT_ONCE
                )
            )
        for start, end in _items(self._source, own, line.rest, line.end) if told else ():
            listed = (start, end) != (line.rest, line.end)
            yield Piece(own, start, end, None, self._cases(), item=listed, labelled=True)

    def _told(self, line: Line, rank: int) -> Iterator[Piece]:
        holder, label = self._stack[-1], line.label
        opens = line.heading or (label is not None and line.rest >= line.end)
        case = _words(self._source, *(label or (line.start, line.end))) if label or opens else ""
        sentence = opens and not line.heading and len(case.split()) > _LABEL_WORDS
        if not opens:
            yield Piece(holder.topics, line.start, line.end, label, self._cases(), line.item, holder.labelled)
            if line.item and not holder.listing:
                self._stack[-1] = replace(holder, listing=True)
        unnamed = sentence or rank == HEADING + 1  # a title holds everything
        below = _listed(self._source, line, holder)
        self._stack.append(_Holder(rank, below, "" if unnamed else case, holder.labelled, line.number))

    def _cases(self) -> tuple[str, ...]:
        return tuple(holder.case for holder in self._stack if holder.case)


def _items(source: Source, topics: frozenset[Topic], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The papers that dashes list on one line, as cells of tables do; or else the line as it is."""
    marks = list(_DASHED.finditer(source.content, start, end)) if Topic.PAPERS in topics else []
    if len(marks) < _LEAST_ITEMS or source.content[start : marks[0].start()].strip():
        yield start, end
        return
    for mark, after in zip(marks, [*(one.start() for one in marks[1:]), end], strict=True):
        yield mark.end(), after


def _listed(source: Source, line: Line, holder: _Holder) -> frozenset[Topic]:
    """The topics of what a line holds: "giấy tờ sau:" opens a list of papers."""
    words = source.folded[line.start : line.end].rstrip(" *")
    opens = not holder.labelled and words.endswith(":") and wording().patterns["papers_open"].search(words)
    return holder.topics | {Topic.PAPERS} if opens else holder.topics


def topics_of(source: Source, line: Line) -> tuple[frozenset[Topic], str] | None:
    """The fields that a line's label or heading names, with the case that a fee's label goes on to name."""
    if line.label is None and not line.heading:
        return None
    first, last = line.label or (line.start, line.end)
    folded = source.folded[first:last].strip(" *")
    if len(folded.split()) > _LABEL_WORDS and wording().patterns["papers_open"].search(f"{folded}:"):
        return None  # a sentence that opens a list: "Đối tượng nộp hồ sơ gồm:"
    alone = line.rest >= line.end and (line.alone or line.heading)
    topics, length = topics_named(folded, source.language, alone=alone)
    if not topics:
        return None
    tail = _words(source, first, last)[length:].strip(" ,()") if Topic.FEE in topics else ""
    return topics, "" if any(character.isdigit() for character in tail) or fold(tail) == "neu co" else tail


def _words(source: Source, start: int, end: int) -> str:
    return source.quote(start, end).words.replace("*", "")
