"""The gold data over the sample documents says only what stands there."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel, ConfigDict

from corpus.load import load
from evals.datasets.jsonl import DirectiveRow, rows

ROOT = Path(__file__).parents[2]
QUESTIONS = list(rows(ROOT / "evals/data/samples_qa.jsonl", DirectiveRow))
MONEY = re.compile(r"\d+ VND")
LIMIT = re.compile(r"same-day|\d+(\.\d)? (working-day|day|month)")


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Step(Row):
    case: str | None
    n: int
    text: str


class Paper(Row):
    name: str
    form: str | None
    copies: int | None
    kind: Literal["any", "original", "copy", "shown"]
    case: str | None
    replaced_by_database: bool


class Fee(Row):
    case: str | None
    amount: str | None
    per: str | None
    free: bool
    quote: str


class TimeLimit(Row):
    case: str | None
    limit: str
    quote: str


class LegalBasis(Row):
    number: str
    clauses: list[str]


class ProcedureRow(Row):
    file: str
    section: str | None
    name: str
    aliases: list[str]
    field: str
    level: list[Literal["commune", "province", "central"]]
    authority: list[str]
    applicants: str | None
    cases: list[str]
    steps: list[Step]
    papers: list[Paper]
    fees: list[Fee]
    time_limits: list[TimeLimit]
    channels: list[Literal["online", "in person", "post", "phone", "email", "by letter"]]
    result: str | None
    legal_basis: list[LegalBasis]
    apply_within: str | None


PROCEDURES = list(rows(ROOT / "evals/data/samples_procedures.jsonl", ProcedureRow))


@cache
def content(name: str) -> str:
    (path,) = (ROOT / "samples").rglob(name)
    return next(iter(load(path))).content


def line(name: str, number: int) -> str:
    return content(name).split("\n")[number - 1]


def test_there_are_sixty_questions_in_five_languages_twelve_of_them_unanswerable() -> None:
    assert Counter(question.lang.value for question in QUESTIONS) == dict.fromkeys(("vi", "en", "ru", "uk", "pl"), 12)
    assert sum(not question.answerable for question in QUESTIONS) == 12
    assert len({question.id for question in QUESTIONS}) == 60


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.id)
def test_every_answer_span_stands_in_its_line(question: DirectiveRow) -> None:
    assert len(question.answer_spans) == len(question.span_lines)
    for span, (name, number) in zip(question.answer_spans, question.span_lines, strict=True):
        assert span and span in line(name, number)


@pytest.mark.parametrize("question", [q for q in QUESTIONS if q.answerable], ids=lambda question: question.id)
def test_support_is_lines_with_words_and_tells_whether_it_crosses_languages(question: DirectiveRow) -> None:
    files = {name for chosen in question.support_sets for name, _ in chosen}
    assert all(line(name, number).strip() for chosen in question.support_sets for name, number in chosen)
    directives = {name for name in files if name.count(".") == 2}
    own = any(f".{question.lang.value}." in name for name in directives)
    own = own or (question.lang.value == "vi" and files != directives)
    assert question.cross_lingual is (not own)


def test_unanswerable_questions_name_no_support() -> None:
    assert [q.id for q in QUESTIONS if not q.answerable and (q.support_sets or not q.unanswerable_kind)] == []


def test_every_guide_has_gold() -> None:
    assert {row.file for row in PROCEDURES} == {path.name for path in (ROOT / "samples/procedures").iterdir()}


@pytest.mark.parametrize("row", PROCEDURES, ids=lambda row: f"{row.file}#{row.section or ''}")
def test_gold_fields_of_guides_are_quoted_and_normalised(row: ProcedureRow) -> None:
    text = content(row.file)
    quotes = [*(fee.quote for fee in row.fees), *(limit.quote for limit in row.time_limits)]
    assert [quote for quote in quotes if not quote or quote not in text] == []
    assert all(fee.amount is None or MONEY.fullmatch(fee.amount) for fee in row.fees)
    assert not any(fee.free and fee.amount for fee in row.fees)
    assert all(LIMIT.fullmatch(limit.limit) for limit in row.time_limits)
    assert all(basis.number in text for basis in row.legal_basis)
    assert all(
        paper.form is None or f"Mẫu {paper.form}" in text or f"Mẫu số {paper.form}" in text for paper in row.papers
    )


@pytest.mark.parametrize("row", PROCEDURES, ids=lambda row: f"{row.file}#{row.section or ''}")
def test_amounts_agree_with_their_quotes(row: ProcedureRow) -> None:
    for fee in row.fees:
        if fee.amount:
            assert int(fee.amount.split()[0]) == int(re.findall(r"[\d.]+(?= đồng)", fee.quote)[0].replace(".", ""))
    for limit in row.time_limits:
        digits = re.findall(r"\d+(?= ngày)", limit.quote)
        if digits:
            assert int(limit.limit.split()[0]) == int(digits[-1])
