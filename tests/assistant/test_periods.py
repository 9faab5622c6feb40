"""The years that words speak of, and that a sentence of the year asked about is read before one of another year."""

from __future__ import annotations

import pytest

from assistant.choosing import best_unit
from assistant.model import Question
from assistant.periods import years_asked, years_at, years_of
from assistant.understanding import understand
from assistant.unit import units_of
from assistant.values import choose_value
from corpus.model import Language
from tests.assistant.evidence import brief, hit


@pytest.mark.parametrize(
    ("words", "years"),
    [
        ("đến năm 2040", {2040}),
        ("w latach 2031–2033", {2031, 2032, 2033}),
        ("к 09/2027 и до 2029 года", {2027, 2029}),
        ("by 30.6.2028", {2028}),
        ("theo Nghị định 412/2031/NĐ-CP", set()),
        ("Decree 77/2031 and Resolution 66.5/2031", set()),
        ("tăng 2.030 đồng và 12030 hộ", set()),
    ],
)
def test_years_and_periods_are_read_and_numbers_of_acts_are_not(words: str, years: set[int]) -> None:
    assert years_of(words) == years


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("What did the meeting of 3 March 2031 decide for 2035?", {2035}),
        ("Jaki ma być udział w 2040 r.?", {2040}),
        ("Кількість шкіл у травні 2033 року?", {2033}),
    ],
)
def test_a_day_that_a_question_names_is_an_event_and_no_period(question: str, years: set[int]) -> None:
    assert years_asked(understand(Question(question))) == years


def test_a_sentence_without_a_year_speaks_of_the_one_named_before_it_on_its_line_or_in_its_heading() -> None:
    found = hit("Until 2036 the city builds ports. Roads come too.\nSchools open.", headings=("Plan for 2050",))
    assert [years_at(unit) for unit in units_of(found)] == [{2036}, {2036}, {2050}]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Đến năm 2045 có bao nhiêu bệnh viện?", "70"),
        ("How many hospitals will there be in 2035?", "50"),
        ("Сколько больниц будет к 2045 году?", "70"),
        ("Скільки лікарень буде у 2035 році?", "50"),
        ("Ile szpitali będzie w 2045 r.?", "70"),
    ],
)
def test_of_sentences_alike_the_one_of_the_year_asked_about_answers(question: str, told: str) -> None:
    asked = brief(question, hit("By 2035 there are 50 hospitals.\nBy 2045 there are 70 hospitals."))
    unit = best_unit(asked.asked, asked.found[0].units)
    value = choose_value(asked.asked, unit)
    assert value is not None
    assert value.value == told


def test_within_a_sentence_the_clause_of_the_year_asked_about_gives_the_value() -> None:
    words = "Doanh thu đạt 10 tỷ đồng vào năm 2030, đạt 25 tỷ đồng vào năm 2040."
    asked = brief("Năm 2040 doanh thu đạt bao nhiêu tiền?", hit(words, language=Language.VI))
    value = choose_value(asked.asked, asked.found[0].units[0])
    assert value is not None
    assert value.value == "25000000000 VND"
