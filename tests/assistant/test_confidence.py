"""What makes the assistant sure enough to answer."""

from __future__ import annotations

import pytest

from assistant.confidence import confidence
from assistant.gathering import Found
from assistant.model import Question
from assistant.understanding import Want, understand
from assistant.unit import Unit
from corpus.model import Language, Passage
from retrieval.model import Hit


def _sure(question: str, words: str) -> float:
    passage = Passage("p", "t", Language.VI, "", (), words, 0, len(words))
    hit = Hit(1, 6.0, passage, (("dense", 5.0), ("concepts", 2.0)))
    found = Found(hit, (Unit(hit, words, 0, len(words), 0.9),))
    return confidence(understand(Question(question)), (found,))


def test_nothing_found_is_never_sure() -> None:
    assert confidence(understand(Question("Lệ phí là bao nhiêu?")), ()) == 0.0


@pytest.mark.parametrize("question", ["Lệ phí cấp thẻ là bao nhiêu?", "How much does the card cost?"])
def test_a_passage_without_an_amount_never_answers_what_something_costs(question: str) -> None:
    assert _sure(question, "Lệ phí cấp thẻ nộp tại công an xã.") == 0.0
    assert _sure(question, "Lệ phí cấp thẻ là 70.000 đồng.") > 0.0
    assert _sure(question, "Cấp thẻ thì không thu lệ phí.") > 0.0


@pytest.mark.parametrize(
    "question",
    [
        "Kinh phí thực hiện kế hoạch là bao nhiêu?",
        "What is the total budget of the plan?",
        "Какой общий бюджет плана?",
        "Який загальний бюджет плану?",
        "Jaki jest łączny budżet planu?",
    ],
)
def test_a_budget_is_an_amount_of_money(question: str) -> None:
    assert understand(Question(question)).wants[0] is Want.MONEY
