"""Yes or no: what a sentence says to a question that can be answered so, or nothing where it is not plain."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.patterns import folded_patterns
from corpus.fold import fold

PATTERNS = Path(__file__).parent / "data" / "polarity.toml"


def polarity(words: str) -> bool | None:
    """True for yes, False for no, None when the words are not plain. An opening word decides over the rest."""
    folded = fold(words)
    for name, answer in (("opening_no", False), ("opening_yes", True), ("no", False), ("yes", True)):
        if _patterns()[name].search(folded):
            return answer
    return None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with PATTERNS.open("rb") as file:
        return folded_patterns(tomllib.load(file))
