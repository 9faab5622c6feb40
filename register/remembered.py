"""The obligations of a library's texts, each text read once and remembered until it changes."""

from __future__ import annotations

from corpus.clean import line_kinds
from corpus.model import TextRecord
from corpus.obligations import CandidateSource, Obligation, find_obligations
from corpus.store import Library
from corpus.store.readings import Reading, keep_readings, kept_readings

LONGEST = 400_000  # characters; longer texts are codes and laws, which bind for good and assign no one a piece of work
BATCH = 50  # texts whose readings are written together: what a kill loses


class Readings:
    """Reads texts, or remembers what an earlier run read. A model that proposes (`more`) is asked each time."""

    def __init__(self, library: Library, more: CandidateSource | None) -> None:
        self._library, self._more = library, more
        self._known = {} if more else kept_readings(library.database)
        self._new: dict[str, Reading] = {}
        self._lines: dict[str, dict[int, int]] = {}  # by text and start of an obligation

    def of(self, text: TextRecord, *, ask: bool = True) -> list[Obligation]:
        """The obligations of a text, given without its content. `ask` tells whether a model may propose more."""
        if text.id not in self._known:
            self._known[text.id] = self._new[text.id] = self._read(text.id, ask=ask)
            if len(self._new) >= BATCH:
                self.keep()
        return list(self._known[text.id].obligations)

    def line(self, text_id: str, start: int) -> int:
        """The line, from 1, of an obligation that was read in a text and begins at a character of it."""
        if text_id not in self._lines:
            reading = self._known[text_id]
            starts = (one.start for one in reading.obligations)
            self._lines[text_id] = dict(zip(starts, reading.lines, strict=True))
        return self._lines[text_id][start]

    def keep(self) -> None:
        """Write down what was read anew."""
        if self._more is None:
            keep_readings(self._library.database, self._new)
        self._new = {}

    def _read(self, text_id: str, *, ask: bool) -> Reading:
        text = self._library.text(text_id)
        if text is None or len(text.content) > LONGEST:
            return Reading()
        kinds = line_kinds(text.content)
        found = find_obligations(text, self._library.sections(text_id), kinds, more=self._more if ask else None)
        return Reading(tuple(found), tuple(text.content.count("\n", 0, one.start) + 1 for one in found))
