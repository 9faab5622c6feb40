"""The same obligation in several texts: one task with several sources, while look-alikes stay apart.

Texts of one act, and plans that repeat an act, state obligations in much the same order. So two lists are aligned in
order, each obligation with at most one, to the greatest sum of likeness. What counts needs no translation: who must
act, by when, the clause, the documents and numbers named, and the words where the languages are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from rapidfuzz import fuzz

from corpus.agencies import agency, expand
from corpus.fold import fold
from corpus.identifiers import find_numbers, number_key
from corpus.model import Language
from corpus.obligations.model import Deadline, DeadlineKind, Obligation

Likeness = Callable[[str, str], float]  # of two quotes in any languages, from -1 to 1: a model's cosine

ENOUGH = 2.0  # likeness of a pair: same body and term, or same body and a shared document, or the same clause
SAME_CLAUSE = 3.0
SAME_BODY = 1.6
ONE_BODY = 0.7  # more, where the bodies are the same and one of them is no collective
FITTING_BODY = 0.8  # one is among many that the other names together, as a ministry is among "ministries"
SAME_TERM = 1.5
TERM_IN_ONE = -1.0
SHARED_DOCUMENT = 1.4
OTHER_DOCUMENTS = -0.8
SHARED_WORD = 0.5  # names in Latin letters and numbers, which translations leave as they are
MOST_SHARED = 3  # documents or words beyond these add nothing
SAME_WORDS = 60.0  # rapidfuzz token ratio above which two quotes of one language speak of the same thing
WORDS_WEIGHT = 3.0
MODEL_MIDDLE, MODEL_WEIGHT = 0.82, 20.0  # a cosine of one half says nothing; each tenth more counts 0.6

_LABEL = re.compile(r"(?:phụ lục|annex|приложение|додаток|załącznik|article|статья|стаття|art\.)\s*")
_UNTRANSLATED = re.compile(r"(?<!\w)(?:[a-z][a-z0-9&-]{2,}|\d{2,}%?)(?!\w)")


@dataclass(frozen=True, slots=True)
class Stated:
    """An obligation as one text states it; `text` counts the texts from 0."""

    text: int
    language: Language
    obligation: Obligation


def merge(
    texts: Sequence[tuple[Language, Sequence[Obligation]]], *, likeness: Likeness | None = None
) -> list[tuple[Stated, ...]]:
    """Obligations of several texts, each group one obligation, in the order of the first text that states it.

    Args:
        texts: language and obligations of each text, in reading order; the leading text first.
        likeness: optionally, how alike two quotes are whatever their languages.
    """
    groups: list[list[Stated]] = []
    for index, (language, obligations) in enumerate(texts):
        stated = [Stated(index, language, obligation) for obligation in obligations]
        groups = _join(groups, stated, likeness)
    return [tuple(group) for group in groups]


def alike(one: Stated, other: Stated, *, likeness: Likeness | None = None) -> float:
    """How likely two texts state one obligation; `ENOUGH` or more says they do, minus infinity that they cannot."""
    first, second = one.obligation, other.obligation
    score = alike_in_content(one, other)
    if _clause(first.clause) == _clause(second.clause) and not first.clause.startswith("para "):
        score += SAME_CLAUSE
    if likeness is not None:
        score += MODEL_WEIGHT * (likeness(first.quote, second.quote) - MODEL_MIDDLE)
    return score


def alike_in_content(one: Stated, other: Stated) -> float:
    """The same of texts whose clauses do not correspond, by bodies, terms, documents, names and words alone."""
    first, second = one.obligation, other.obligation
    bodies, terms = _bodies_alike(first, second), _terms_alike(first.deadline, second.deadline)
    if bodies is None or terms is None:
        return float("-inf")
    score = bodies + terms + _named_alike(first.quote, second.quote)
    if one.language is other.language:
        ratio = fuzz.token_sort_ratio(fold(first.quote), fold(second.quote))
        score += WORDS_WEIGHT * (ratio - SAME_WORDS) / (100 - SAME_WORDS)
    return score


def _join(groups: list[list[Stated]], more: list[Stated], likeness: Likeness | None) -> list[list[Stated]]:
    """Put each obligation to its group in order; new ones stand after the one before them."""
    pairs = _align(groups, more, likeness)
    joined: list[list[Stated]] = []
    taken = 0
    for row, group in enumerate(groups):
        if row in pairs:
            joined.extend([new] for new in more[taken : pairs[row]])
            joined.append([*group, more[pairs[row]]])
            taken = pairs[row] + 1
        else:
            joined.append(group)
    return [*joined, *([new] for new in more[taken:])]


def _align(groups: list[list[Stated]], more: list[Stated], likeness: Likeness | None) -> dict[int, int]:
    """The alignment in order with the greatest sum of likeness above what is enough: column by row."""
    gains = [[max(alike(s, new, likeness=likeness) for s in group) - ENOUGH for new in more] for group in groups]
    rows, columns = len(groups), len(more)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = gains[row][column] + best[row + 1][column + 1]
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    pairs: dict[int, int] = {}
    row = column = 0
    while row < rows and column < columns:
        if gains[row][column] > 0 and best[row][column] == gains[row][column] + best[row + 1][column + 1]:
            pairs[row] = column
            row, column = row + 1, column + 1
        elif best[row][column] == best[row + 1][column]:
            row += 1
        else:
            column += 1
    return pairs


def _bodies_alike(one: Obligation, other: Obligation) -> float | None:
    first, second = set(expand(one.agencies)), set(expand(other.agencies))
    if not first or not second:
        return 0.0
    shared = len(first & second) / len(first | second)
    if shared:
        own = shared == 1 and not all(map(_is_collective, first))
        return SAME_BODY * float(shared**0.5) + (ONE_BODY if own else 0.0)
    return FITTING_BODY if any(map(_is_collective, first)) or any(map(_is_collective, second)) else None


def _terms_alike(one: Deadline, other: Deadline) -> float | None:
    """None where both state terms that differ: then they are two obligations, however alike."""
    if one.kind is DeadlineKind.NONE and other.kind is DeadlineKind.NONE:
        return 0.0
    if DeadlineKind.NONE in (one.kind, other.kind):
        return TERM_IN_ONE
    same = (one.date, one.recurrence, one.duration) == (other.date, other.recurrence, other.duration)
    return SAME_TERM if same else None


def _named_alike(one: str, other: str) -> float:
    first, second = _documents(one), _documents(other)
    score = SHARED_DOCUMENT * min(MOST_SHARED, len(first & second))
    if first and second and first.isdisjoint(second):
        score += OTHER_DOCUMENTS
    return score + SHARED_WORD * min(MOST_SHARED, len(_untranslated(one) & _untranslated(other)))


@cache
def _clause(path: str) -> str:
    """A clause path without the words of its language: "Phụ lục 3.đ" and "Annex 3.đ" are one."""
    return _LABEL.sub("", path.lower().replace("điều", "")).strip()


@cache
def _documents(quote: str) -> frozenset[str]:
    return frozenset(number_key(mention.value) for mention in find_numbers(quote))


@cache
def _untranslated(quote: str) -> frozenset[str]:
    """Latin words of a Cyrillic quote, and numbers of any; a Latin quote is compared by the same words."""
    return frozenset(_UNTRANSLATED.findall(fold(quote)))


def _is_collective(identity: str) -> bool:
    known = agency(identity)
    return known is not None and known.collective
