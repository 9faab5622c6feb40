"""Fits the weights by which the assistant knows how sure it is that a service is meant, and is told of.

Every gold question about services is put to the production finder as it is; each answerable one also stands in for one
that is not: the entries that support it, and their passages, are taken away, as if no guide told of the service. What
is learned is whether the best entry holds the support.

Gold has too few questions for services that no guide knows to learn how much an unknown word weighs. Such weights are
drawn towards `PRIOR`, the others towards nought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from assistant.gathering import PASSAGES_READ, Found, SentenceScorer, read
from assistant.procedures.candidate import Candidate
from assistant.procedures.certainty import FEATURES, features_of
from assistant.procedures.entries import Entry
from assistant.procedures.finding import Finder
from assistant.understanding import Understanding
from evals.calibration import Fit, Observation, searched
from evals.datasets.model import Case
from evals.places import Ground, Span
from retrieval.model import Retriever

Numbers = npt.NDArray[np.float64]

PRIOR = {"alien": -8.0, "unheard": -2.5, "unknown": -8.0, "strange": -1.0}  # set by hand: "a passport for a cat"
FIRM = 1.0  # how strongly those set by hand are drawn: at 0.3 a passport for a cat is told of
RIDGE = 0.3  # how strongly weights are drawn, in halves of a squared unit against the loss of one question
FOLDS = 10
STEPS = 50  # of Newton's method; it stops changing after some ten
THRESHOLD = 0.5  # of the probability itself: a wrong service costs as much as none


def observe(
    cases: Sequence[Case], *, retriever: Retriever, scorer: SentenceScorer, ground: Ground, finder: Finder
) -> Iterator[Observation]:
    """Each question as it is and, where it is answerable, as if no guide told of what it asks."""
    for case in cases:
        asked, hits, support = searched(case, retriever, ground)
        found = read(asked, hits[:PASSAGES_READ], scorer)
        ranked = finder.ranked(asked, found)
        if ranked:
            yield _observed(case, asked, ranked, found, right=_tells(ranked[0].entry, support))
        left = [one for one in ranked if not _tells(one.entry, support)]
        if case.answerable and left:
            kept = [one for one in found if not any(_span(one).touches(span) for span in support)]
            yield _observed(case, asked, left, kept, right=False)


def fit(observations: Sequence[Observation]) -> Fit:
    """Weights for `assistant.procedures.certainty`, and how well such weights do on questions held out."""
    matrix = np.array([(1.0, *o.features) for o in observations])
    labels = np.array([o.right for o in observations], dtype=float)
    groups = np.array([o.case for o in observations])
    held_out = np.zeros(len(labels))
    for train, test in GroupKFold(FOLDS).split(matrix, labels, groups):
        held_out[test] = _sure(matrix[test], _weights(matrix[train], labels[train]))
    weights = dict(zip(("bias", *FEATURES), map(float, _weights(matrix, labels)), strict=True))
    return Fit(
        weights | {"threshold": THRESHOLD},
        area=float(roc_auc_score(labels, held_out)),
        kept=float((held_out[labels == 1] >= THRESHOLD).mean()),
        refused=float((held_out[labels == 0] < THRESHOLD).mean()),
    )


def judge(observations: Sequence[Observation], weights: dict[str, float]) -> tuple[float, float]:
    """The share of right entries that given weights trust, and of wrong ones that they refuse."""
    matrix = np.array([(1.0, *o.features) for o in observations])
    labels = np.array([o.right for o in observations])
    trusted = _sure(matrix, np.array([weights[name] for name in ("bias", *FEATURES)])) >= weights["threshold"]
    return float(trusted[labels].mean()), float((~trusted[~labels]).mean())


def _weights(matrix: Numbers, labels: Numbers) -> Numbers:
    """The weights of greatest likelihood less what they differ from `PRIOR`, by Newton's method; the bias is free."""
    prior = np.array([0.0, *(PRIOR.get(name, 0.0) for name in FEATURES)])
    ridge = np.array([0.0, *(FIRM if name in PRIOR else RIDGE for name in FEATURES)])
    weights = prior.copy()
    for _ in range(STEPS):
        sure = _sure(matrix, weights)
        slope = matrix.T @ (sure - labels) + ridge * (weights - prior)
        curve = matrix.T @ (matrix * (sure * (1 - sure))[:, None]) + np.diag(ridge + 1e-9)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def _sure(matrix: Numbers, weights: Numbers) -> Numbers:
    sure: Numbers = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
    return sure


def _observed(
    case: Case, asked: Understanding, ranked: Sequence[Candidate], found: Sequence[Found], *, right: bool
) -> Observation:
    return Observation(case.id, tuple(features_of(asked, ranked, found)), right)


def _tells(entry: Entry, support: Sequence[Span]) -> bool:
    whole = Span(entry.text_id, entry.start, entry.end)
    return any(whole.touches(span) for span in support)


def _span(found: Found) -> Span:
    passage = found.hit.passage
    return Span(passage.text_id, passage.start, passage.end)
