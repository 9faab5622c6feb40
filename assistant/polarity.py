"""Yes or no: what a sentence says to a question that can be answered so, or nothing where it is not plain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from corpus.fold import fold
from corpus.patterns import folded_patterns

PATTERNS = Path(__file__).parent / "data" / "polarity.toml"


def polarity(words: str) -> bool | None:
    """True for yes, False for no, None when the words are not plain. An opening word decides over the rest."""
    opening = opens_with(words)
    return _said(words, "no", "yes") if opening is None else opening


def opens_with(words: str) -> bool | None:
    """What the first word says outright: "Yes, ...", "Không cần ..."; None where it says neither."""
    return _said(words, "opening_no", "opening_yes")


def _said(words: str, no: str, yes: str) -> bool | None:
    spelt = not words.isascii()  # without diacritics "cơ quan" (agency) would begin with "có" (yes)
    compared, known = (words.lower(), _spelt()) if spelt else (fold(words), _folded())
    if known[no].search(compared):
        return False
    return True if known[yes].search(compared) else None


@cache
def _folded() -> dict[str, re.Pattern[str]]:
    return folded_patterns(dict(_data()))


@cache
def _spelt() -> dict[str, re.Pattern[str]]:
    return {name: re.compile("|".join(alternatives)) for name, alternatives in _data().items()}


def _data() -> Mapping[str, Sequence[str]]:
    with PATTERNS.open("rb") as file:
        return tomllib.load(file)
