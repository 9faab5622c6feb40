"""Which value in some words is told as the answer, over words of all five languages."""

from __future__ import annotations

import pytest

from assistant.model import Question
from assistant.phrases import Phrases, unmarked
from assistant.understanding import Want, understand, wants_of
from assistant.unit import Unit
from assistant.values import choose_value, has_wanted
from corpus.model import Language, Passage
from retrieval.model import Hit


def _unit(words: str, language: Language) -> Unit:
    passage = Passage("p", "t", language, "", (), words, 0, len(words))
    return Unit(Hit(1, 1.0, passage), words, 0, len(words))


def _told(question: str, words: str, language: Language, reader: Language = Language.EN) -> str | None:
    value = choose_value(understand(Question(question)), _unit(words, language))
    return None if value is None else Phrases(reader).lead(value, words)


@pytest.mark.parametrize(
    ("question", "words", "language", "told"),
    [
        ("how many guests were on board?", "lúc 13 giờ 00 phút, tàu chở 32 khách", Language.VI, "32"),
        ("Mức lương mới là bao nhiêu?", "2. Mức lương cơ sở: 2.530.000 đồng/tháng.", Language.VI, "2,530,000"),
        ("Quỹ thưởng bằng bao nhiêu phần trăm quỹ lương?", "4. Quỹ tiền thưởng bằng 10% quỹ lương", Language.VI, "10%"),
        ("Сколько провинций подключено?", "подключены 34 провинции и 3.321 коммуна", Language.RU, "34"),
        ("Скільки комун підключено?", "підключено 34 провінції та 3321 комуну", Language.UK, "3,321"),
        ("Ile ministerstw i ile gmin bierze udział?", "w kroku 2 działa 11 ministerstw", Language.PL, "11"),
        ("how many districts are there?", "Giai đoạn 2036 - 2045: phát triển 12 quận", Language.VI, "12"),
    ],
)
def test_a_number_answers_when_it_counts_what_was_asked_for(
    question: str, words: str, language: Language, told: str
) -> None:
    lead = _told(question, words, language)
    assert lead is not None
    assert told in lead


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Lương cơ sở là bao nhiêu?", "3. Cơ quan đang hưởng lương"),
        ("Bao nhiêu người được hỗ trợ?", "theo khoản 4 Điều 12 và Bước 2"),
        ("Tăng trưởng là bao nhiêu?", "Giai đoạn 2036 - 2045"),
        ("Doanh nghiệp góp bao nhiêu phần trăm?", "11 bộ, ngành cùng tham gia"),
    ],
)
def test_numerals_clauses_years_and_counts_of_other_things_are_no_answer(question: str, words: str) -> None:
    assert _told(question, words, Language.VI) is None
    assert not has_wanted(understand(Question(question)), _unit(words, Language.VI))


@pytest.mark.parametrize(
    ("reader", "lead"),
    [
        (Language.VI, "ít nhất 50%"),
        (Language.EN, "at least 50%"),
        (Language.RU, "не менее 50"),
        (Language.UK, "не менше 50"),
        (Language.PL, "co najmniej 50%"),
    ],
)
def test_a_share_keeps_its_sign_and_a_bound_stays_a_bound(reader: Language, lead: str) -> None:
    told = _told("Doanh nghiệp góp bao nhiêu phần trăm vốn?", "đóng góp ít nhất 50% kinh phí", Language.VI, reader)
    assert told is not None
    assert lead in told


def test_a_time_of_day_is_told_only_when_it_is_asked_for() -> None:
    words = "phải thông báo trước 23 giờ 00"
    assert _told("Phải báo trước mấy giờ?", words, Language.VI) is not None
    assert _told("Có bao nhiêu người phải báo?", words, Language.VI) is None


def test_quotes_are_shown_without_the_marks_of_markdown() -> None:
    assert unmarked("## Lệ phí\n| **Mức** | 70.000 đồng |\n|---|---|\na **b** c") == "Lệ phí\nMức: 70.000 đồng\na b c"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Under Notice 712, who reviews the rules on personal data?", Want.AGENCY),
        ("Once the average price has changed, how quickly must it be reported?", Want.DURATION),
        ("Tiền hỗ trợ phải hoàn trả thì nộp trong bao nhiêu ngày?", Want.DURATION),
        ("Lệ phí cấp lại thẻ là bao nhiêu?", Want.MONEY),
        ("ile procent kosztow testow moze doplacic panstwo", Want.NUMBER),
        ("Thông tư 37 bắt đầu áp dụng hôm nào?", Want.DATE),
        ("Việc này được nêu trong kế hoạch số mấy?", Want.DOCUMENT),
        ("До какого месяца должны пересмотреть систему?", Want.DATE),
        ("May a customs agent start working?", Want.YESNO),
        ("Thu nhập bình quân phải đạt bao nhiêu USD?", Want.MONEY),
        ("How many million dollars will the port take?", Want.MONEY),
        ("Скільки млрд донгів виділено на школи?", Want.MONEY),
        ("What smallest share must the city pay?", Want.NUMBER),
        ("Какую долю должны внести предприятия?", Want.NUMBER),
        ("Jaki minimalny udział ma wnieść gmina?", Want.NUMBER),
    ],
)
def test_what_is_asked_for_comes_before_what_is_only_spoken_of(question: str, first: Want) -> None:
    assert wants_of(question)[0] is first


@pytest.mark.parametrize(
    ("question", "words", "language"),
    [
        ("Có tổng cộng bao nhiêu trường?", "| **Tổng cộng** | **151** |", Language.VI),
        ("Сколько всего школ?", "31 начальная, 120 средних, итого 151", Language.RU),
        ("Ile jest łącznie szkół?", "31 podstawowych, 120 średnich, razem 151", Language.PL),
    ],
)
def test_who_asks_for_the_sum_is_told_the_number_that_is_called_so(
    question: str, words: str, language: Language
) -> None:
    told = _told(question, words, language)
    assert told is not None
    assert "151" in told


@pytest.mark.parametrize("question", ["Sự cố AI nào phải báo cáo?", "What is a model card in the AI decree?"])
def test_artificial_intelligence_asks_for_nobody(question: str) -> None:
    assert Want.AGENCY not in wants_of(question)
