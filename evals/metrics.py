"""Ranking measures, confidence intervals and paired significance: pure functions over rankings and numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ir_measures
import numpy as np
from ir_measures import AP, RR, P, R, nDCG
from scipy import stats

Rankings = Mapping[str, Sequence[str]]  # document ids by question, best first
Judgements = Mapping[str, Mapping[str, int]]  # grades by document, by question
Values = dict[str, float]  # a value in 0..1 by question

RANKED = (R @ 1, R @ 5, R @ 10, R @ 50, RR, nDCG @ 10, AP, P @ 5)
SUFFICIENT = "sufficient"  # stands for "by this rank a whole support set is covered"

RESAMPLES = 2000  # the ends of a 95 % interval then vary by less than 0.005 for 60 questions
SEED = 20251015  # any fixed number: reports of equal results must be equal
CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean with its bootstrap confidence interval (95 %, percentiles, over questions)."""

    n: int
    mean: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two runs on the same questions: mean of `second - first`, its interval, and two p values.

    `randomised` is of the two-sided sign-flip test, `t` of the paired t test; 1 when all differences are zero.
    """

    n: int
    first: float
    second: float
    delta: Interval
    randomised: float
    t: float


def ranking_values(rankings: Rankings, judgements: Judgements) -> dict[str, Values]:
    """Every measure of `RANKED` by its name ("R@5", "RR", "nDCG@10", "AP", "P@5") for every judged question.

    Questions without a ranking count as zero; a document that occurs twice in a ranking counts once, at its best.
    """
    judged = {question: dict(gold) for question, gold in judgements.items() if gold}
    run = {question: _scored(rankings.get(question, ())) for question in judged}
    values: dict[str, Values] = {str(measure): dict.fromkeys(judged, 0.0) for measure in RANKED}
    for found in ir_measures.iter_calc(RANKED, judged, run):
        values[str(found.measure)][found.query_id] = float(found.value)
    return values


def sufficiency_values(ranks: Mapping[str, int | None]) -> dict[str, Values]:
    """The measures of `RANKED` when each question has one goal, reached at a rank from 1, or never (None).

    R@k is then sufficient-set recall: 1 when the first k hits cover a whole support set.
    """
    rankings = {
        question: [f"other-{n}" for n in range(1, rank)] + [SUFFICIENT] if rank else []
        for question, rank in ranks.items()
    }
    return ranking_values(rankings, {question: {SUFFICIENT: 1} for question in ranks})


def interval(values: Sequence[float]) -> Interval:
    """Mean and confidence interval; NaN throughout for no values, a point for one."""
    if not values:
        return Interval(0, float("nan"), float("nan"), float("nan"))
    mean = float(np.mean(values))
    if len(values) == 1:
        return Interval(1, mean, mean, mean)
    found = stats.bootstrap(
        (np.asarray(values, dtype=np.float64),),
        np.mean,
        n_resamples=RESAMPLES,
        confidence_level=CONFIDENCE,
        method="percentile",
        rng=np.random.default_rng(SEED),
    ).confidence_interval
    return Interval(len(values), mean, float(found.low), float(found.high))


def difference(first: Values, second: Values) -> Difference:
    """Compare two runs over the questions that both answered.

    Raises:
        ValueError: they share no question.
    """
    shared = sorted(first.keys() & second.keys())
    if not shared:
        raise ValueError("the two runs share no question; compare runs of the same dataset")
    a, b = np.array([first[key] for key in shared]), np.array([second[key] for key in shared])
    delta = interval((b - a).tolist())
    return Difference(len(shared), float(a.mean()), float(b.mean()), delta, *_significance(b - a))


def _significance(deltas: np.ndarray[tuple[int], np.dtype[np.float64]]) -> tuple[float, float]:
    if len(deltas) < 2 or not np.any(deltas):
        return 1.0, 1.0
    flips = stats.permutation_test(
        (deltas,), np.mean, permutation_type="samples", n_resamples=9999, rng=np.random.default_rng(SEED)
    )
    constant = bool(np.all(deltas == deltas[0]))
    return float(flips.pvalue), 0.0 if constant else float(stats.ttest_1samp(deltas, 0.0).pvalue)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie, interpolated; NaN for none."""
    return float(np.quantile(values, share)) if values else float("nan")


def _scored(ranking: Sequence[str]) -> dict[str, float]:
    unique = dict.fromkeys(ranking)
    return {doc: float(len(unique) - n) for n, doc in enumerate(unique)}
