"""Bringing kinds of evidence together: pure functions over scores of the same candidates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Row = npt.NDArray[np.float32]

LEXICAL_WEIGHT = 0.45
MARKS_WEIGHT = 0.6


@dataclass(frozen=True, slots=True)
class Candidates:
    """Passages under consideration, row by row: (n,) arrays; lexical and marks are 0 where a signal is silent."""

    numbers: npt.NDArray[np.int64]
    dense: Row  # centred cosine, nan where the passage is not embedded yet
    lexical: Row  # BM25 within the question's language
    marks: Row  # BM25 over document numbers, clauses, numbers, names


@dataclass(frozen=True, slots=True)
class Background:
    """How the dense score of this question spreads over passages at large."""

    mean: float
    spread: float


def fused(candidates: Candidates, background: Background) -> dict[str, Row]:
    """Contributions by signal, each (n,); their sum is the score.

    The dense score counts in standard deviations from the background of all passages, so that a question for
    which everything is near is not more certain than another. Lexical scores count relative to the best one.
    """
    dense = (candidates.dense - background.mean) / max(background.spread, 1e-6)
    silent = np.isnan(dense)
    dense = np.where(silent, 0.0, dense)
    scale = max(1.0, float(dense.max(initial=0.0)))
    return {
        "dense": np.asarray(dense, np.float32),
        "lexical": np.asarray(LEXICAL_WEIGHT * scale * _relative(candidates.lexical), np.float32),
        "marks": np.asarray(MARKS_WEIGHT * scale * _relative(candidates.marks), np.float32),
    }


def _relative(scores: Row) -> Row:
    top = float(scores.max(initial=0.0))
    return np.asarray(scores / top if top > 0 else scores, np.float32)


def total(contributions: Mapping[str, Row]) -> Row:
    """The sum of all contributions, (n,)."""
    return np.asarray(np.sum(list(contributions.values()), axis=0), np.float32)
