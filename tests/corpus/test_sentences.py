"""Sentences are verbatim spans, and what does not end a sentence does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentences


def pieces(words: str) -> list[str]:
    return [words[start:end] for start, end in sentences(words)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Nộp tại xã. Lệ phí 70.000 đồng/thẻ. Miễn phí cho trẻ em.", 3),
        ("Prace kończą się przed 15 listopada 2025 r. Ministerstwo składa raport.", 2),
        ("Zgodnie z art. 5 ust. 2 ustawy termin biegnie od doręczenia.", 1),
        ("Срок — до 1 марта 2026 г. в полном объёме. Отчёт подаётся ежемесячно.", 2),
        ("Відповідно до п. 3 ст. 7 строк становить 15 днів. Скарга безоплатна.", 2),
        ("Mr. Smith pays 2.5 million. He leaves.", 2),
    ],
)
def test_abbreviations_and_decimals_do_not_end_a_sentence(words: str, expected: int) -> None:
    assert len(pieces(words)) == expected


def test_a_long_list_ends_at_its_semicolons_and_a_short_one_does_not() -> None:
    long = "the ministry publishes the monthly figures on its portal; the office checks them against the register"
    assert len(pieces(long)) == 2
    assert len(pieces("red; green; blue")) == 1


@given(st.text(alphabet="aáĐб .!?;\n1", max_size=80))
def test_nothing_but_white_space_is_lost(words: str) -> None:
    spans = sentences(words)
    assert "".join(words[a:b] for a, b in spans).split() == words.split() or "".join(
        "".join(words[a:b].split()) for a, b in spans
    ) == "".join(words.split())
    assert all(a < b for a, b in spans)
    assert spans == sorted(spans)
