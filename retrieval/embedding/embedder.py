"""The embedder: an encoder with its prompts and a name that tells its vectors from all others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from retrieval.model import FloatMatrix, Progress


class Encoder(Protocol):
    """Encodes texts as they are into (n, dim) float32, rows L2-normalised; prompts are the caller's."""

    @property
    def dim(self) -> int: ...

    def encode(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix: ...


class EncoderWhenNeeded:
    """An encoder whose weights are loaded for the first words to encode. Safe to share between threads."""

    def __init__(self, dim: int, load: Callable[[], Encoder]) -> None:
        """`dim` is what `load` will give; it is known without loading."""
        self.dim = dim
        self._load = load
        self._loaded: Encoder | None = None
        self._lock = Lock()

    def encode(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        """Encode texts in their order."""
        with self._lock:
            self._loaded = self._loaded or self._load()
        return self._loaded.encode(words, progress=progress)


@dataclass(frozen=True, slots=True)
class ModelEmbedder:
    """Implements `retrieval.model.Embedder` over any encoder. Safe to share between threads."""

    encoder: Encoder
    fingerprint: str
    query_prompt: str
    passage_prompt: str

    @property
    def dim(self) -> int:
        return self.encoder.dim

    def queries(self, words: Sequence[str]) -> FloatMatrix:
        return self.encoder.encode([self.query_prompt + w for w in words])

    def passages(self, words: Sequence[str], *, progress: Progress | None = None) -> FloatMatrix:
        return self.encoder.encode([self.passage_prompt + w for w in words], progress=progress)
