"""How sure an answer is: a logistic model over a few readable features, one threshold for all languages."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.gathering import Gathered
from assistant.understanding import MENTIONS, Understanding
from corpus.fold import fold

WEIGHTS = Path(__file__).parent / "data" / "confidence.toml"
STEM = 5  # letters compared when looking for the question's words in a passage; inflection changes what follows
SHORTEST = 4  # words with fewer letters say little about the topic


@dataclass(frozen=True, slots=True)
class Features:
    """What confidence looks at. Similarities are centred cosines, shares are 0..1."""

    passage: float  # similarity of the best sentence
    margin: float  # best sentence against the tenth hit's
    coverage: float  # share of the question's words in the best passage, 0.5 across languages
    wanted: float  # 1 when the best sentences mention a fact of the wanted kind, 0.5 when no kind is wanted
    document: (
        float  # 1 when the document that the question names is the passage's act or cited in it, 0.5 if none named
    )
    same_language: float


@cache
def weights() -> dict[str, float]:
    """Weights, bias and threshold; fitted by `evals.calibration`, which writes the file."""
    with WEIGHTS.open("rb") as file:
        data: dict[str, float] = tomllib.load(file)
    return data


def confidence(features: Features) -> float:
    """Probability that the best sentence answers the question."""
    w = weights()
    total = w["bias"] + sum(w[name] * getattr(features, name) for name in Features.__slots__)
    return 1 / (1 + math.exp(-total))


def features_of(asked: Understanding, found: Gathered) -> Features:
    """Features of what was gathered; all zero when nothing was."""
    if not found.units:
        return Features(0, 0, 0, 0, 0, 0)
    best = found.units[0]
    same = best.hit.passage.language is asked.language
    return Features(
        passage=best.similarity,
        margin=best.similarity - found.units[-1].similarity,
        coverage=_coverage(asked, best.hit.passage.embedded) if same else 0.5,
        wanted=_wanted(asked, found),
        document=_document(asked, found),
        same_language=float(same),
    )


def _coverage(asked: Understanding, passage: str) -> float:
    words = {w[:STEM] for w in fold(asked.question.words).split() if len(w) >= SHORTEST}
    present = {w[:STEM] for w in fold(passage).split()}
    return len(words & present) / len(words) if words else 0.5


def _wanted(asked: Understanding, found: Gathered) -> float:
    kinds = [MENTIONS[w] for w in asked.wants if w in MENTIONS]
    if not kinds:
        return 0.5
    facts = [m for unit in found.units[:3] for m in unit.mentions if m.kind is kinds[0]]
    return float(any(m.value not in asked.named(kinds[0]) for m in facts))


def _document(asked: Understanding, found: Gathered) -> float:
    if not asked.documents:
        return 0.5
    best = found.units[0]
    return float(any(value in asked.documents for _, value in best.passage_facts))
