"""Citations: the act, the text, the clause and the verbatim words, numbered in the order of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.above import line_above
from assistant.model import ActRef, Citation, TextRef
from assistant.unit import Unit
from corpus.calendar import today_in_vietnam
from corpus.model import Mention
from corpus.store import Library
from corpus.validity import in_force


class Citer:
    """Numbers units as they are cited; the same words keep the same number."""

    def __init__(self, library: Library, as_of: date | None = None) -> None:
        """`as_of` is the day on which acts are told to be in force or not, today when None."""
        self._library, self._day = library, as_of or today_in_vietnam()
        self._numbers: dict[tuple[str, int, int], int] = {}
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations)

    def number(self, unit: Unit) -> int:
        """The number of a unit's citation, made on first use."""
        key = (unit.hit.passage.text_id, unit.start, unit.end)
        if key not in self._numbers:
            self._numbers[key] = len(self._citations) + 1
            self._citations.append(self._cite(unit, self._numbers[key]))
        return self._numbers[key]

    def marks(self, units: Sequence[Unit]) -> str:
        """ "[1][2]" for the units that a statement rests on."""
        return "".join(f"[{n}]" for n in dict.fromkeys(self.number(unit) for unit in units))

    def above(self, unit: Unit, fact: Mention) -> Unit | None:
        """The line above a unit's clause that states a fact; to be cited for it."""
        return line_above(self._library, unit, fact)

    def _cite(self, unit: Unit, n: int) -> Citation:
        passage = unit.hit.passage
        text = self._library.text_summary(passage.text_id)
        act = self._library.act(text.act_id) if text.act_id else None
        return Citation(
            n=n,
            act=ActRef(act.id, act.number, act.title, in_force(act, self._day)) if act else None,
            text=TextRef(text.id, text.language, text.publisher, text.source_url, text.file),
            section=passage.section,
            quote=unit.words,
            start=unit.start,
            end=unit.end,
        )
