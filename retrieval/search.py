"""The retriever over the index on disk; it follows new generations while queries run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock

from corpus.model import Language
from corpus.store import Library
from retrieval import engine
from retrieval.embedding.remembering import RememberingEmbedder
from retrieval.errors import IndexDamaged, WrongFingerprint
from retrieval.fusion import FULL, Recipe
from retrieval.generations import current, current_name
from retrieval.model import Embedder, FloatMatrix, Hit, Query
from retrieval.sentence_vectors import SentenceVectors
from retrieval.similarity import similarities
from retrieval.snapshot import Snapshot, open_snapshot

OPENING_TRIES = 3  # a generation may be removed between reading its name and opening it


class HybridRetriever:
    """Finds passages by meaning, words and identifiers. Safe to share between threads."""

    def __init__(self, folder: Path, library: Library, embedder: Embedder, recipe: Recipe = FULL) -> None:
        self._recipe = recipe
        self._folder, self._library = folder, library
        self._embedder: Embedder = RememberingEmbedder(embedder)
        self._lock = Lock()
        self._opened = self._open()
        self._sentences = SentenceVectors(folder, embedder)

    def search(self, query: Query) -> list[Hit]:
        """Hits, best first. The newest generation is used; a query that has begun ends on the one it began with."""
        return engine.search(self._newest(), self._embedder, self._library.passages_by_number, query, self._recipe)

    def similarities(self, question: str, language: Language, sentences: Sequence[tuple[str, Language]]) -> FloatMatrix:
        """Centred cosines of sentences to a question, (n,) float32."""
        return similarities(self._newest(), self._embedder, self._sentences, (question, language), sentences)

    def _newest(self) -> Snapshot:
        name, snapshot = self._opened
        if current_name(self._folder) == name:
            return snapshot
        with self._lock:
            if current_name(self._folder) != self._opened[0]:
                self._opened = self._open()
            return self._opened[1]

    def _open(self) -> tuple[str, Snapshot]:
        for tried in range(1, OPENING_TRIES + 1):
            generation = current(self._folder)
            if generation.manifest.fingerprint != self._embedder.fingerprint:
                raise WrongFingerprint(generation.manifest.fingerprint, self._embedder.fingerprint)
            try:
                return generation.name, open_snapshot(generation)
            except (OSError, IndexDamaged):
                if tried == OPENING_TRIES:
                    raise
        raise IndexDamaged(f"the index in {self._folder} changes faster than it can be opened")


def open_retriever(folder: Path, library: Library, embedder: Embedder, recipe: Recipe = FULL) -> HybridRetriever:
    """Open the current generation of the index in `folder`.

    Raises:
        IndexMissing: nothing is indexed yet.
        WrongFingerprint: the index holds vectors of another model.
    """
    return HybridRetriever(folder, library, embedder, recipe)
