"""Pairing what was read with gold by the overlap of quotes, each with at most one."""

from __future__ import annotations

from collections.abc import Sequence

LEAST_OVERLAP = 0.4  # of the shorter quote: gold quotes are parts of sentences, ours are mostly whole ones

Spans = Sequence[tuple[int, int]]


def pair(gold: Spans, found: Spans) -> dict[int, int]:
    """Indices of found spans by indices of gold spans, best overlap first."""
    scored = sorted(_overlaps(gold, found), reverse=True)
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, one, other in scored:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _overlaps(gold: Spans, found: Spans) -> list[tuple[float, int, int, int]]:
    scored = []
    for i, (start, end) in enumerate(gold):
        for j, (first, last) in enumerate(found):
            shared = min(end, last) - max(start, first)
            share = shared / max(1, min(end - start, last - first))
            if share >= LEAST_OVERLAP:
                scored.append((share, shared, i, j))
    return scored
