"""Ranking procedures by how well their names agree with everyday words, with or without diacritics."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpus.fold import fold
from corpus.procedures.finding import fields_asked, fields_told, meant_words, tokens_of
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
    named = [[quote.words for quote in (one.name, *one.aliases)] for one in known]
    return rank_named(question, named, [fields_told(one) for one in known])


def rank_named(
    question: str, named: Sequence[Sequence[str]], told: Sequence[frozenset[str]]
) -> list[tuple[int, float]]:
    """The same for what has names and tells fields, whether or not a record was read of it."""
    asked, exact = _words(question), marked_words(question)
    names = [_words(" ".join(one)) for one in named]
    held = Counter(word for words in names for word in words)
    weight = {word: math.log(1 + len(names) / held[word]) for word in held}
    scored = [
        (position, _score(asked, words - _misread(exact, " ".join(named[position])), words, weight))
        for position, words in enumerate(names)
    ]
    fields = fields_asked(question)
    likely = [
        (position, score + TOLD_BONUS * len(fields & told[position]))
        for position, score in scored
        if score >= LEAST_SCORE
    ]
    return sorted(likely, key=lambda one: -one[1])


def _score(asked: frozenset[str], read: frozenset[str], name: frozenset[str], weight: Mapping[str, float]) -> float:
    """Agreement of a question with a name, of which `read` are the words that it may be read as."""
    shared = sum(weight[word] for word in asked & read)
    wanted = sum(weight.get(word, 0.0) for word in asked)
    told = sum(weight[word] for word in name)
    return (shared / wanted if wanted else 0.0) + NAME_WEIGHT * (shared / told if told else 0.0)


def _words(names: str) -> frozenset[str]:
    return tokens_of(fold(names)) | meant_words(names)


def marked_words(words: str) -> Mapping[str, frozenset[str]]:
    """Words typed with diacritics, by their folds, in a form in which the place of a tone does not count."""
    found: dict[str, set[str]] = {}
    for word in re.findall(r"\w+", words.lower()):
        found.setdefault(fold(word), set()).add(_marks(word))
    return {folded: frozenset(marks) for folded, marks in found.items()}


def _marks(word: str) -> str:
    """The diacritics of a word without their places: the same for "hòa" and "hoà"; "" of a plain word."""
    return "".join(sorted(c for c in unicodedata.normalize("NFD", word) if unicodedata.combining(c) or c == "đ"))


def _misread(exact: Mapping[str, frozenset[str]], name: str) -> frozenset[str]:
    """Folded words and pairs that a question has with other diacritics than the name: "chó" is not "cho"."""
    own = marked_words(name)
    if not any(marks - {""} for marks in own.values()):  # a name without any is typed without
        return frozenset()
    wrong = frozenset(word for word, marks in exact.items() if "" not in marks and not marks & own.get(word, marks))
    pairs = pairwise(re.findall(r"\w+", fold(name)))
    return wrong | frozenset(f"{one} {two}" for one, two in pairs if one in wrong or two in wrong)
