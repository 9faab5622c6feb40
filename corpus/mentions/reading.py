"""A text made ready for reading: folded once, with offsets back to the original words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.fold import fold_with_offsets
from corpus.model import Language, Mention, MentionKind


@dataclass(slots=True)
class Reading:
    """The folded words of a text, and the parts of them already read as a mention."""

    content: str
    language: Language
    folded: str = field(init=False)
    offsets: Sequence[int] = field(init=False)
    _taken: bytearray = field(init=False)

    def __post_init__(self) -> None:
        self.folded, self.offsets = fold_with_offsets(self.content)
        self._taken = bytearray(len(self.folded) + 1)

    def free(self, start: int, end: int) -> bool:
        """Whether nothing in the folded span has been read yet."""
        return not any(self._taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Marks a folded span as read."""
        self._taken[start:end] = b"\1" * (end - start)

    def mention(self, kind: MentionKind, value: str, start: int, end: int) -> Mention:
        """A mention over a folded span, which counts as read from now on."""
        self.take(start, end)
        first, last = self.offsets[start], self.offsets[end - 1] + 1
        return Mention(kind, value, self.content[first:last], first, last)
