"""What a procedure consists of. Every field carries the words it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """Who carries a procedure out."""

    COMMUNE = "commune"
    PROVINCE = "province"
    CENTRAL = "central"


class Channel(StrEnum):
    """Ways to apply."""

    ONLINE = "online"
    IN_PERSON = "in person"
    POST = "post"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "by letter"


class PaperKind(StrEnum):
    """In which shape a paper is wanted."""

    ORIGINAL = "original"
    COPY = "copy"
    SHOWN = "shown"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text and where they stand: `words == content[start:end]`."""

    words: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `n` counts from 1 within its case."""

    n: int
    case: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper to hand in or show. `form` is the number of its form ("CT01").

    `replaced` is true where the guide says that a database spares the applicant this paper.
    """

    name: str
    form: str | None
    copies: int | None
    kind: PaperKind
    case: str | None
    replaced: bool
    quote: Quote


@dataclass(frozen=True, slots=True)
class Fee:
    """What a case costs: an amount ("70000 VND"), nothing (`free`), or neither where another document sets it."""

    amount: str | None
    per: str | None
    free: bool
    case: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long a case takes: "7 working-day", "30 day", "0.5 working-day", "same-day" or "immediate"."""

    limit: str
    case: str | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """A way to apply, and the words that open it."""

    channel: Channel
    quote: Quote


@dataclass(frozen=True, slots=True)
class Basis:
    """An act that a procedure rests on: its normalised number, and the clauses named with it."""

    number: str
    clauses: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Validity:
    """From and until which day what the guide says holds, as far as it tells."""

    since: date | None
    until: date | None
    quote: Quote


@dataclass(frozen=True, slots=True)
class Procedure:
    """A public service as one guide tells it.

    `section` is the number of the question in a question-and-answer guide, None in the usual template; there the
    question is an everyday name. The record was read from `content[start:end]`. What a guide does not tell is None or
    empty. `sets` is how many sets of papers are handed in, `links` are addresses of portals.
    """

    name: Quote
    section: str | None
    start: int
    end: int
    aliases: tuple[Quote, ...] = ()
    field: Quote | None = None
    levels: tuple[Level, ...] = ()
    authorities: tuple[Quote, ...] = ()
    applicants: Quote | None = None
    steps: tuple[Step, ...] = ()
    papers: tuple[Paper, ...] = ()
    fees: tuple[Fee, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()
    apply_within: TimeLimit | None = None
    channels: tuple[ChannelUse, ...] = ()
    result: Quote | None = None
    basis: tuple[Basis, ...] = ()
    conditions: tuple[Quote, ...] = ()
    sets: int | None = None
    links: tuple[Quote, ...] = ()
    validity: Validity | None = None

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that a fee, a term, a paper or a step depends on, in reading order."""
        told: tuple[Step | Paper | Fee | TimeLimit, ...] = (*self.steps, *self.papers, *self.fees, *self.time_limits)
        return tuple(dict.fromkeys(item.case for item in told if item.case))

    @property
    def exemptions(self) -> tuple[Fee, ...]:
        """Who pays nothing where others pay."""
        paid = any(fee.amount for fee in self.fees)
        return tuple(fee for fee in self.fees if fee.free and fee.case and paid)
