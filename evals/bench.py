"""Builds what is measured, the way production builds it: the same embedder, index, retriever and assistant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.store import Library, open_database
from evals.datasets.model import Dataset
from evals.sampling import Choose, Sample
from register.sync import sync
from retrieval.embedding import load_embedder
from retrieval.fusion import FULL, Recipe
from retrieval.indexing import update_index
from retrieval.memory import MemoryRetriever
from retrieval.model import Embedder, Progress, Retriever
from retrieval.search import open_retriever
from retrieval.sentence_vectors import update_sentences

SENTENCES_AHEAD = 60_000  # passages up to which an evaluation embeds all sentences; more would take it an hour


@dataclass(frozen=True, slots=True)
class Bench:
    """A retriever ready to be measured. `seconds` is what indexing took, of which nearly all is encoding."""

    retriever: Retriever
    embedder: Embedder
    passages: int
    seconds: float


@dataclass(frozen=True, slots=True)
class DocumentBench(Bench):
    """A retriever over documents, with the settings and the library that an assistant can be built from.

    `sample` tells what was embedded; None when everything was.
    """

    settings: Settings
    library: Library
    sample: Sample | None = None


def pool_bench(dataset: Dataset, settings: Settings, recipe: Recipe = FULL) -> Bench:
    """Index the passages of a pool in memory."""
    embedder = load_embedder(settings.model, settings.model_folder)
    embedder.passages([passage.content for passage in dataset.passages[:8]])  # warm-up: kernels are chosen here
    start = perf_counter()
    retriever = MemoryRetriever(dataset.passages, embedder, recipe=recipe)
    return Bench(retriever, embedder, len(dataset.passages), perf_counter() - start)


@contextmanager
def document_bench(
    paths: Sequence[Path],
    settings: Settings,
    *,
    home: Path | None = None,
    choose: Choose | None = None,
    recipe: Recipe = FULL,
    answering: bool = False,
    progress: Progress | None = None,
) -> Iterator[DocumentBench]:
    """Add documents and index them as `congvu corpus add` does, in `home` or in a home that is removed afterwards.

    With `answering` the register is brought up too, and the sentence vectors that answers rest on, where they are few.
    With `choose` only the passages chosen are embedded; the others are found by words. The model stays in the home of
    `settings`, so that it is unpacked once.
    """
    with TemporaryDirectory(prefix="congvu-evals-") as folder:
        own = settings.model_copy(update={"home": home or Path(folder), "database": None})
        database = open_database(own.database_url)
        library = Library(database)
        start = perf_counter()
        ingest(paths, library, database)
        if answering:
            sync(library, database)
        embedder = load_embedder(settings.model, settings.model_folder)
        sample = choose(library) if choose else None
        embed = sample.__contains__ if sample else None
        update_index(own.index_folder, library, embedder, progress=progress, embed=embed)
        if answering and library.count_passages() <= SENTENCES_AHEAD:
            update_sentences(own.index_folder, library, embedder, progress=progress)
        seconds = perf_counter() - start
        retriever = open_retriever(own.index_folder, library, embedder, recipe)
        try:
            yield DocumentBench(retriever, embedder, library.count_passages(), seconds, own, library, sample)
        finally:
            database.close()
