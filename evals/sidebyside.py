"""Side by side: the same passages, questions, model and machine, in one run, each way in a process of its own.

Quality is over all passages, with vectors made once for all who would make the same.
Times are with each way's own encoding, over the first passages where `timed` says how many, in interleaved rounds, so
that a slow minute of the machine does not fall on one of them. A ratio is theirs by ours within a round: 3 means three
times ours.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from assistant.settings import Settings
from corpus.model import Language, Passage
from evals.alternatives import ALTERNATIVES, OURS, Alternative, check_installed
from evals.bench import document_bench
from evals.datasets import Case, Dataset, load
from evals.encoded import encoded_once
from evals.metrics import Rankings, Values, interval, sufficiency_values
from evals.places import Ground, Span, sufficient_rank
from evals.report import Origin, origin_of, peak_memory_mb
from evals.searching import pool_values

DEPTH = 50  # hits asked for when quality is measured
K = 10  # hits asked for when a query is timed
TIMED = 50  # questions timed in each round
WARM_UP = 3  # questions asked before timing
POOL_QUALITY = ("AP", "nDCG@10", "same R@1", "cross nDCG@10")
DOCUMENT_QUALITY = ("R@1", "R@5", "R@10", "RR")
Judge = Callable[[Rankings], dict[str, Values]]
Found = TypeVar("Found")


class Row(BaseModel):
    """One way to search. `quality` by measure; times and ratios as (middle, lowest, highest) over rounds."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    quality: dict[str, tuple[float, float, float]]
    indexing_seconds: tuple[float, float, float]
    indexing_ratio: tuple[float, float, float]
    query_ms: tuple[float, float, float]
    query_ratio: tuple[float, float, float]
    memory_mb: float


class Comparison(BaseModel):
    """The whole table, with where it was measured."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    origin: Origin
    passages: int
    timed_passages: int
    questions: int
    rounds: int
    rows: tuple[Row, ...]

    def table(self) -> str:
        """The rows as lines of text."""
        measures = list(self.rows[0].quality)
        head = f"{'':30} " + " ".join(f"{m:>18}" for m in measures) + "  index s (ratio)   query ms (ratio)     MB"
        told = f"times over {self.timed_passages} of {self.passages} passages; {self.questions} questions"
        return "\n".join([told, head, *(_line(row, measures) for row in self.rows)])


@dataclass(frozen=True, slots=True)
class Task:
    """What one process measures: one way to search, over passages and questions.

    `kept` is where the vectors lie that were made ahead; a way that gets None encodes by itself.
    """

    name: str
    model: str
    folder: Path
    passages: Sequence[Passage]
    cases: Sequence[Case]
    kept: Path | None = None


@dataclass(frozen=True, slots=True)
class Trial:
    """Times and peak memory of one process."""

    name: str
    indexing_seconds: float
    query_ms: float
    memory_mb: float


def run(
    path: Path,
    settings: Settings,
    *,
    corpus: Sequence[Path] = (),
    rounds: int = 3,
    most: int | None = None,
    timed: int | None = None,
    kept: Path | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> Comparison:
    """Compare over the dataset at `path`; for our own sets over the passages that production cuts from `corpus`.

    `most` limits the questions; what is searched stays whole. `timed` limits the passages that are indexed to measure
    times. `kept` keeps the vectors made ahead for another run.

    Raises:
        AlternativeMissing: a library of the comparison is not installed.
        DatasetError: the dataset cannot be read.
    """
    check_installed()
    dataset = load(path) if most is None else load(path).thinned(most)
    passages, judge = _material(dataset, corpus, settings)
    with TemporaryDirectory(prefix="congvu-evals-") as folder:
        rankings = _rankings(dataset, passages, settings, kept or Path(folder), told)
    trials = _trials(dataset, passages[:timed], settings, rounds, told)
    return Comparison(
        origin=origin_of(dataset.name, dataset.sha256, model=settings.model, variant="sidebyside"),
        passages=len(passages),
        timed_passages=len(passages[:timed]),
        questions=len(dataset.answerable),
        rounds=rounds,
        rows=tuple(row_of(name, trials, judge(rankings[name])) for name in ALTERNATIVES),
    )


def save(comparison: Comparison, folder: Path) -> Path:
    """Write `<folder>/<commit>/sidebyside-<dataset>.json`, making folders as needed; returns its path."""
    path = folder / comparison.origin.commit / f"sidebyside-{comparison.origin.dataset}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(comparison.model_dump_json(indent=1), encoding="utf-8")
    return path


def rank(task: Task) -> dict[str, list[str]]:
    """Index and ask every question in this process: passage ids by question, best first."""
    words, questions = [passage.content for passage in task.passages], [case.question for case in task.cases]
    ahead = encoded_once(task.model, task.folder, words, questions, task.kept)
    way = ALTERNATIVES[task.name](task.model, task.folder, ahead)
    way.index(task.passages)
    return {case.id: way.search(case.question, DEPTH) for case in task.cases}


def measure(task: Task) -> Trial:
    """Index and search in this process. A query's time is the median; the memory is the process's peak."""
    way = ALTERNATIVES[task.name](task.model, task.folder, None)
    start = perf_counter()
    way.index(task.passages)
    indexing = perf_counter() - start
    chosen = [case.question for case in task.cases[:: max(1, len(task.cases) // TIMED)]]
    times = [_timed(way, question) for question in (*chosen[:WARM_UP], *chosen)][WARM_UP:]
    return Trial(task.name, indexing, median(times), peak_memory_mb())


def _rankings(
    dataset: Dataset, passages: Sequence[Passage], settings: Settings, kept: Path, told: Callable[[str], None]
) -> dict[str, Rankings]:
    found: dict[str, Rankings] = {}
    for name in ALTERNATIVES:
        told(f"quality: {name}")
        task = Task(name, settings.model, settings.model_folder, passages, dataset.answerable, kept)
        found[name] = _alone(rank, task)
    return found


def _trials(
    dataset: Dataset, passages: Sequence[Passage], settings: Settings, rounds: int, told: Callable[[str], None]
) -> list[list[Trial]]:
    """Trials by round."""
    found: list[list[Trial]] = []
    for n in range(rounds):
        found.append([])
        for name in ALTERNATIVES:
            told(f"times, round {n + 1} of {rounds}: {name}")
            task = Task(name, settings.model, settings.model_folder, passages, dataset.answerable)
            found[-1].append(_alone(measure, task))
    return found


def _alone(work: Callable[[Task], Found], task: Task) -> Found:
    """A process of its own for each, so that memory and warm caches are not shared."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, task).result()


