"""Tables below the heading of a field: a case in each row, with its fee and term, or a paper in each row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.procedures.naming import topics_named
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import Topic

Span = tuple[int, int]

_BLOCK = re.compile(r"(?:^[ \t]*\|[^\n]*\|[^\n]*(?:\n|\Z)){2,}", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+$")
_CELL = re.compile(r"(?P<words>[^|\n]*)(?:\||$)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_NUMBER = re.compile(r"\W*\d{0,3}(?:\.\d{1,3})?\W*$")
_LABELLED = 2  # cells of a row that only gives a value to a name
_TOLD = frozenset((Topic.FEE, Topic.TERM, Topic.APPLY))  # what a row may tell of a case without a head that says so
_COLUMNS = _TOLD | {Topic.AUTHORITY, Topic.PAPERS}


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells; `ruled` where a line of dashes stands under the first."""

    start: int
    end: int
    rows: tuple[tuple[Span, ...], ...]
    ruled: bool


def grids(source: Source, start: int, end: int) -> Iterator[Grid]:
    """The tables of `content[start:end]` that have at least two rows."""
    for block in _BLOCK.finditer(source.content, start, end):
        lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]+", block.group())]
        spans = [(block.start() + first, block.start() + last) for first, last in lines]
        ruled = len(spans) > 1 and bool(_RULE.match(source.content, *spans[1]))
        rows = [cells_of(source, *span) for span in spans if not _RULE.match(source.content, *span)]
        for _, alike in groupby(rows, key=len):  # tables that follow one another differ in their columns
            table = tuple(alike)
            if len(table) > 1:
                first, last = table[0][0][0], table[-1][-1][1]
                yield Grid(source.content.rindex("|", block.start(), first), last, table, ruled and table[0] is rows[0])


def cells_of(source: Source, start: int, end: int) -> tuple[Span, ...]:
    """The cells of a row, each without the bars beside it."""
    first = source.content.index("|", start, end) + 1
    return tuple(match.span("words") for match in _CELL.finditer(source.content, first, end) if match.start() < end)


def parts_of(source: Source, cell: Span) -> Iterator[Span]:
    """The lines of a cell, where marks of HTML break it."""
    start = cell[0]
    for mark in _BREAK.finditer(source.content, *cell):
        yield start, mark.start()
        start = mark.end()
    yield start, cell[1]


def read_grid(source: Source, grid: Grid, held: frozenset[Topic], cases: tuple[str, ...]) -> list[Piece]:
    """What a table tells below a heading of the fields `held`; nothing where it is no such table.

    Columns that name fields tell them for the case in the first one. Below a heading of papers each row is a paper;
    below one of fees or terms each row is a case.
    """
    head = [_named(source, cell) for cell in grid.rows[0]]
    if not any(head) and len(head) > _LABELLED and sum(bool(_named(source, row[0])) for row in grid.rows) > 1:
        return [piece for row in grid.rows[1:] for piece in _field(source, row, grid.rows[0], cases)]
    labelled = len(head) == _LABELLED and sum(bool(_named(source, row[0])) for row in grid.rows) > 1
    if labelled or _numbered(source, grid) or any(Topic.NAME in topics for topics in head):
        return []
    columns = {n: topics & _COLUMNS for n, topics in enumerate(head) if n and topics & _COLUMNS}
    headed = grid.ruled or any(head)
    rows = grid.rows[1:] if headed else grid.rows
    papers = Topic.PAPERS in held or (headed and Topic.PAPERS in head[0])
    if papers and not any(topics & _TOLD for topics in columns.values()):
        return [_paper(source, row, cases) for row in rows]
    if not headed or not (columns or held & _TOLD):
        return []
    columns = columns or {n: held & _TOLD for n in range(1, len(head))}
    return [piece for row in rows for piece in _case(source, row, columns, head, cases)]


def _numbered(source: Source, grid: Grid) -> bool:
    """Whether rows give values to names of fields that stand beside a column of numbers: they are read one by one."""
    rows = [row for row in grid.rows if len(row) > _LABELLED and _NUMBER.match(source.content, *row[0])]
    return sum(bool(_named(source, row[1])) for row in rows) > 1


def _field(source: Source, row: Sequence[Span], head: Sequence[Span], cases: tuple[str, ...]) -> Iterator[Piece]:
    """What a row that begins with the name of a field tells of each case in the head; once where all are alike."""
    topics = _named(source, row[0])
    told = list(zip(row[1:], head[1:], strict=False))
    alike = len({source.quote(*cell).words for cell, _ in told}) == 1
    for cell, case in told[:1] if alike else told:
        words = source.quote(*case).words
        below = (*cases, words) if words and not alike else cases
        if topics and source.quote(*cell).words:
            yield Piece(topics, *cell, None, below, item=Topic.PAPERS in topics, labelled=True)


def _named(source: Source, cell: Span) -> frozenset[Topic]:
    words = " ".join(source.folded[slice(*cell)].split()).strip(" *:")
    return topics_named(words, source.language, alone=True)[0] if words else frozenset()


def _paper(source: Source, row: Sequence[Span], cases: tuple[str, ...]) -> Piece:
    start = next((cell[0] for cell in row if not _NUMBER.match(source.content, *cell)), row[0][0])
    return Piece(frozenset((Topic.PAPERS,)), start, row[-1][1], None, cases, item=True, labelled=True)


def _case(
    source: Source,
    row: Sequence[Span],
    columns: dict[int, frozenset[Topic]],
    head: Sequence[frozenset[Topic]],
    cases: tuple[str, ...],
) -> Iterator[Piece]:
    """What a row tells of the case that its first cell names that neither counts rows nor tells a field."""
    key = next((n for n, cell in enumerate(row) if n not in columns and not _NUMBER.match(source.content, *cell)), None)
    case = source.quote(*row[key]).words.replace("*", "") if key is not None else ""
    if key is not None and key < len(head) and Topic.CHANNELS in head[key]:
        yield Piece(frozenset((Topic.CHANNELS,)), *row[key], None, cases, item=False, labelled=True)
    for n, topics in columns.items():
        for start, end in parts_of(source, row[n]) if n < len(row) else ():
            if source.quote(start, end).words:
                listed = Topic.PAPERS in topics
                yield Piece(topics, start, end, None, (*cases, case) if case else cases, item=listed, labelled=True)
