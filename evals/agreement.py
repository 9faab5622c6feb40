"""F1 of what was found of gold and what was right of what was read."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.report import Figure

RESAMPLES = 2000  # of the bootstrap of F1: its interval is steady to the third digit


def f1(found: Sequence[float], right: Sequence[float], measure: str = "F1") -> Figure:
    """F1 of recall (`found`, by gold item) and precision (`right`, by item read) with its 95 % bootstrap interval."""
    random = np.random.default_rng(7)
    draws = [
        harmonic(random.choice(found, len(found)).mean(), random.choice(right, len(right)).mean())
        for _ in range(RESAMPLES if found and right else 0)
    ]
    low, high = np.percentile(draws, (2.5, 97.5)) if draws else (0.0, 0.0)
    mean = harmonic(sum(found) / max(1, len(found)), sum(right) / max(1, len(right)))
    return Figure(measure=measure, group="all", n=len(found), mean=mean, low=float(low), high=float(high))


def harmonic(recall: float, precision: float) -> float:
    """The harmonic mean of two shares; 0 where both are."""
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0
