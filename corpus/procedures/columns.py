"""Tables in other shapes: a service in each column, or rows whose cells semicolons or tabs divide."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.model import Language
from corpus.procedures import listing
from corpus.procedures.finding import names_service
from corpus.procedures.grids import Grid, Span, grids, parts_of
from corpus.procedures.kinds import FIELDS, kinds_told
from corpus.procedures.model import Procedure
from corpus.procedures.naming import topics_named
from corpus.procedures.source import Piece, Source
from corpus.procedures.template import read_group
from corpus.procedures.wording import Topic, wording

_LEAST = 2  # services
_LEAST_FIELDS = 3
_DIVIDED = re.compile(
    r"^(?!\s*[|#>])(?:[^\n]*?(?:;[^\n]*?){2,}|[^\n\t]+(?:\t+[^\n\t]+){2,}|[^\n|]+(?:\s\|[^\n|]*){2,}"
    r"|[ ]*\S+(?: \S+)*(?: {3,}\S+(?: \S+)*)+)[ ]*$",
    re.MULTILINE,
)
_RULED = re.compile(r"[\s+|=-]*")  # what may stand between two rows
_INDENTED = 3  # blanks before a row whose first cell is empty
_MARKS = tuple(re.compile(mark) for mark in (r"\t+", r"\s\|(?=\s|$)", r" {3,}", r";"))
_MOSTLY = 0.6  # of the cells of a row or column, which tell one field


def read_columns(source: Source) -> list[Procedure]:
    """The services of tables that give each a column, or each a row without bars; none where there are not two."""
    found = [one for grid in grids(source, 0, len(source.content)) for one in _transposed(source, grid)]
    return found or [one for rows in _divided(source) for one in _listed(source, rows) or _crosswise(source, rows)]


def _crosswise(source: Source, rows: Sequence[tuple[Span, ...]]) -> list[Procedure]:
    """The services of rows without bars that each tell a field of all."""
    if len(rows) <= _LEAST:
        return []
    return _transposed(source, Grid(rows[0][0][0], rows[-1][-1][1], tuple(rows), ruled=False))


def _transposed(source: Source, grid: Grid) -> list[Procedure]:
    """The services that the head names; each row tells a field of all."""
    names = grid.rows[0][1:]
    told = {n: _field(source, row[0], row[1:]) for n, row in enumerate(grid.rows) if n}
    if not _are_services(source, names) or len(frozenset().union(*told.values()) & FIELDS) < _LEAST_FIELDS:
        return []
    return [
        read_group(source, list(_cells(source, grid, told, n)), source.quote(*name), None, (grid.start, grid.end))
        for n, name in enumerate(names, 1)
        if source.quote(*name).words
    ]


def _cells(source: Source, grid: Grid, told: dict[int, frozenset[Topic]], column: int) -> Iterator[Piece]:
    for n, topics in told.items():
        if topics and column < len(grid.rows[n]):
            yield from _pieces(source, topics, grid.rows[n][column])


def _divided(source: Source) -> Iterator[list[tuple[Span, ...]]]:
    """Lines one below the other that semicolons or tabs divide into as many cells."""
    lines = [match.span() for match in _DIVIDED.finditer(source.content)]
    rows = [(span, _parted(source, *span)) for span in lines]
    start = 0
    for n in range(1, len(rows) + 1):
        follows = n < len(rows) and _RULED.fullmatch(source.content, rows[n - 1][0][1], rows[n][0][0])
        if not follows or len(rows[n][1]) != len(rows[n - 1][1]):
            yield [cells for _, cells in rows[start:n]]
            start = n


def _parted(source: Source, start: int, end: int) -> tuple[Span, ...]:
    mark = next(one for one in _MARKS if one.search(source.content[start:end].strip()))
    bounds = [start, *(at for match in mark.finditer(source.content, start, end) for at in match.span()), end]
    return tuple(zip(bounds[::2], bounds[1::2], strict=True))


def _listed(source: Source, rows: Sequence[tuple[Span, ...]]) -> list[Procedure]:
    """The services of rows below a head that names the fields."""
    if len(rows) <= _LEAST:
        return []
    told = [_field(source, rows[0][n], [row[n] for row in rows[1:]]) for n in range(len(rows[0]))]
    name = next((n for n, topics in enumerate(told) if not topics & FIELDS and not _counts(source, rows[1][n])), None)
    if name is None or len(frozenset().union(*told) & FIELDS) < _LEAST_FIELDS:
        return []
    return [
        read_group(
            source,
            [one for n, topics in enumerate(told) if topics & FIELDS for one in _pieces(source, topics, row[n])],
            source.quote(*row[name]),
            None,
            (row[0][0], row[-1][1]),
        )
        for row in rows[1:]
    ]


def _field(source: Source, label: Span, cells: Sequence[Span]) -> frozenset[Topic]:
    """The field that a label names, or else the one that most of the cells tell."""
    words = " ".join(source.folded[slice(*label)].split()).strip(" *:")
    named = topics_named(words, source.language, alone=True)[0] if words else frozenset()
    if named:
        return named
    told = Counter(kind for cell in cells for kind in kinds_told(source, *source.quote(*cell).span) & FIELDS)
    most = told.most_common(1)
    return frozenset((most[0][0],)) if most and most[0][1] >= _MOSTLY * len(cells) else frozenset()


def _are_services(source: Source, names: Sequence[Span]) -> bool:
    words = [source.quote(*name) for name in names]
    title = wording().patterns["service_title"]
    like = [
        names_service(one.words) or bool(title.match(source.folded, one.start, one.end)) for one in words if one.words
    ]
    return len(like) >= _LEAST and sum(like) > len(like) / 2


def _counts(source: Source, cell: Span) -> bool:
    return not re.search(r"[^\W\d_]{2}", source.content[slice(*cell)])


def _pieces(source: Source, topics: frozenset[Topic], cell: Span) -> Iterator[Piece]:
    """What a cell tells; of one about papers those that semicolons or commas divide."""
    for start, end in parts_of(source, cell):
        quote = source.quote(start, end)
        if not quote.words:
            continue
        if Topic.PAPERS not in topics or source.language is not Language.VI:
            yield Piece(topics, *quote.span, None, (), item=False, labelled=True)
            continue
        for part in listing.on_a_line(source, *quote.span):
            for first, last in listing.in_a_sentence(source, *part):
                yield Piece(topics, first, last, None, (), item=True, labelled=True)
