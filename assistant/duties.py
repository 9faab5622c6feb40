"""Who must do what a sentence says: the register knows, also where the body is named only in a clause above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.above import line_above, opening_line, rest_of_list
from assistant.unit import Unit, passage_mentions, units_of
from corpus.model import Mention, MentionKind, Passage
from corpus.store import Library
from register.duties import Duty, duties_in
from retrieval.model import Hit

READ_BACK = 40  # passages above a clause in which the body that it is addressed to is looked for


@dataclass(frozen=True, slots=True)
class Addressed:
    """The bodies (canonical ids) that lead a task, and the words that name them."""

    agencies: tuple[str, ...]
    sources: tuple[Unit, ...]


class Duties:
    """Looks up the task that a unit states."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def addressed(self, unit: Unit) -> Addressed | None:
        """Who leads the task that the unit states; None where it states none, several, or nobody is named."""
        stated = [duty for duty in duties_in(self._library.database, [unit.hit.passage]) if _meets(duty, unit)]
        if len({duty.agencies for duty in stated}) != 1 or not stated[0].agencies:
            return None
        sources = tuple(filter(None, (self._naming(agency, unit) for agency in stated[0].agencies)))
        if len(sources) < len(stated[0].agencies):
            return None
        return Addressed(stated[0].agencies, tuple(dict.fromkeys(sources)))

    def leads(self, unit: Unit) -> frozenset[str]:
        """Who leads the one task that a unit states; nobody where it states none, or nobody is named."""
        addressed = self.addressed(unit)
        return frozenset(addressed.agencies) if addressed else frozenset()

    def leading(self, units: Sequence[Unit]) -> list[frozenset[str]]:
        """Who leads tasks that each unit states, maybe none."""
        stated = duties_in(self._library.database, [unit.hit.passage for unit in units])
        return [frozenset(a for duty in stated if _meets(duty, unit) for a in duty.agencies) for unit in units]

    def opening(self, passage: Passage) -> str:
        """The line that opens the clause in which a passage is a point; empty where it is none."""
        return opening_line(self._library, passage)

    def rest_of_list(self, passage: Passage, most: int) -> list[Unit]:
        """The other points of the list that a passage opens or is a point of, whole; `most` characters in all."""
        others = rest_of_list(self._library, passage, most)
        return [Unit(Hit(1, 0.0, one), one.content, one.start, one.end) for one in others]

    def _naming(self, agency: str, unit: Unit) -> Unit | None:
        """The unit itself where its passage names the agency, else the line or sentence above that does."""
        wanted = (MentionKind.AGENCY, agency)
        if any((m.kind, m.value) == wanted for m in passage_mentions(unit.hit.passage)):
            return unit
        if line := line_above(self._library, unit, Mention(MentionKind.AGENCY, agency, "", 0, 0)):
            return line
        above = [p for p in self._library.passages_of(unit.hit.passage.text_id) if p.start < unit.start]
        near = (
            p for p in reversed(above[-READ_BACK:]) if any((m.kind, m.value) == wanted for m in passage_mentions(p))
        )
        return next((_sentence(passage, wanted) for passage in near), None)


def _sentence(passage: Passage, wanted: tuple[MentionKind, str]) -> Unit | None:
    naming = (one for one in units_of(Hit(1, 0.0, passage)) if wanted in one.facts)
    return max(naming, key=lambda one: one.start, default=None)


def _meets(duty: Duty, unit: Unit) -> bool:
    return duty.text_id == unit.hit.passage.text_id and duty.start < unit.end and unit.start < duty.end
