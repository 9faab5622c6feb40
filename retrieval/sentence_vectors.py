"""Vectors of single sentences, made when passages are indexed, so that choosing among them costs no encoding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock

import numpy as np

from corpus.sentences import sentences
from corpus.store import Library
from retrieval.model import Embedder, FloatMatrix, Progress
from retrieval.vector_cache import VectorCache, key_of

CHUNK = 1024  # sentences embedded between two writes: what a kill may lose
KEPT_AHEAD = 60_000  # passages up to which every sentence is embedded ahead; beyond, those that are asked for
KEPT_LATE = 50_000  # vectors of late sentences that one process remembers


class SentenceVectors:
    """Looks vectors up by the words of a sentence; what is not there is encoded and remembered. Thread-safe."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        """`folder` is that of the index; the vectors are raw, as the encoder gives them."""
        self._folder, self._embedder = folder, embedder
        self._cache = self._open()
        self._late: dict[bytes, FloatMatrix] = {}
        self._lock = Lock()

    def reopen(self) -> None:
        """See what another process has added."""
        self._cache = self._open()

    def of(self, words: Sequence[str]) -> FloatMatrix:
        """Vectors (n, dim) float32 of sentences."""
        cache = self._cache
        keys = [key_of(sentence) for sentence in words]
        self._encode([(k, w) for k, w in zip(keys, words, strict=True) if k not in cache and k not in self._late])
        found = np.zeros((len(keys), self._embedder.dim), np.float32)
        stored = [row for row, key in enumerate(keys) if key in cache]
        found[stored] = cache.get([keys[row] for row in stored])
        for row, key in enumerate(keys):
            if key not in cache:
                found[row] = self._late[key]
        return found

    def _encode(self, missing: Sequence[tuple[bytes, str]]) -> None:
        if not missing:
            return
        vectors = self._embedder.passages([sentence for _, sentence in missing])
        with self._lock:
            if len(self._late) > KEPT_LATE:
                self._late = {}
            self._late = self._late | dict(zip((key for key, _ in missing), vectors, strict=True))

    def _open(self) -> VectorCache:
        return VectorCache(self._folder / "sentences", self._embedder.fingerprint, self._embedder.dim)


def update_sentences(folder: Path, library: Library, embedder: Embedder, *, progress: Progress | None = None) -> int:
    """Embed the sentences of all passages that have no vector yet; resumable. Returns how many were embedded."""
    if library.count_passages() > KEPT_AHEAD:
        return 0
    cache = VectorCache(folder / "sentences", embedder.fingerprint, embedder.dim)
    waiting = {key: sentence for key, sentence in _sentences(library) if key not in cache}
    keys = sorted(waiting, key=lambda key: len(waiting[key]))  # batches of like length waste no padding
    for at in range(0, len(keys), CHUNK):
        chunk = keys[at : at + CHUNK]
        cache.add(chunk, embedder.passages([waiting[key] for key in chunk]))
        if progress:
            progress(min(at + CHUNK, len(keys)), len(keys))
    return len(keys)


def _sentences(library: Library) -> Iterator[tuple[bytes, str]]:
    for numbered in library.numbered_passages():
        content = numbered.passage.content
        for start, end in sentences(content):
            yield key_of(content[start:end]), content[start:end]
