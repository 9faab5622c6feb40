"""What a language model says must speak of what it cites, to the person who asked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from assistant.checking import Statement
from assistant.grounding import Grounding
from corpus.model import Language
from tests.assistant.evidence import hit, whole

POLISH = hit("Urząd wydaje kartę w ciągu trzech dni roboczych od złożenia wniosku.", language=Language.PL)
ENGLISH = hit("The office issues the card within three working days (section <a>) of the application.")


class Near:
    """Finds everything near to everything, as short words are."""

    def similarities(
        self, question: str, language: Language, sentences: Sequence[tuple[str, Language]]
    ) -> npt.NDArray[np.float32]:
        return np.ones(len(sentences), np.float32)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("The office gives out the card quickly.", True),
        ("Yes indeed.", False),
        ('{"granted": true}.', False),
        ("The office gives out the <b>card</b> quickly.", False),
        ("The office gives out the card within 3 days.", True),
    ],
    ids=["a sentence", "too little to judge", "data", "markup", "facts"],
)
def test_a_sentence_across_languages_says_enough_to_be_judged(words: str, shown: bool) -> None:
    assert Grounding(Near()).holds(Statement(words, (whole(POLISH),)), Language.EN) is shown


def test_markup_that_the_cited_words_bear_may_be_shown() -> None:
    words = "The office issues the card within three working days (section <a>)."
    assert Grounding(Near()).holds(Statement(words, (whole(ENGLISH),)), Language.EN)


@pytest.mark.parametrize(("reader", "shown"), [(Language.EN, True), (Language.UK, False), (Language.VI, False)])
def test_a_sentence_in_another_language_than_the_readers_is_not_shown(reader: Language, shown: bool) -> None:
    copied = Statement("The office issues the card within three working days of the application.", (whole(ENGLISH),))
    assert Grounding(Near()).holds(copied, reader) is shown
