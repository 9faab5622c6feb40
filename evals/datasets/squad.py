"""Reads SQuAD, XQuAD and XQuAD-R.

Where paragraphs carry sentence breaks (XQuAD-R) the candidates are the sentences, and the gold is the sentence in
which an answer starts; otherwise the candidates are the paragraphs. Several languages form one pool, the LAReQA
protocol: questions that share an id are translations of each other, so each has one right candidate per language.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field, ValidationError

from corpus.model import Language, Passage
from evals.datasets.jsonl import StrictRow, explain
from evals.datasets.model import Case, Dataset
from evals.errors import DatasetError


class SquadAnswer(StrictRow):
    """An answer span, by character offset into the paragraph."""

    text: str
    answer_start: int = Field(ge=0)
    answer_id: int | str | None = None


class SquadQuestion(StrictRow):
    """A question on one paragraph; `is_impossible` as in SQuAD 2."""

    id: str
    question: str = Field(min_length=1)
    answers: list[SquadAnswer]
    is_impossible: bool = False
    plausible_answers: tuple[SquadAnswer, ...] = ()


class SquadParagraph(StrictRow):
    """A paragraph; `sentence_breaks` are half-open character spans, in order."""

    context: str
    qas: list[SquadQuestion]
    sentence_breaks: tuple[tuple[int, int], ...] = ()
    sentences: tuple[str, ...] = ()
    document_id: int | str | None = None


class SquadArticle(StrictRow):
    """An article: a title and its paragraphs."""

    paragraphs: list[SquadParagraph]
    title: str = ""


class SquadFile(StrictRow):
    """A whole file."""

    data: list[SquadArticle]
    version: str = ""


@dataclass(slots=True)
class _Pool:
    passages: list[Passage] = field(default_factory=list)
    questions: list[tuple[Language, SquadQuestion]] = field(default_factory=list)
    gold: defaultdict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))


def read_squad(paths: dict[Language, Path], name: str, digest: str) -> Dataset:
    """One pool of the files of several languages.

    Raises:
        DatasetError: a file is not SQuAD JSON, or an answer starts outside its paragraph.
    """
    pool = _Pool()
    for language, path in sorted(paths.items()):
        for number, paragraph in enumerate(_paragraphs(path)):
            _collect(pool, paragraph, language, number, path)
    languages = frozenset(language for language, _ in pool.questions)
    cases = tuple(_case(language, qa, pool.gold[qa.id], languages) for language, qa in pool.questions)
    return Dataset(name, cases, tuple(pool.passages), digest)


def _paragraphs(path: Path) -> Iterator[SquadParagraph]:
    try:
        file = SquadFile.model_validate_json(path.read_text(encoding="utf-8"))
    except ValidationError as error:
        raise DatasetError(f"{path}: not a SQuAD file: {explain(error)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f"{path}: cannot be read as UTF-8 text: {error}") from error
    for article in file.data:
        yield from article.paragraphs


def _collect(pool: _Pool, paragraph: SquadParagraph, language: Language, number: int, path: Path) -> None:
    spans = paragraph.sentence_breaks or ((0, len(paragraph.context)),)
    text_id = f"{language}-{number}"
    ids = [f"{text_id}-{n}" for n in range(len(spans))]
    for passage_id, (start, end) in zip(ids, spans, strict=True):
        content = paragraph.context[start:end]
        pool.passages.append(Passage(passage_id, text_id, language, "", (), content, start, end))
    for qa in paragraph.qas:
        pool.questions.append((language, qa))
        for answer in () if qa.is_impossible else qa.answers:
            pool.gold[qa.id][ids[_span_of(answer, qa, spans, path)]] = 1


def _span_of(answer: SquadAnswer, qa: SquadQuestion, spans: tuple[tuple[int, int], ...], path: Path) -> int:
    if answer.answer_start >= spans[-1][1]:
        raise DatasetError(f"{path}: an answer of {qa.id} starts at {answer.answer_start}, after its paragraph's end")
    return max(n for n, (start, _) in enumerate(spans) if start <= answer.answer_start or n == 0)


def _case(language: Language, qa: SquadQuestion, gold: dict[str, int], languages: frozenset[Language]) -> Case:
    return Case(
        id=f"{language}-{qa.id}",
        language=language,
        question=qa.question,
        answerable=bool(gold) and not qa.is_impossible,
        relevant=gold,
        spans=tuple(dict.fromkeys(answer.text for answer in qa.answers)),
        cross_lingual=None if len(languages) > 1 else False,
    )
