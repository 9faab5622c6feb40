"""Citations: the act, the text, the clause and the verbatim words, numbered in the order of the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.above import line_above
from assistant.model import ActRef, Citation, TextRef
from assistant.unit import Unit
from corpus.calendar import today_in_vietnam
from corpus.model import Mention
from corpus.store import Library
from corpus.structure import section_at
from corpus.validity import in_force


class Citer:
    """Numbers units as they are cited; words that share any are one citation, which shows them all."""

    def __init__(self, library: Library, as_of: date | None = None) -> None:
        """`as_of` is the day on which acts are told to be in force or not, today when None."""
        self._library, self._day = library, as_of or today_in_vietnam()
        self._citations: list[Citation] = []

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations)

    def number(self, unit: Unit) -> int:
        """The number of the citation that shows a unit: made on first use, widened where it shows a part of it."""
        known = next((one for one in self._citations if _overlap(one, unit)), None)
        if known is None:
            self._citations.append(self._cite(unit, len(self._citations) + 1))
            return len(self._citations)
        self._citations[known.n - 1] = self._widened(known, unit)
        return known.n

    def marks(self, units: Sequence[Unit]) -> str:
        """ "[1][2]" for the units that a statement rests on."""
        return "".join(f"[{n}]" for n in dict.fromkeys(self.number(unit) for unit in units))

    def above(self, unit: Unit, fact: Mention) -> Unit | None:
        """The line above a unit's clause that states a fact; to be cited for it."""
        return line_above(self._library, unit, fact)

    def _widened(self, known: Citation, unit: Unit) -> Citation:
        """A citation that shows a unit as well; its clause is the one that it then begins in."""
        start, end = min(known.start, unit.start), max(known.end, unit.end)
        text = self._library.text(known.text.id) if (start, end) != (known.start, known.end) else None
        if text is None:
            return known
        sections = self._library.sections(text.id) if start < known.start else []
        section = section_at(sections, start).path if sections else known.section
        return replace(known, section=section, quote=text.content[start:end], start=start, end=end)

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


def _overlap(citation: Citation, unit: Unit) -> bool:
    passage = unit.hit.passage
    return citation.text.id == passage.text_id and citation.start < unit.end and unit.start < citation.end
