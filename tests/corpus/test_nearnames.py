"""Names that may stand in a question with typos: what shares too few letters with it could not have been meant."""

from __future__ import annotations

import random

from rapidfuzz import fuzz

from corpus.fold import fold
from corpus.gazetteer import aliases
from corpus.nearnames import NearNames

LEAST = 88.0
LETTERS = "abcdeghiklmnoprstuvxy "


def names() -> tuple[str, ...]:
    return tuple(dict.fromkeys(fold(alias.words) for alias in aliases()[::9] if len(alias.words) >= 9))


def slipped(name: str, slips: int, chance: random.Random) -> str:
    """A name with letters left out, put in, or changed."""
    letters = list(name)
    for _ in range(slips):
        at = chance.randrange(len(letters))
        letters[at : at + chance.randint(0, 1)] = chance.choice(("", chance.choice(LETTERS)))
    return "".join(letters)


def test_no_name_is_left_out_that_reaches_the_ratio() -> None:
    chance, known = random.Random(1), names()
    near, close = NearNames(known, LEAST), 0
    for name in known[::3]:
        asked = f"which tasks has the {slipped(name, 1 + len(name) // 12, chance)} this year"
        kept = set(near.sharing(asked))
        reaching = {one for one in known if len(one) < len(asked) and fuzz.partial_ratio(one, asked) >= LEAST}
        close += len(reaching)
        assert reaching <= kept
    assert close > 30


def test_most_names_share_too_little_with_a_question() -> None:
    known = names()
    assert len(NearNames(known, LEAST).sharing("which documents does a household need to register a small farm")) < (
        len(known) / 4
    )


def test_words_without_two_letters_keep_the_names_that_they_may_be_part_of() -> None:
    assert NearNames(("ministry",), LEAST).sharing("m") == ["ministry"]
