"""A question that states a value is agreed with only where the sources state that value."""

from __future__ import annotations

import pytest

from assistant.checking import Statement
from assistant.model import Question
from assistant.premise import honest
from assistant.understanding import names_nothing, understand
from corpus.model import Language
from tests.assistant.evidence import hit, whole

FEE = whole(hit("Lệ phí cấp lại là 70.000 đồng/thẻ, trả trong 7 ngày làm việc.", language=Language.VI))
TERM = whole(hit("The ministry must report before 20 October 2025."))


def said(question: str, words: str, source: object = FEE) -> list[str]:
    statement = Statement(words, (source,), lead=True)  # type: ignore[arg-type]
    return [one.words for one in honest([statement], understand(Question(question)))]


@pytest.mark.parametrize(
    ("question", "words", "kept"),
    [
        ("Is the fee 70,000 VND?", "Yes.", ["Yes."]),
        ("Is the fee 10,000 VND?", "Yes. Fee: 70,000 VND.", ["No. Fee: 70,000 VND."]),
        ("Lệ phí là 10.000 đồng phải không?", "Có. Lệ phí: 70.000 đồng.", ["Không. Lệ phí: 70.000 đồng."]),
        ("Пошлина 10 000 донгов, так ли это?", "Да.", ["Нет."]),
        ("Чи триває це 9 робочих днів?", "Так.", ["Ні."]),
        ("Czy opłata wynosi 10 000 VND?", "Tak.", ["Nie."]),
        ("Is there a fee?", "Yes. Fee: 70,000 VND.", ["Yes. Fee: 70,000 VND."]),
    ],
)
def test_another_amount_or_span_of_time_is_denied(question: str, words: str, kept: list[str]) -> None:
    assert said(question, words) == kept


def test_with_another_date_neither_yes_nor_no_is_said() -> None:
    question = "Must the ministry report before 1 December 2025?"
    assert said(question, "Yes. When: 20 October 2025.", TERM) == ["When: 20 October 2025."]
    assert said(question, "Yes.", TERM) == []
    assert said("Must the ministry report before 20 October 2025?", "Yes.", TERM) == ["Yes."]


def test_a_value_of_which_the_sources_say_nothing_is_not_agreed_with() -> None:
    duty = whole(hit("The ministry must lead and check the programme."))
    assert said("Must the ministry check it before 27 December 2027?", "Yes.", duty) == []
    assert said("Must the ministry check it?", "Yes.", duty) == ["Yes."]


def test_a_date_in_another_language_than_the_rest_of_the_question_is_heard() -> None:
    duty = whole(
        hit(
            "Міністерство проведе дослідження та консультуватиме уряд у першому кварталі 2026 року.",
            language=Language.UK,
        )
    )
    quoting = "проведе дослідження та консультуватиме уряд щодо видання постанови про механізми функціонування"
    assert said(f"Должно ли министерство до 20 марта 2027 года: {quoting}?", "Так.", duty) == []
    assert said(f"Должно ли министерство до 31 марта 2026 года: {quoting}?", "Так.", duty) == ["Так."]


def test_a_name_that_begins_like_yes_is_left_alone() -> None:
    assert said("Is the fee 10,000 VND?", "Yesterday it was 70,000 VND.") == ["Yesterday it was 70,000 VND."]


def test_a_yes_no_question_about_something_names_something() -> None:
    assert not names_nothing("Có phải lệ phí cấp lại thẻ căn cước là 70.000 đồng không?")
    assert names_nothing("có phải nộp phí không?")
