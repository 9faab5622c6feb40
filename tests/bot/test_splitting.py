"""Cutting long answers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.splitting import clipped, pieces, units


def test_a_short_text_is_one_piece() -> None:
    assert pieces("Lệ phí là 70.000 đồng. [1]") == ["Lệ phí là 70.000 đồng. [1]"]


def test_blank_text_gives_no_pieces() -> None:
    assert pieces(" \n ") == []


def test_a_cut_falls_after_a_sentence_and_keeps_its_citation() -> None:
    assert pieces("Первое предложение. [1] Второе тоже есть.", 30) == ["Первое предложение. [1]", "Второе тоже есть."]


def test_a_full_stop_in_a_number_or_before_a_small_letter_ends_nothing() -> None:
    assert pieces("aaaa bbbb cccc ст. 5 и др. слова 70.000 đồng", 24)[0] == "aaaa bbbb cccc ст. 5 и"


def test_a_cut_falls_between_words_where_no_sentence_ends() -> None:
    assert pieces("một hai ba bốn năm", 12) == ["một hai ba", "bốn năm"]


def test_one_endless_word_is_cut_anywhere() -> None:
    assert pieces("a" * 25, 10) == ["a" * 10, "a" * 10, "a" * 5]


def test_length_counts_utf_16_units_and_never_halves_a_character() -> None:
    assert units("😀") == 2
    assert pieces("😀" * 5, 5) == ["😀😀", "😀😀", "😀"]


def test_a_clipped_text_says_so() -> None:
    assert clipped("một hai ba bốn", 9) == "một hai …"
    assert clipped("một hai", 9) == "một hai"


@given(st.text(alphabet="aб😀. \n[1]ế", max_size=300), st.integers(min_value=4, max_value=40))
def test_pieces_fit_and_lose_nothing_but_white_space(text: str, limit: int) -> None:
    parts = pieces(text, limit)
    assert all(part.strip() and units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())
