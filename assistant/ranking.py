"""Which sentence answers: a logistic model over readable features, the same for all languages."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.understanding import MENTIONS, Understanding, Want
from assistant.unit import Fact, Unit
from corpus.fold import fold
from corpus.model import MentionKind

FloatArray = npt.NDArray[np.float64]

WEIGHTS = Path(__file__).parent / "data" / "ranking.toml"
STEM = 5  # letters compared when looking for the question's words; inflection changes what follows
SHORTEST = 3  # words with fewer letters say little about the topic
LONG = 60  # words at which a sentence counts as fully long
# Facts that tie a question to a passage in another language; plain numbers meet by chance too often.
TIES = frozenset({MentionKind.AGENCY, MentionKind.DOCUMENT, MentionKind.DATE, MentionKind.MONEY, MentionKind.DURATION})

FEATURES = (
    "dense",  # of the passage, in standard deviations from the background
    "lexical",  # of the passage, within the question's language
    "marks",  # of the passage: document numbers, clauses, names
    "rank",  # one over the passage's rank
    "similarity",  # centred cosine of the sentence
    "relative",  # similarity less the best one's
    "coverage",  # share of the question's words in the sentence; 0 across languages
    "around",  # the same for the passage with its headings
    "same",  # the sentence is in the question's language
    "wanted",  # the sentence mentions a fact of the wanted kind that the question does not give
    "nearby",  # the passage does
    "unwanted",  # a kind is wanted and the passage has none
    "tied",  # share of the question's own facts in the sentence
    "tied_around",  # the same for the passage
    "untied",  # the question gives facts and the passage has none of them
    "length",  # words, up to LONG, as a share of it
    "asking",  # the sentence is itself a question
    "heading",  # it ends with a colon or has fewer than five words
)


def features(asked: Understanding, units: Sequence[Unit]) -> FloatArray:
    """(n, len(FEATURES)) float64, a row for each unit."""
    if not units:
        return np.zeros((0, len(FEATURES)))
    best = max(unit.similarity for unit in units)
    stems = _stems(asked.question.words)
    return np.array([_row(asked, unit, best, stems) for unit in units])


def probabilities(matrix: FloatArray) -> FloatArray:
    """(n,) probability that each unit supports the answer."""
    weights, bias = _weights()
    scores: FloatArray = 1 / (1 + np.exp(-(matrix @ weights + bias)))
    return scores


def _row(asked: Understanding, unit: Unit, best: float, stems: frozenset[str]) -> list[float]:
    passage = unit.hit.passage
    evidence = dict(unit.hit.evidence)
    same = passage.language is asked.language
    kind = wanted_kind(asked)
    wanted, nearby = _has(asked, kind, unit.facts), _has(asked, kind, unit.passage_facts)
    own = {(m.kind, m.value) for m in asked.mentions if m.kind in TIES}
    tied, tied_around = _share(own, unit.facts), _share(own, unit.passage_facts)
    count = len(unit.words.split())
    return [
        evidence.get("dense", 0.0) / 5,
        evidence.get("lexical", 0.0),
        evidence.get("marks", 0.0),
        1 / unit.hit.rank,
        unit.similarity,
        unit.similarity - best,
        _coverage(stems, unit.words) if same else 0.0,
        _coverage(stems, passage.embedded) if same else 0.0,
        float(same),
        wanted,
        nearby,
        float(kind is not None and not nearby),
        tied,
        tied_around,
        float(bool(own) and tied_around == 0),
        min(count, LONG) / LONG,
        float(unit.words.rstrip('*" ”»').endswith("?")),
        float(unit.words.endswith(":") or count < 5),
    ]


def wanted_kind(asked: Understanding) -> MentionKind | None:
    """The kind of fact that the question wants first, if its answer is a value."""
    return next((MENTIONS[want] for want in asked.wants if want in MENTIONS and want is not Want.NUMBER), None)


def _has(asked: Understanding, kind: MentionKind | None, facts: frozenset[Fact]) -> float:
    if kind is None:
        return 0.0
    given = asked.named(kind)
    return float(any(k is kind and value not in given for k, value in facts))


def _share(own: set[Fact], facts: frozenset[Fact]) -> float:
    return len(own & facts) / len(own) if own else 0.0


def _coverage(stems: frozenset[str], words: str) -> float:
    return len(stems & _stems(words)) / len(stems) if stems else 0.0


def _stems(words: str) -> frozenset[str]:
    return frozenset(word[:STEM] for word in fold(words).split() if len(word) >= SHORTEST)


@cache
def _weights() -> tuple[FloatArray, float]:
    with WEIGHTS.open("rb") as file:
        data: dict[str, float] = tomllib.load(file)
    return np.array([data[name] for name in FEATURES]), data["bias"]
