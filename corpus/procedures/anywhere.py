"""Services of texts in any layout: stretches that each tell one, read sentence by sentence by what the words say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from corpus.model import Language
from corpus.procedures import listing
from corpus.procedures.finding import fields_told, names_service
from corpus.procedures.grids import Span
from corpus.procedures.kinds import FIELDS, begins_paper, kinds_told, list_openings, parts, stretch_wording
from corpus.procedures.model import Procedure
from corpus.procedures.pieces import pieces
from corpus.procedures.reading import Record
from corpus.procedures.receiving import receivers
from corpus.procedures.source import Piece, Source
from corpus.procedures.stretches import LONGEST_STRETCH, Stretch, stretches
from corpus.procedures.wording import Topic, wording

LONGEST = 60_000  # characters: what is longer is no leaflet, post or story
SOUGHT = frozenset(("fee", "term", "papers", "authority"))  # what people ask of a service
_LEAST = 3  # of these
_ENOUGH = 2  # of these, which a service of a known shape tells
_MOSTLY = 0.7  # of what stands below the name of a field: if so much tells another, none of it is the field's
_VALUES = frozenset((Topic.FEE, Topic.TERM))
_FEW_PAPERS, _MOST_PAPERS = 2, 0.6  # of a list, so that all its items are papers
_FEW_WORDS = 14  # of an item that does nothing but tell a paper


def read_anywhere(source: Source) -> list[Procedure]:
    """The services that a text tells wherever their fields stand; none where nobody is told to hand anything in."""
    if len(source.content) > LONGEST or not stretch_wording().acting.search(source.folded):
        return []
    return [found for one in stretches(source) if (found := _read(source, one)) is not None]


def filled(source: Source, known: Procedure) -> Procedure:
    """A service of a known shape with the fields that its own words tell although no name of a field stands there."""
    if len(fields_told(known) & SOUGHT) < _ENOUGH or known.end - known.start > LONGEST_STRETCH:
        return known
    found = _whole(source, Stretch(known.name, known.start, min(known.name.end, known.end), known.end))
    return replace(
        known,
        fees=known.fees or found.fees,
        time_limits=known.time_limits or found.time_limits,
        papers=known.papers or found.papers,
        authorities=known.authorities or found.authorities,
        apply_within=known.apply_within or found.apply_within,
    )


def _read(source: Source, one: Stretch) -> Procedure | None:
    found = _whole(source, one)
    paid = any(fee.amount or fee.free for fee in found.fees)
    told = paid or (found.time_limits and _names_service(source, one))  # directives tell terms and papers too
    return found if len(fields_told(found) & SOUGHT) >= _LEAST and told else None


def _names_service(source: Source, one: Stretch) -> bool:
    """Whether the name of a stretch names something that people apply for."""
    title = wording().patterns["service_title"].match(source.folded, *one.name.span)
    return bool(title) or names_service(one.name.words)


def _whole(source: Source, one: Stretch) -> Procedure:
    record = Record(source, asking=True)
    for piece in _among_papers(source, list(pieces(source, one.body, one.end))):
        for part in _typed(source, piece):
            record.read(part)
    if not record.offices.found:
        record.offices.acting(one.body, one.end, loosely=True)
    return record.procedure(one.name, None, one.start, one.end)


def _among_papers(source: Source, told: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, items of a list of papers as papers also where nothing in them says so."""
    for listed, alike in groupby(told, key=lambda piece: piece.item and not piece.labelled):
        run = list(alike)
        kinds = [kinds_told(source, one.start, one.end, listed=True) for one in run] if listed else []
        papers = sum(kind == {Topic.PAPERS} for kind in kinds)
        if papers < _FEW_PAPERS or papers < len(run) * _MOST_PAPERS:
            yield from run
            continue
        for one, kind in zip(run, kinds, strict=True):
            yield one if kind else replace(one, topics=frozenset((Topic.PAPERS,)), labelled=True)


def _typed(source: Source, piece: Piece) -> Iterator[Piece]:
    """A piece below the name of a field, and parts of it that tell others; of another piece what each part tells."""
    if not piece.labelled:
        for start, end in parts(source, piece.start, piece.end):
            yield from _by_kind(source, piece, start, end)
        return
    strays = list(_strays(source, piece))
    if not strays or sum(end - start for start, end in strays) < (piece.end - piece.start) * _MOSTLY:
        yield piece
    for start, end in strays:
        yield from _by_kind(source, replace(piece, topics=frozenset(), labelled=False), start, end)


def _strays(source: Source, piece: Piece) -> Iterator[tuple[int, int]]:
    """Parts below the name of a field that tell another, as where a name in between is not known."""
    for start, end in parts(source, piece.start, piece.end) if piece.topics <= FIELDS else ():
        kinds = kinds_told(source, start, end, listed=piece.item)
        listed = Topic.AUTHORITY in piece.topics and kinds == {Topic.PAPERS}
        if kinds and not kinds & piece.topics and (kinds <= _VALUES or listed):
            yield start, end


def _by_kind(source: Source, piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """A part of a line with the fields that it tells by itself; papers begin behind what stands before a colon."""
    kinds = kinds_told(source, start, end, listed=piece.item)
    label = piece.label if piece.label and piece.label[0] == start else None
    short = len(source.content[start:end].split()) <= _FEW_WORDS
    opened = _papers_from(source, piece, start, end, label) if Topic.PAPERS in kinds else None
    if opened is not None:
        yield from _listed(source, piece, opened, end)
        kinds -= {Topic.PAPERS}
    alone = kinds == {Topic.APPLY} or (kinds == {Topic.AUTHORITY} and short and not receivers(source, start, end))
    told = kinds if alone else kinds - {Topic.AUTHORITY}
    yield replace(piece, topics=piece.topics | told, label=label, start=start, end=end, labelled=alone, item=False)


def _papers_from(source: Source, piece: Piece, start: int, end: int, label: Span | None) -> int | None:
    """Where a part begins to list papers; None where a sentence asks for them in words that are read elsewhere."""
    abroad = source.language is not Language.VI and not piece.item
    if abroad and not wording().patterns["bring"].search(source.folded, start, end):
        opened = next(list_openings(source, start, end), None)
        if opened is not None:
            return opened
    short = len(source.content[start:end].split()) <= _FEW_WORDS
    if begins_paper(source, start, end) and (piece.item or short):
        return start
    return label[1] + 1 if label else None


def _listed(source: Source, piece: Piece, start: int, end: int) -> Iterator[Piece]:
    """The papers of a part that does nothing but list them."""
    vietnamese = source.language is Language.VI and not piece.item
    for first, last in listing.in_a_sentence(source, start, end) if vietnamese else [(start, end)]:
        item = piece.item or vietnamese
        yield Piece(frozenset((Topic.PAPERS,)), first, last, None, piece.cases, item=item, labelled=True)
