"""Lists of procedures in a table: the head names the fields, each row tells one procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import Piece, Source
from corpus.procedures.template import read_group
from corpus.procedures.wording import Topic, topic_of

_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]+)$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+$")
_CELL = re.compile(r"(?P<words>[^|\n]*)(?:\||$)")
_LEAST_FIELDS = 2  # columns beside the name that tell a field
_LEAST_ROWS = 2
_NUMBER = re.compile(r"[\w.]{1,8}$")
_PART = re.compile(r"[^;]+")
_LEAD = re.compile(r"[\s;•+*-]*(?:\d{1,2}[.)]\s+|[a-zđ]\)\s+)?")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    number: int | None
    topics: dict[int, Topic]


def read_tables(source: Source) -> list[Procedure]:
    """The procedures that tables list row by row; none where no head names a procedure and its fields."""
    found: list[Procedure] = []
    columns: _Columns | None = None
    last = -1
    for row in _ROW.finditer(source.content):
        if row.start() != last + 1:  # another table
            columns = None
        last = row.end()
        cells = [match.span("words") for match in _CELL.finditer(source.content, *row.span("cells"))]
        head = _columns(source, cells)
        if head is not None:
            columns = head
        elif columns is not None and not _RULE.match(source.content, *row.span()):
            found += _read(source, cells, columns, row.span())
    return found if len(found) >= _LEAST_ROWS else []


def _columns(source: Source, cells: Sequence[Span]) -> _Columns | None:
    heads = [" ".join(source.folded[first:last].split()).strip(" *") for first, last in cells]
    told = [topic_of(head) for head in heads]
    name = next((n for n, one in enumerate(told) if one and one[0] is Topic.NAME), None)
    topics: dict[int, Topic] = {n: one[0] for n, one in enumerate(told) if one and one[0] is not Topic.NAME}
    if name is None or len(topics) < _LEAST_FIELDS:
        return None
    return _Columns(name, 0 if name > 0 and 0 not in topics else None, topics)


def _read(source: Source, cells: Sequence[Span], columns: _Columns, span: Span) -> Iterator[Procedure]:
    if columns.name >= len(cells):
        return
    name = source.quote(*cells[columns.name])
    told = [piece for n, topic in columns.topics.items() if n < len(cells) for piece in _cell(source, topic, cells[n])]
    if name.words and told:
        yield read_group(source, told, name, _section(source, cells, columns), span)


def _section(source: Source, cells: Sequence[Span], columns: _Columns) -> str | None:
    number = source.quote(*cells[columns.number]).words.rstrip(".") if columns.number is not None else ""
    return number if _NUMBER.match(number) else None


def _cell(source: Source, topic: Topic, cell: Span) -> Iterator[Piece]:
    """A cell as one piece; one about papers or steps as the items that semicolons divide."""
    listed = topic in (Topic.PAPERS, Topic.STEPS)
    for part in _PART.finditer(source.content, *cell) if listed else (None,):
        start, end = part.span() if part else cell
        lead = _LEAD.match(source.content, start, end)
        quote: Quote = source.quote(lead.end() if lead else start, end)
        if quote.words:
            yield Piece(frozenset((topic,)), quote.start, quote.end, None, (), item=listed, labelled=True)
