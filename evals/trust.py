"""Evaluates trust: a thousand generated questions, no gold; every shown fact is looked up again by another hand."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from time import perf_counter

from assistant.composition import build_assistant
from assistant.model import Answer, Question
from assistant.settings import Settings
from corpus.store import Library
from evals.answers import Asker
from evals.bench import document_bench
from evals.datasets.model import Case
from evals.generating import generate
from evals.report import AnswersReport, Example, figures_of, latency_of, origin_of, peak_memory_mb
from evals.scoring import ABSTAINED, ANSWERED
from evals.searching import Progress
from evals.verifying import unsupported
from evals.wording import says_yes

SUPPORTED = "all facts supported"
NOT_AGREED = "false premise not agreed"
FALSE = frozenset({"false_fee", "false_date"})


def run(
    count: int,
    seed: int,
    settings: Settings,
    *,
    corpus: Sequence[Path] = (),
    home: Path | None = None,
    progress: Progress | None = None,
) -> AnswersReport:
    """Generate questions from the documents in `corpus`, ask them all, and verify what is shown.

    Raises:
        RetrievalError: the model or the index cannot be used.
    """
    with document_bench(corpus, settings, home=home, answering=True) as bench:
        cases = generate(bench.library, count, seed)
        model = f"{bench.embedder.fingerprint}, {settings.llm or 'no language model'}"
        assistant = build_assistant(bench.settings.model_copy(update={"llm": settings.llm}))
        return evaluate(cases, assistant, bench.library, model=model, seed=seed, progress=progress)


def evaluate(
    cases: Sequence[Case],
    assistant: Asker,
    library: Library,
    *,
    model: str,
    seed: int = 0,
    progress: Progress | None = None,
) -> AnswersReport:
    """Ask every question in a conversation of its own; measure support, refusals, false agreement, and coverage."""
    values: dict[str, dict[str, float]] = {SUPPORTED: {}, "answered": {}, "look-alike refused": {}, NOT_AGREED: {}}
    examples, times, shown = [], [], 0
    for n, case in enumerate(cases, 1):
        conversation = assistant.ask(Question(case.before)).conversation_id if case.before else None
        start = perf_counter()
        answer = assistant.ask(Question(case.question, as_of=case.as_of, conversation_id=conversation))
        times.append((perf_counter() - start) * 1000)
        values["answered"][case.id] = float(answer.status in ANSWERED)
        if case.kind == "look_alike":
            values["look-alike refused"][case.id] = float(answer.status in ABSTAINED)
        if case.kind in FALSE:
            agreed = answer.status in ANSWERED and says_yes(answer.answer, answer.language) is True
            values[NOT_AGREED][case.id] = float(not agreed)
            examples += [_example(case, answer, "the value that the question states")] if agreed else []
        if answer.status in ANSWERED:
            faults = unsupported(answer)
            shown += len(faults)
            values[SUPPORTED][case.id] = float(not faults)
            examples += [_example(case, answer, f"{fault.kind} {fault.shown!r}") for fault in faults]
        if progress:
            progress(n, len(cases))
    notes = [f"{len(cases)} questions generated with seed {seed}; {shown} unsupported facts shown"]
    return AnswersReport(
        origin=origin_of(f"generated-{len(cases)}-{seed}", _digest(cases), model=model, notes=notes),
        figures=figures_of(values, _groups(cases)),
        values=values,
        latency=latency_of(times),
        peak_memory_mb=peak_memory_mb(),
        examples=tuple(examples),
    )


def _groups(cases: Sequence[Case]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {"all": [case.id for case in cases]}
    for case in cases:
        groups.setdefault(f"lang {case.language}", []).append(case.id)
        groups.setdefault(f"type {case.kind}", []).append(case.id)
    return groups


def _digest(cases: Sequence[Case]) -> str:
    return sha256("\n".join(case.question for case in cases).encode()).hexdigest()


def _example(case: Case, answer: Answer, fault: str) -> Example:
    cited = "; ".join(f"[{c.n}] {c.text.file} {c.section}: {c.quote[:300]}" for c in answer.citations)
    return Example(
        id=case.id,
        language=case.language,
        failure="a shown fact that its citations do not bear out",
        question=f"{case.before} — {case.question}" if case.before else case.question,
        wanted=f"support for {fault}",
        got=f"{answer.status}: {answer.answer[:600]} — {cited}",
    )
