"""Measures against values worked out by hand."""

from __future__ import annotations

import math

import pytest

from evals.metrics import difference, interval, percentile, ranking_values, sufficiency_values

GOLD = {"q": {"a": 1, "b": 1}}


def test_ranking_measures_agree_with_hand_computation() -> None:
    values = {name: v["q"] for name, v in ranking_values({"q": ["a", "x", "b", "y"]}, GOLD).items()}
    assert values["R@1"] == pytest.approx(1 / 2)
    assert values["R@5"] == 1.0
    assert values["RR"] == 1.0
    assert values["AP"] == pytest.approx((1 / 1 + 2 / 3) / 2)
    assert values["P@5"] == pytest.approx(2 / 5)
    assert values["nDCG@10"] == pytest.approx((1 + 1 / math.log2(4)) / (1 + 1 / math.log2(3)))


def test_grades_weigh_in_ndcg_only() -> None:
    values = ranking_values({"q": ["low", "high"]}, {"q": {"high": 2, "low": 1}})
    assert values["nDCG@10"]["q"] == pytest.approx((1 + 2 / math.log2(3)) / (2 + 1 / math.log2(3)))
    assert values["AP"]["q"] == 1.0


def test_a_question_without_ranking_counts_as_zero() -> None:
    values = ranking_values({}, GOLD)
    assert {name: v["q"] for name, v in values.items()} == dict.fromkeys(values, 0.0)


def test_a_repeated_document_counts_once_at_its_best_rank() -> None:
    values = ranking_values({"q": ["x", "a", "a", "b"]}, GOLD)
    assert values["AP"]["q"] == pytest.approx((1 / 2 + 2 / 3) / 2)


@pytest.mark.parametrize(
    ("rank", "first", "fifth", "reciprocal"), [(1, 1, 1, 1.0), (3, 0, 1, 1 / 3), (6, 0, 0, 1 / 6), (None, 0, 0, 0.0)]
)
def test_sufficient_set_recall_asks_whether_the_goal_is_reached_in_time(
    rank: int | None, first: float, fifth: float, reciprocal: float
) -> None:
    values = sufficiency_values({"q": rank})
    assert values["R@1"]["q"] == first
    assert values["R@5"]["q"] == fifth
    assert values["RR"]["q"] == pytest.approx(reciprocal)


def test_interval_surrounds_the_mean_and_is_the_same_every_time() -> None:
    values = [0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 0.0]
    found = interval(values)
    assert found == interval(values)
    assert found.n == 8
    assert found.mean == pytest.approx(5 / 8)
    assert 0.0 <= found.low < found.mean < found.high <= 1.0


def test_interval_of_one_value_is_a_point_and_of_none_unknown() -> None:
    assert (interval([0.5]).low, interval([0.5]).high) == (0.5, 0.5)
    assert math.isnan(interval([]).mean)


def test_a_large_steady_gain_is_significant_and_a_balanced_one_is_not() -> None:
    worse = {str(n): 0.0 for n in range(20)}
    better = {key: 1.0 if int(key) % 4 else 0.0 for key in worse}
    found = difference(worse, better)
    assert found.delta.mean == pytest.approx(0.75)
    assert found.randomised < 0.001
    assert found.t < 0.001
    swapped = {key: float(int(key) % 2) for key in worse}
    balanced = difference(swapped, {key: 1 - value for key, value in swapped.items()})
    assert balanced.delta.mean == 0.0
    assert balanced.randomised > 0.5


def test_equal_runs_differ_by_nothing() -> None:
    found = difference({"a": 0.3, "b": 1.0}, {"a": 0.3, "b": 1.0})
    assert (found.delta.mean, found.randomised, found.t) == (0.0, 1.0, 1.0)


def test_only_shared_questions_are_compared() -> None:
    assert difference({"a": 1.0, "b": 0.0}, {"a": 1.0, "c": 0.0}).n == 1
    with pytest.raises(ValueError, match="share no question"):
        difference({"a": 1.0}, {"b": 1.0})


def test_percentiles_interpolate() -> None:
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
    assert math.isnan(percentile([], 0.5))
