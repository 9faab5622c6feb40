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
LEAST_SCORE = 0.15  # of at most 1.5; below it only words like "xin" or "giấy" agree


def rank(question: str, known: Sequence[Procedure]) -> list[tuple[int, float]]:
    """Positions in `known` with their scores, best first; those that say nothing of the question are left out.

    A score is the share of the question's words, by how rare they are among names, that a procedure's name or
    everyday names hold, and half the share of its name that the question holds.
    """
    asked = _asked(question)
    names = [_words(one) for one in known]
    held = Counter(word for words in names for word in words)
    weight = {word: math.log(1 + len(known) / held[word]) for word in held}
    scored = [(position, _score(asked, words, weight)) for position, words in enumerate(names)]
    return sorted((one for one in scored if one[1] >= LEAST_SCORE), key=lambda one: -one[1])


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
    return frozenset(word for guide, pattern in _everyday() if pattern.search(folded) for word in _tokens(guide))


def _tokens(folded: str) -> frozenset[str]:
    """Words and pairs of words: Vietnamese words mostly are pairs of syllables."""
    words = re.findall(r"\w+", folded)
    return frozenset(words) | frozenset(f"{one} {two}" for one, two in pairwise(words))


@cache
def _everyday() -> tuple[tuple[str, re.Pattern[str]], ...]:
    told: dict[str, list[str]] = tomllib.loads(
        (files("corpus") / "data" / "everyday.toml").read_text(encoding="utf-8")
    )["words"]
    return tuple(
        (guide, re.compile(rf"(?<!\w)(?:{'|'.join(map(_pattern, words))})(?!\w)")) for guide, words in told.items()
    )


def _pattern(words: str) -> str:
    return re.escape(fold(words)).replace(r"\*", r"\w*")
