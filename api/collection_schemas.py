"""The JSON of the collection: its counts, and the graph of its acts."""

from __future__ import annotations

from api.schemas import ActRefOut, Schema
from corpus.model import Relation


class NumberOut(Schema):
    """How many there are of a value; null stands for "not known"."""

    value: str | None
    count: int


class FileOut(Schema):
    """A file that needs a person, and why."""

    file: str
    message: str | None


class CollectionOut(Schema):
    """What is in the collection, and what in it needs a person.

    `by_validity` is as of the day that was asked for, today when none was. Asked as of a day, `by_kind`, `by_issuer`,
    `by_language` and `by_completeness` leave out acts that are not in force on it, with their texts.
    """

    acts: int
    texts: int
    passages: int
    references: int
    acts_with_several_texts: int
    by_kind: list[NumberOut]
    by_issuer: list[NumberOut]
    by_language: list[NumberOut]
    by_completeness: list[NumberOut]
    by_validity: list[NumberOut]
    files: list[NumberOut]
    needs_ocr: list[FileOut]
    failed: list[FileOut]
    duplicates: list[FileOut]
    undescribed: list[str]


class EvidenceOut(Schema):
    """The words that say it, in characters (code points) of the text's content."""

    text_id: str
    section: str | None
    start: int
    end: int


class LinkOut(Schema):
    """One act refers to another in `count` places, of which the first is given."""

    source: str
    target: str
    relation: Relation
    count: int
    evidence: EvidenceOut


class GraphOut(Schema):
    """Acts that are linked, and their links; `total` counts all links that match."""

    acts: list[ActRefOut]
    links: list[LinkOut]
    total: int


class ClauseLinkOut(Schema):
    """A clause of a text that refers to an act or to a clause; where the collection holds it, with its place there."""

    clause: str | None
    number: str
    relation: Relation
    start: int
    end: int
    act_id: str | None
    text_id: str | None
    target_start: int | None


class ClauseLinksOut(Schema):
    """References of one text, in reading order; `total` counts all."""

    links: list[ClauseLinkOut]
    total: int
