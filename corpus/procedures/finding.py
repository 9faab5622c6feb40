"""Finding procedures from everyday words in five languages, with or without diacritics."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

from corpus.fold import fold
from corpus.procedures.model import Procedure

NAME_WEIGHT = 0.5  # how much the share of a name that was asked for counts beside the share of the question told
TOLD_BONUS = 0.1  # for each field that is asked for and told: decides among names alike, never between names
LEAST_SCORE = 0.15  # of at most 1.5; below it only words like "xin" or "giấy" agree


def rank(question: str, known: Sequence[Procedure]) -> list[tuple[int, float]]:
    """Positions in `known` with their scores, best first; those that say nothing of the question are left out.

    A score is the share of the question's words, by how rare they are among names, that a procedure's name or
    everyday names hold, and half the share of its name that the question holds; then a little for what it tells of the
    fields asked for.
    """
    asked = _asked(question)
    names = [_words(one) for one in known]
    held = Counter(word for words in names for word in words)
    weight = {word: math.log(1 + len(known) / held[word]) for word in held}
    scored = [(position, _score(asked, words, weight)) for position, words in enumerate(names)]
    fields = fields_asked(question)
    named = [
        (position, score + TOLD_BONUS * len(fields & fields_told(known[position])))
        for position, score in scored
        if score >= LEAST_SCORE
    ]
    return sorted(named, key=lambda one: -one[1])


def _score(asked: frozenset[str], name: frozenset[str], weight: Mapping[str, float]) -> float:
    shared = sum(weight[word] for word in asked & name)
    wanted = sum(weight.get(word, 0.0) for word in asked)
    told = sum(weight[word] for word in name)
    return (shared / wanted if wanted else 0.0) + NAME_WEIGHT * (shared / told if told else 0.0)


def _words(known: Procedure) -> frozenset[str]:
    named = " ".join(quote.words for quote in (known.name, *known.aliases))
    return _tokens(fold(named)) | _meant(fold(named))


def _asked(question: str) -> frozenset[str]:
    folded = fold(question)
    return _tokens(folded) | _meant(folded)


def _meant(folded: str) -> frozenset[str]:
    """The Vietnamese words of guides for the everyday words in a question."""
    return frozenset(word for guide, pattern in _everyday("words") if pattern.search(folded) for word in _tokens(guide))


def fields_asked(question: str) -> frozenset[str]:
    """The fields that a question asks for, by their names in `corpus/data/everyday.toml`."""
    folded = fold(question)
    return frozenset(name for name, pattern in _everyday("asks") if pattern.search(folded))


def fields_told(known: Procedure) -> frozenset[str]:
    """The fields that a record tells, by the same names."""
    told: dict[str, object] = {
        "fee": known.fees,
        "term": known.time_limits,
        "within": known.apply_within,
        "papers": known.papers,
        "authority": known.authorities,
        "channels": known.channels,
        "applicants": known.applicants,
        "steps": known.steps,
        "result": known.result,
        "basis": known.basis,
    }
    return frozenset(name for name, items in told.items() if items)


def everyday_words(question: str) -> frozenset[str]:
    """The Vietnamese names that guides use for what a question calls by everyday words, in any of five languages."""
    folded = fold(question)
    return frozenset(name for name, pattern in _everyday("words") if pattern.search(folded) or name in folded)


def _tokens(folded: str) -> frozenset[str]:
    """Words and pairs of words: Vietnamese words mostly are pairs of syllables."""
    words = re.findall(r"\w+", folded)
    return frozenset(words) | frozenset(f"{one} {two}" for one, two in pairwise(words))


@cache
def _everyday(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Keys of a table with the pattern of their words."""
    told = tomllib.loads((files("corpus") / "data" / "everyday.toml").read_text(encoding="utf-8"))[table]
    return tuple(
        (key, re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, words))})(?!\w)")) for key, words in told.items()
    )


def _pattern(words: str) -> str:
    """A pattern of folded words: "*" is any ending, " .. " up to four words between."""
    return re.escape(fold(words)).replace(r"\*", r"\w*").replace(r"\?", r"\w").replace(r"\ \.\.\ ", r"(?:\W+\w+){0,4}\W+")
