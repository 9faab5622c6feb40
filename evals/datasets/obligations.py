"""Gold obligations: who must do what by when, with the quote and the line that says so."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from evals.datasets.jsonl import StrictRow, rows


class GoldDeadline(StrictRow):
    """A term as gold gives it; `granularity` is how exact its words are."""

    date: str | None
    kind: str
    text: str | None = None
    recurrence: str | None = None
    granularity: str | None = None


class GoldObligation(StrictRow):
    """One gold obligation. `alt_*` values are accepted too; `agency_alt` where the text names nobody.

    The words are given whole (`quote`), or, for texts that are not ours to copy, by how they begin and end in the line.
    Agencies are named in English or by id.

    `canonical` is the same in every text of one obligation; `related` ones look alike and are others; `also_lines`
    repeat it elsewhere in the file.
    """

    id: str
    file: str
    line: int = Field(ge=1)
    clause: str
    agencies: list[str]
    coordinating: list[str]
    deadline: GoldDeadline
    quote: str = ""
    begins: str = ""
    ends: str = ""
    strength: Literal["task", "guidance"]
    action_en: str = ""
    agency_alt: tuple[str, ...] = ()
    alt_dates: tuple[str, ...] = ()
    alt_kinds: tuple[str, ...] = ()
    also_lines: tuple[int, ...] = ()
    canonical: str | None = None
    related: tuple[str, ...] = ()
    relation: str | None = None
    doc: str | None = None
    printed_clause: str | None = None
    implied_agency: bool = False
    support_lines: tuple[int, ...] = ()
    recipient: tuple[str, ...] = ()
    executing: tuple[str, ...] = ()
    split: str | None = None
    note: str | None = None

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.quote and not (self.begins and self.ends):
            raise ValueError("give `quote`, or `begins` and `ends`")
        return self


def read_obligations(path: Path) -> tuple[GoldObligation, ...]:
    """The gold obligations of a JSON lines file.

    Raises:
        DatasetError: the file is absent or a row is malformed; names the line and the fields.
    """
    return tuple(rows(path, GoldObligation))
