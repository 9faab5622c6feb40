"""Evaluates retrieval: the production retriever over a benchmark, measured and reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.settings import Settings
from evals.bench import Bench, document_bench, pool_bench
from evals.datasets import Dataset, load
from evals.datasets.trec import read_qrels, read_run
from evals.errors import DatasetError
from evals.metrics import ranking_values
from evals.places import Ground
from evals.report import RetrievalReport, figures_of, latency_of, origin_of, peak_memory_mb
from evals.sampling import sampler
from evals.searching import (
    DOCUMENT_DEPTH,
    POOL_DEPTH,
    Measured,
    Progress,
    measure_documents,
    measure_pool,
    time_queries,
)
from retrieval.fusion import FULL, Recipe

VARIANTS: Mapping[str, Recipe] = {
    "full": FULL,
    "dense-only": Recipe(lexical=0.0, marks=0.0, concepts=0.0),
    "no-words": Recipe(lexical=0.0),
    "no-identifiers": Recipe(marks=0.0),
    "no-concepts": Recipe(concepts=0.0),
    "no-language-balance": Recipe(competition=1.0),
    "no-centring": Recipe(centred=False),  # of pools; the centring of an index on disk is in its vectors
    "no-diacritics-restored": Recipe(restored=False),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which questions of a dataset are asked, at most `most`; with `plain` the Vietnamese ones without diacritics."""

    most: int | None = None
    plain: bool = False

    def of(self, dataset: Dataset) -> Dataset:
        """The dataset with these questions."""
        chosen = dataset if self.most is None else dataset.thinned(self.most)
        return chosen.typed_plainly() if self.plain else chosen


def run(
    path: Path,
    settings: Settings,
    *,
    corpus: Sequence[Path] = (),
    home: Path | None = None,
    sample: int | None = None,
    variant: str = "full",
    asked: Asked | None = None,
    progress: Progress | None = None,
) -> RetrievalReport:
    """Evaluate retrieval on the dataset at `path`.

    A pool (SQuAD, XQuAD-R, BEIR) is searched in memory; for our own sets the documents in `corpus` are added to a
    home of their own (`home` keeps it, so that a second run starts at once) and searched there. With `sample` only
    the files that the questions name and so many other articles are embedded; the others are found by words.

    `asked` tells which of the questions are asked and how, all as they are when None. `variant` names one of
    `VARIANTS`: the production search with a part switched off.

    Raises:
        DatasetError: the dataset cannot be read, or there is no such variant.
        RetrievalError: the model or the index cannot be used.
    """
    recipe = recipe_of(variant)
    dataset = (asked or Asked()).of(load(path))
    if dataset.passages:
        bench = pool_bench(dataset, settings, recipe)
        measured = measure_pool(dataset, bench.retriever, progress=progress)
        return _report(dataset, measured, bench, depth=POOL_DEPTH, variant=variant, notes=dataset.notes)
    choose = None if sample is None else sampler(dataset, sample)
    with document_bench(corpus, settings, home=home, choose=choose, recipe=recipe, progress=progress) as documents:
        ground = Ground(documents.library)
        measured = measure_documents(dataset, documents.retriever, ground, progress=progress)
        notes = [*dataset.notes, *_gaps(dataset, ground)]
        notes += [documents.sample.note] if documents.sample else []
        return _report(dataset, measured, documents, depth=DOCUMENT_DEPTH, variant=variant, notes=notes)


def recipe_of(variant: str) -> Recipe:
    """The recipe of a variant by its name.

    Raises:
        DatasetError: there is no such variant.
    """
    if variant not in VARIANTS:
        raise DatasetError(f"no variant {variant!r}; there are: {', '.join(VARIANTS)}")
    return VARIANTS[variant]


def score_run(run_path: Path, qrels_path: Path) -> RetrievalReport:
    """Score a saved TREC run against qrels; nothing is searched, so there is no latency.

    Raises:
        DatasetError: a file is malformed.
    """
    rankings, judged = read_run(run_path), read_qrels(qrels_path)
    values = ranking_values(rankings, judged)
    return RetrievalReport(
        origin=origin_of(qrels_path.stem, "", model=run_path.stem, variant="run"),
        figures=figures_of(values, {"all": list(judged)}),
        values=values,
        depth=max(map(len, rankings.values()), default=0),
    )


def _gaps(dataset: Dataset, ground: Ground) -> list[str]:
    """What no search could find: files that were not added, and support that no passage holds."""
    notes = [f"not in the corpus, so not to be found: {file}" for file in ground.missing(dataset.files)]
    lost = [case.id for case in dataset.answerable if not ground.reachable(case.support_sets)]
    return [*notes, f"no passages hold the whole support of: {', '.join(lost)}"] if lost else notes


def _report(
    dataset: Dataset, measured: Measured, bench: Bench, *, depth: int, variant: str, notes: Sequence[str] = ()
) -> RetrievalReport:
    return RetrievalReport(
        origin=origin_of(dataset.name, dataset.sha256, model=bench.embedder.fingerprint, variant=variant, notes=notes),
        figures=figures_of(measured.values, measured.groups),
        values=measured.values,
        latency=latency_of(time_queries(dataset.answerable, bench.retriever)),
        peak_memory_mb=peak_memory_mb(),
        examples=tuple(measured.examples),
        passages=bench.passages,
        depth=depth,
        passages_per_second=bench.passages / bench.seconds if bench.seconds else None,
        indexing_seconds=bench.seconds,
    )
