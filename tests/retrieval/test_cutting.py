"""Texts are cut at everything that is neither letter nor digit, in any script and at any length."""

from __future__ import annotations

import re

import pytest

from corpus.fold import fold
from retrieval.cutting import LONG, words_of

RUNS = re.compile(r"[^\W_]+")


@pytest.mark.parametrize("start", range(0, 0x3000, 0x100))
def test_every_character_is_told_from_blanks_as_a_pattern_tells_it(start: int) -> None:
    text = fold("".join(f"a{chr(code)}b" for code in range(start, start + 0x100)))
    assert words_of(text) == RUNS.findall(text)


@pytest.mark.parametrize(
    "text",
    [
        "dieu 41.5.nd.1 khoan_2 quyet dinh so 12/2024/qd-ttg",
        "điều kiện_cấp giấy phép; số 12/2024/QĐ-TTg".lower() + " … " * LONG,
        "закон № 5 от 3 июня" * 9,
        "𝐀 is one letter of two codes, and here is much more so that a table is asked",
        "",
        "...",
    ],
)
def test_words_are_the_runs_of_letters_and_digits(text: str) -> None:
    assert words_of(text) == RUNS.findall(text)
