"""Fits the weights by which the assistant ranks sentences and knows how sure it is, from gold questions.

Every question gives the sentences that the production pipeline gathers for it, labelled by whether they support a
gold answer. For confidence each answerable question also stands in for one that is not: its supporting passages are
taken out of what was found, as if the corpus lacked them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.confidence import FEATURES as SURE_FEATURES
from assistant.confidence import features_of
from assistant.gathering import Gathered, SentenceScorer, weighed
from assistant.model import Question
from assistant.ranking import FEATURES, FloatArray, features, probabilities
from assistant.understanding import Understanding, understand
from assistant.unit import Unit
from evals.datasets.model import Case
from evals.places import Ground, Span, same_words
from retrieval.model import Hit, Query, Retriever

STRENGTH = 0.5  # inverse of the ridge penalty: features are few and overlap, so weights are kept small
FOLDS = 5
HITS = 12  # found for each question, so that enough is left when the supporting passages are taken out


@dataclass(frozen=True, slots=True)
class Observation:
    """One question as the pipeline sees it. `labels` (n,) tell which of its sentences support the answer."""

    case: Case
    asked: Understanding
    units: tuple[Unit, ...]
    matrix: FloatArray
    labels: FloatArray

    @property
    def weight(self) -> float:
        """Each question counts once, however many sentences were read for it."""
        return 1 / max(1, len(self.units))


def observe(
    cases: Sequence[Case], *, retriever: Retriever, scorer: SentenceScorer, ground: Ground
) -> Iterator[tuple[Observation, Observation | None]]:
    """Each question as it is, and, where it is answerable, as if its support were missing."""
    for case in cases:
        asked = understand(Question(case.question))
        hits = retriever.search(Query(case.question, k=HITS, language=asked.language))
        support = [span for chosen in ground.sets(case.support_sets) for spans in chosen for span in spans]
        yield _observation(case, asked, hits, support, scorer), _without(case, asked, hits, support, scorer)


def fit_ranking(observations: Sequence[Observation]) -> tuple[dict[str, float], float]:
    """Weights for `assistant.ranking` and the share of questions whose best sentence is right, cross-validated."""
    told = [o for o in observations if o.labels.any()]
    matrix = np.vstack([o.matrix for o in told])
    labels = np.concatenate([o.labels for o in told])
    groups = np.concatenate([np.full(len(o.labels), n) for n, o in enumerate(told)])
    weights = np.concatenate([np.full(len(o.labels), o.weight) for o in told])
    model = LogisticRegression(C=STRENGTH, max_iter=2000)
    held_out = cross_val_predict(
        model,
        matrix,
        labels,
        groups=groups,
        cv=GroupKFold(FOLDS),
        method="predict_proba",
        params={"sample_weight": weights},
    )[:, 1]
    right = [labels[groups == n][held_out[groups == n].argmax()] for n in range(len(told))]
    model.fit(matrix, labels, sample_weight=weights)
    return _weights(model, FEATURES), float(np.mean(right))


def fit_confidence(present: Sequence[Observation], missing: Sequence[Observation]) -> dict[str, float]:
    """Weights and threshold for `assistant.confidence`: best sentence right against nothing there to find."""
    both = [*present, *missing]
    matrix = np.array([_sure_row(o) for o in both])
    labels = np.array([float(o.case.answerable and o.labels.any()) for o in both])
    model = LogisticRegression(C=STRENGTH, max_iter=2000, class_weight="balanced")
    held_out = cross_val_predict(model, matrix, labels, cv=FOLDS, method="predict_proba")[:, 1]
    model.fit(matrix, labels)
    return _weights(model, SURE_FEATURES) | {"threshold": _best_threshold(held_out, labels)}


def write(path: Path, comment: str, values: dict[str, float]) -> None:
    """Write a file of weights, one to a line."""
    lines = [f"# {line}" for line in comment.split("\n")]
    path.write_text("\n".join([*lines, *(f"{k} = {v:.4f}" for k, v in values.items())]) + "\n", encoding="utf-8")


def _observation(
    case: Case, asked: Understanding, hits: Sequence[Hit], support: Sequence[Span], scorer: SentenceScorer
) -> Observation:
    units = tuple(weighed(asked, hits, scorer))
    labels = np.array([float(_supports(unit, case, support)) for unit in units])
    return Observation(case, asked, units, features(asked, units), labels)


def _without(
    case: Case, asked: Understanding, hits: Sequence[Hit], support: Sequence[Span], scorer: SentenceScorer
) -> Observation | None:
    if not case.answerable:
        return None
    left = [hit for hit in hits if not any(_span(hit).touches(span) for span in support)]
    ranked = [Hit(n, hit.score, hit.passage, hit.evidence) for n, hit in enumerate(left, 1)]
    return _observation(case, asked, ranked, (), scorer)


def _span(hit: Hit) -> Span:
    return Span(hit.passage.text_id, hit.passage.start, hit.passage.end)


def _supports(unit: Unit, case: Case, support: Sequence[Span]) -> bool:
    """In a supporting place and, where gold quotes the answer, sharing the quote."""
    if not any(Span(unit.hit.passage.text_id, unit.start, unit.end).touches(span) for span in support):
        return False
    words = same_words(unit.words)
    quotes = [same_words(quote) for quote in case.spans]
    overlapping = [q for q in quotes if q and (q in words or (len(words) > 15 and words in q))]
    return bool(overlapping) or not quotes


def _sure_row(observation: Observation) -> list[float]:
    units = sorted(observation.units, key=lambda unit: -unit.probability)
    hits = tuple(dict.fromkeys(unit.hit for unit in units))
    return features_of(observation.asked, Gathered(hits, tuple(units)))


def _best_threshold(scores: FloatArray, labels: FloatArray) -> float:
    """Where balanced accuracy is best: a refusal in vain weighs as much as an answer in vain."""
    candidates = np.unique(np.round(scores, 3))
    balanced = [(scores[labels == 1] >= t).mean() + (scores[labels == 0] < t).mean() for t in candidates]
    return float(candidates[int(np.argmax(balanced))])


def _weights(model: LogisticRegression, names: Sequence[str]) -> dict[str, float]:
    pairs = dict(zip(names, map(float, model.coef_[0]), strict=True))
    return {"bias": float(model.intercept_[0])} | pairs


def reweighed(observation: Observation) -> Observation:
    """The same sentences with probabilities by the weights in force, after those were fitted anew."""
    chances = probabilities(observation.matrix)
    units = tuple(
        Unit(u.hit, u.words, u.start, u.end, u.similarity, float(p))
        for u, p in zip(observation.units, chances, strict=True)
    )
    return Observation(observation.case, observation.asked, units, observation.matrix, observation.labels)
