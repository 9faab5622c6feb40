"""Regular expressions over folded words, written in a language's own letters."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.fold import fold


def folded_pattern(*alternatives: str) -> re.Pattern[str]:
    """One pattern of alternatives, its letters folded as questions are (й becomes и); escapes are left alone."""
    return re.compile("|".join("".join(c if c.isascii() else fold(c) for c in words) for words in alternatives))


def folded_patterns(data: dict[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    """The same for a table of named lists, in its order."""
    return {name: folded_pattern(*alternatives) for name, alternatives in data.items()}


def plain(words: str) -> str:
    """Folded, in single spaces, and without the signs that Russian and Ukrainian hands leave out (й, ї)."""
    return " ".join(fold(words).replace("й", "и").replace("ї", "і").replace("'", "").split())


def plain_pattern(alternatives: Iterable[str]) -> re.Pattern[str]:
    """One pattern over `plain` words; what is ASCII may be an escape and stays."""
    return re.compile("|".join(f"(?:{''.join(c if c.isascii() else plain(c) for c in one)})" for one in alternatives))