def _material(dataset: Dataset, corpus: Sequence[Path], settings: Settings) -> tuple[Sequence[Passage], Judge]:
    """The passages that every way gets, and how their rankings are judged."""
    if dataset.passages:
        languages = {passage.id: passage.language for passage in dataset.passages}
        return dataset.passages, partial(_pool_quality, dataset.answerable, languages)
    with document_bench(corpus, settings) as bench:
        passages = [numbered.passage for numbered in bench.library.numbered_passages()]
        ground = Ground(bench.library)
        sets = {case.id: ground.sets(case.support_sets) for case in dataset.answerable}
    return passages, partial(_document_quality, sets, {p.id: Span(p.text_id, p.start, p.end) for p in passages})


def _pool_quality(cases: Sequence[Case], languages: Mapping[str, Language], rankings: Rankings) -> dict[str, Values]:
    values = pool_values(cases, languages, rankings)
    return {name: values[name] for name in POOL_QUALITY if name in values}


def _document_quality(
    sets: Mapping[str, list[list[tuple[Span, ...]]]], spans: Mapping[str, Span], rankings: Rankings
) -> dict[str, Values]:
    ranks = {key: sufficient_rank(gold, [spans[doc] for doc in rankings[key]]) for key, gold in sets.items()}
    values = sufficiency_values(ranks)
    return {name: values[name] for name in DOCUMENT_QUALITY}


def row_of(name: str, rounds: Sequence[Sequence[Trial]], values: Mapping[str, Values]) -> Row:
    """What one way's trials amount to: quality, and times and ratios to ours over all rounds."""
    mine = [next(t for t in trials if t.name == name) for trials in rounds]
    ours = [next(t for t in trials if t.name == OURS) for trials in rounds]
    quality = {measure: interval(list(found.values())) for measure, found in values.items()}
    return Row(
        name=name,
        quality={measure: (i.mean, i.low, i.high) for measure, i in quality.items()},
        indexing_seconds=_spread([t.indexing_seconds for t in mine]),
        indexing_ratio=_spread([t.indexing_seconds / o.indexing_seconds for t, o in zip(mine, ours, strict=True)]),
        query_ms=_spread([t.query_ms for t in mine]),
        query_ratio=_spread([t.query_ms / o.query_ms for t, o in zip(mine, ours, strict=True)]),
        memory_mb=max(t.memory_mb for t in mine),
    )


def _spread(values: Sequence[float]) -> tuple[float, float, float]:
    return median(values), min(values), max(values)


def _timed(way: Alternative, words: str) -> float:
    start = perf_counter()
    way.search(words, K)
    return (perf_counter() - start) * 1000


def _line(row: Row, measures: Sequence[str]) -> str:
    quality = " ".join(f"{row.quality[m][0]:6.3f} [{row.quality[m][1]:.2f},{row.quality[m][2]:.2f}]" for m in measures)
    indexing = f"{row.indexing_seconds[0]:7.1f} ({row.indexing_ratio[0]:.2f}, {_range(row.indexing_ratio)})"
    query = f"{row.query_ms[0]:7.1f} ({row.query_ratio[0]:.2f}, {_range(row.query_ratio)})"
    return f"{row.name:30} {quality}  {indexing}  {query}  {row.memory_mb:6.0f}"


def _range(spread: tuple[float, float, float]) -> str:
    return f"{spread[1]:.2f}-{spread[2]:.2f}"
