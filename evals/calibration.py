"""Fits the weights by which the assistant knows how sure it is, and the threshold under which it abstains.

Every gold question is put to the production pipeline as it is; each answerable one also stands in for one that is
not: its supporting passages are taken out of what was found, as if the corpus lacked them. What is learned is whether
the best passage supports the answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from assistant.choosing import telling_first
from assistant.confidence import FEATURES, features_of
from assistant.duties import Duties
from assistant.gathering import PASSAGES_READ, SentenceScorer, read
from assistant.model import Question
from assistant.understanding import Understanding, understand
from evals.datasets.model import Case
from evals.places import Ground, Span
from retrieval.model import Hit, Query, Retriever

STRENGTH = 0.3  # inverse of the ridge penalty: features are few and overlap, so weights are kept small
FOLDS = 5
KEPT = 0.95  # share of right passages to answer from: at .9 more right ones are refused than wrong ones are spared
HITS = 20  # found for each question, so that enough is left when the supporting passages are taken out


@dataclass(frozen=True, slots=True)
class Observation:
    """A question as the pipeline sees it. `right` tells whether the best passage supports the answer."""

    case: str
    features: tuple[float, ...]
    right: bool


@dataclass(frozen=True, slots=True)
class Fit:
    """Fitted weights with their threshold; quality is measured on questions held out."""

    weights: dict[str, float]
    area: float  # under the ROC curve
    kept: float  # share of right passages that are answered from at the threshold
    refused: float  # share of wrong ones that are refused


def observe(
    cases: Sequence[Case], *, retriever: Retriever, scorer: SentenceScorer, ground: Ground, duties: Duties
) -> Iterator[Observation]:
    """Each question as it is and, where it is answerable, as if its support were missing."""
    for case in cases:
        asked, hits, support = searched(case, retriever, ground)
        supporting = [hit for hit in hits if any(_span(hit).touches(span) for span in support)]
        found = telling_first(asked, read(asked, hits[:PASSAGES_READ], scorer), duties)
        right = bool(found) and found[0].hit in supporting
        yield Observation(case.id, tuple(features_of(asked, found)), right)
        if case.answerable:
            left = [Hit(n, h.score, h.passage, h.evidence) for n, h in enumerate(_less(hits, supporting), 1)]
            without = telling_first(asked, read(asked, left[:PASSAGES_READ], scorer), duties)
            yield Observation(case.id, tuple(features_of(asked, without)), False)


def searched(case: Case, retriever: Retriever, ground: Ground) -> tuple[Understanding, list[Hit], list[Span]]:
    """A gold question as the assistant reads it, what is found for it, and where its support stands."""
    asked = understand(Question(case.question))
    hits = retriever.search(Query(case.question, k=HITS, language=asked.language))
    return asked, hits, [span for chosen in ground.sets(case.support_sets) for spans in chosen for span in spans]


def fit(observations: Sequence[Observation]) -> Fit:
    """Weights for `assistant.confidence`, the threshold, and how well they do on questions held out."""
    matrix = np.array([o.features for o in observations])
    labels = np.array([o.right for o in observations])
    groups = np.array([o.case for o in observations])
    model = LogisticRegression(C=STRENGTH, max_iter=5000)
    held_out: npt.NDArray[np.float64] = cross_val_predict(
        model, matrix, labels, groups=groups, cv=GroupKFold(FOLDS), method="predict_proba"
    )[:, 1]
    model.fit(matrix, labels)
    threshold = _threshold(held_out, labels)
    weights = {"bias": float(model.intercept_[0])} | dict(zip(FEATURES, map(float, model.coef_[0]), strict=True))
    return Fit(
        weights | {"threshold": threshold},
        area=float(roc_auc_score(labels, held_out)),
        kept=float((held_out[labels] >= threshold).mean()),
        refused=float((held_out[~labels] < threshold).mean()),
    )


def write(path: Path, weights: dict[str, float], *, reader: str = "assistant.confidence") -> None:
    """Write the file that a reader of weights reads: `assistant.confidence`, or the certainty of a service."""
    head = f"# Logistic weights over {reader}.FEATURES, fitted by `congvu evals calibrate`."
    lines = [head, *(f"{name} = {value:.4f}" for name, value in weights.items())]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _less(hits: Sequence[Hit], gone: Sequence[Hit]) -> list[Hit]:
    return [hit for hit in hits if hit not in gone]


def _span(hit: Hit) -> Span:
    return Span(hit.passage.text_id, hit.passage.start, hit.passage.end)


def _threshold(scores: npt.NDArray[np.float64], labels: npt.NDArray[np.bool_]) -> float:
    """The highest confidence at which the wanted share of right passages is still answered from."""
    return float(np.quantile(scores[labels], 1 - KEPT))
