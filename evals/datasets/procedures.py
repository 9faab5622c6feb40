"""Gold procedures: what a guide tells of each, field by field."""

from __future__ import annotations

from pathlib import Path

from evals.datasets.jsonl import StrictRow, rows


class GoldStep(StrictRow):
    """A step of a case."""

    case: str | None
    n: int
    text: str


class GoldPaper(StrictRow):
    """A paper that a case wants."""

    name: str
    form: str | None
    case: str | None
    replaced_by_database: bool
    copies: int | None = None
    kind: str = "any"


class GoldFee(StrictRow):
    """A fee: an amount, nothing, or what another document sets."""

    case: str | None
    amount: str | None
    per: str | None
    free: bool
    quote: str


class GoldTimeLimit(StrictRow):
    """How long a case takes."""

    case: str | None
    limit: str
    quote: str


class GoldBasis(StrictRow):
    """An act and its clauses."""

    number: str
    clauses: list[str]


class GoldProcedure(StrictRow):
    """One procedure of one guide. `section` is the number of the question, None in the usual template.

    `line` is where the article of an act begins that describes the procedure, counted from 1; None where the whole
    file is a guide.
    """

    file: str
    line: int | None = None
    section: str | None
    name: str
    authority: list[str]
    papers: list[GoldPaper]
    fees: list[GoldFee]
    time_limits: list[GoldTimeLimit]
    apply_within: str | None
    aliases: tuple[str, ...] = ()
    field: str | None = None
    level: tuple[str, ...] = ()
    applicants: str | None = None
    cases: tuple[str, ...] = ()
    steps: tuple[GoldStep, ...] = ()
    channels: tuple[str, ...] = ()
    result: str | None = None
    legal_basis: tuple[GoldBasis, ...] = ()


def read_procedures(path: Path) -> tuple[GoldProcedure, ...]:
    """The gold procedures of a JSON lines file.

    Raises:
        DatasetError: the file is absent or a row is malformed; names the line and the fields.
    """
    return tuple(rows(path, GoldProcedure))
