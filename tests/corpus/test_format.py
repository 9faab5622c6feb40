"""Dates, amounts, numbers and spans of time are said as each language says them, and read back the same."""

from __future__ import annotations

import pytest

from corpus.format import format_date, format_duration, format_money, format_number
from corpus.mentions import find_mentions
from corpus.mentions.dates import Granularity
from corpus.model import Language, MentionKind

DAYS = {
    "vi": ("15/11/2025", "tháng 5/2025", "quý II/2025", "6 tháng đầu năm 2025", "năm 2025"),
    "en": ("15 November 2025", "May 2025", "Q2 2025", "first half of 2025", "2025"),
    "ru": ("15 ноября 2025 года", "май 2025 года", "II квартал 2025 года", "первое полугодие 2025 года", "2025 год"),
    "uk": (
        "15 листопада 2025 року",
        "травень 2025 року",
        "II квартал 2025 року",
        "перше півріччя 2025 року",
        "2025 рік",
    ),
    "pl": ("15 listopada 2025 r.", "maj 2025 r.", "II kwartał 2025 r.", "pierwsze półrocze 2025 r.", "2025 r."),
}
AMOUNTS = {
    "vi": ("1.000.000 đồng", "1 đồng", "2 đồng", "2,5 USD", "7 JPY"),
    "en": ("1,000,000 VND", "1 VND", "2 VND", "2.5 USD", "7 JPY"),
    "ru": ("1 000 000 донгов", "1 донг", "2 донга", "2,5 доллара США", "7 JPY"),
    "uk": ("1 000 000 донгів", "1 донг", "2 донги", "2,5 долара США", "7 JPY"),
    "pl": ("1 000 000 dongów", "1 dong", "2 dongi", "2,5 dolara", "7 JPY"),
}
NUMBERS = {"vi": "12.345,67", "en": "12,345.67", "ru": "12 345,67", "uk": "12 345,67", "pl": "12 345,67"}
SPANS = {
    "vi": ("1 ngày làm việc", "22 tháng", "1,5 năm", "5 giờ"),
    "en": ("1 working day", "22 months", "1.5 years", "5 hours"),
    "ru": ("1 рабочий день", "22 месяца", "1,5 года", "5 часов"),
    "uk": ("1 робочий день", "22 місяці", "1,5 року", "5 годин"),
    "pl": ("1 dzień roboczy", "22 miesiące", "1,5 roku", "5 godzin"),
}
PERIODS = (Granularity.MONTH, Granularity.QUARTER, Granularity.HALF, Granularity.YEAR)


def spaced(words: str) -> str:
    """With plain spaces for those that keep digits together."""
    return words.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("language", list(Language))
def test_days_and_periods(language: Language) -> None:
    said = [format_date("2025-11-15", language)]
    said += [format_date("2025-05-31", language, granularity=one) for one in PERIODS]
    assert tuple(said) == DAYS[language]


@pytest.mark.parametrize("language", list(Language))
def test_amounts_in_the_right_plural(language: Language) -> None:
    values = ("1000000 VND", "1 VND", "2 VND", "2.5 USD", "7 JPY")
    assert tuple(spaced(format_money(value, language)) for value in values) == AMOUNTS[language]


@pytest.mark.parametrize("language", list(Language))
def test_numbers_and_spans_of_time(language: Language) -> None:
    assert spaced(format_number("12345.67", language)) == NUMBERS[language]
    values = ("1 working-day", "22 month", "1.5 year", "5 hour")
    assert tuple(format_duration(value, language) for value in values) == SPANS[language]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("value", ["1 VND", "2 VND", "21 VND", "70000 VND", "1000000 VND", "15000000000 VND"])
def test_an_amount_reads_back_the_same(language: Language, value: str) -> None:
    found = find_mentions(format_money(value, language), language)
    assert [(one.kind, one.value) for one in found] == [(MentionKind.MONEY, value)]


@pytest.mark.parametrize("language", list(Language))
def test_digits_of_one_number_stay_on_one_line(language: Language) -> None:
    assert " " not in format_number("1000000", language)
