"""The vocabulary of the register: tasks under watch, their sources, reports, history and people."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from corpus.model import Language
from corpus.obligations.model import Deadline, Strength
from corpus.validity import Validity
from register.reasons import Reason


class Status(StrEnum):
    """Where a task stands, after Decision 42/2014/QĐ-TTg on following tasks; computed, never stored."""

    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    OPEN = "open"  # within its term
    OVERDUE = "overdue"
    NO_TERM = "no_term"  # not done, and no term was set


class Life(StrEnum):
    """Whether a task is still one. Only live tasks are listed and counted."""

    LIVE = "live"
    WITHDRAWN = "withdrawn"  # its clause is gone, or its act was replaced
    REJECTED = "rejected"  # a reviewer says it is none
    MERGED = "merged"  # a reviewer says it is another task
    SPLIT = "split"  # a reviewer made several of it


class Review(StrEnum):
    """What reviewers said of a task."""

    NONE = "none"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class Progress(StrEnum):
    """How the work goes, as its agency reports it."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    BLOCKED = "blocked"
    DONE = "done"


class Cause(StrEnum):
    """Why a task changed."""

    READ = "read"  # read out of an act for the first time
    REREAD = "reread"  # its act was read again and says something else
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REPORT = "report"
    REVIEW = "review"


class Role(StrEnum):
    """What a person may do."""

    READER = "reader"
    OFFICIAL = "official"  # reports for his own agency
    EDITOR = "editor"  # reports and corrects for all
    ADMIN = "admin"  # also lets people in


@dataclass(frozen=True, slots=True)
class ActInfo:
    """The act of a source, in short."""

    id: str
    number: str | None
    title: str | None
    validity: Validity = Validity.UNKNOWN  # on the day that the register was asked about


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a task is written: `quote` equals the text's content `[start, end)`. `line` counts from 1."""

    text_id: str
    language: Language
    section: str
    quote: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Place):
    """A place with what a reader wants to know of its text."""

    file: str = ""
    publisher: str | None = None
    source_url: str | None = None
    act: ActInfo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Substance:
    """What a task says, whether just read or under watch: `agencies` lead and `coordinating` help (canonical ids).

    `due` is the day by which it must be done, worked out of the deadline where that is relative; None where there is
    no such day.
    """

    clause: str
    action: str
    language: Language
    agencies: tuple[str, ...]
    coordinating: tuple[str, ...]
    deadline: Deadline
    due: date | None
    strength: Strength
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Substance):
    """An obligation under watch.

    `version` counts changes of any kind, `sequence` those that calendars must learn of. `done_on` is when the work was
    reported as finished.
    """

    id: str
    act: ActInfo | None
    status: Status
    life: Life
    review: Review
    progress: Progress
    percent: int
    done_on: date | None
    obstacle: str | None
    public: bool
    version: int
    sequence: int
    created_at: datetime
    changed_at: datetime
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a report rests on: a link, or a kept file by its digest."""

    name: str
    url: str | None = None
    file_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What an agency says of its work. `percent` is in 0..100; `done_on` is required when the state is done."""

    progress: Progress
    percent: int
    note: str = ""
    obstacle: str | None = None
    blocked_by: str | None = None  # another task's id
    done_on: date | None = None
    evidence: tuple[Evidence, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class FiledReport:
    """A report as it was filed."""

    id: int
    task_id: str
    by: str
    agency: str | None
    at: datetime
    report: Report


@dataclass(frozen=True, slots=True)
class Change:
    """An entry of the history: what changed, field by field as (before, after), who did it and why.

    `why` is kept as it was said, in English where the register speaks; `reason` is then set.
    """

    task_id: str
    at: datetime
    by: str
    cause: Cause
    why: str
    fields: dict[str, tuple[object, object]]
    reason: Reason | None = None

    def told(self, language: Language) -> str:
        """Why, in the reader's language where the register speaks, else in the person's own words."""
        return self.reason.words(language) if self.reason else self.why


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a token. `agency` is the canonical id of the agency that an official acts for."""

    id: str
    name: str
    role: Role
    agency: str | None = None


SYSTEM = Person("system", "congvu", Role.ADMIN)
