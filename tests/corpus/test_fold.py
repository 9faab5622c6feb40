"""Folding: character by character, for whoever needs offsets of the text as it stands."""

from __future__ import annotations

import pytest

from corpus.fold import LONG, VERY_LONG, fold, fold_each

ODD = "Straße — “Ủy ban”\ufeff e\u0301 co\u00adop æ \u212b 𝔸"  # folds of no, one and two characters, beyond 16 bits too


@pytest.mark.parametrize(
    "words", [ODD, ODD * LONG, ODD * VERY_LONG, "Bộ Công an\u200b " * LONG, "plain ascii " * LONG, ""]
)
def test_fold_each_keeps_the_place_of_every_character_in_short_and_long_texts(words: str) -> None:
    folded = fold_each(words)

    assert len(folded) == len(words)
    assert folded == "".join((fold(character) or " ")[0] for character in words)


@pytest.mark.parametrize("times", [1, LONG, VERY_LONG])
def test_texts_of_any_length_fold_alike(times: int) -> None:
    assert fold("Ủy ban nhân dân — Đà Nẵng, Łódź; " * times) == "uy ban nhan dan - da nang, lodz; " * times
    assert fold("đ\0ơ ﬁ ß \u200bñ" * times) == fold("đ\0ơ ﬁ ß \u200bñ") * times
