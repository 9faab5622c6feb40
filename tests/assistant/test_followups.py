"""A conversation goes on from what was told: the service, the tasks, and the choices that were offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerStatus, Question, Route
from register.asking import read_request, refined

TODAY = date(2026, 11, 22)


def talk(assistant: Assistant, *questions: str) -> list[Answer]:
    """The answers of one conversation, in order."""
    answers: list[Answer] = []
    for words in questions:
        conversation = answers[-1].conversation_id if answers else None
        answers.append(assistant.ask(Question(words, conversation_id=conversation)))
    return answers


def files(answer: Answer) -> set[str]:
    return {citation.text.file.rsplit("/", 1)[-1] for citation in answer.citations}


def test_another_field_is_told_of_the_service_that_was_told_of(assistant: Assistant) -> None:
    fee, online, term, papers, place = talk(
        assistant,
        "lệ phí đăng ký thường trú bao nhiêu",
        "còn nếu làm online?",
        "mất bao lâu?",
        "cần giấy tờ gì",
        "ở đâu",
    )
    assert "20.000" in fee.answer and "10.000" in online.answer and "20.000" not in online.answer
    assert "7 ngày làm việc" in term.answer and "10.000" not in term.answer
    assert "CT01" in papers.answer and "7 ngày" not in papers.answer
    assert "Công an cấp xã" in place.answer and "CT01" not in place.answer
    assert {name for one in (fee, online, term, papers, place) for name in files(one)} == {"dang-ky-thuong-tru.md"}


@pytest.mark.parametrize(
    ("questions", "told"),
    [
        (("Сколько стоит временная регистрация?", "а сколько ждать?"), "3 рабочих дня"),
        (("Скільки коштує тимчасова реєстрація?", "а скільки чекати?"), "3 робочі дні"),
        (("How much does temporary residence registration cost?", "and how long do I wait?"), "3 working days"),
    ],
)
def test_how_long_to_wait_is_another_field(assistant: Assistant, questions: Sequence[str], told: str) -> None:
    fee, wait = talk(assistant, *questions)
    assert "15" in fee.answer and told in wait.answer and "15" not in wait.answer.split("\n")[0]


def test_a_choice_that_was_offered_is_understood_when_sent_back_and_the_service_is_kept(assistant: Assistant) -> None:
    term, ministry, fee = talk(assistant, "how long does a passport take", "ministry", "and the fee?")
    assert term.clarification is not None and "ministry" in term.clarification.choices
    assert "5 working days" in ministry.answer and "8 working days" not in ministry.answer
    assert files(fee) == {"ho-chieu-pho-thong.md"} and "25/2021/TT-BTC" in fee.answer


def test_a_service_that_was_offered_is_told_in_the_language_of_the_question(assistant: Assistant) -> None:
    asked, told = talk(assistant, "how much does it cost?", "Đăng ký kết hôn")
    assert asked.status is AnswerStatus.CLARIFICATION
    assert told.language.value == "en" and files(told) == {"dang-ky-ket-hon.md"}


@pytest.mark.parametrize(
    ("question", "chosen"),
    [
        ("how much does it cost?", "marriage: “Đăng ký kết hôn”"),
        ("Скільки це коштує?", "шлюб: «Đăng ký kết hôn»"),
        ("Ile to kosztuje?", "małżeństwo: „Đăng ký kết hôn”"),
    ],
)
def test_services_are_offered_in_the_readers_language_and_understood_when_sent_back(
    assistant: Assistant, question: str, chosen: str
) -> None:
    asked, told = talk(assistant, question, chosen)
    assert asked.clarification is not None and chosen in asked.clarification.choices
    assert files(told) == {"dang-ky-ket-hon.md"} and told.language is asked.language


def test_another_service_takes_the_place_of_the_one_before(assistant: Assistant) -> None:
    _, other = talk(assistant, "đăng ký thường trú mất bao lâu", "còn tạm trú?")
    assert other.status is AnswerStatus.ANSWERED and "dang-ky-thuong-tru.md" not in files(other)


def test_tasks_are_asked_on_by_term_by_agency_and_by_status(assistant: Assistant) -> None:
    justice, terms, finance, overdue = talk(
        assistant,
        "What must the Ministry of Justice do?",
        "and by when?",
        "and the Ministry of Finance?",
        "how many of them are overdue?",
    )
    assert {one.route for one in (justice, terms, finance, overdue)} == {Route.REGISTER}
    assert terms.tasks == justice.tasks
    assert finance.tasks and "Ministry of Finance" in finance.answer and "Ministry of Justice:" not in finance.answer
    assert set(overdue.tasks) <= set(finance.tasks) or overdue.status is AnswerStatus.NOT_IN_DOCUMENTS


def test_a_list_of_tasks_is_narrowed_to_a_year(assistant: Assistant) -> None:
    _, justice, narrowed = talk(assistant, "nhiệm vụ quá hạn của Bộ Công an", "còn Bộ Tư pháp?", "chỉ trong năm 2025")
    assert narrowed.route is Route.REGISTER and narrowed.tasks and set(narrowed.tasks) <= set(justice.tasks)


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("nhiệm vụ quá hạn của Bộ Tư pháp trong tháng 10 năm 2025", "chỉ trong năm 2026"),
        ("What must the Ministry of Justice do?", "only in 2026"),
        ("Что должно сделать Министерство юстиции?", "только в 2026 году"),
        ("Що має зробити Міністерство юстиції?", "лише у 2026 році"),
        ("Co musi zrobić Ministerstwo Sprawiedliwości?", "tylko w 2026 roku"),
    ],
)
def test_a_filter_takes_the_place_of_the_same_filter_in_five_languages(before: str, words: str) -> None:
    whole = refined(before, words, TODAY)
    request = read_request(whole or "", TODAY)
    assert request is not None and request.query.agencies == ("ministry-of-justice",)
    assert (request.query.due_from, request.query.due_to) == (date(2026, 1, 1), date(2026, 12, 31))


@pytest.mark.parametrize("words", ["Who signed it?", "và lệ phí?", "what does the annex say about data?"])
def test_what_is_no_filter_narrows_nothing(words: str) -> None:
    assert refined("What must the Ministry of Justice do?", words, TODAY) is None
