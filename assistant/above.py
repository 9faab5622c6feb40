"""The lines above a clause that open it and its parents: what they state, the clause rests on.

"3. Bộ Tư pháp có trách nhiệm:" stands once above five points. A fact that only such a line states is cited there, since
the point's own words do not show it.
"""

from __future__ import annotations

from dataclasses import replace

from assistant.checking import TOGETHER
from assistant.unit import Unit
from corpus.mentions import find_mentions, supported
from corpus.model import Mention, Passage, Section
from corpus.store import Library
from retrieval.model import Hit

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
