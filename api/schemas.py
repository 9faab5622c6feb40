"""The JSON of the HTTP door, as the contract prints it. `api.present` fills these from the domain's dataclasses."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.model import AnswerStatus, Route
from corpus.model import Completeness, Language, MentionKind, SectionKind
from corpus.validity import Validity

MAX_QUESTION = 2000  # characters; the longest question of the benchmarks has under 300
MAX_RESULTS = 100

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=MAX_QUESTION)]
Results = Annotated[int, Field(ge=1, le=MAX_RESULTS)]


class Schema(BaseModel):
    """Unknown fields are an error, in what comes in and in what goes out."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AskRequest(Schema):
    """A question. `language` is that of the answer; the question's own when left out."""

    question: Words
    language: Language | None = None
    as_of: date | None = None
    conversation_id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{0,64}$")] | None = None
    k: Results = 10


class ActRefOut(Schema):
    """An act, in short, with its validity on the day that was asked about, today when none was."""

    id: str
    number: str | None
    title: str | None
    validity: Validity = Validity.UNKNOWN


class TextRefOut(Schema):
    """A text, in short."""

    id: str
    language: Language
    publisher: str | None
    source_url: str | None
    file: str


class CitationOut(Schema):
    """A verbatim quote: the text's content from `start` to `end`, in characters (code points)."""

    n: int
    act: ActRefOut | None
    text: TextRefOut
    section: str
    quote: str
    start: int
    end: int


class FactOut(Schema):
    """A checked value, with the number of the citation that it stands in."""

    type: MentionKind
    value: str
    text: str
    citation: int


class AgencyOut(Schema):
    """An agency by its canonical id, named in the asked language."""

    id: str
    name: str


class DeadlineOut(Schema):
    """A term, with the words that it was read from."""

    date: date | None
    kind: str
    text: str
    recurrence: str | None


class TaskOut(Schema):
    """A task of the register."""

    id: str
    action: str
    agencies: list[AgencyOut]
    coordinating: list[AgencyOut]
    deadline: DeadlineOut
    status: str
    sources: list[CitationOut]


class ClarificationOut(Schema):
    """A question back; sending one of the choices in the same conversation answers it."""

    question: str
    choices: list[str]


class AnswerOut(Schema):
    """An answer."""

    question: str
    language: Language
    status: AnswerStatus
    answer: str
    route: Route
    confidence: Annotated[float, Field(ge=0, le=1)]
    facts: list[FactOut]
    citations: list[CitationOut]
    tasks: list[TaskOut]
    conversation_id: str
    timings_ms: dict[str, float]
    clarification: ClarificationOut | None


class HitOut(Schema):
    """A passage that was found."""

    rank: int
    score: float
    passage_id: str
    act: ActRefOut | None
    text: TextRefOut
    section: str
    language: Language
    content: str


class SearchOut(Schema):
    """Passages, best first."""

    hits: list[HitOut]
    timings_ms: dict[str, float]


class TextOut(TextRefOut):
    """A text without its content."""

    title: str | None
    published: date | None
    media_type: str
    completeness: Completeness


class ActOut(ActRefOut):
    """An act as described by its texts, with its validity on the day of asking.

    `ended_on` is its last day where another act, `ended_by` (an id), takes its place; that act is among the referrers.
    """

    kind: str | None
    issuer: str | None
    signer: str | None
    field: str | None
    issued: date | None
    effective_from: date | None
    effective_until: date | None
    ended_on: date | None = None
    ended_by: str | None = None


class ListedActOut(ActOut):
    """An act in a list, with the languages that it can be read in."""

    languages: list[Language]


class ActsOut(Schema):
    """A page of acts; `total` counts all that match."""

    acts: list[ListedActOut]
    total: int


class ReferenceOut(Schema):
    """Another act that this one mentions; `act_id` when the corpus holds it. The span is the first place of it."""

    number: str
    relation: str
    act_id: str | None
    text_id: str
    section: str | None
    start: int
    end: int


class GroupedTextOut(TextOut):
    """A text with the reason why it belongs to its act."""

    grouping: str | None


class ReferrerOut(Schema):
    """An act that refers to this one; the span is the first place in a text of it that says so."""

    act: ActRefOut
    relation: str
    text_id: str
    section: str | None
    start: int
    end: int


class ActDetailOut(ActOut):
    """An act with its texts, the acts that it mentions, and the acts of the collection that mention it."""

    texts: list[GroupedTextOut]
    references: list[ReferenceOut]
    referrers: list[ReferrerOut]


class SectionOut(Schema):
    """A node of a text's structure; `parent` is an index into the list, null for the root."""

    kind: SectionKind
    label: str
    path: str
    heading: str
    start: int
    end: int
    parent: int | None


class SpanOut(Schema):
    """Where something stands in a text, in characters (code points)."""

    id: str
    section: str
    start: int
    end: int


class TextDetailOut(TextOut):
    """A text with its content, its structure and the spans of its passages."""

    act: ActRefOut | None
    content: str
    sections: list[SectionOut]
    spans: list[SpanOut]


class StatusOut(Schema):
    """What this server serves."""

    version: str
    acts: int
    texts: int
    passages: int
    languages: dict[str, int]


class HealthOut(Schema):
    """Alive, or ready: `status` is "ok"."""

    status: str
