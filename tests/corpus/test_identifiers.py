"""Document numbers and clauses as people write them."""

from __future__ import annotations

import pytest

from corpus.clauses import find_clauses
from corpus.identifiers import find_numbers, find_partial_numbers, normalise_number, number_key, resolve_numbers

KNOWN = ["07-TB/CQTTBCĐ", "57-NQ/TW", "58/2026/NĐ-CP", "366-QĐ/TW", "71/NQ-CP", "60/2014/QH13"]


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("05-QD/BCDTW", "05-QĐ/BCĐTW"),
        ("118/2025/ND-CP", "118/2025/NĐ-CP"),
        ("22/2022NĐ.CP", "22/2022/NĐ-CP"),
        ("02 KH/BCĐTW", "02-KH/BCĐTW"),
        ("№ 57-NQ/ТW", "57-NQ/TW"),  # a Cyrillic Т
        ("712/TB-VPCP", "712/TB-VPCP"),
        ("63/2025/QH15", "63/2025/QH15"),
        ("66.17/2026/NQ-CP", "66.17/2026/NQ-CP"),
        ("01/2025/TTLT-BTP-BCA", "01/2025/TTLT-BTP-BCA"),
    ],
)
def test_numbers_get_their_right_spelling(printed: str, normal: str) -> None:
    assert normalise_number(printed) == normal


def test_two_spellings_share_a_key() -> None:
    assert number_key("7-tb/cqttbcd") == number_key("07-TB/CQTTBCĐ")
    assert number_key("57-NQ/TW") != number_key("57/NQ-CP")


def test_numbers_are_found_where_they_stand() -> None:
    words = "згідно з Постановою № 71/NQ-CP та Рішенням № 2439/QD-TTg"
    found = find_numbers(words)
    assert [m.value for m in found] == ["71/NQ-CP", "2439/QĐ-TTg"]
    assert all(words[m.start : m.end] == m.text for m in found)


@pytest.mark.parametrize("words", ["ngày 15/11/2025", "Điều 41.5.NĐ.1.2", "24/7", "70.000 đồng/thẻ", "2021-2025"])
def test_dates_codes_and_prices_are_no_numbers_of_documents(words: str) -> None:
    assert find_numbers(words) == []


@pytest.mark.parametrize(
    ("question", "number"),
    [
        ("nd 58/2026 quy dinh gi", "58/2026/NĐ-CP"),
        ("Nghị định số 58/2026 có hiệu lực khi nào?", "58/2026/NĐ-CP"),
        ("Що каже Положення 366?", "366-QĐ/TW"),
        ("What does Resolution 57 demand?", "57-NQ/TW"),
        ("Co mówi uchwała nr 57?", "57-NQ/TW"),
        ("что в законе 60/2014", "60/2014/QH13"),
        ("thông báo 07-TB/CQTTBCD nói gì", "07-TB/CQTTBCĐ"),
    ],
)
def test_questions_that_give_a_part_of_a_number_find_the_document(question: str, number: str) -> None:
    assert resolve_numbers(question, KNOWN) == [number]


def test_a_whole_number_is_no_partial_one() -> None:
    assert find_partial_numbers("Nghị quyết số 57-NQ/TW") == []


@pytest.mark.parametrize(
    ("words", "path"),
    [
        ("theo điểm đ khoản 2 Điều 5", "Điều 5.2.đ"),
        ("Điều 41.5.NĐ.1.2. Hồ sơ", "Điều 41.5.NĐ.1.2"),
        ("na podstawie art. 7 ust. 3", "Điều 7.3"),
        ("согласно пункту 3 статьи 5", "Điều 5.3"),
        ("згідно з пунктом 2 статті 7", "Điều 7.2"),
        ("under Article 5(2)(a)", "Điều 5.2.a"),
        ("see III.8 of the notice", "III.8"),
    ],
)
def test_clauses_are_read_in_five_languages(words: str, path: str) -> None:
    assert [reference.path for reference in find_clauses(words)] == [path]
