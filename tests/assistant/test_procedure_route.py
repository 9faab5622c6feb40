"""Questions on public services over the samples: the right record, the right field, the right case."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.assistant import Assistant
from assistant.model import Answer, AnswerStatus, Question, Route
from corpus.model import Language, MentionKind

CARD = "cap-lai-the-can-cuoc.md"


def ask(assistant: Assistant, words: str, conversation: str | None = None) -> Answer:
    return assistant.ask(Question(words, conversation_id=conversation))


def files(answer: Answer) -> set[str]:
    return {citation.text.file.rsplit("/", 1)[-1] for citation in answer.citations}


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("lam lai the can cuoc bi mat het bao nhieu tien", "70000 VND"),
        ("Làm lại thẻ căn cước bị mất thì lệ phí bao nhiêu?", "70000 VND"),
        ("How much does it cost to replace a lost identity card?", "70000 VND"),
        ("Сколько стоит восстановить утерянную карту личности?", "70000 VND"),
        ("Скільки коштує заміна втраченої ID-картки?", "70000 VND"),
        ("Ile kosztuje wymiana zgubionego dowodu osobistego?", "70000 VND"),
    ],
)
def test_a_fee_leads_and_is_quoted_in_each_language(assistant: Assistant, words: str, value: str) -> None:
    answer = ask(assistant, words)
    assert (answer.route, answer.status) == (Route.PROCEDURE, AnswerStatus.ANSWERED)
    assert (MentionKind.MONEY, value) in {(fact.type, fact.value) for fact in answer.facts}
    assert files(answer) == {CARD}
    assert "70" in answer.answer.split("\n")[0]


def test_every_quote_stands_in_its_text_at_its_place(assistant: Assistant) -> None:
    answer = ask(assistant, "Đăng ký khai sinh cần giấy tờ gì, nộp ở đâu, mất bao lâu?")
    assert len(answer.citations) > 3
    for citation in answer.citations:
        text = assistant.library.text(citation.text.id)
        assert text is not None and text.content[citation.start : citation.end] == citation.quote


def test_words_that_ask_make_no_service_with_those_before_them(assistant: Assistant) -> None:
    answer = ask(assistant, "lam ho chieu o cong an tinh bao lau")  # no "tinh bao"
    assert "8" in answer.answer.split("\n")[0] and files(answer) == {"ho-chieu-pho-thong.md"}


def test_papers_come_as_a_list_to_tick(assistant: Assistant) -> None:
    answer = ask(assistant, "Đăng ký kết hôn cần giấy tờ gì?")
    assert answer.answer.startswith("Giấy tờ cần có:\n☐ “Tờ khai đăng ký kết hôn")
    assert answer.answer.count("☐") == 2


def test_the_case_in_the_question_decides_between_values(assistant: Assistant) -> None:
    answer = ask(assistant, "Đăng ký tạm trú qua mạng thì lệ phí bao nhiêu?")
    assert {fact.value for fact in answer.facts if fact.type is MentionKind.MONEY} == {"7000 VND"}
    assert "(trực tuyến)" in answer.answer and answer.clarification is None


def test_an_open_case_shows_each_value_and_asks_and_a_choice_tells_only_what_applies(assistant: Assistant) -> None:
    first = ask(assistant, "How much does it cost to register permanent residence?")
    assert first.clarification is not None and first.clarification.choices == ("in person", "by post", "online")
    assert {"10000 VND", "20000 VND"} <= {fact.value for fact in first.facts}
    then = ask(assistant, "online", first.conversation_id)
    assert {fact.value for fact in then.facts if fact.type is MentionKind.MONEY} == {"10000 VND"}
    assert then.clarification is None and "(online)" in then.answer


def test_a_day_of_handing_in_gives_the_day_of_the_result(assistant: Assistant) -> None:
    answer = ask(assistant, "Làm lại thẻ căn cước nộp ngày 10/2/2026 thì bao lâu có?")
    assert "26/2/2026" in answer.answer.replace("26/02/2026", "26/2/2026"), answer.answer
    assert date(2026, 2, 10) < date(2026, 2, 26)


@pytest.mark.parametrize(
    "words",
    [
        "Hộ chiếu cho mèo làm ở đâu?",
        "Đăng ký khai sinh cho chó nộp ở đâu?",
        "Thủ tục nhận con nuôi gồm những giấy tờ gì?",
        "Cấp sổ đỏ mất mấy ngày?",
        "How much does a driving licence exchange cost?",
        "Где получить разрешение на работу иностранцу?",
        "Jakie dokumenty są potrzebne do pozwolenia na budowę?",
        "Không đăng ký tạm trú bị phạt bao nhiêu tiền?",
    ],
)
def test_what_no_guide_tells_is_not_answered(assistant: Assistant, words: str) -> None:
    answer = ask(assistant, words)
    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert not answer.facts


def test_a_fee_that_another_document_sets_is_not_told_but_its_place_is(assistant: Assistant) -> None:
    answer = ask(assistant, "Lệ phí cấp hộ chiếu phổ thông là bao nhiêu đồng?")
    assert answer.status is AnswerStatus.NOT_IN_DOCUMENTS
    assert any("25/2021/TT-BTC" in citation.quote for citation in answer.citations)


def test_a_question_on_a_directive_is_left_to_its_passages(assistant: Assistant) -> None:
    answer = ask(assistant, "Cơ quan nào chủ trì mời chuyên gia Estonia sang Việt Nam?")
    assert answer.route is not Route.PROCEDURE
    assert answer.language is Language.VI


@pytest.mark.parametrize(
    "words",
    [
        "thủ tục ly hôn",
        "thu tuc ly hon",
        "How do I get a divorce?",
        "Как оформить развод?",
        "Як оформити розлучення?",
        "Jak uzyskać rozwód?",
    ],
)
def test_no_service_answers_for_another(assistant: Assistant, words: str) -> None:
    assert ask(assistant, words).status is AnswerStatus.NOT_IN_DOCUMENTS


@pytest.mark.parametrize(
    "words",
    [
        "khai sinh trong bao nhieu ngay",
        "How many days do I have to register my child's birth?",
        "Сколько времени есть на регистрацию рождения?",
    ],
)
def test_by_when_to_apply_is_not_how_long_it_takes(assistant: Assistant, words: str) -> None:
    assert {fact.value for fact in ask(assistant, words).facts if fact.type is MentionKind.DURATION} == {"60 day"}


@pytest.mark.parametrize(
    "words",
    [
        "toi bi mat can cuoc, can giay to gi",
        "Tôi bị mất căn cước, cần giấy tờ gì?",
        "zgubiłam dowód osobisty, jakie dokumenty są potrzebne",
    ],
)
def test_papers_that_need_not_be_handed_in_are_told_by_their_line(assistant: Assistant, words: str) -> None:
    answer = ask(assistant, words)
    assert [citation.quote.split(";")[0] for citation in answer.citations] == ["Không phải nộp giấy tờ chứng minh"]


def test_a_line_of_a_guide_answers_not_its_head(assistant: Assistant) -> None:
    answer = ask(assistant, "trẻ dưới 6 tuổi làm căn cước có phải đưa bé đến không")
    assert "Không cần đưa trẻ tới" in answer.answer and "Lĩnh vực" not in answer.answer


def test_a_case_that_is_denied_is_told_so(assistant: Assistant) -> None:
    first, second = (
        line for line in ask(assistant, "thủ tục đăng ký kết hôn").answer.split("\n") if "Thời hạn" in line
    )
    assert "trong ngày" in first and "không phải xác minh" in first
    assert "5 ngày làm việc" in second and "Phải xác minh" in second


def test_a_question_of_a_guide_answers_whoever_asks_the_same(assistant: Assistant) -> None:
    answer = ask(assistant, "khách ngủ lại lúc 23h30 báo lưu trú khi nào")
    assert answer.status is AnswerStatus.ANSWERED and "trước 08 giờ sáng hôm sau" in answer.answer


def test_the_office_that_issues_is_told(assistant: Assistant) -> None:
    assert "Nơi làm: Công an cấp xã" in ask(assistant, "Khách sạn 20 phòng thì công an nào cấp giấy ANTT?").answer


def test_two_services_in_one_question_are_both_told(assistant: Assistant) -> None:
    answer = ask(assistant, "phí cấp lại căn cước và phí làm hộ chiếu là bao nhiêu?").answer
    assert "70.000 đồng" in answer and "25/2021/TT-BTC" in answer


@pytest.mark.parametrize("words", ["gia han tam tru truoc bao nhieu ngay", "Gia hạn tạm trú trước bao nhiêu ngày?"])
def test_by_when_to_extend_is_told_alone(assistant: Assistant, words: str) -> None:
    facts = {(fact.type, fact.value) for fact in ask(assistant, words).facts}
    assert (MentionKind.DURATION, "15 day") in facts and not any(kind is MentionKind.MONEY for kind, _ in facts)


def test_no_legal_basis_answers_who_asks_for_something_else(assistant: Assistant) -> None:
    answer = ask(assistant, "Do I need a notarised rental contract for temporary residence?").answer
    assert "Căn cứ pháp lý" not in answer and "công chứng" in answer


@pytest.mark.parametrize(
    ("words", "lead"),
    [
        ("Làm lại thẻ căn cước bị mất thì lệ phí bao nhiêu?", "hướng dẫn này chưa áp dụng:"),
        ("How much does it cost to replace a lost identity card?", "this guide does not hold yet:"),
    ],
)
def test_a_guide_that_does_not_hold_on_the_day_says_so_in_its_own_words(
    assistant: Assistant, words: str, lead: str
) -> None:
    before = assistant.ask(Question(words, as_of=date(2026, 3, 14)))
    (note,) = (line for line in before.answer.split("\n") if lead in line)
    assert "15/03/2026" in note and note.endswith("]")
    assert lead not in assistant.ask(Question(words, as_of=date(2026, 3, 15))).answer
