"""An act's obligations that a plan repeats when it carries the act out; look-alikes with another term stay apart.

A plan words things its own way, in another order and often in another language, so clauses and order say nothing.
What counts: the bodies fit, the terms are the same, and either the same documents and names are given, or the words
mean the same and nothing else in the act comes near.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from corpus.model import Language
from corpus.obligations.merge import ENOUGH, Stated, alike_in_content

CLOSE = 0.60  # centred cosine of one obligation in two languages: .61-.97 on plan and act, look-alikes up to .63
APART = 0.04  # by which the closest obligation must lead the next one: look-alikes come in crowds
NOT_FAR = 0.55  # what documents and names say is one obligation is not believed where the words are farther apart
CLEAR = 0.7  # by which likeness without a model must lead

Words = tuple[Language, str]


class Closeness(Protocol):
    """How near words are in meaning, whatever their languages."""

    def between(self, ones: Sequence[Words], others: Sequence[Words]) -> Sequence[Sequence[float]]:
        """(len(ones), len(others)) cosines in -1..1, languages balanced."""
        ...


def repeated(
    act: Sequence[Sequence[Stated]], plan: Sequence[Stated], *, closeness: Closeness | None = None
) -> dict[int, int]:
    """Which obligation of an act each one of a plan repeats: indices into `act` by indices into `plan`.

    Args:
        act: obligations, each as its texts state it.
        plan: obligations of the text that carries the act out.
        closeness: without it only documents, names and words of one language count.
    """
    if not act or not plan:
        return {}
    near = _nearness(act, plan, closeness)
    scored = []
    for row, new in enumerate(plan):
        likeness = [max(alike_in_content(one, new) for one in group) for group in act]
        column = _clearly(likeness, least=ENOUGH, lead=CLEAR)
        if near and (column is None or near[row][column] < NOT_FAR):
            column = _clearly(near[row], least=CLOSE, lead=APART)
        if column is not None and likeness[column] > float("-inf"):
            scored.append((likeness[column] + (near[row][column] if near else 0.0), row, column))
    return _each_once(scored)


def _nearness(
    act: Sequence[Sequence[Stated]], plan: Sequence[Stated], closeness: Closeness | None
) -> list[list[float]]:
    """Cosines of plan and act, of the nearest text of each of the act's obligations."""
    if closeness is None:
        return []
    flat = [(column, one) for column, group in enumerate(act) for one in group]
    cosines = closeness.between([_words(new) for new in plan], [_words(one) for _, one in flat])
    near = [[-1.0] * len(act) for _ in plan]
    for row, values in enumerate(cosines):
        for (column, _), value in zip(flat, values, strict=True):
            near[row][column] = max(near[row][column], value)
    return near


def _words(stated: Stated) -> Words:
    return stated.language, stated.obligation.quote


def _clearly(values: Sequence[float], *, least: float, lead: float) -> int | None:
    """The position of the greatest value, if it is enough and leads the second by enough."""
    first, *others = sorted(range(len(values)), key=lambda at: -values[at])[:2]
    if values[first] < least or (others and values[first] - values[others[0]] < lead):
        return None
    return first


def _each_once(scored: Sequence[tuple[float, int, int]]) -> dict[int, int]:
    """The best pairs first, each obligation of the act repeated at most once by one plan."""
    pairs: dict[int, int] = {}
    for _, row, column in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        if column not in pairs.values():
            pairs[row] = column
    return pairs
