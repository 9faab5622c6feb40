"""The vocabulary of feedback on procedures: what people report, who handles it, how it ends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.model import Language

MAX_WORDS = 4000  # characters of a report or an answer
MAX_CONTACT = 200


class FeedbackKind(StrEnum):
    """What a person tells."""

    WRONG = "wrong"  # the guide is not right
    IMPROVE = "improve"  # the procedure could be better


class FeedbackPart(StrEnum):
    """What of the procedure it is about."""

    WHOLE = "whole"
    PAPERS = "papers"
    FEE = "fee"
    TERM = "term"
    PLACE = "place"
    STEPS = "steps"


class FeedbackStatus(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    IN_PROGRESS = "in_progress"
    ACCEPTED = "accepted"  # answered: the guide or the procedure is put right
    DECLINED = "declined"  # answered: it stays as it is, and why
    ERASED = "erased"  # the person took it back


OPEN = (FeedbackStatus.RECEIVED, FeedbackStatus.IN_PROGRESS)
OUTCOMES = (FeedbackStatus.ACCEPTED, FeedbackStatus.DECLINED)


@dataclass(frozen=True, slots=True)
class Subject:
    """The procedure that it is about, by its text and key there, and the agency that it is for (canonical id)."""

    text_id: str
    key: str
    name: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class Filing:
    """What a person sends. `contact` is only for the answer; nobody needs to give it."""

    subject: Subject
    kind: FeedbackKind
    part: FeedbackPart
    words: str
    language: Language
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class FeedbackEvent:
    """An entry of a report's history: what was done, by whom (empty: the person himself), and the state after it."""

    at: datetime
    by: str
    event: str
    status: FeedbackStatus
    agency: str | None


@dataclass(frozen=True, slots=True)
class Feedback:
    """A report as it stands. Days are UTC without a zone; `history` is oldest first. Send `version` with changes."""

    number: int
    subject: Subject
    kind: FeedbackKind
    part: FeedbackPart
    words: str
    contact: str | None
    language: Language
    status: FeedbackStatus
    answer: str | None
    answered_at: datetime | None
    created_at: datetime
    version: int
    history: tuple[FeedbackEvent, ...] = ()
