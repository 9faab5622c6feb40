"""Orders to machines in documents: cut out of what was found before anything rests on it.

A text that anybody may have written can tell the assistant what to say. Such sentences are no evidence. What is left of
a passage stays what it was: verbatim, at its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from assistant.gathering import Found
from assistant.unit import Unit
from corpus.orders import orders_machine


def without_orders(found: Sequence[Found]) -> tuple[Found, ...]:
    """What was found, in the same order, with every passage cut where it speaks to a machine; longest parts first."""
    return tuple(part for one in found for part in _parts(one))


def _parts(found: Found) -> Iterator[Found]:
    if not any(orders_machine(unit.words) for unit in found.units):
        yield found
        return
    runs = [tuple(run) for ordering, run in groupby(found.units, lambda u: orders_machine(u.words)) if not ordering]
    for run in sorted(runs, key=lambda units: -sum(len(unit.words) for unit in units)):
        yield _part(run)


def _part(units: tuple[Unit, ...]) -> Found:
    """A stretch of a passage as a passage of its own; its offsets still count in the text."""
    hit = units[0].hit
    start, end = units[0].start, units[-1].end
    content = hit.passage.content[start - hit.passage.start : end - hit.passage.start]
    headings = tuple(heading for heading in hit.passage.headings if not orders_machine(heading))
    part = replace(hit, passage=replace(hit.passage, content=content, headings=headings, start=start, end=end))
    return Found(part, tuple(replace(unit, hit=part) for unit in units))
