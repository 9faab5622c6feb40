"""Finding the section of a place in a text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from corpus.model import Section


def section_at(sections: Sequence[Section], position: int) -> Section:
    """The innermost section that covers a position of the content; the root at least."""
    index = bisect_right(sections, position, key=lambda section: section.start) - 1
    while sections[index].end <= position and sections[index].parent is not None:
        index = sections[index].parent or 0
    return sections[index]
