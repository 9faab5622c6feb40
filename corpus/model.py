"""The vocabulary of the corpus: acts, their texts, sections and passages.

An *act* is a legal document as such; a *text* is one rendering of it in one language by one publisher.
A *section* is a node of a text's structure; a *passage* is what search finds and answers quote.
All offsets are characters (not bytes) into `TextRecord.content`, half-open `[start, end)`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Language(StrEnum):
    """The five languages of the corpus and of the interface, as ISO 639-1 codes."""

    VI = "vi"
    EN = "en"
    RU = "ru"
    UK = "uk"
    PL = "pl"


class LineKind(StrEnum):
    """What a line of a file is. Only content and headings are indexed."""

    CONTENT = "content"
    HEADING = "heading"
    METADATA = "metadata"  # source lines, publication stamps, front matter, tables of attributes
    BOILERPLATE = "boilerplate"  # page chrome, captions, comment boxes, related headlines
    BLANK = "blank"


class SectionKind(StrEnum):
    """Levels of structure, from the whole text down; named after what they are called in English law."""

    DOCUMENT = "document"
    PART = "part"  # Phần, часть, частина, część
    CHAPTER = "chapter"  # Chương, глава, розділ, rozdział
    DIVISION = "division"  # Mục, Tiểu mục, раздел; Roman numerals of notices
    ARTICLE = "article"  # Điều, статья, стаття, artykuł
    CLAUSE = "clause"  # Khoản, пункт, ustęp; Arabic numerals
    POINT = "point"  # Điểm, подпункт, litera; letters
    ITEM = "item"  # dashes, (1), (i)
    ANNEX = "annex"  # Phụ lục, приложение, додаток, załącznik
    HEADING = "heading"  # a Markdown or typographic heading without a legal level
    QUESTION = "question"  # a question of a question-and-answer guide, with its answer


class Completeness(StrEnum):
    """How much of its act a text renders."""

    FULL = "full"
    EXCERPT = "excerpt"
    REPORT = "report"  # a news article that reports the act
    UNKNOWN = "unknown"


class Relation(StrEnum):
    """How a text's act refers to another act."""

    CITES = "cites"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    IMPLEMENTS = "implements"
    RELATED = "related"  # "Điều này có nội dung liên quan đến Điều ...": between articles of codified law


class MentionKind(StrEnum):
    """Kinds of facts that texts mention and answers must support."""

    DATE = "date"
    NUMBER = "number"
    AGENCY = "agency"
    DOCUMENT = "document"
    MONEY = "money"
    DURATION = "duration"


@dataclass(frozen=True, slots=True)
class Mention:
    """A fact as words mention it. `value` is normalised so that equal facts are equal strings in all languages.

    date: ISO, a month, quarter or year as its last day ("2025-10-31"); number: plain decimal ("50", "0.2");
    agency: canonical id; document: normalised number ("07-TB/CQTTBCĐ"); money: "70000 VND";
    duration: "<n> <unit>" with unit hour, day, working-day, week, month or year ("7 working-day").
    """

    kind: MentionKind
    value: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a described value was read: field name, value as printed, and span in the content."""

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reference:
    """A mention of another act. `number` is normalised (see `corpus.identifiers`); the span covers the words."""

    number: str
    relation: Relation
    start: int
    end: int
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A legal document as such. Unknown values are None; `id` is a readable slug, stable across re-ingestion.

    `ended_on` is the last day before the act `ended_by` (an id) took its place, as that act's own texts tell.
    """

    id: str
    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    issued: date | None = None
    effective_from: date | None = None
    effective_until: date | None = None
    field: str | None = None
    ended_on: date | None = None
    ended_by: str | None = None

    @property
    def last_day(self) -> date | None:
        """The last day in force, whoever tells it; None where nobody does."""
        return min((day for day in (self.effective_until, self.ended_on) if day is not None), default=None)


@dataclass(frozen=True, slots=True)
class TextRecord:
    """One rendering of an act. `content` is NFC; `file` is the path a person added it by, with its folder."""

    id: str
    language: Language
    file: str
    sha256: str
    content: str = field(repr=False)
    act_id: str | None = None
    title: str | None = None
    publisher: str | None = None
    source_url: str | None = None
    published: date | None = None
    media_type: str = "text/plain"
    completeness: Completeness = Completeness.UNKNOWN


@dataclass(frozen=True, slots=True)
class Section:
    """A node of a text's structure tree.

    `path` is the citable clause path ("III.8", "Điều 5.2.a", "Annex 3.d.2"); `parent` is the index of the parent
    in the text's section list (None for the root). The leaves of the tree tile the text.
    """

    kind: SectionKind
    label: str
    path: str
    heading: str
    start: int
    end: int
    parent: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and quoted: a span of one text with the chain of headings above it.

    `id` is stable across re-ingestion as long as the file's name, the clause and the words stay the same.
    `content` equals `text.content[start:end]`.
    """

    id: str
    text_id: str
    language: Language
    section: str
    headings: tuple[str, ...]
    content: str
    start: int
    end: int

    @property
    def embedded(self) -> str:
        """Headings first, then the words: what a reader or a language model is shown.

        The encoder reads `content` alone: shared headings make the passages of a section look alike to it.
        """
        return "\n".join((*self.headings, self.content))
