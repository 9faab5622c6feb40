"""One place for one clause: texts of the same act must not fill the results with translations of each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Language, Passage
from retrieval.places import Places


@dataclass(frozen=True, slots=True)
class Ranked:
    """A scored candidate; `row` is its place among the candidates."""

    number: int
    score: float
    row: int


def one_place_per_clause(
    ranked: Sequence[Ranked], passages: Mapping[int, Passage], places: Places, reader: Language, k: int
) -> list[Ranked]:
    """The best `k` of `ranked`, where passages of other texts of an act on the same clause share one place.

    The place shows the text in the reader's language if one shares it, else the best-scored one.
    """
    kept: list[Ranked] = []
    by_clause: dict[tuple[str, str], int] = {}
    for item in ranked:
        if item.number not in passages:
            continue
        clause = _clause(item, passages, places)
        at = by_clause.get(clause) if clause else None
        if at is not None and places.text(kept[at].number).id != places.text(item.number).id:
            if places.language(item.number) == reader != places.language(kept[at].number):
                kept[at] = Ranked(item.number, kept[at].score, item.row)
            continue
        if len(kept) == k:
            continue
        if clause and at is None:
            by_clause[clause] = len(kept)
        kept.append(item)
    return kept


def _clause(item: Ranked, passages: Mapping[int, Passage], places: Places) -> tuple[str, str] | None:
    act, section = places.text(item.number).act_id, passages[item.number].section
    return (act, section) if act and section else None
