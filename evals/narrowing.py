"""The verifier's view of exceptions and conditions: a value that holds only under them must not be shown without."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from assistant.model import Answer, Fact
from corpus.model import MentionKind
from evals.figures import meant_by, numbers_in

DATA = Path(__file__).parent / "data" / "narrowing.toml"
VALUES = frozenset({MentionKind.MONEY, MentionKind.DURATION})  # what exceptions are made from
_SENTENCE = re.compile(r"(?<=[.;!?])\s+|\n")


def narrowed(words: str) -> bool:
    """Whether words name an exception or a condition in any of the five languages."""
    return bool(_pattern().search(words))


def unnarrowed(fact: Fact, answer: Answer) -> bool:
    """Whether all sentences of the citation that state an amount or a time are narrowed."""
    quote = next((citation.quote for citation in answer.citations if citation.n == fact.citation), "")
    if fact.type not in VALUES:
        return False
    meant = meant_by(fact.value.split(maxsplit=1)[0])
    bearing = [one for one in _SENTENCE.split(quote) if meant & set(numbers_in(one))]
    return bool(bearing) and all(map(narrowed, bearing))


@cache
def _pattern() -> re.Pattern[str]:
    listed: dict[str, list[str]] = tomllib.loads(DATA.read_text(encoding="utf-8"))
    return re.compile("|".join(rf"(?<!\w)(?:{one})(?!\w)" for words in listed.values() for one in words), re.IGNORECASE)
