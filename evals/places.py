"""Where gold answers stand in the texts that were added, and whether spans that were found reach them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from corpus.fold import fold
from corpus.model import Language, TextRecord
from corpus.store.library import Library
from evals.datasets.model import Place, SupportSet

_HEADING = re.compile(r"^\s*(?:#{1,6}\s|[*_]*Điều\s+\d)")  # where an article or a Markdown section begins
_MARKS = re.compile(r"[\s*_#`]+")


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open character span `[start, end)` of one text."""

    text_id: str
    start: int
    end: int

    def touches(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.text_id == other.text_id and self.start < other.end and other.start < self.end


def same_words(words: str) -> str:
    """Words as gold quotes compare: without white space, Markdown marks, case and diacritics."""
    return fold(_MARKS.sub("", words))


def same_file(gold: str, added: str) -> bool:
    """Whether gold names the file that was added: by the end of its path, or by the key before the underscore."""
    parts, wanted = PurePosixPath(added.replace("\\", "/")).parts, PurePosixPath(gold).parts
    if parts[-len(wanted) :] == wanted:
        return True
    return len(wanted) == 1 and "." not in gold and parts[-1].split("_")[0].split(".")[0] == gold


class Lines:
    """The lines of a content, split at newlines and counted from 1, as character spans."""

    def __init__(self, content: str) -> None:
        self.content = content
        self._starts = [0, *(found.end() for found in re.finditer("\n", content))]

    def __len__(self) -> int:
        return len(self._starts)

    def words(self, line: int) -> str:
        start, end = self.span(line)
        return self.content[start:end]

    def span(self, line: int) -> tuple[int, int]:
        """Start and end of a line without its newline; empty at the end of the content for a line beyond it."""
        if line > len(self._starts):
            return len(self.content), len(self.content)
        end = self._starts[line] - 1 if line < len(self._starts) else len(self.content)
        return self._starts[line - 1], end

    def at(self, start: int, end: int) -> range:
        """The lines that `[start, end)` touches."""
        return range(bisect_right(self._starts, start), bisect_right(self._starts, max(start, end - 1)) + 1)


class Ground:
    """Resolves places of a gold set to spans of the texts in a library. Contents of named files are kept in memory."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts = library.texts()
        self._lines: dict[str, Lines] = {}
        self._spans: dict[Place, tuple[Span, ...]] = {}

    def missing(self, files: Iterable[str]) -> list[str]:
        """Files that gold names and the library lacks; questions about them cannot be answered."""
        return sorted(file for file in files if not self._named(file))

    def spans(self, place: Place) -> tuple[Span, ...]:
        """Where a place stands: usually one span, several when a heading is printed more than once; none if absent."""
        if place not in self._spans:
            named = self._named(place.file)
            self._spans[place] = tuple(s for text in named for s in spans_of(place, text.id, self.lines(text.id)))
        return self._spans[place]

    def sets(self, support: Iterable[SupportSet]) -> list[list[tuple[Span, ...]]]:
        """Support sets as alternatives for each of their places."""
        return [[self.spans(place) for place in chosen] for chosen in support]

    def reachable(self, support: Iterable[SupportSet]) -> bool:
        """Whether the passages of the library, all together, cover some support set."""
        sets = self.sets(support)
        texts = {span.text_id for chosen in sets for spans in chosen for span in spans}
        passages = (p for text_id in sorted(texts) for p in self._library.passages_of(text_id))
        return sufficient_rank(sets, [Span(p.text_id, p.start, p.end) for p in passages]) is not None

    def languages(self, support: Iterable[SupportSet]) -> frozenset[Language]:
        """The languages in which the supporting texts are written."""
        files = {place.file for chosen in support for place in chosen}
        return frozenset(text.language for file in files for text in self._named(file))

    def lines(self, text_id: str) -> Lines:
        """The lines of one text; of an empty content when the library does not hold it."""
        if text_id not in self._lines:
            text = self._library.text(text_id)
            self._lines[text_id] = Lines(text.content if text else "")
        return self._lines[text_id]

    def _named(self, file: str) -> list[TextRecord]:
        return [text for text in self._texts if same_file(file, text.file)]


def spans_of(place: Place, text_id: str, lines: Lines) -> Iterator[Span]:
    """The spans of a place in one text: its line, or the bodies of all articles under its heading.

    A heading without a body (in a list of contents) is no place of an answer, save where the place names its line: an
    article of one paragraph may stand in the line of its heading.
    """
    if place.article is None:
        if place.line is not None:
            yield Span(text_id, *lines.span(place.line))
        return
    heading = same_words(place.article)
    for line in range(1, len(lines) + 1):
        if line == place.line or same_words(lines.words(line)) == heading:
            start, end = lines.span(line)[0], _body_end(lines, line)
            if line == place.line or lines.content[lines.span(line)[1] : end].strip():
                yield Span(text_id, start, end)


def sufficient_rank(sets: Sequence[Sequence[tuple[Span, ...]]], found: Sequence[Span]) -> int | None:
    """The rank (from 1) by which the spans found, best first, cover every place of some set; None if they never do."""
    reached = [_reached(chosen, found) for chosen in sets]
    return min((rank for rank in reached if rank is not None), default=None)


def _reached(chosen: Sequence[tuple[Span, ...]], found: Sequence[Span]) -> int | None:
    firsts = [first_touch(spans, found) for spans in chosen]
    known = [rank for rank in firsts if rank is not None]
    return max(known) if known and len(known) == len(firsts) else None


def first_touch(spans: Sequence[Span], found: Sequence[Span]) -> int | None:
    """The rank (from 1) of the first span found that touches one of `spans`, or None."""
    return next((n for n, span in enumerate(found, 1) if any(span.touches(gold) for gold in spans)), None)


def _body_end(lines: Lines, heading: int) -> int:
    following = (line for line in range(heading + 1, len(lines) + 1) if _HEADING.match(lines.words(line)))
    stop = next(following, None)
    return len(lines.content) if stop is None else lines.span(stop)[0]
