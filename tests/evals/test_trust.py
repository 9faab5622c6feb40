"""Generated questions: drawn from the corpus, the same for the same seed, and answered without an unsupported fact."""

from __future__ import annotations

from collections import Counter
from datetime import date

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerStatus, Question
from corpus.model import Language
from evals.datasets.model import Case
from evals.generating import generate
from evals.trust import NOT_AGREED, SUPPORTED, evaluate

COUNT = 60  # the thousand are for `congvu evals answers --generate 1000`


def test_questions_are_drawn_in_every_kind_and_language_and_repeat_with_the_seed(assistant: Assistant) -> None:
    cases = generate(assistant.library, 300, seed=1)
    assert cases == generate(assistant.library, 300, seed=1) != generate(assistant.library, 300, seed=2)
    assert len(cases) == len({(case.before, case.question) for case in cases}) == 300
    assert {case.language for case in cases} == set(Language)
    kinds = Counter(case.kind for case in cases)
    assert {"task_when", "fee", "record", "look_alike", "absent"} <= set(kinds)
    assert {"narrowed", "false_fee", "false_date", "follow_up", "follow_up_fee", "as_of", "definition"} <= set(kinds)
    assert all(case.before for case in cases if case.kind.startswith("follow_up"))
    assert all(case.as_of for case in cases if case.kind == "as_of")
    assert all(not case.answerable for case in cases if case.kind == "look_alike")


class Agreeing:
    """Says yes to everything, and remembers which conversation it was asked in."""

    def __init__(self) -> None:
        self.asked: list[Question] = []

    def ask(self, question: Question) -> Answer:
        self.asked.append(question)
        return Answer(question.words, Language.EN, AnswerStatus.ANSWERED, "Yes.", conversation_id=f"c{len(self.asked)}")


def test_who_agrees_with_every_false_premise_is_found_out(assistant: Assistant) -> None:
    case = Case("g1", Language.EN, "Is the fee 77.777 VND?", kind="false_fee")
    report = evaluate([case], Agreeing(), assistant.library, model="none")
    assert report.values[NOT_AGREED] == {"g1": 0.0} and len(report.examples) == 1


def test_a_follow_up_is_asked_in_the_conversation_of_its_first_question(assistant: Assistant) -> None:
    agreeing = Agreeing()
    case = Case("g1", Language.EN, "and by when?", kind="follow_up", before="Who must report?", as_of=date(2026, 1, 1))
    evaluate([case], agreeing, assistant.library, model="none")
    first, second = agreeing.asked
    assert (first.words, first.conversation_id) == ("Who must report?", None)
    assert (second.words, second.conversation_id, second.as_of) == ("and by when?", "c1", date(2026, 1, 1))


def test_no_generated_question_gets_an_unsupported_fact_or_another_document(assistant: Assistant) -> None:
    report = evaluate(generate(assistant.library, COUNT, seed=5), assistant, assistant.library, model="packaged")
    assert [example.wanted for example in report.examples] == []
    assert set(report.values[SUPPORTED].values()) == {1.0}
    assert set(report.values["look-alike refused"].values()) == {1.0}
    assert set(report.values[NOT_AGREED].values()) <= {1.0}
