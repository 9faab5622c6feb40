"""How the search holds at scale: time, space and agreement with brute force, by the code that serves.

The corpus is real and padded to the size wanted (`evals.padding`). What is measured runs in processes of its own that
open the finished index, as a server does; a second one beside the first shows what they share.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from assistant.settings import Settings
from corpus.ingest import ingest
from corpus.language import detect
from corpus.store import Library, open_database
from evals.datasets import load
from evals.padding import PaddedEmbedder, chosen, copy_texts, fill
from evals.report import Latency, Origin, Part, latency_of, origin_of
from retrieval.centring import centred, code_of
from retrieval.embedding import load_embedder
from retrieval.embedding.remembering import RememberingEmbedder
from retrieval.generations import Generation, current
from retrieval.in_force import InForceRetriever
from retrieval.indexing import update_index
from retrieval.model import Embedder, FloatMatrix, Query
from retrieval.search import open_retriever
from retrieval.snapshot import open_snapshot
from retrieval.vector_cache import VectorCache, key_of
from retrieval.vectors import Numbers, VectorIndex

REAL = 2000  # passages that are really embedded when nothing else is said
K = 10  # hits asked for
WARM_UP = 5  # questions asked before timing: pages are read, torch chooses its kernels
SPAWN = multiprocessing.get_context("spawn")


class Memory(Part):
    """What a process holds, in MiB: `resident` with mapped files, `shared` evenly, `private` to it alone."""

    resident: float
    proportional: float
    private: float


class Costs(Part):
    """What the index costs: seconds to build it (vectors were there) and MiB on disk."""

    building_seconds: float
    vectors_mb: float
    lexical_mb: float
    places_mb: float
    database_mb: float


class ScaleReport(Part):
    """One corpus, served by one process and then by two. Latencies are per question, one client."""

    origin: Origin
    passages: int
    really_embedded: int
    exact: bool
    costs: Costs | None  # None when the index was there already
    opening_seconds: float
    searching: Latency
    without_encoding: Latency
    recall_at_10: float
    memory: tuple[Memory, ...]  # of the first process, then of a second beside it

    def table(self) -> str:
        """The figures as lines of text."""
        rows = [
            ("passages", f"{self.passages} ({self.really_embedded} really embedded)"),
            ("index", "exact" if self.exact else "approximate"),
            ("search, ms p50 / p95", f"{self.searching.p50:.1f} / {self.searching.p95:.1f}"),
            ("without encoding", f"{self.without_encoding.p50:.1f} / {self.without_encoding.p95:.1f}"),
            ("recall@10 against exact", f"{self.recall_at_10:.3f}"),
            ("opening, s", f"{self.opening_seconds:.2f}"),
            *((f"memory of process {n}", _told(memory)) for n, memory in enumerate(self.memory, start=1)),
        ]
        if c := self.costs:
            rows += [
                ("building, s", f"{c.building_seconds:.0f}"),
                ("on disk, MB", f"vectors {c.vectors_mb:.0f}, words {c.lexical_mb:.0f}, places {c.places_mb:.0f}"),
                ("database, MB", f"{c.database_mb:.0f}"),
            ]
        return "\n".join([self.origin.machine, *(f"{name:26} {value}" for name, value in rows)])


def run(
    paths: Sequence[Path],
    datasets: Sequence[Path],
    settings: Settings,
    *,
    home: Path,
    passages: int,
    real: int = REAL,
) -> ScaleReport:
    """Index `paths` in `home`, padded to so many `passages`, and search for the questions of `datasets`.

    A second run over the same home uses the index that is there.

    Raises:
        DatasetError: a dataset cannot be read.
    """
    questions = list(dict.fromkeys(case.question for path in datasets for case in load(path).cases))
    own = settings.model_copy(update={"home": home, "database": None})
    embedder = PaddedEmbedder(load_embedder(settings.model, settings.model_folder))
    costs, embedded = _build(paths, own, embedder, passages, real)
    serving = Serving(own.index_folder, own.database_url, settings.model, settings.model_folder)
    with ProcessPoolExecutor(1, mp_context=SPAWN) as one, ProcessPoolExecutor(1, mp_context=SPAWN) as two:
        timed = one.submit(serve, serving, questions).result()
        alone = one.submit(memory).result()
        two.submit(serve, serving, questions).result()
        beside = [pool.submit(memory).result() for pool in (one, two)]
    recall, exact = agreement(current(own.index_folder), embedder, questions)
    return ScaleReport(
        origin=origin_of("+".join(path.stem for path in datasets), "", model=settings.model, variant=f"{passages}"),
        passages=timed.passages,
        really_embedded=embedded,
        exact=exact,
        costs=costs,
        opening_seconds=timed.opening_seconds,
        searching=_latency(timed.total_ms),
        without_encoding=_latency(timed.known_ms),
        recall_at_10=recall,
        memory=(alone, *beside),
    )


def save(report: ScaleReport, folder: Path) -> Path:
    """Write `<folder>/<commit>/scale-<passages>.json`, making folders as needed; returns its path."""
    path = folder / report.origin.commit / f"scale-{report.passages}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.model_dump_json(indent=1), encoding="utf-8")
    return path


@dataclass(frozen=True, slots=True)
class Serving:
    """What a process needs to open the index."""

    index: Path
    database: str
    model: str
    model_folder: Path


@dataclass(frozen=True, slots=True)
class Served:
    """What one process measured; times are in the order of the questions."""

    passages: int
    opening_seconds: float
    total_ms: list[float]
    known_ms: list[float]  # with the question's vector known


def serve(serving: Serving, questions: Sequence[str]) -> Served:
    """Open the index in this process and ask every question, among what is in force, as an assistant does.

    Each is asked twice: words are searched while the question is encoded, so that what the rest takes shows only when
    its vector is known.
    """
    embedder = PaddedEmbedder(load_embedder(serving.model, serving.model_folder))
    library = Library(open_database(serving.database))
    start = perf_counter()
    retriever = InForceRetriever(open_retriever(serving.index, library, RememberingEmbedder(embedder, len(questions))))
    opening = perf_counter() - start
    _KEPT.append(retriever)
    for question in questions[:WARM_UP]:
        retriever.search(Query(f"{question} ", k=K))
    total = [_asked(retriever, question) for question in questions]
    known = [_asked(retriever, question) for question in questions]
    return Served(library.count_passages(), opening, total, known)


def _asked(retriever: InForceRetriever, question: str) -> float:
    """Milliseconds that a search takes."""
    start = perf_counter()
    retriever.search(Query(question, k=K))
    return (perf_counter() - start) * 1000


_KEPT: list[InForceRetriever] = []  # what this process has opened stays open while its memory is read


def memory() -> Memory:
    """What this process holds; all zero where the system does not tell."""
    rollup = Path("/proc/self/smaps_rollup")
    told = rollup.read_text(encoding="utf-8") if rollup.is_file() else ""
    sizes = {name: int(size) / 1024 for name, size in re.findall(r"(?m)^(\w+):\s+(\d+) kB", told)}
    private = sizes.get("Private_Clean", 0.0) + sizes.get("Private_Dirty", 0.0)
    return Memory(resident=sizes.get("Rss", 0.0), proportional=sizes.get("Pss", 0.0), private=private)


def agreement(generation: Generation, embedder: Embedder, questions: Sequence[str]) -> tuple[float, bool]:
    """The share of the ten nearest vectors that the index finds among its hundred best, and whether it is exact."""
    snapshot = open_snapshot(generation)
    codes = [code_of(detect(question)) for question in questions]
    asked = centred(embedder.queries(questions), codes, snapshot.means)
    nearest = brute_force(snapshot.vectors, asked, K)
    _, found = snapshot.vectors.search(asked, 100)
    shares = [len(set(a.tolist()) & set(b.tolist())) / K for a, b in zip(nearest, found, strict=True)]
    return float(np.mean(shares)), snapshot.vectors.exact


def brute_force(index: VectorIndex, asked: FloatMatrix, k: int, portion: int = 50_000) -> Numbers:
    """(n, k) numbers of the nearest vectors by comparing with all, a portion at a time; order is free."""
    best, numbers = np.zeros((len(asked), 0), np.float32), np.zeros((len(asked), 0), np.int64)
    for at in range(0, len(index.numbers), portion):
        scores = asked @ index.vectors[at : at + portion].astype(np.float32).T
        here = np.broadcast_to(index.numbers[at : at + portion], scores.shape)
        best, numbers = np.concatenate((best, scores), axis=1), np.concatenate((numbers, here), axis=1)
        top = np.argsort(-best, axis=1)[:, :k]
        best, numbers = np.take_along_axis(best, top, 1), np.take_along_axis(numbers, top, 1)
    return numbers


def _build(
    paths: Sequence[Path], settings: Settings, embedder: PaddedEmbedder, passages: int, real: int
) -> tuple[Costs | None, int]:
    """Bring the home to so many passages, all with vectors; tells the costs and how many vectors are real."""
    database = open_database(settings.database_url)
    library = Library(database)
    if not library.count_passages():
        ingest(paths, library, database)
    sample = [passage.content for passage in chosen(library, real)]
    cache = VectorCache(settings.index_folder / "embedded", embedder.fingerprint, embedder.dim)
    waiting = [words for words in dict.fromkeys(sample) if key_of(words) not in cache]
    cache.add([key_of(words) for words in waiting], embedder.passages(waiting))
    copy_texts(library, passages)
    fill(cache, library, cache.get([key_of(words) for words in sample]))
    start = perf_counter()
    generation = update_index(settings.index_folder, library, embedder)
    building = perf_counter() - start
    database.close()
    return _costs(generation, settings, building), len(sample)


def _costs(generation: Generation, settings: Settings, building: float) -> Costs:
    sizes = {path.relative_to(generation.folder): path.stat().st_size for path in generation.folder.rglob("*.*")}
    lexical = sum(size for path, size in sizes.items() if path.parts[0] == "lexical")
    vectors = sum(size for path, size in sizes.items() if path.name.startswith("vector"))
    database = settings.home / "congvu.db"
    return Costs(
        building_seconds=building,
        vectors_mb=vectors / 2**20,
        lexical_mb=lexical / 2**20,
        places_mb=(sum(sizes.values()) - lexical - vectors) / 2**20,
        database_mb=database.stat().st_size / 2**20 if database.is_file() else 0.0,
    )


def _latency(milliseconds: Sequence[float]) -> Latency:
    return latency_of(milliseconds) or Latency(n=0, mean=0.0, p50=0.0, p95=0.0)


def _told(held: Memory) -> str:
    return f"{held.resident:.0f} MB resident, {held.private:.0f} its own, {held.proportional:.0f} with its share"
