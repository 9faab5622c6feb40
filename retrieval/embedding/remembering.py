"""An embedder that remembers the questions it was asked last: searching and weighing sentences encode each once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from retrieval.model import Embedder, FloatMatrix, Progress

REMEMBERED = 512  # questions, 1.5 kB each


class RememberingEmbedder:
    """Implements `retrieval.model.Embedder` over another. Safe to share between threads."""

    def __init__(self, embedder: Embedder, remembered: int = REMEMBERED) -> None:
        self._embedder = embedder
        self._query = lru_cache(maxsize=remembered)(lambda words: embedder.queries([words])[0])

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dim(self) -> int:
        return self._embedder.dim

    def queries(self, words: Sequence[str]) -> FloatMatrix:
        return np.array([self._query(one) for one in words], np.float32).reshape(len(words), self.dim)

    def passages(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        return self._embedder.passages(words, progress=progress)
