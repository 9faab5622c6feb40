"""Evaluates retrieval: the production retriever over a benchmark, measured and reported."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.settings import Settings
from evals.bench import Bench, document_bench, pool_bench
from evals.datasets import Dataset, load
from evals.datasets.trec import read_qrels, read_run
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


def run(
    path: Path,
    settings: Settings,
    *,
    corpus: Sequence[Path] = (),
    home: Path | None = None,
    sample: int | None = None,
    progress: Progress | None = None,
) -> RetrievalReport:
    """Evaluate retrieval on the dataset at `path`.

    A pool (SQuAD, XQuAD-R, BEIR) is searched in memory; for our own sets the documents in `corpus` are added to a
    home of their own (`home` keeps it, so that a second run starts at once) and searched there. With `sample` only
    the files that the questions name and so many other passages are embedded; the others are found by words.

    Raises:
        DatasetError: the dataset cannot be read.
        RetrievalError: the model or the index cannot be used.
    """
    dataset = load(path)
    if dataset.passages:
        bench = pool_bench(dataset, settings)
        measured = measure_pool(dataset, bench.retriever, progress=progress)
        return _report(dataset, measured, bench, depth=POOL_DEPTH)
    choose = None if sample is None else sampler(dataset, sample)
    with document_bench(corpus, settings, home=home, choose=choose, progress=progress) as documents:
        ground = Ground(documents.library)
        measured = measure_documents(dataset, documents.retriever, ground, progress=progress)
        notes = [f"not in the corpus, so not to be found: {file}" for file in ground.missing(dataset.files)]
        notes += [documents.sample.note] if documents.sample else []
        return _report(dataset, measured, documents, depth=DOCUMENT_DEPTH, notes=notes)


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


def _report(
    dataset: Dataset, measured: Measured, bench: Bench, *, depth: int, notes: Sequence[str] = ()
) -> RetrievalReport:
    return RetrievalReport(
        origin=origin_of(dataset.name, dataset.sha256, model=bench.embedder.fingerprint, notes=notes),
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
