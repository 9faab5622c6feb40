"""Lists of procedures in a table: the head names the fields, each row tells one procedure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.fold import fold
from corpus.procedures.grids import Span, cells_of, parts_of
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.sections import named_elsewhere
from corpus.procedures.source import Piece, Source
from corpus.procedures.template import read_group
from corpus.procedures.wording import Topic, topic_of

_ROW = re.compile(r"^[ \t]*\|(?P<cells>[^\n]+)$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]+$")
_LEAST_FIELDS = 2  # columns beside the name that tell a field
_LEAST_ROWS = 2
_NUMBER = re.compile(r"[\w.]{1,8}$")
_PART = re.compile(r"[^;]+")
_LEAD = re.compile(r"[\s;•+*-]*(?:\d{1,2}[.)]\s+|[a-zđ]\)\s+)?")


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    number: int | None
    topics: dict[int, Topic]


def read_tables(source: Source) -> list[Procedure]:
    """The procedures that tables list row by row; none where no head names a procedure and its fields."""
    rows = list(_rows(source))
    if len(rows) < _LEAST_ROWS:
        return []
    beside = named_elsewhere(source)
    found = [one for cells, columns, span in rows for one in _read(source, cells, columns, span, beside)]
    return found if len(found) >= _LEAST_ROWS else []


def _rows(source: Source) -> Iterator[tuple[Sequence[Span], _Columns, Span]]:
    """Rows below a head that names a procedure and its fields: their cells, what those tell, and where they stand."""
    columns: _Columns | None = None
    last = -1
    for row in _ROW.finditer(source.content):
        if row.start() != last + 1:  # another table
            columns = None
        last = row.end()
        cells = cells_of(source, *row.span())
        head = _columns(source, cells)
        if head is not None:
            columns = head
        elif columns is not None and not _RULE.match(source.content, *row.span()):
            yield cells, columns, row.span()


def _columns(source: Source, cells: Sequence[Span]) -> _Columns | None:
    heads = [" ".join(source.folded[first:last].split()).strip(" *") for first, last in cells]
    told = [topic_of(head) for head in heads]
    name = next((n for n, one in enumerate(told) if one and one[0] is Topic.NAME), None)
    if name is None:  # "Procedure" heads steps, or a column of names
        steps = (n for n, one in enumerate(told) if one == (Topic.STEPS, len(heads[n])))
        name = next(steps, None)
    topics: dict[int, Topic] = {n: one[0] for n, one in enumerate(told) if one and n != name}
    if name is None or len(topics) < _LEAST_FIELDS:
        return None
    return _Columns(name, 0 if name > 0 and 0 not in topics else None, topics)


def _read(
    source: Source, cells: Sequence[Span], columns: _Columns, span: Span, beside: Mapping[str, Sequence[Piece]]
) -> Iterator[Procedure]:
    if columns.name >= len(cells):
        return
    name = source.quote(*cells[columns.name])
    told = [piece for n, topic in columns.topics.items() if n < len(cells) for piece in _cell(source, topic, cells[n])]
    if name.words and told:
        section = _section(source, cells, columns)
        yield read_group(source, told, name, section, span, beside.get(fold(name.words), ()))


def _section(source: Source, cells: Sequence[Span], columns: _Columns) -> str | None:
    number = source.quote(*cells[columns.number]).words.rstrip(".") if columns.number is not None else ""
    return number if _NUMBER.match(number) else None


def _cell(source: Source, topic: Topic, cell: Span) -> Iterator[Piece]:
    """The lines of a cell as pieces; of one about papers or steps the items that semicolons divide."""
    listed = topic in (Topic.PAPERS, Topic.STEPS)
    lines = list(parts_of(source, cell))
    for start, end in (
        [part.span() for line in lines for part in _PART.finditer(source.content, *line)] if listed else lines
    ):
        lead = _LEAD.match(source.content, start, end)
        quote: Quote = source.quote(lead.end() if lead else start, end)
        if quote.words:
            yield Piece(frozenset((topic,)), quote.start, quote.end, None, (), item=listed, labelled=True)
