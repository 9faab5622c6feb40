"""What narrows a sentence: exceptions, conditions and negations, recognised in five languages.

Classes are compared, not words: "trừ trường hợp" of a quote is kept by an "except" of the answer, and by a "chyba że".
"""

from __future__ import annotations

import re
import tomllib
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from corpus.patterns import plain, plain_pattern

DATA = Path(__file__).parent / "data" / "qualifiers.toml"
REMEMBERED = 2000  # sentences
NEAR = 4  # words before a value that may deny it
_CLOSING = re.compile(r"\s(?:hay )?(?:khong|ko|k|hong|chua)(?: (?:a|vay|the|nhi|ha))?\W*$")
_CLAUSE_END = re.compile(r"[;:()\n]|[,.](?!\d)")


class Qualifier(StrEnum):
    """How a sentence is narrowed."""

    EXCEPTION = "exception"
    CONDITION = "condition"
    NEGATION = "negation"


@lru_cache(maxsize=REMEMBERED)
def qualifiers(words: str) -> frozenset[Qualifier]:
    """The ways in which words are narrowed. An exception is also carried by a condition and the other way round."""
    folded = _pattern("limit").sub(" ", plain(words))
    return frozenset(one for one in Qualifier if _pattern(one.value).search(folded))


def declarative(question: str) -> str:
    """A question without the closing word by which Vietnamese asks for yes or no: there it denies nothing."""
    return _CLOSING.sub("", plain(question))


def dropped(source: str, statement: str) -> frozenset[Qualifier]:
    """What narrows the source and is missing in a statement that repeats it.

    "If" and "unless" may stand for one another ("unless he is a child" is "if he is no child"); a negation only a
    negation or an exception keeps.
    """
    own, said = qualifiers(source), qualifiers(statement)
    narrowing = {Qualifier.EXCEPTION, Qualifier.CONDITION}
    missing = set(own - said)
    if said & narrowing:
        missing -= narrowing
    if Qualifier.EXCEPTION in said:
        missing.discard(Qualifier.NEGATION)
    if Qualifier.EXCEPTION in own and Qualifier.NEGATION in missing:
        missing.discard(Qualifier.NEGATION)  # "does not apply to": the exception's own words
    return frozenset(missing)


def narrowed(words: str) -> bool:
    """Whether words hold only under conditions or with exceptions."""
    return bool(qualifiers(words) & {Qualifier.EXCEPTION, Qualifier.CONDITION})


def denied(words: str, at: int) -> bool:
    """Whether the words just before a place deny what stands there ("không thu 70.000 đồng")."""
    clause = _CLAUSE_END.split(words[:at])[-1]
    return Qualifier.NEGATION in qualifiers(" ".join(clause.split()[-NEAR:]))


def clause_at(words: str, at: int) -> str:
    """The clause of a sentence in which a place lies."""
    start = max((match.end() for match in _CLAUSE_END.finditer(words[:at])), default=0)
    end = _CLAUSE_END.search(words, at)
    return words[start : end.start() if end else len(words)]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return _patterns()[name]


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with DATA.open("rb") as file:
        return {name: plain_pattern(listed) for name, listed in tomllib.load(file).items()}
