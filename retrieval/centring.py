"""Language centring: languages attract their own kind, and subtracting each language's mean vector cures it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from corpus.model import Language
from retrieval.model import FloatMatrix

LANGUAGES: tuple[Language, ...] = tuple(Language)


@dataclass(frozen=True, slots=True)
class Means:
    """Sums of raw vectors by language, (languages, dim) float64-safe float32 rows, and how many went in."""

    sums: FloatMatrix
    counts: tuple[float, ...]

    @property
    def vectors(self) -> FloatMatrix:
        """(languages, dim) means; a language never seen gets the mean of the others."""
        counts = np.asarray(self.counts, np.float32)[:, None]
        overall = self.sums.sum(0) / max(1.0, float(counts.sum()))
        return np.where(counts > 0, self.sums / np.maximum(counts, 1), overall).astype(np.float32)

    def blended(self, other: Means) -> Means:
        """Both together, each by its count."""
        counts = tuple(a + b for a, b in zip(self.counts, other.counts, strict=True))
        return Means(self.sums + other.sums, counts)


def no_means(dim: int) -> Means:
    """Nothing known of any language."""
    return Means(np.zeros((len(LANGUAGES), dim), np.float32), (0.0,) * len(LANGUAGES))


def measure(vectors: FloatMatrix, languages: Sequence[int]) -> Means:
    """The sums and counts of `vectors` (n, dim) whose language codes are positions in `LANGUAGES`."""
    codes = np.asarray(languages)
    sums = np.stack([vectors[codes == code].sum(0) for code in range(len(LANGUAGES))])
    return Means(sums.astype(np.float32), tuple(float((codes == code).sum()) for code in range(len(LANGUAGES))))


def centred(vectors: FloatMatrix, languages: Sequence[int], means: FloatMatrix) -> FloatMatrix:
    """`vectors` (n, dim) less the mean of each one's language, rows L2-normalised again."""
    moved = vectors - means[np.asarray(languages, dtype=np.int64)]
    norms = np.linalg.norm(moved, axis=1, keepdims=True)
    return np.asarray(moved / np.maximum(norms, 1e-9), dtype=np.float32)


def code_of(language: Language) -> int:
    """The position of `language` in `LANGUAGES`, which the index keeps on disk."""
    return LANGUAGES.index(language)
