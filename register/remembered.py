"""The obligations of a library's texts, each text read once and remembered until it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from corpus.clean import line_kinds
from corpus.model import Section, TextRecord
from corpus.obligations import CandidateSource, Obligation, find_obligations
from corpus.store import Library
from corpus.store.readings import Reading, keep_readings, kept_readings
from corpus.workers import seldom_collecting, work_ahead

LONGEST = 400_000  # characters; longer texts are codes and laws, which bind for good and assign no one a piece of work
PAGE = 2_000  # characters by which progress is told
BATCH = 50  # texts whose readings are written together: what a kill loses
POOL_TEXTS = 60  # fewer are read before other processes have started, which takes two to three seconds


class Readings:
    """Reads texts, or remembers what an earlier run read. A model that proposes (`more`) is asked each time."""

    def __init__(self, library: Library, more: CandidateSource | None) -> None:
        self._library, self._more = library, more
        self._known = {} if more else kept_readings(library.database)
        self._new: dict[str, Reading] = {}
        self._lines: dict[str, dict[int, int]] = {}  # by text and start of an obligation

    def read_ahead(self, texts: Iterable[TextRecord], progress: Callable[[int, int], None] | None = None) -> None:
        """Read those of the texts, given without contents, that are not remembered; many of them in other processes.

        `progress` is told how many pages are read, and of how many: texts are from one to some hundreds long.
        """
        if self._more is not None:
            return
        wanted = [text.id for text in texts if text.id not in self._known]
        pages = _pages(self._library.lengths() if wanted else {})
        done, total = 0, sum(pages.get(text_id, 1) for text_id in wanted)
        with seldom_collecting():
            for text_id, reading in self._readings(wanted):
                self._remember(text_id, reading)
                done += pages.get(text_id, 1)
                if progress:
                    progress(done, total)
        self.keep()

    def of(self, text: TextRecord, *, ask: bool = True) -> list[Obligation]:
        """The obligations of a text, given without its content. `ask` tells whether a model may propose more."""
        if text.id not in self._known:
            self._remember(text.id, self._read(text.id, ask=ask))
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

    def _remember(self, text_id: str, reading: Reading) -> None:
        self._known[text_id] = self._new[text_id] = reading
        if len(self._new) >= BATCH:
            self.keep()

    def _readings(self, wanted: Sequence[str]) -> Iterator[tuple[str, Reading]]:
        if len(wanted) < POOL_TEXTS:
            return ((text_id, self._read(text_id, ask=False)) for text_id in wanted)
        return work_ahead(_read_one, ((text_id, *self._words(text_id)) for text_id in wanted))

    def _words(self, text_id: str) -> tuple[TextRecord | None, list[Section]]:
        """A text with its structure; None for one that is too long, or has gone meanwhile."""
        text = self._library.text(text_id)
        if text is None or len(text.content) > LONGEST:
            return None, []
        return text, self._library.sections(text_id)

    def _read(self, text_id: str, *, ask: bool) -> Reading:
        text, sections = self._words(text_id)
        return _read(text, sections, self._more if ask else None)


def _pages(lengths: Mapping[str, int]) -> dict[str, int]:
    """How much there is to read of each text, at least one page; what is too long to be read is passed over at once."""
    return {text_id: 1 if length > LONGEST else 1 + length // PAGE for text_id, length in lengths.items()}


Words = tuple[str, TextRecord | None, list[Section]]  # of a text by its id


def _read(text: TextRecord | None, sections: Sequence[Section], more: CandidateSource | None = None) -> Reading:
    if text is None:
        return Reading()
    found = find_obligations(text, sections, line_kinds(text.content), more=more)
    return Reading(tuple(found), tuple(text.content.count("\n", 0, one.start) + 1 for one in found))


def _read_one(words: Words) -> tuple[str, Reading]:
    text_id, text, sections = words
    return text_id, _read(text, sections)
