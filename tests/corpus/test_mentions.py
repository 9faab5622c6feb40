"""Dates, money, durations and numbers: read alike in five languages, and said again."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.format import format_date, format_duration, format_money, format_number
from corpus.mentions import find_mentions, supported
from corpus.mentions.dates import Granularity, find_dates
from corpus.model import Language, MentionKind


def values(words: str, language: str, kind: MentionKind) -> list[str]:
    return [mention.value for mention in find_mentions(words, Language(language)) if mention.kind is kind]


@pytest.mark.parametrize(
    ("language", "words", "day"),
    [
        ("vi", "hoàn thành trước ngày 05/9/2026", "2026-09-05"),
        ("vi", "ngày 01 tháng 3 năm 2026", "2026-03-01"),
        ("vi", "trong thang 10 nam 2025", "2025-10-31"),
        ("vi", "quý I/2026", "2026-03-31"),
        ("vi", "6 tháng đầu năm 2026", "2026-06-30"),
        ("vi", "trong năm 2026", "2026-12-31"),
        ("en", "by 5 September 2026", "2026-09-05"),
        ("en", "on September 5th, 2026", "2026-09-05"),
        ("en", "in Q1 2026", "2026-03-31"),
        ("en", "the third quarter of 2026", "2026-09-30"),
        ("ru", "до 5 сентября 2026 года", "2026-09-05"),
        ("ru", "в феврале 2028 года", "2028-02-29"),
        ("ru", "в IV квартале 2026 года", "2026-12-31"),
        ("uk", "до 5 вересня 2026 року", "2026-09-05"),
        ("uk", "у першому кварталі 2026 року", "2026-03-31"),
        ("uk", "у травні 2026 р.", "2026-05-31"),
        ("pl", "przed 5 września 2026 r.", "2026-09-05"),
        ("pl", "w czwartym kwartale 2026 r .", "2026-12-31"),
        ("pl", "w maju 2026 roku", "2026-05-31"),
    ],
)
def test_dates_mean_their_last_day(language: str, words: str, day: str) -> None:
    assert values(words, language, MentionKind.DATE) == [day]


def test_a_day_that_does_not_exist_is_no_date() -> None:
    assert values("ngày 31/02/2026", "vi", MentionKind.DATE) == []


def test_a_period_knows_its_first_day() -> None:
    [quarter] = find_dates("quý II/2026", Language.VI)
    assert (quarter.first, quarter.value, quarter.granularity) == (
        date(2026, 4, 1),
        date(2026, 6, 30),
        Granularity.QUARTER,
    )


def test_days_without_a_year_need_to_know_today() -> None:
    assert find_dates("do 3 maja", Language.PL) == []
    [found] = find_dates("do 3 maja", Language.PL, today=date(2026, 1, 10))
    assert found.value == date(2026, 5, 3)


@pytest.mark.parametrize(
    ("language", "words", "amount"),
    [
        ("vi", "lệ phí 85.000 đồng/lần", "85000 VND"),
        ("vi", "phạt 1,5 triệu đồng", "1500000 VND"),
        ("vi", "vốn 02 tỷ đồng", "2000000000 VND"),
        ("vi", "doanh thu 900tr thi dong thue", "900000000 VND"),
        ("en", "a fee of VND 85,000", "85000 VND"),
        ("en", "$25 per visa", "25 USD"),
        ("ru", "85.000 донгов", "85000 VND"),
        ("ru", "1,5 млн донгов", "1500000 VND"),
        ("uk", "200 000 донгів", "200000 VND"),
        ("pl", "85 tys. dongów", "85000 VND"),
    ],
)
def test_amounts_are_whole_whatever_separates_their_digits(language: str, words: str, amount: str) -> None:
    assert values(words, language, MentionKind.MONEY) == [amount]


@pytest.mark.parametrize(
    ("language", "words", "duration"),
    [
        ("vi", "trong 03 ngày làm việc", "3 working-day"),
        ("vi", "02 (hai) tháng", "2 month"),
        ("vi", "ba mươi ngày", "30 day"),
        ("en", "within five business days", "5 working-day"),
        ("en", "a 30-day stay", "30 day"),
        ("ru", "в течение 10 рабочих дней", "10 working-day"),
        ("ru", "через два года", "2 year"),
        ("uk", "протягом 5 робочих днів", "5 working-day"),
        ("uk", "п'ять років", "5 year"),
        ("pl", "w ciągu 14 dni roboczych", "14 working-day"),
        ("pl", "48 godzin", "48 hour"),
    ],
)
def test_durations_have_one_unit_in_every_language(language: str, words: str, duration: str) -> None:
    assert values(words, language, MentionKind.DURATION) == [duration]


def test_a_month_of_the_year_is_no_duration() -> None:
    assert values("tháng 10 năm 2025", "vi", MentionKind.DURATION) == []


@pytest.mark.parametrize(
    ("language", "words", "numbers"),
    [
        ("vi", "giảm 0,2% và 1.000 hồ sơ", ["0.2", "1000"]),
        ("en", "1,000 files, 2.5 points, three issues", ["1000", "2.5", "3"]),
        ("pl", "co najmniej 50% i dwa projekty", ["50", "2"]),
        ("ru", "34 провинции", ["34"]),
    ],
)
def test_numbers_are_plain_decimals(language: str, words: str, numbers: list[str]) -> None:
    assert values(words, language, MentionKind.NUMBER) == numbers


def test_millions_are_money_unless_they_count_something() -> None:
    assert values("ngưỡng 500 triệu đã sửa", "vi", MentionKind.MONEY) == ["500000000 VND"]
    assert values("hơn 2 triệu người dùng", "vi", MentionKind.MONEY) == []


def test_a_number_word_inside_a_larger_one_is_none() -> None:
    assert values("(ba trăm nghìn đồng)", "vi", MentionKind.NUMBER) == []


def test_marks_of_citations_are_no_numbers() -> None:
    assert values("The fee is stated [2].", "en", MentionKind.NUMBER) == []


def test_nothing_is_read_twice() -> None:
    found = find_mentions("Nghị quyết số 57-NQ/TW ngày 22/12/2024, phí 70.000 đồng", Language.VI)
    assert [mention.kind.value for mention in found] == ["document", "date", "money"]


def test_spans_are_those_of_the_words() -> None:
    words = "Phí\u00ad: 70.000 đồng, hạn 15/11/2025; 02-KH/BCĐTW"
    for mention in find_mentions(words, Language.VI):
        assert words[mention.start : mention.end] == mention.text


@pytest.mark.parametrize(
    ("fact", "passage", "borne_out"),
    [
        ("15 listopada 2025 r.", "trước ngày 15/11/2025", True),
        ("16 listopada 2025 r.", "trước ngày 15/11/2025", False),
        ("7 000 dongów", "7.000 đồng/lần", True),
        ("w 2026 r.", "giai đoạn 2021-2026", True),
        ("57-NQ/TW", "Nghị quyết 57 - NQ/TW", True),
        ("30", "trong 30 ngày", True),
        ("policja", "Công an cấp xã", True),
        ("14 lat", "người chưa đủ 14 tuổi", True),
        ("22:00", "từ 22 giờ", True),
    ],
)
def test_facts_are_borne_out_across_languages(fact: str, passage: str, borne_out: bool) -> None:
    [stated] = find_mentions(fact, Language.PL)
    assert supported(stated, find_mentions(passage, Language.VI)) is borne_out


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("value", ["2530000 VND", "22 day", "5 working-day", "3 month", "2 year", "48 hour"])
def test_what_is_formatted_reads_back_the_same(language: Language, value: str) -> None:
    said = format_money(value, language) if value.endswith("VND") else format_duration(value, language)
    assert [mention.value for mention in find_mentions(said, language)] == [value]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("granularity", [Granularity.DAY, Granularity.MONTH, Granularity.QUARTER])
def test_formatted_dates_read_back_the_same(language: Language, granularity: Granularity) -> None:
    [found] = find_dates(format_date("2025-12-31", language, granularity=granularity), language)
    assert (found.value, found.granularity) == (date(2025, 12, 31), granularity)


def test_forms_follow_the_language() -> None:
    assert format_date("2026-03-01", Language.UK) == "1 березня 2026 року"
    assert format_date("2026-03-01", Language.VI) == "01/03/2026"
    assert format_duration("21 working-day", Language.RU) == "21 рабочий день"
    assert format_duration("2 day", Language.PL) == "2 dni"
    assert format_number("1234.5", Language.EN) == "1,234.5"


def test_a_letter_behind_a_small_number_marks_a_form_and_no_money() -> None:
    assert values("Tờ khai theo Mẫu số 1d", "vi", MentionKind.MONEY) == []
    assert values("50000d", "vi", MentionKind.MONEY) == ["50000 VND"]
