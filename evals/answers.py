"""Evaluates answers: the production assistant asked every question of a set, scored and reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Protocol

from assistant.composition import build_assistant
from assistant.model import Answer, Question, Route
from assistant.phrases import Phrases
from assistant.settings import Settings
from corpus.store import Library
from evals.bench import document_bench
from evals.datasets import Case, Dataset, load
from evals.documents import as_documents
from evals.places import Ground
from evals.report import (
    AnswersReport,
    Example,
    Threshold,
    figures_of,
    latency_of,
    origin_of,
    peak_memory_mb,
)
from evals.scoring import ANSWERED, Score, score
from evals.searching import Progress


class Asker(Protocol):
    """What answers: the assistant, or a stand-in in tests."""

    def ask(self, question: Question) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put, its answer, its score, and how long it took in milliseconds."""

    case: Case
    answer: Answer
    score: Score
    milliseconds: float


def run(
    path: Path,
    settings: Settings,
    *,
    corpus: Sequence[Path] = (),
    home: Path | None = None,
    most: int | None = None,
    progress: Progress | None = None,
) -> AnswersReport:
    """Evaluate answers on the dataset at `path` over the documents in `corpus`.

    `most` limits the questions. A pool (SQuAD, XQuAD-R) is written out as documents, one for each of its texts, and
    asked in the same way.

    Raises:
        DatasetError: the dataset cannot be read.
        RetrievalError: the model or the index cannot be used.
    """
    dataset = load(path) if most is None else load(path).thinned(most)
    with (
        as_documents(dataset, corpus) as (dataset, paths),
        document_bench(paths, settings, home=home, answering=True) as bench,
    ):
        assistant = build_assistant(bench.settings)
        model = f"{bench.embedder.fingerprint}, {settings.llm or 'no language model'}"
        return evaluate(dataset, assistant, bench.library, model=model, progress=progress)


def evaluate(
    dataset: Dataset, assistant: Asker, library: Library, *, model: str, progress: Progress | None = None
) -> AnswersReport:
    """Ask every question once, each in a conversation of its own, and report. The first question is a warm-up too."""
    ground = Ground(library)
    asked = _ask_all(dataset.cases, assistant, ground, library, progress)
    values = _values(asked)
    instead = sum(replaced(one.answer) for one in asked)
    notes = [*dataset.notes]
    notes += [f"{instead} answers quoted because the language model could not answer"] if instead else []
    notes += [f"not in the corpus, so not to be answered: {file}" for file in ground.missing(dataset.files)]
    return AnswersReport(
        origin=origin_of(dataset.name, dataset.sha256, model=model, notes=notes),
        figures=figures_of(values, groups_of(dataset.cases, ground)),
        values=values,
        latency=latency_of([one.milliseconds for one in asked]),
        peak_memory_mb=peak_memory_mb(),
        examples=tuple(_example(one, one.score.failure) for one in asked if one.score.failure),
        curve=coverage_risk(asked),
    )


def replaced(answer: Answer) -> bool:
    """Whether an answer was quoted from the documents because a language model failed."""
    return answer.route is Route.PASSAGES and Phrases(answer.language)["model_fallback"] in answer.answer


def coverage_risk(asked: Sequence[Asked]) -> tuple[Threshold, ...]:
    """Coverage (share of all questions answered) and risk (share of those wrong) at each confidence, highest first."""
    answered = sorted((one for one in asked if one.answer.status in ANSWERED), key=lambda one: -one.answer.confidence)
    curve, wrong = [], 0
    for n, one in enumerate(answered, 1):
        wrong += not one.score.right
        curve.append(Threshold(confidence=one.answer.confidence, coverage=n / len(asked), risk=wrong / n))
    return tuple(curve)


def groups_of(cases: Sequence[Case], ground: Ground) -> dict[str, list[str]]:
    """Question ids by language, type, style, and same- or cross-language (answerable questions only)."""
    groups: defaultdict[str, list[str]] = defaultdict(list, {"all": [case.id for case in cases]})
    for case in cases:
        groups[f"lang {case.language}"].append(case.id)
        groups[f"type {case.kind or 'none'}"].append(case.id)
        if case.style:
            groups[f"style {case.style}"].append(case.id)
        if case.answerable:
            groups["cross-language" if is_cross(case, ground) else "same-language"].append(case.id)
    return dict(groups)


def is_cross(case: Case, ground: Ground) -> bool:
    """Whether no supporting text is in the question's language."""
    if case.cross_lingual is not None:
        return case.cross_lingual
    return case.language not in ground.languages(case.support_sets)


def _ask_all(
    cases: Sequence[Case], assistant: Asker, ground: Ground, library: Library, progress: Progress | None
) -> list[Asked]:
    if cases:
        assistant.ask(Question(cases[0].question))
    asked = []
    for n, case in enumerate(cases, 1):
        start = perf_counter()
        answer = assistant.ask(Question(case.question))
        milliseconds = (perf_counter() - start) * 1000
        asked.append(Asked(case, answer, score(case, answer, ground, library), milliseconds))
        if progress:
            progress(n, len(cases))
    return asked


def _values(asked: Sequence[Asked]) -> dict[str, dict[str, float]]:
    values: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for one in asked:
        for measure, value in one.score.parts.items():
            values[measure][one.case.id] = value
    return {measure: values[measure] for measure in sorted(values, key=_first_things_first)}


def _first_things_first(measure: str) -> tuple[int, str]:
    order = ("right", "citation precision", "citation recall", "abstention precision", "abstention recall", "faithful")
    return (order.index(measure) if measure in order else len(order), measure)


def _example(one: Asked, failure: str | None) -> Example:
    case, answer = one.case, one.answer
    cited = "; ".join(f"[{c.n}] {c.text.file} {c.section}: {c.quote[:200]}" for c in answer.citations)
    return Example(
        id=case.id,
        language=case.language,
        failure=failure or "",
        question=case.question,
        wanted=wanted(case),
        got=f"{answer.status} ({answer.confidence:.2f}): {answer.answer[:400]} — {cited}",
    )


def wanted(case: Case) -> str:
    """The gold answer in one line, for a person."""
    if not case.answerable:
        return "the documents do not tell"
    e = case.expected
    values: list[object] = [*e.dates, *e.numbers, *e.agencies, *e.documents, *([] if e.yes is None else [e.yes])]
    return f"{', '.join(map(str, values)) or ' | '.join(case.spans)} ({case.support})"
