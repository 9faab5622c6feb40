"""The JSON of procedures: records with quotes, and which of their papers the state holds."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from api.schemas import Schema, TextRefOut
from corpus.procedures.held import When
from corpus.procedures.model import Channel, Level, PaperKind
from corpus.validity import Validity


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


class ValidityOut(Schema):
    """From and until which day the guide says that it holds."""

    since: date | None
    until: date | None
    quote: QuoteOut


class NamedOut(Schema):
    """Something with an id, named in the asked language."""

    id: str
    name: str


class HeldBasisOut(Schema):
    """Where it is laid down that a paper need not be handed in, and what that depends on."""

    number: str
    clause: str
    since: date
    when: When
    act_id: str | None


class HeldOut(Schema):
    """A paper that a database holds: its position in `papers`; `told` where the guide itself spares it."""

    position: int
    paper: str
    database: NamedOut
    told: bool
    bases: tuple[HeldBasisOut, ...]


class ProcedureOut(Schema):
    """A public service as one guide tells it; what the guide does not tell is null or empty.

    `validity` is what the guide says of its days, `standing` what follows on the day that was asked about, today when
    none was.
    """

    id: str
    key: str
    text: TextRefOut
    standing: Validity
    agency: NamedOut | None
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
    conditions: tuple[QuoteOut, ...]
    sets: int | None
    links: tuple[QuoteOut, ...]
    validity: ValidityOut | None
    held: tuple[HeldOut, ...]


class ProcedureFilter(Schema):
    """Which procedures. Words rank them; field, level and agency leave out what has others.

    With `as_of`, procedures that do not hold on that day come only when nothing else fits, or `validity` asks for them.
    """

    q: Annotated[str, Field(max_length=2000, description="Everyday words, accents or not.")] = ""
    field: Annotated[str, Field(max_length=200, description="Words of the field, accents or not.")] = ""
    level: Annotated[Level | None, Field(description="Who carries it out.")] = None
    agency: Annotated[str, Field(max_length=200, description="Id or name of the agency.")] = ""
    as_of: Annotated[date | None, Field(description="Only what holds on this day, marked as of it.")] = None
    validity: Annotated[Validity | None, Field(description="Only with this validity on that day, or today.")] = None
    limit: Annotated[int, Field(ge=1, le=100, description="How many.")] = 20
    offset: Annotated[int, Field(ge=0, description="How many to pass over.")] = 0


class ProceduresOut(Schema):
    """A page of procedures; `total` counts all that were found."""

    procedures: list[ProcedureOut]
    total: int
