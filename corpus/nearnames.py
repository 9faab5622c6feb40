"""Names that may stand in some words with typos, told by the pairs of letters that both share.

Comparing thousands of names with a question letter by letter takes as long as searching; most names share far too few
pairs of neighbouring letters with it to be likely at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np

ROUNDING = 1e-9


class NearNames:
    """Folded names, by the pairs of neighbouring letters that they consist of."""

    def __init__(self, names: Sequence[str], least: float) -> None:
        """`least`: the partial ratio, of 100, that a name must reach with the words."""
        self._names = names
        self._lengths = np.array([len(name) for name in names])
        self._needed = self._lengths - 1 - np.array([_most_broken(len(name), least / 100) for name in names])
        places: dict[str, list[int]] = {}
        for place, name in enumerate(names):
            for pair in _pairs(name):
                places.setdefault(pair, []).append(place)
        self._places = {pair: np.array(found) for pair, found in places.items()}

    def sharing(self, words: str) -> list[str]:
        """The names, in their order, that may reach the ratio with `words`, and some that do not.

        Names as long as the words are never left out: there it is the words that may stand in the name.
        """
        known = [self._places[pair] for pair in set(_pairs(words)) if pair in self._places]
        shared = np.bincount(np.concatenate(known), minlength=len(self._names)) if known else np.zeros(len(self._names))
        kept = np.flatnonzero((shared >= self._needed) | (self._lengths >= len(words))).tolist()
        return [self._names[place] for place in kept]


@cache
def _most_broken(length: int, ratio: float) -> int:
    """How many pairs of a name may be missing where it reaches the ratio: twice what is common over both lengths.

    Each letter that is missing breaks two pairs, each letter between others one; no more come in than are missing.
    """
    broken = 0
    for missing in range(length):
        extra = int(2 * (length - missing) / ratio - (2 * length - missing) + ROUNDING)
        if extra < 0:
            break
        broken = max(broken, 2 * missing + min(missing, extra))
    return broken


def _pairs(words: str) -> list[str]:
    return [one + other for one, other in pairwise(words)]
