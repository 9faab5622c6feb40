"""Fitting how sure it is that a service is meant, on observations made for the purpose."""

from __future__ import annotations

import random

import pytest

from assistant.procedures.certainty import FEATURES, weights
from evals.calibration import Observation
from evals.service_calibration import PRIOR, fit, judge


def observations(telling: str) -> list[Observation]:
    """A hundred questions in which one feature tells right entries from wrong ones, and the others are noise."""
    chance = random.Random(7)
    seen = []
    for n in range(100):
        right = n % 2 == 0
        features = {name: chance.random() / 10 for name in FEATURES} | {name: 0.0 for name in PRIOR}
        features[telling] = chance.uniform(0.6, 1.0) if right else chance.uniform(0.0, 0.5)
        seen.append(Observation(str(n), tuple(features[name] for name in FEATURES), right))
    return seen


@pytest.fixture(scope="module")
def fitted() -> dict[str, float]:
    return fit(observations("held")).weights


def test_the_feature_that_tells_right_from_wrong_weighs_most(fitted: dict[str, float]) -> None:
    free = {name: weight for name, weight in fitted.items() if name in FEATURES and name not in PRIOR}
    assert max(free, key=lambda name: free[name]) == "held"


def test_what_was_never_seen_keeps_the_weight_set_by_hand(fitted: dict[str, float]) -> None:
    assert {name: fitted[name] for name in PRIOR} == pytest.approx(PRIOR)


def test_held_out_questions_are_told_apart() -> None:
    found = fit(observations("lexical"))
    assert found.area > 0.95
    assert min(found.kept, found.refused) > 0.85


def test_weights_are_judged_by_what_they_trust_and_refuse(fitted: dict[str, float]) -> None:
    kept, refused = judge(observations("held"), fitted)
    assert min(kept, refused) > 0.9
    assert judge(observations("held"), fitted | {"threshold": 1.1}) == (0.0, 1.0)


def test_the_weights_in_use_name_every_feature() -> None:
    assert set(weights()) == {"bias", "threshold", *FEATURES}
