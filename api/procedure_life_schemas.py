"""The JSON of what becomes of procedures: changes, cuts, days on which results are due, papers to be spared."""

from __future__ import annotations

from datetime import date, datetime

from api.procedure_schemas import HeldBasisOut, NamedOut, QuoteOut
from api.schemas import ActRefOut, Schema, TextRefOut
from corpus.procedures.changes import ChangeKind
from corpus.procedures.cuts import CutKind


class CutOut(Schema):
    """What an act takes away from the procedure, with the text that says so."""

    kind: CutKind
    act: ActRefOut | None
    text: TextRefOut
    subject: QuoteOut
    quote: QuoteOut
    before: QuoteOut | None
    after: QuoteOut | None
    effective_from: date | None
    effective_until: date | None


class FieldChangeOut(Schema):
    """One item of a field before and after; `sentence` says it in words."""

    field: str
    kind: ChangeKind
    case: str | None
    before: QuoteOut | None
    after: QuoteOut | None
    sentence: str


class VersionOut(Schema):
    """A version of a procedure: since when it holds, when it was first seen so, and what it changed."""

    id: int
    since: date | None
    seen_at: datetime
    gone: bool
    changes: tuple[FieldChangeOut, ...]


class HistoryOut(Schema):
    """The versions of a procedure, newest first, and the acts that cut it."""

    id: str
    versions: list[VersionOut]
    cuts: list[CutOut]


class ComparisonOut(Schema):
    """Two procedures compared field by field; `since` is from when the second holds, as far as its guide tells."""

    before: NamedOut
    after: NamedOut
    since: date | None
    changes: list[FieldChangeOut]


class DueOut(Schema):
    """By when a result is due: one day for each time limit that can be counted; None where it cannot.

    `known` is false where the days off of a year are not decided yet.
    """

    start: date
    case: str | None
    limit: str
    due: date | None
    known: bool
    quote: QuoteOut


class DuesOut(Schema):
    """The days by which results are due, counted from a start."""

    id: str
    start: date
    dues: list[DueOut]


class ReplaceableOut(Schema):
    """A paper that a database could replace, or already does."""

    procedure: NamedOut
    agency: NamedOut | None
    paper: str
    quote: QuoteOut
    text: TextRefOut
    told: bool
    bases: tuple[HeldBasisOut, ...]


class DatabaseOut(Schema):
    """A database with the procedures whose papers it could replace; `asked` of the papers are still asked for."""

    database: NamedOut
    procedures: int
    papers: int
    asked: int
    spared: int
    items: list[ReplaceableOut]


class DeclareOnceOut(Schema):
    """The review that "declare only once" asks for, by database."""

    procedures: int
    with_papers: int
    replaceable: int
    databases: list[DatabaseOut]
