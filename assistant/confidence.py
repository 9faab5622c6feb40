"""How sure an answer is: a logistic model over a few readable features, one threshold for all languages."""

from __future__ import annotations

import math
import tomllib
from functools import cache
from pathlib import Path

from assistant.gathering import Gathered
from assistant.ranking import FEATURES as UNIT_FEATURES
from assistant.ranking import features as unit_features
from assistant.understanding import Understanding

WEIGHTS = Path(__file__).parent / "data" / "confidence.toml"

# Of the best sentence, as in `assistant.ranking`; and how it stands among the others.
TAKEN = (
    "dense",
    "lexical",
    "marks",
    "similarity",
    "coverage",
    "around",
    "same",
    "wanted",
    "unwanted",
    "tied_around",
    "untied",
)
FEATURES = (*TAKEN, "probability", "lead", "agreement")


@cache
def weights() -> dict[str, float]:
    """Weights, bias and threshold, fitted by `congvu evals calibrate`."""
    with WEIGHTS.open("rb") as file:
        data: dict[str, float] = tomllib.load(file)
    return data


def confidence(asked: Understanding, found: Gathered) -> float:
    """Probability, 0..1, that what was found answers the question; 0 when nothing was found."""
    if not found.units:
        return 0.0
    fitted = weights()
    total = fitted["bias"] + sum(fitted[n] * v for n, v in zip(FEATURES, features_of(asked, found), strict=True))
    return 1 / (1 + math.exp(-total))


def features_of(asked: Understanding, found: Gathered) -> list[float]:
    """The features of what was found, units best first; zeros when nothing was."""
    if not found.units:
        return [0.0] * len(FEATURES)
    best = found.units[0]
    row = dict(zip(UNIT_FEATURES, unit_features(asked, found.units[:1])[0], strict=True))
    others = [unit for unit in found.units if unit.hit.passage.id != best.hit.passage.id]
    lead = best.probability - (others[0].probability if others else 0.0)
    agreement = float(best.hit.rank == 1)
    return [*(float(row[name]) for name in TAKEN), best.probability, lead, agreement]
