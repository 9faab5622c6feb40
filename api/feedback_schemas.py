"""The JSON of feedback on procedures and of ratings."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from api.procedure_schemas import NamedOut
from api.schemas import Schema
from corpus.model import Language
from register.feedback_model import MAX_CONTACT, MAX_WORDS, FeedbackKind, FeedbackPart, FeedbackStatus

Told = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_WORDS)]
Version = Annotated[int, Field(ge=1, description="The version of the report that you read.")]


class FeedbackRequest(Schema):
    """What a person reports of a procedure, without a name; `contact` is only for the answer."""

    procedure: Annotated[str, Field(max_length=200, description="Id of the procedure.")]
    kind: FeedbackKind = FeedbackKind.WRONG
    part: FeedbackPart = FeedbackPart.WHOLE
    words: Told
    contact: Annotated[str | None, Field(max_length=MAX_CONTACT)] = None
    language: Language | None = None


class FiledOut(Schema):
    """A filed report. `code` is shown this once: whoever holds it sees the answer and can delete the report."""

    number: int
    code: str
    follow: str
    agency: NamedOut | None
    status: FeedbackStatus


class EventOut(Schema):
    """What happened to a report."""

    at: datetime
    event: str
    status: FeedbackStatus
    agency: NamedOut | None


class FollowedOut(Schema):
    """A report as the person who sent it sees it."""

    number: int
    procedure: str
    agency: NamedOut | None
    kind: FeedbackKind
    part: FeedbackPart
    words: str
    status: FeedbackStatus
    answer: str | None
    created_at: datetime
    history: list[EventOut]


class InboxItemOut(FollowedOut):
    """A report as those who handle it see it."""

    contact: str | None
    language: Language
    version: int


class InboxOut(Schema):
    """Reports for one's own agency; `total` counts all of these statuses."""

    feedback: list[InboxItemOut]
    total: int


class HandlingRequest(Schema):
    """What is done with a report: taken up, answered (with `words` and `outcome`) or passed on (to `agency`)."""

    version: Version
    action: Literal["take_up", "answer", "pass_on"]
    words: Annotated[str, Field(max_length=MAX_WORDS)] = ""
    outcome: Literal[FeedbackStatus.ACCEPTED, FeedbackStatus.DECLINED] = FeedbackStatus.ACCEPTED
    agency: Annotated[str, Field(max_length=120)] = ""


class RatingRequest(Schema):
    """How content a person is: 1 to 5 stars, or whether the guide helped, or both."""

    stars: Annotated[int | None, Field(ge=1, le=5)] = None
    helpful: bool | None = None


class SatisfactionOut(Schema):
    """The figures of a procedure, or of all of an agency, in a month."""

    month: str
    agency: NamedOut | None
    procedure: str
    name: str
    ratings: int
    mean_stars: float | None
    helpful: int
    not_helpful: int
    reports: int
    answered: int
    median_days: float | None
