"""Validity: whether an act is in force on a day."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from corpus.model import Act


class Validity(StrEnum):
    """Where a day lies in the life of an act."""

    IN_FORCE = "in_force"
    NOT_YET = "not_yet"
    NO_LONGER = "no_longer"
    UNKNOWN = "unknown"  # no date in the act tells


def in_force(act: Act | None, as_of: date) -> Validity:
    """The validity of an act on a day; its last day counts as in force.

    An act that names no day on which it takes effect (a notice, a telegram, a plan) is in force from its issue.
    """
    if act is None:
        return Validity.UNKNOWN
    if act.last_day is not None and as_of > act.last_day:
        return Validity.NO_LONGER
    starts = act.effective_from or act.issued
    if starts is None:
        return Validity.UNKNOWN
    return Validity.IN_FORCE if starts <= as_of else Validity.NOT_YET
