"""What an obligation rests on: reasons in words, and the confidence they give."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.obligations.addressees import Subject
from corpus.obligations.memory import Told
from corpus.obligations.model import Deadline, DeadlineKind, Strength

WEIGHTS = {"body named": 0.3, "body from above": 0.15, "term stated": 0.2, "task": 0.1}
BASE = 0.35  # an instruction that names nobody and no term: as often none as one


def reasons_for(subject: Subject, told: Told, deadline: Deadline, strength: Strength) -> tuple[str, ...]:
    """What speaks for an obligation, in the words of `WEIGHTS`."""
    reasons = []
    if subject:
        reasons.append("body named")
    elif told.agencies:
        reasons.append("body from above")
    if deadline.kind is not DeadlineKind.NONE:
        reasons.append("term stated")
    if strength is Strength.TASK:
        reasons.append("task")
    return tuple(reasons)


def confidence_of(reasons: Sequence[str]) -> float:
    """From 0 to 1; each reason adds its weight."""
    return round(BASE + sum(WEIGHTS.get(reason, 0.0) for reason in reasons), 2)
