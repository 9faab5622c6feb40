"""What the filters of a search leave, in the shape that each index wants it; made once for all searches alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from retrieval.lexical import TextRestriction
from retrieval.model import Filters
from retrieval.places import Places
from retrieval.vectors import Numbers, Selection

REMEMBERED = 64  # sets of filters: nearly all searches ask for what is in force today, and for nothing else
NEARLY_ALL = 0.9  # share of the passages from which on the best of all are looked through for them


@dataclass(frozen=True, slots=True)
class Restriction:
    """Passages and texts that a search may find; None where it may find all."""

    numbers: Selection | None = None
    texts: TextRestriction | None = None
    nothing: bool = False


class Restrictions:
    """Restrictions over one state of the index, by their filters. Safe to share between threads."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._known: dict[Filters, Restriction] = {}

    def of(self, filters: Filters) -> Restriction:
        """What `filters` leave. A hundredth of a second over a quarter of a million passages, once a day."""
        found = self._known.get(filters)
        if found is None:
            found = restrict(self._places, filters)
            kept = {} if len(self._known) >= REMEMBERED else self._known
            self._known = kept | {filters: found}
        return found


def restrict(places: Places, filters: Filters) -> Restriction:
    """What `filters` leave of the passages in `places`."""
    kept = places.allowed_texts(filters)
    if len(places.numbers) == 0:
        return Restriction(nothing=True)
    if kept is None or kept.all():
        return Restriction()
    excluded = bool(kept.mean() > 0.5)
    ids = frozenset(text.id for text, keep in zip(places.texts, kept, strict=True) if keep != excluded)
    rows = kept[places.text_of]
    allowed = places.numbers[rows]
    texts = TextRestriction(ids, excluded, _flags(places, allowed) if rows.mean() > NEARLY_ALL else None)
    return Restriction(Selection(allowed), texts, nothing=not kept.any())


def _flags(places: Places, allowed: Numbers) -> npt.NDArray[np.bool_]:
    flags = np.zeros(int(places.numbers[-1]) + 1, bool)
    flags[allowed] = True
    return flags
