"""The JSON of procedures."""

from __future__ import annotations

from api.schemas import Schema, TextRefOut
from corpus.procedures.model import Channel, Level, PaperKind


class QuoteOut(Schema):
    """Words of the text: its content from `start` to `end`, in characters."""

    words: str
    start: int
    end: int


class StepOut(Schema):
    """A step; `n` counts from 1 within its case."""

    n: int
    case: str | None
    quote: QuoteOut


class PaperOut(Schema):
    """A paper; `replaced` where a database spares the applicant this paper."""

    name: str
    form: str | None
    copies: int | None
    kind: PaperKind
    case: str | None
    replaced: bool
    quote: QuoteOut


class FeeOut(Schema):
    """An amount, nothing (`free`), or neither where another document sets the fee."""

    amount: str | None
    per: str | None
    free: bool
    case: str | None
    quote: QuoteOut


class TimeLimitOut(Schema):
    """How long a case takes: "7 working-day", "30 day", "same-day" or "immediate"."""

    limit: str
    case: str | None
    quote: QuoteOut


class ChannelOut(Schema):
    """A way to apply."""

    channel: Channel
    quote: QuoteOut


class BasisOut(Schema):
    """An act that the procedure rests on, with the clauses named."""

    number: str
    clauses: tuple[str, ...]
    quote: QuoteOut


class ProcedureOut(Schema):
    """A public service as one guide tells it; what the guide does not tell is null or empty."""

    id: str
    text: TextRefOut
    name: QuoteOut
    section: str | None
    aliases: tuple[QuoteOut, ...]
    field: QuoteOut | None
    levels: tuple[Level, ...]
    authorities: tuple[QuoteOut, ...]
    applicants: QuoteOut | None
    cases: tuple[str, ...]
    steps: tuple[StepOut, ...]
    papers: tuple[PaperOut, ...]
    fees: tuple[FeeOut, ...]
    time_limits: tuple[TimeLimitOut, ...]
    apply_within: TimeLimitOut | None
    channels: tuple[ChannelOut, ...]
    result: QuoteOut | None
    basis: tuple[BasisOut, ...]


class ProceduresOut(Schema):
    """A page of procedures; `total` counts all that were found."""

    procedures: list[ProcedureOut]
    total: int
