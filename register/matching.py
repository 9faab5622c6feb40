"""Recognising tasks under watch in what was read again, so that they keep their ids, reports and reviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from register.found import FoundTask, action_key, clause_key, task_id

SAME_WORDS = (
    62.0  # rapidfuzz token ratio, 0..100: an instruction after correction keeps more, two neighbours share less
)
SURE = 90.0  # words this alike are one instruction even when its clause was renumbered or its agency changed


@dataclass(frozen=True, slots=True)
class Known:
    """What matching needs of a task under watch. `quotes` are folded words by text id."""

    number: int
    id: str
    act_id: str | None
    clause: str
    agencies: frozenset[str]
    action: str
    quotes: dict[str, tuple[str, ...]] = field(default_factory=dict)


def match(found: Sequence[FoundTask], known: Sequence[Known]) -> dict[int, Known]:
    """Which known task each found one is, by index into `found`; every known task at most once.

    The same id decides; after that the most alike pair of one act (or of one text) first.
    """
    by_id = {task.id: task for task in known}
    pairs: dict[int, Known] = {}
    for at, one in enumerate(found):
        if task := by_id.pop(task_id(one), None):
            pairs[at] = task
    taken = {task.number for task in pairs.values()}
    places = _by_place(task for task in known if task.number not in taken)
    scored = [
        (score, at, task)
        for at, one in enumerate(found)
        if at not in pairs
        for task in _near(one, places)
        if (score := likeness(one, task)) > 0
    ]
    for _, at, task in sorted(scored, key=lambda entry: (-entry[0], entry[1], entry[2].number)):
        if at not in pairs and task.number not in taken:
            pairs[at] = task
            taken.add(task.number)
    return pairs


def likeness(found: FoundTask, known: Known) -> float:
    """How surely the two are one task: 0 when they are not, more when more agrees."""
    words = _words_alike(found, known)
    same_clause = clause_key(found.clause) == clause_key(known.clause)
    same_bodies = frozenset(found.agencies) == known.agencies
    if words >= SURE or (words >= SAME_WORDS and (same_clause or same_bodies)):
        return words + 10 * same_clause + 10 * same_bodies
    return 0.0


def _words_alike(found: FoundTask, known: Known) -> float:
    """Alike in the action, or in a quote of the same text; another language of the same clause says nothing."""
    best = fuzz.token_sort_ratio(action_key(found.action), action_key(known.action))
    for source in found.sources:
        for quote in known.quotes.get(source.text_id, ()):
            best = max(best, fuzz.token_sort_ratio(action_key(source.quote), quote))
    return best


def _by_place(known: Iterable[Known]) -> dict[str, list[Known]]:
    places: dict[str, list[Known]] = defaultdict(list)
    for task in known:
        for place in {f"act {task.act_id}", *(f"text {text}" for text in task.quotes)}:
            places[place].append(task)
    return places


def _near(found: FoundTask, places: dict[str, list[Known]]) -> list[Known]:
    keys = [f"act {found.act.id}"] if found.act else []
    keys += [f"text {source.text_id}" for source in found.sources]
    near = {task.number: task for key in keys for task in places.get(key, ())}
    return list(near.values())
