"""Reads JSON lines, one validated row at a time, and our own gold sets in that form."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.model import Language
from evals.datasets.model import Case, Dataset, Expected, Place
from evals.errors import DatasetError

LineRef = tuple[str, int]  # document key or file, line from 1
RowT = TypeVar("RowT", bound=BaseModel)


class StrictRow(BaseModel):
    """A row of a data file: unknown fields are mistakes, not extras."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AnswerNorm(StrictRow):
    """Normalised values of the right answer of a question about directives."""

    dates: list[str] = []
    numbers: list[Decimal] = []
    agencies: list[str] = []
    doc_numbers: list[str] = []
    items: int | None = None
    yesno: bool | None = None
    recurrence: str | None = None


class DirectiveRow(StrictRow):
    """A question about directives; gold is sets of lines."""

    id: str
    lang: Language
    question: str = Field(min_length=1)
    answerable: bool
    type: str
    support_sets: list[list[LineRef]]
    optional_lines: list[LineRef] = []
    near_miss: list[LineRef] = []
    answer_norm: AnswerNorm = AnswerNorm()
    answer_spans: list[str] = []
    cross_lingual: bool | None = None
    answer_en: str = ""
    doc: list[str] = []
    line: list[LineRef] = []
    span_lines: list[LineRef] = []
    unanswerable_kind: str | None = None
    split: str | None = None
    style: str = ""
    note: str | None = None

    def case(self) -> Case:
        norm = self.answer_norm
        return Case(
            id=self.id,
            language=self.lang,
            question=self.question,
            answerable=self.answerable,
            kind=self.type,
            style=self.style,
            support_sets=tuple(_places(chosen) for chosen in self.support_sets),
            optional=_places(self.optional_lines),
            near_miss=_places(self.near_miss),
            spans=tuple(self.answer_spans),
            expected=Expected(
                dates=tuple(norm.dates),
                numbers=tuple(format(number.normalize(), "f") for number in norm.numbers),
                agencies=tuple(norm.agencies),
                documents=tuple(norm.doc_numbers),
                yes=norm.yesno,
                items=norm.items,
                recurrence=norm.recurrence,
            ),
            cross_lingual=self.cross_lingual,
        )


class Location(StrictRow):
    """An article of a file by its heading, and the line of that heading."""

    file: str
    article: str | None = None
    line: int | None = Field(None, ge=1)

    def place(self) -> Place:
        return Place(self.file, self.line, self.article)


class GuideRow(StrictRow):
    """A citizen's question about law or procedures; gold is an article of a file, or any of several."""

    id: str
    lang: Language
    question: str = Field(min_length=1)
    answerable: bool
    type: str
    file: str | None
    article: str | None
    line: int | None = Field(ge=1)
    quote: str | None = None
    answer: str = ""
    answer_spans: list[str] = []
    also: list[Location] = []
    also_directives: list[Location] = []
    also_law: list[Location] = []
    also_proc: list[Location] = []
    near_miss: list[Location] = []
    superseded: str | None = None
    domain: str = ""
    style: str = ""
    split: str | None = None
    note: str | None = None

    def case(self) -> Case:
        main = [Place(self.file, self.line, self.article)] if self.file else []
        others = (*self.also, *self.also_directives, *self.also_law, *self.also_proc)
        return Case(
            id=self.id,
            language=self.lang,
            question=self.question,
            answerable=self.answerable,
            kind=self.type,
            style=self.style,
            support_sets=tuple((place,) for place in (*main, *(other.place() for other in others))),
            near_miss=tuple(near.place() for near in self.near_miss),
            spans=tuple(self.answer_spans),
        )


RowKind = Literal["directives", "guide"]


def rows(path: Path, model: type[RowT]) -> Iterator[RowT]:
    """The rows of a JSON lines file, validated; blank lines are skipped.

    Raises:
        DatasetError: the file is absent or not UTF-8, or a row does not fit `model`; names the line and each field.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield model.model_validate_json(line)
        except ValidationError as error:
            raise DatasetError(f"{path}, line {number}: not a {model.__name__}: {explain(error)}") from error


def explain(error: ValidationError) -> str:
    """One line per mistake, with the field, for a person."""
    return "; ".join(f"{'.'.join(map(str, e['loc'])) or 'row'}: {e['msg']}" for e in error.errors())


def read_questions(path: Path, kind: RowKind) -> tuple[Case, ...]:
    """The cases of one of our own gold sets.

    Raises:
        DatasetError: as `rows`; also when an id occurs twice or an answerable question has no support.
    """
    found: dict[str, Case] = {}
    source: Iterator[DirectiveRow | GuideRow] = rows(path, DirectiveRow if kind == "directives" else GuideRow)
    for row in source:
        case = row.case()
        if case.id in found:
            raise DatasetError(f"{path}: the id {case.id!r} occurs twice; ids must be unique within a file")
        if case.answerable and not case.support_sets:
            raise DatasetError(f"{path}: {case.id!r} is answerable but names no supporting place")
        found[case.id] = case
    return tuple(found.values())


def read_jsonl(path: Path, digest: str) -> Dataset:
    """One of our own gold sets; which of the two kinds is told by the fields of its first row.

    Raises:
        DatasetError: as `read_questions`, or when the file holds neither kind.
    """
    first = next((line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()), "")
    kind: RowKind | None = "directives" if '"support_sets"' in first else "guide" if '"article"' in first else None
    if kind is None:
        raise DatasetError(f"{path}: rows have neither 'support_sets' nor 'article'; this is no set of questions")
    return Dataset(path.stem, read_questions(path, kind), sha256=digest)


def _places(lines: list[LineRef]) -> tuple[Place, ...]:
    return tuple(Place(file, line) for file, line in lines)
