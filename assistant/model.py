"""The vocabulary of answers: questions, facts, citations, and the states an answer can end in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from corpus.model import Language, MentionKind
from corpus.validity import Validity


class AnswerStatus(StrEnum):
    """How a question ended. Clients and benchmarks rely on these names."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    CLARIFICATION = "clarification"
    NOT_IN_DOCUMENTS = "unanswerable_not_in_documents"
    OUT_OF_SCOPE = "unanswerable_out_of_scope"
    REFUSED_UNSAFE = "refused_unsafe"
    REFUSED_PERSONAL_DATA = "refused_personal_data"
    ERROR_TIMEOUT = "error_timeout"
    ERROR_MODEL = "error_model"
    ERROR_INTERNAL = "error_internal"


class Route(StrEnum):
    """Where an answer was gathered."""

    REGISTER = "register"
    PROCEDURE = "procedure"
    PASSAGES = "passages"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Question:
    """What a person asked. `reader` is the language of the answer (that of the question when None).

    `about` is what the conversation is about where the words name nothing else: ids or names of entries of guides, of
    which the first that is known counts.
    """

    words: str
    reader: Language | None = None
    as_of: date | None = None
    conversation_id: str | None = None
    k: int = 10
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActRef:
    """The act a citation belongs to, as the contract prints it, with its validity on the day the question is about."""

    id: str
    number: str | None
    title: str | None
    validity: Validity = Validity.UNKNOWN


@dataclass(frozen=True, slots=True)
class TextRef:
    """The text a citation was read in, as the contract prints it."""

    id: str
    language: Language
    publisher: str | None
    source_url: str | None
    file: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote: `quote` equals the text's content `[start, end)`. `n` counts from 1 within the answer."""

    n: int
    act: ActRef | None
    text: TextRef
    section: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """A checked value: `value` normalised (ISO date, plain number, canonical agency id), `text` as shown."""

    type: MentionKind
    value: str
    text: str
    citation: int


@dataclass(frozen=True, slots=True)
class Clarification:
    """One short question back, and what a person can pick from: sending a choice as it stands answers it."""

    question: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says, in the shape of the contract. `confidence` in 0..1; timings in milliseconds.

    `about` is the id of the entry of a guide that it was told from, for follow-ups; empty where it is none.
    """

    question: str
    language: Language
    status: AnswerStatus
    answer: str
    route: Route = Route.NONE
    confidence: float = 0.0
    facts: tuple[Fact, ...] = ()
    citations: tuple[Citation, ...] = ()
    tasks: tuple[object, ...] = ()
    conversation_id: str = ""
    timings_ms: dict[str, float] = field(default_factory=dict)
    clarification: Clarification | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class StageEvent:
    """The pipeline entered a stage: "understand", "gather", "compose" or "check"."""

    stage: str


@dataclass(frozen=True, slots=True)
class DeltaEvent:
    """More words of the answer, already checked."""

    words: str


@dataclass(frozen=True, slots=True)
class DoneEvent:
    """The whole answer; always the last event."""

    answer: Answer


AnswerEvent = StageEvent | DeltaEvent | DoneEvent
