"""Texts without any known layout, cut into stretches that each tell one service: under which words each begins.

A line or a sentence may name a service; what is told behind it, field by field, decides whether it does. Of all ways to
cut a text the one is taken in which the stretches tell the most fields and no stretch comes back to a field that it
told before.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.procedures.model import Quote
from corpus.procedures.source import Source
from corpus.procedures.surveying import Name, Told, survey
from corpus.procedures.wording import Topic

_LEAST = 3  # of these, which a stretch must tell to be of a service
_WORTH = {3: 1.5, 4: 2.3}  # of a stretch by how many it tells
_OPENING = 1.2  # what another stretch costs, so that one service is not told as two
_RETURN = 0.35  # for each time a stretch comes back to a field
_LEFT = 0.06  # for each field told outside all stretches
_AWAY = 0.15  # for each line between a name and the first field, behind a few that introduce
_INTRODUCING = 2
_CROSSED = 0.4  # for each heading inside a stretch in the shape of its own
_SAME_STYLE = 0.5  # for a name in the shape of the name before
LONGEST_STRETCH = 6_000  # characters of a stretch
_MOST = 400  # names looked at


@dataclass(frozen=True, slots=True)
class Stretch:
    """What tells one service: its name, where it stands, and where what follows the name begins."""

    name: Quote
    start: int
    body: int
    end: int


def stretches(source: Source) -> list[Stretch]:
    """The stretches of a text that each tell a service, in reading order; none where no stretch tells enough."""
    names, told = survey(source)
    if not names or len(names) > _MOST:
        return []
    return _best(source, names, told)


def _best(source: Source, names: Sequence[Name], told: Sequence[Told]) -> list[Stretch]:
    """The cut of most worth, found from the last name to the first."""
    bounds = [*(one.start for one in names), len(source.content)]
    places = [one.at for one in told]
    best: list[tuple[float, list[int]]] = [(0.0, [])] * (len(names) + 1)
    for at in range(len(names) - 1, -1, -1):
        left = bisect_left(places, bounds[at + 1]) - bisect_left(places, names[at].start)
        options = [(best[at + 1][0] - _LEFT * left, best[at + 1][1])]
        first = bisect_left(places, names[at].body)
        away = _before(source, names[at], places[first : first + 1])
        for until in range(at + 1, len(bounds)):
            if bounds[until] - bounds[at] > LONGEST_STRETCH:
                break
            worth = _worth(told[first : bisect_left(places, bounds[until])])
            if worth is None:
                continue
            worth -= away + _CROSSED * _crossed(names[at:until])
            after, cut = best[until]
            same = _SAME_STYLE if cut and names[cut[0]].style == names[at].style else 0.0
            options.append((after + worth + names[at].weight - _OPENING + same, [at, until, *cut]))
        best[at] = max(options, key=lambda one: one[0])
    cut = best[0][1]
    starts = [*(names[at].start for at in cut[2::2]), len(source.content)][: len(cut) // 2]
    return [
        Stretch(names[at].quote, names[at].start, names[at].body, _end(names[until:], bounds[until], after))
        for at, until, after in zip(cut[::2], cut[1::2], starts, strict=True)
    ]


def _end(names: Sequence[Name], end: int, after: int) -> int:
    """Where a stretch ends: what follows it belongs to it up to the next one, or to a heading."""
    return next((one.start for one in names if end <= one.start < after and one.apart), after)


def _before(source: Source, name: Name, first: Sequence[int]) -> float:
    """What it costs that lines which tell nothing stand between a name and the place of the first field, if any."""
    between = [line for at in first for line in source.content[name.body : at].split("\n")[1:-1] if line.strip()]
    return _AWAY * max(0, len(between) - _INTRODUCING)


def _crossed(names: Sequence[Name]) -> int:
    """How many headings in the shape of the first stand inside its stretch."""
    return sum(one.style == names[0].style for one in names[1:]) if names[0].heading else 0


def _worth(told: Sequence[Told]) -> float | None:
    """What a stretch is worth that tells these fields; None where they are too few."""
    kinds = frozenset().union(*(one.kinds for one in told)) if told else frozenset()
    if len(kinds) < _LEAST:
        return None
    return _WORTH[len(kinds)] - _RETURN * sum(_returns(told, kind) for kind in kinds)


def _returns(told: Sequence[Told], kind: Topic) -> int:
    """How often a field is told again after at least two others were told on their own."""
    count = 0
    others: set[Topic] | None = None
    for one in told:
        if kind in one.kinds:
            count += others is not None and len(others) > 1
            others = set()
        elif others is not None:
            others |= one.kinds
    return count
