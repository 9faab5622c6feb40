"""The JSON of the register: what comes in with reports and reviews, and what goes out of tasks and the overview."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from api.schemas import AgencyOut, Schema, TaskOut
from corpus.model import Language
from corpus.obligations.model import Strength
from register.model import Cause, Life, Progress, Review, Status

MAX_PAGE = 1000  # tasks; whole lists come as CSV

Text = Annotated[str, Field(max_length=10_000)]
Reason = Annotated[str, Field(min_length=1, max_length=2000)]
Version = Annotated[int, Field(ge=1, description="The version of the task that you read.")]


class TaskFilter(Schema):
    """Which tasks. Agencies by id or name; an act by id or number; words with or without accents."""

    agency: tuple[str, ...] = ()
    coordinating: Annotated[bool, Field(description="Also tasks that the agency coordinates.")] = False
    due_from: Annotated[date | None, Field(description="First day of the term.")] = None
    due_to: Annotated[date | None, Field(description="Last day of the term.")] = None
    status: tuple[Status, ...] = ()
    act: Annotated[str | None, Field(max_length=120)] = None
    q: Annotated[str, Field(max_length=200)] = ""
    recurrence: Annotated[str | None, Field(max_length=12, description="monthly, ... or any.")] = None
    strength: Literal["task", "guidance", "any"] = "task"
    lang: Annotated[Language | None, Field(description="Language of names, actions and first sources.")] = None
    as_of: Annotated[
        date | None, Field(description="Only tasks of acts in force on this day, with their status as of it.")
    ] = None
    limit: Annotated[int, Field(ge=0, le=MAX_PAGE)] = 50
    offset: Annotated[int, Field(ge=0)] = 0


class TasksOut(Schema):
    """A page of tasks; `total` counts all that match."""

    tasks: list[TaskOut]
    total: int


class ChangeOut(Schema):
    """An entry of a task's history; `fields` are (before, after)."""

    at: datetime
    by: str
    cause: Cause
    why: str
    fields: dict[str, tuple[object, object]]


class EvidenceModel(Schema):
    """What a report rests on: a link, or a file that was sent to /api/v1/evidence."""

    name: Annotated[str, Field(min_length=1, max_length=200)]
    url: Annotated[str, Field(pattern=r"^https?://", max_length=2000)] | None = None
    file_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None


class ReportOut(Schema):
    """A report on a task."""

    at: datetime
    by: str
    agency: str | None
    progress: Progress
    percent: int
    note: str
    obstacle: str | None
    blocked_by: str | None
    done_on: date | None
    evidence: list[EvidenceModel]


class TaskDetailOut(TaskOut):
    """A task with its progress, reports and history. Send `version` back with a report or review."""

    clause: str
    strength: Strength
    life: Life
    review: Review
    confidence: float
    reasons: list[str]
    progress: Progress
    percent: int
    done_on: date | None
    obstacle: str | None
    public: bool
    version: int
    reports: list[ReportOut]
    history: list[ChangeOut]


class ReportRequest(Schema):
    """A report. `done` needs the day on which it was done; `blocked` its obstacle or the task that blocks it."""

    version: Version
    progress: Progress
    percent: Annotated[int, Field(ge=0, le=100)] = 0
    note: Text = ""
    obstacle: Text | None = None
    blocked_by: Annotated[str, Field(max_length=40)] | None = None
    done_on: date | None = None
    evidence: Annotated[tuple[EvidenceModel, ...], Field(max_length=20)] = ()


class CorrectionModel(Schema):
    """What a task should be; what is left out stays as it is."""

    action: Text | None = None
    agencies: tuple[str, ...] | None = None
    coordinating: tuple[str, ...] | None = None
    due: date | None = None
    term_text: Text | None = None
    recurrence: Literal["daily", "weekly", "monthly", "quarterly", "yearly", "regular"] | None = None
    no_term: bool = False
    strength: Strength | None = None
    clause: Annotated[str, Field(max_length=200)] | None = None
    public: bool | None = None


class ReviewRequest(Schema):
    """A review by an editor. `correction` goes with correct, `into` with merge, `parts` with split."""

    version: Version
    kind: Literal["confirm", "correct", "reject", "restore", "merge", "split"]
    why: Reason
    correction: CorrectionModel | None = None
    into: Annotated[str, Field(max_length=40)] | None = None
    into_version: Annotated[int, Field(ge=1)] | None = None
    parts: Annotated[tuple[CorrectionModel, ...], Field(max_length=20)] = ()


class CountOut(Schema):
    """How many tasks of an agency, an act or a month have each status; `title` is the act's own, beside its number."""

    key: str
    name: str
    title: str | None = None
    total: int
    by_status: dict[str, int]


class BottleneckOut(Schema):
    """A task that holds others up, or slipped: `count` says how many or how often."""

    id: str
    action: str
    agencies: list[AgencyOut]
    count: int


class LateOut(Schema):
    """An agency with its late tasks among those that came to an end or a term."""

    agency: AgencyOut
    late: int
    total: int


class PointOut(Schema):
    """How many of all tasks were done by the end of a month."""

    month: str
    done: int
    total: int


class OverviewOut(Schema):
    """How far the acts are carried out, as of `today`: the day that was asked for, or this one in Viet Nam."""

    today: date
    total: int
    by_status: dict[str, int]
    agencies: list[CountOut]
    acts: list[CountOut]
    terms: list[CountOut]
    progress: list[PointOut]
    blocked: int
    blockers: list[BottleneckOut]
    slipped: list[BottleneckOut]
    late_leading: list[LateOut]
    late_coordinating: list[LateOut]
