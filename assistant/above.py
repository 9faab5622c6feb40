"""The lines above a clause that open it and its parents, and the points beside it.

"3. Bộ Tư pháp có trách nhiệm:" stands once above five points. A fact that only such a line states is cited there, since
the point's own words do not show it. Who asks for a list is shown all points of a short one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from assistant.checking import TOGETHER
from assistant.unit import BULLET, Unit
from corpus.mentions import find_mentions, supported
from corpus.model import Mention, Passage, Section
from corpus.store import Library
from retrieval.model import Hit

_ENUMERATES = re.compile(r"\((?:1|a|i)\).*\((?:2|b|ii)\)", re.DOTALL)  # a point that is a list itself
LONGEST = 500  # characters of an opening line; what is longer is a paragraph and has a passage of its own


def line_above(library: Library, unit: Unit, fact: Mention) -> Unit | None:
    """The nearest line that opens the clause of a unit, or a parent of it, and states a fact; None where none does.

    Where the unit's passage follows right below the line, the line and what is cited below it are one.
    """
    passage = unit.hit.passage
    text = library.text(passage.text_id)
    if text is None:
        return None
    for section in _around(library, passage):
        line = _first_line(text.content, section)
        if line and supported(fact, find_mentions(line, passage.language)):
            end = section.start + len(line)
            below = not text.content[end : passage.start].strip() and unit.end - section.start <= TOGETHER
            return _unit(passage, text.content[section.start : unit.end if below else end], section.start)
    return None


def opening_line(library: Library, passage: Passage) -> str:
    """The line that opens the clause in which a passage is a point; empty where it is none."""
    text = library.text(passage.text_id)
    section = next(iter(_around(library, passage)), None)
    return _first_line(text.content, section) if text and section else ""


def rest_of_list(library: Library, passage: Passage, most: int) -> list[Passage]:
    """The other passages of the list that a passage opens or is a point of, in order; none where they are too long.

    `most` is the number of characters that all of them may have together.
    """
    text = library.passages_of(passage.text_id)
    if passage.content.rstrip("*_ \n").endswith(":"):
        after = (one for one in text if one.start >= passage.end)
        listed = list(takewhile(lambda one: BULLET.match(one.content), after))
    elif BULLET.match(passage.content) and not _ENUMERATES.search(passage.content):
        listed = [one for one in text if one.section in _beside(library, passage) and one.id != passage.id]
    else:
        return []
    return listed if sum(len(one.content) for one in (passage, *listed)) <= most else []


def _beside(library: Library, passage: Passage) -> frozenset[str]:
    """The paths of the sections that stand beside a passage's own, under the same parent."""
    sections = library.sections(passage.text_id)
    parents = {section.parent for section in sections if section.path == passage.section}
    return frozenset(one.path for one in sections if one.parent in parents and one.parent is not None)


def _around(library: Library, passage: Passage) -> list[Section]:
    """The sections that begin before a passage and hold it, the innermost first."""
    around = [one for one in library.sections(passage.text_id) if one.start < passage.start < one.end]
    return sorted(around, key=lambda one: -one.start)


def _first_line(content: str, section: Section) -> str:
    return content[section.start : section.start + LONGEST].split("\n", 1)[0].rstrip()


def _unit(passage: Passage, words: str, start: int) -> Unit:
    """Words of a text as a passage of their own; its offsets count in the text."""
    end = start + len(words)
    own = replace(passage, content=words, headings=(), start=start, end=end)
    return Unit(Hit(1, 0.0, own), words, start, end)
