"""Comparing words with gold words: tokens, exact match, F1, and whether an answer opens with yes or no."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from corpus.fold import fold
from corpus.model import Language

YES_NO = Path(__file__).parent / "data" / "yes_no.toml"
_CITATION_MARK = re.compile(r"\[\d+\]")
_WORD = re.compile(r"\w+")
_ENGLISH_ARTICLES = frozenset({"a", "an", "the"})  # left out, as the SQuAD scorer does


def without_marks(words: str) -> str:
    """The words without citation marks like "[2]"."""
    return _CITATION_MARK.sub(" ", words)


def tokens(words: str) -> list[str]:
    """Folded words without punctuation, citation marks, Markdown marks and English articles."""
    plain = fold(without_marks(words)).replace("_", " ")
    return [word for word in _WORD.findall(plain) if word not in _ENGLISH_ARTICLES]


def exact_match(words: str, golds: Sequence[str]) -> float:
    """1.0 when the words equal some gold answer, token for token."""
    return float(any(tokens(words) == tokens(gold) for gold in golds))


def best_f1(words: str, golds: Sequence[str]) -> float:
    """The highest F1 of shared tokens with some gold answer, 0..1."""
    return max((_f1(tokens(words), tokens(gold)) for gold in golds), default=0.0)


def best_recall(words: str, golds: Sequence[str]) -> float:
    """The highest share of some gold answer's tokens that the words hold, 0..1."""
    return max((_overlap(tokens(words), tokens(gold))[1] for gold in golds), default=0.0)


def says_yes(words: str, language: Language) -> bool | None:
    """Whether an answer opens with yes (True) or no (False); None when it opens with neither."""
    opening = re.search(r"\w+", words.lower())
    lists = _yes_no()[language.value]
    if opening is None:
        return None
    if opening.group() in lists["no"]:
        return False
    return True if opening.group() in lists["yes"] else None


def _f1(found: list[str], gold: list[str]) -> float:
    precision, recall = _overlap(found, gold)
    return 2 * precision * recall / (precision + recall) if precision else 0.0


def _overlap(found: list[str], gold: list[str]) -> tuple[float, float]:
    shared = (Counter(found) & Counter(gold)).total()
    return (shared / len(found), shared / len(gold)) if shared else (0.0, 0.0)


@cache
def _yes_no() -> dict[str, dict[str, list[str]]]:
    with YES_NO.open("rb") as file:
        return tomllib.load(file)
