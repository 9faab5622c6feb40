"""Who was last told to act: in the sentence before, in the introduction of a list, in a heading above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.model import Section
from corpus.obligations.addressees import Subject
from corpus.obligations.units import Line


@dataclass(frozen=True, slots=True)
class Told:
    """Bodies told to act and those to coordinate with.

    `named` ones stand in the words, or in the sentence, introduction or heading that they follow; `near` ones in the
    same section; after `guiding` words come more of the kind.
    """

    agencies: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    named: bool = False
    near: bool = False
    guiding: bool = False


NOBODY = Told()


class Memory:
    """Remembers bodies along the walk. Headings and introductions speak for what stands below them."""

    def __init__(self, sections: Sequence[Section], *, owner: str | None) -> None:
        self._sections = sections
        self._owner = owner
        self.flat = any(section.path.startswith("para ") for section in sections)
        self._above: dict[int, Told] = {}  # by section: said by its heading or introduction, inherited below
        self._beside: dict[int, Told] = {}  # by section: said by its last line, for the next lines only
        self._block: tuple[int, Told] | None = None  # introduction of the bullets that follow, with its section
        self._in_line: Told | None = None
        self._list: Told | None = None
        self._last = NOBODY

    def open_line(self, line: Line) -> None:
        """A new line begins: what was said inside the last line no longer counts."""
        self._in_line = self._list = None
        if not line.bullet and self._block is not None and not line.opens_section:
            self._block = None

    def in_list(self, line: Line) -> bool:
        """Whether an introduction in this line opened a list."""
        return self._list is not None

    def recall(self, line: Line, *, enumerated: bool) -> Told:
        """Who is told where a sentence names nobody."""
        if enumerated and self._list is not None:
            return self._list
        if self._in_line is not None:
            return self._in_line
        if line.bullet and self._block is not None and self._block[0] == line.section:
            return replace(self._block[1], guiding=False)
        if not line.opens_section and line.section in self._beside:
            return replace(self._beside[line.section], named=False, guiding=False)
        return self._from_far(line)

    def note(self, line: Line, told: Told, subject: Subject, *, introduces: bool, names: bool) -> None:
        """Remember what a sentence said. `names`: it only says who, so it speaks for all below."""
        if introduces:
            self._list = told
        if subject or told.guiding:
            self._in_line = told
        if subject:
            self._last = told
            if not line.bullet:
                self._beside[line.section] = told
        if names and (subject or introduces):
            self._above[line.section] = told
            if not line.bullet:
                self._block = (line.section, told)

    def _from_far(self, line: Line) -> Told:
        """From the headings and introductions above, or in texts without structure from the paragraph before."""
        index: int | None = line.section
        while index is not None:
            if index in self._above:
                return replace(self._above[index], near=index == line.section, guiding=False)
            index = self._sections[index].parent
        if not self.flat:
            return NOBODY
        return Told((self._owner,)) if self._owner else replace(self._last, named=False, near=False, guiding=False)
