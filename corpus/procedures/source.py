"""A guide's text, and the pieces into which its lines are taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.fold import fold, fold_each
from corpus.model import Language
from corpus.procedures.model import Quote
from corpus.procedures.wording import Topic

_DEBRIS = re.compile(r"[\s,.;*|]+$")  # commas and stars that guides leave behind a sentence


class Source:
    """A text with its language and its fold, character by character."""

    def __init__(self, content: str, language: Language = Language.VI, *, shown: str | None = None) -> None:
        """`shown` is the text as it stands, of the same length, where `content` leaves something blank."""
        self.content = content
        self._shown = content if shown is None else shown
        self.language = language
        folded = fold(content)
        self.folded = folded if len(folded) == len(content) else fold_each(content)

    def quote(self, start: int, end: int) -> Quote:
        """The words between two offsets without white space, emphasis or debris at their ends."""
        words = self.content[start:end]
        end -= len(words) - len(_DEBRIS.sub("", words))
        start += len(words) - len(words.lstrip(" \t\n*|,;\u00a0"))
        start = min(start, end)
        return Quote(self._shown[start:end], start, end)

    def parts(self, start: int, end: int, mark: re.Pattern[str]) -> Iterator[Quote]:
        """The quotes into which marks divide `content[start:end]`; an empty last one is left out."""
        for match in mark.finditer(self.content, start, end):
            yield self.quote(start, match.start())
            start = match.end()
        if self.quote(start, end).words:
            yield self.quote(start, end)

    def closed(self, start: int, end: int) -> bool:
        """Whether no parenthesis that opens behind `start` is still open at `end`."""
        return self.content.count("(", start, end) <= self.content.count(")", start, end)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that tell about some topics. `label` is what stands before their colon, unless it names a topic.

    `cases` are the labels and headings above, outermost first; `item` says whether the words are an item of a list.
    """

    topics: frozenset[Topic]
    start: int
    end: int
    label: tuple[int, int] | None
    cases: tuple[str, ...]
    item: bool
    labelled: bool
