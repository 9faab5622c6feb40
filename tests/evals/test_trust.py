"""Generated questions: drawn from the corpus, the same for the same seed, and answered without an unsupported fact."""

from __future__ import annotations

from collections import Counter

from assistant.assistant import Assistant
from corpus.model import Language
from evals.generating import generate
from evals.trust import SUPPORTED, evaluate

COUNT = 60  # the thousand are for `congvu evals answers --generate 1000`


def test_questions_are_drawn_in_every_kind_and_language_and_repeat_with_the_seed(assistant: Assistant) -> None:
    cases = generate(assistant.library, 300, seed=1)
    assert cases == generate(assistant.library, 300, seed=1) != generate(assistant.library, 300, seed=2)
    assert len(cases) == len({case.question for case in cases}) == 300
    assert {case.language for case in cases} == set(Language)
    kinds = Counter(case.kind for case in cases)
    assert {"task_when", "fee", "record", "look_alike", "absent"} <= set(kinds)
    assert all(not case.answerable for case in cases if case.kind == "look_alike")


def test_no_generated_question_gets_an_unsupported_fact_or_another_document(assistant: Assistant) -> None:
    report = evaluate(generate(assistant.library, COUNT, seed=5), assistant, assistant.library, model="packaged")
    assert [example.wanted for example in report.examples] == []
    assert set(report.values[SUPPORTED].values()) == {1.0}
    assert set(report.values["look-alike refused"].values()) == {1.0}
