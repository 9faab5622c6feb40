"""Which bodies, days and figures are no answer: of another kind, of a cited act, of another year."""

from __future__ import annotations

import pytest

from assistant.bodies import headed_by, is_single, of_kind
from assistant.dating import recurs
from assistant.model import Question
from assistant.periods import of_other_year
from assistant.understanding import Want, understand, wants_of
from assistant.unit import Unit
from assistant.values import choose_value, fitness, has_wanted, tells_wanted
from corpus.model import Language
from tests.assistant.evidence import hit, whole


def _unit(words: str, language: Language) -> Unit:
    return whole(hit(words, language=language))


@pytest.mark.parametrize(
    "question",
    [
        "Việc này bộ nào lo?",
        "which ministry keeps the register?",
        "Какое министерство ведёт реестр?",
        "Яке міністерство веде реєстр?",
        "Które ministerstwo prowadzi rejestr?",
    ],
)
def test_which_ministry_is_answered_by_a_ministry_alone(question: str) -> None:
    assert of_kind(question, "ministry-of-health")
    assert of_kind(question, "government-inspectorate")
    assert not of_kind(question, "localities")
    assert not of_kind(question, "an-giang")


def test_who_is_no_province_unless_a_province_is_asked_for() -> None:
    assert not of_kind("Who keeps the register?", "an-giang")
    assert of_kind("Which province keeps the register?", "an-giang")
    assert of_kind("Who keeps the register?", "peoples-committee-an-giang")
    assert of_kind("cán bộ nào giữ sổ?", "localities")  # "bộ" of "cán bộ" is no ministry


def test_one_body_is_preferred_to_a_name_for_many() -> None:
    unit = _unit("Các địa phương gửi số liệu cho Bộ Y tế trong tháng này.", Language.VI)
    asked = understand(Question("Ai nhận số liệu?"))
    assert is_single("ministry-of-health")
    assert not is_single("localities")
    value = choose_value(asked, unit)
    assert value is not None
    assert value.value == "ministry-of-health"


def test_a_heading_that_gives_duties_to_one_body_tells_who() -> None:
    under = hit(
        "3. Quản lý kho sách của tỉnh, phối hợp với các địa phương.",
        language=Language.VI,
        headings=("Điều 9. Trách nhiệm của Bộ Y tế",),
    )
    told = choose_value(understand(Question("Ai quản lý kho sách?")), whole(under))
    assert told is not None
    assert told.value == "ministry-of-health"
    named = choose_value(understand(Question("Bộ Y tế phối hợp với ai?")), whole(under))
    assert named is not None
    assert named.value == "localities"


def test_a_heading_with_two_bodies_or_no_duties_tells_nobody() -> None:
    assert headed_by("Ai làm?", "Trách nhiệm của Bộ Y tế và Bộ Tài chính", Language.VI) is None
    assert headed_by("Ai làm?", "Quy chế phối hợp với Bộ Y tế", Language.VI) is None
    assert headed_by("Bộ nào làm?", "Responsibilities of the localities", Language.EN) is None


@pytest.mark.parametrize(
    ("question", "words", "language"),
    [
        (
            "Bao giờ phải báo cáo về tiêm chủng?",
            "Sở thực hiện Công văn số 15/BYT-KH ngày 12 tháng 3 năm 2031 về tiêm chủng.",
            Language.VI,
        ),
        ("When is the report due?", "The office follows Decree 15/2031/NĐ-CP of 12 March 2031.", Language.EN),
    ],
)
def test_the_day_of_a_cited_act_is_no_deadline(question: str, words: str, language: Language) -> None:
    asked = understand(Question(question))
    assert choose_value(asked, _unit(words, language)) is None
    assert not has_wanted(asked, _unit(words, language))


