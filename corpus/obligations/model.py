"""The vocabulary of obligations: who must do what by when, and where that is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DeadlineKind(StrEnum):
    """How a term is given. A month, quarter or year means its last day."""

    BY = "by"
    BEFORE = "before"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RECURRING = "recurring"
    RELATIVE = "relative"
    NONE = "none"


class Strength(StrEnum):
    """Whether a clause assigns a piece of work whose result can be checked, or guides how to work."""

    TASK = "task"
    GUIDANCE = "guidance"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A term: its date where it has one, and the words it was read from.

    `recurrence` is monthly, quarterly, weekly, yearly, daily or regular; `anchor` is the event that a relative term
    counts from, and `duration` its length ("30 day").
    """

    kind: DeadlineKind = DeadlineKind.NONE
    date: date | None = None
    text: str | None = None
    recurrence: str | None = None
    anchor: str | None = None
    duration: str | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that somebody must do, read out of a clause.

    `agencies` lead and `coordinating` help, both as canonical ids; `quote` equals the text's content `[start, end)`.
    `action` is the quote for readers of a list: without the bodies that open it and what joined it to another, with the
    verb of its introduction or the heading that names its object where it has none. `confidence` is in 0..1 and
    `reasons` name what it rests on.
    """

    clause: str
    agencies: tuple[str, ...]
    coordinating: tuple[str, ...]
    action: str
    deadline: Deadline
    strength: Strength
    quote: str
    start: int
    end: int
    confidence: float
    reasons: tuple[str, ...] = ()
