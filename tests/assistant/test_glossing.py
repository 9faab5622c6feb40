"""What a reader of another language is shown before Vietnamese names and cases."""

from __future__ import annotations

import pytest

from assistant.procedures.glossing import glossed_case, glossed_name, own_words
from assistant.procedures.phrases import CasePhrases
from corpus.model import Language

CHILD = "Cấp thẻ căn cước cho người dưới 14 tuổi"


@pytest.mark.parametrize(
    ("reader", "shown"),
    [
        (Language.EN, f"identity card, under 14 years old: “{CHILD}”"),
        (Language.RU, f"удостоверение личности, младше 14 лет: «{CHILD}»"),
        (Language.PL, f"dowód osobisty, poniżej 14 lat: „{CHILD}”"),
        (Language.VI, CHILD),
    ],
)
def test_a_name_is_led_by_what_it_names_in_the_readers_language(reader: Language, shown: str) -> None:
    assert glossed_name(CHILD, CasePhrases(reader)) == shown


def test_a_case_is_led_by_its_label_else_by_what_it_names() -> None:
    english = CasePhrases(Language.EN)
    assert glossed_case("Thông thường", english) == "ordinary case: “Thông thường”"
    assert glossed_case("Trẻ bị bỏ rơi", english) == "foundling: “Trẻ bị bỏ rơi”"


def test_what_is_denied_is_never_told_as_if_it_were_named() -> None:
    english = CasePhrases(Language.EN)
    assert glossed_case("Trừ trẻ bị bỏ rơi", english) == "Trừ trẻ bị bỏ rơi"
    assert glossed_case("Không phải xác minh", english).startswith("already in the database, or no need to verify: ")


@pytest.mark.parametrize("reader", Language)
@pytest.mark.parametrize("words", [CHILD, "Thông thường", "Cấp lại thẻ (do bị mất)", "Cấp “thẻ xanh”"])
def test_the_guides_own_words_are_found_again(reader: Language, words: str) -> None:
    assert own_words(glossed_name(words, CasePhrases(reader))) == words
    assert own_words(glossed_case(words, CasePhrases(reader))) == words