@pytest.mark.parametrize("question", ["Nghị định 15/2031/NĐ-CP ban hành ngày nào?", "What is the date of decree 15?"])
def test_the_day_of_a_cited_act_answers_who_names_that_act(question: str) -> None:
    unit = _unit("Sở thực hiện Nghị định số 15/2031/NĐ-CP ngày 12 tháng 3 năm 2031.", Language.VI)
    value = choose_value(understand(Question(question)), unit)
    assert value is not None
    assert value.value == "2031-03-12"


@pytest.mark.parametrize(
    "words",
    [
        "gửi báo cáo trước ngày 20 tháng 11 hằng năm",
        "gửi trước ngày 05 của tháng sau",
        "reports are due by 20 November each year",
        "отчёт представляется ежегодно",
        "до 20 ноября",
        "звіт подають щокварталу",
        "sprawozdanie składa się co miesiąc",
    ],
)
def test_a_day_without_a_year_comes_round(words: str) -> None:
    assert recurs(words)


@pytest.mark.parametrize("words", ["ngày 20 tháng 11 năm 2031", "by 20 November 2031", "20 ноября 2031 года", "20.11"])
def test_a_day_with_its_year_does_not_come_round(words: str) -> None:
    assert not recurs(words)


def test_a_day_that_comes_round_answers_when() -> None:
    asked = understand(Question("Do jakiego dnia gminy składają sprawozdanie?"))
    assert tells_wanted(asked, _unit("Xã báo cáo trước ngày 20 tháng 11 hằng năm.", Language.VI))
    assert choose_value(asked, _unit("Xã báo cáo trước ngày 20 tháng 11 hằng năm.", Language.VI)) is None


def test_a_figure_belongs_to_the_year_named_last_before_it() -> None:
    words = "Đến năm 2050, sản lượng đạt 90 triệu tấn, thu nhập đạt 40.000 USD"
    asked = understand(Question("Thu nhập năm 2045 là bao nhiêu USD?"))
    assert of_other_year(asked, words, words.index("40.000"))
    assert fitness(asked, _unit(words, Language.VI)) == 0
    assert not of_other_year(understand(Question("Thu nhập năm 2050?")), words, words.index("40.000"))
    assert not of_other_year(understand(Question("Thu nhập là bao nhiêu?")), words, words.index("40.000"))


@pytest.mark.parametrize(
    "question",
    [
        "Khi nào thì không phải nộp ảnh?",
        "When is a photo not required?",
        "Когда фотографию можно не прикладывать?",
        "Коли фото не потрібно додавати?",
        "Kiedy nie trzeba dołączać zdjęcia?",
    ],
)
def test_when_something_need_not_be_done_asks_for_a_case_and_no_day(question: str) -> None:
    assert Want.DATE not in wants_of(question)


@pytest.mark.parametrize("question", ["Khi nào phải nộp ảnh?", "When is the photo due?", "Kiedy trzeba oddać zdjęcie?"])
def test_when_something_is_due_asks_for_a_day(question: str) -> None:
    assert wants_of(question)[0] is Want.DATE


@pytest.mark.parametrize("question", ["Mẫu này ở phụ lục số mấy?", "Quy định ở điều mấy?"])
def test_the_number_of_a_clause_is_no_figure(question: str) -> None:
    assert Want.NUMBER not in wants_of(question)


@pytest.mark.parametrize(
    "question",
    [
        "Ai ký công điện về bão?",
        "Who signed the letter?",
        "Кто подписал письмо?",
        "Хто підписав лист?",
        "Kto podpisał list?",
    ],
)
def test_who_signed_asks_for_a_person_and_no_body(question: str) -> None:
    assert Want.AGENCY not in wants_of(question)


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Заявку подали до отмены сбора. Её рассмотрят по старым правилам?", True),
        ("Бібліотеки отримають гроші на книги?", True),
        ("Размер сбора?", False),
        ("Чем занимается новый совет библиотек?", False),
        ("Расскажи о новом совете библиотек.", False),
    ],
)
def test_a_question_may_ask_for_yes_or_no_by_its_tone_alone(question: str, wanted: bool) -> None:
    assert (Want.YESNO in wants_of(question)) is wanted
