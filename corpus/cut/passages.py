"""Cutting: from sections to passages, each a clause or a few small ones, with the chain of headings above it.

A passage is a span of the text. It holds a whole article, clause or answer where that fits, else one clause, else
the sentences of a clause that fit together; small neighbours under one heading share a passage. Headings whose line
is inside the span are not repeated in the chain.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.cut.lines import WordLines
from corpus.cut.split import split_long, table_header
from corpus.model import LineKind, Passage, Section, SectionKind, TextRecord

# Sizes are characters, which predict tokens alike in the five languages (3 to 3.6 to a token of multilingual-e5):
HARD = 1350  # with its headings a passage stays under the model's 512 tokens; about 290 Vietnamese syllables
WHOLE = 950  # an article or a clause up to this size (about 200 syllables) is not taken apart
TINY = 200  # smaller clauses (under 25 Russian words) share a passage with their neighbours
MAX_HEADING = 160  # of one heading
SLACK = 20  # characters of decoration that a heading's line may have beside its words
MAX_HEADINGS = 420  # of the chain

_KEPT_WHOLE = {
    SectionKind.ARTICLE: WHOLE,
    SectionKind.CLAUSE: WHOLE,
    SectionKind.POINT: WHOLE,
    SectionKind.ITEM: WHOLE,
    SectionKind.QUESTION: HARD,
}


_LAW_LEVELS = frozenset({SectionKind.ARTICLE, SectionKind.CHAPTER})
_SHARING = frozenset({SectionKind.CLAUSE, SectionKind.POINT, SectionKind.ITEM})


@dataclass(slots=True)
class _Unit:
    """Lines `first` to `last` (indices into the lines of words) that one section holds."""

    section: int
    first: int
    last: int
    size: int
    lead: bool = False  # the section's own words before its first part


def cut(text: TextRecord, sections: Sequence[Section], kinds: Sequence[LineKind]) -> list[Passage]:
    """The passages of a text in reading order; `content` of each is `text.content[start:end]`.

    Args:
        text: the text; its id and title go into the passages.
        sections: as `corpus.structure.structure` gives them for the same content.
        kinds: what each line is; metadata and boilerplate are in no passage.
    """
    law = frozenset(section.start for section in sections if section.kind in _LAW_LEVELS)
    lines = WordLines.of(text.content, kinds, law)
    tree = _Tree(sections, lines)
    units = _merge(list(tree.units(0)), sections)
    seen: Counter[tuple[str, str]] = Counter()
    return [_passage(text, tree, unit, span, seen) for unit in units for span in _spans(text.content, lines, unit)]


def _spans(content: str, lines: WordLines, unit: _Unit) -> Iterator[tuple[int, int]]:
    for first, last in lines.runs(unit.first, unit.last):
        start, end = lines.starts[first], lines.ends[last]
        yield from split_long(content, start, end, HARD) if end - start > HARD else ((start, end),)


def _passage(
    text: TextRecord, tree: _Tree, unit: _Unit, span: tuple[int, int], seen: Counter[tuple[str, str]]
) -> Passage:
    start, end = span
    content = text.content[start:end]
    section = tree.sections[unit.section]
    seen[section.path, content] += 1
    key = f"{section.path}\0{content}\0{seen[section.path, content]}"
    digest = hashlib.sha256(key.encode()).hexdigest()[:12]
    headings = tree.headings(unit.section, start, end, text.title)
    if header := table_header(text.content, start, section.start):
        headings = (*headings, _clipped(header, MAX_HEADING))
    return Passage(f"{text.id}.{digest}", text.id, text.language, section.path, headings, content, start, end)


class _Tree:
    """Sections with their children, seen through the lines of words."""

    def __init__(self, sections: Sequence[Section], lines: WordLines) -> None:
        self.sections = sections
        self._lines = lines
        self._chains: dict[int, tuple[tuple[int, str], ...]] = {}
        self._children: list[list[int]] = [[] for _ in sections]
        for index, section in enumerate(sections):
            if section.parent is not None and lines.begins(section.start):
                self._children[section.parent].append(index)
        self._with_body = {
            (s.path, s.heading) for i, s in enumerate(sections) if s.kind is SectionKind.ARTICLE and self._has_body(i)
        }

    def units(self, index: int) -> Iterator[_Unit]:
        """The section whole where it fits, else its own words and the units of its parts."""
        section = self.sections[index]
        first, last = self._lines.between(section.start, section.end)
        if last < first or self._is_listed_again(index):
            return
        size = self._lines.size(first, last)
        children = self._children[index]
        if not children or size <= _KEPT_WHOLE.get(section.kind, 0):
            yield _Unit(index, first, last, size)
            return
        parts = list(self._parts(index, children))
        own_last = self._lines.between(section.start, self.sections[children[0]].start)[1]
        if own_last >= first and parts and not self._in_heading(index, first, own_last):
            yield self._unit(index, first, own_last, lead=True)
        yield from parts

    def _parts(self, index: int, children: Sequence[int]) -> Iterator[_Unit]:
        """The units of a section's parts, and of its own words after each (a line with parts inside leaves some)."""
        ends = [self.sections[child].start for child in children[1:]] + [self.sections[index].end]
        for child, end in zip(children, ends, strict=True):
            yield from self.units(child)
            first, last = self._lines.between(self.sections[child].end, end)
            if last >= first:
                yield self._unit(index, first, last)

    def _unit(self, index: int, first: int, last: int, *, lead: bool = False) -> _Unit:
        return _Unit(index, first, last, self._lines.size(first, last), lead)

    def headings(self, index: int, start: int, end: int, title: str | None) -> tuple[str, ...]:
        """Headings above the span, outermost first, without those inside it; the nearest ones win where space ends."""
        chain = [heading for at, heading in self._chain(index) if not start <= at < end]
        if title:
            chain.append(_clipped(title, MAX_HEADING))
        kept: list[str] = []
        room = MAX_HEADINGS
        for heading in chain:
            if len(heading) <= room and heading not in kept:
                kept.append(heading)
                room -= len(heading)
        return tuple(reversed(kept))

    def _chain(self, index: int) -> tuple[tuple[int, str], ...]:
        """The headings of a section and of those above it, innermost first, each with where its section starts."""
        known = self._chains.get(index)
        if known is None:
            section = self.sections[index]
            above = self._chain(section.parent) if section.parent else ()
            own = section.heading and section.heading != section.label and index
            known = ((section.start, _clipped(section.heading, MAX_HEADING)), *above) if own else above
            self._chains[index] = known
        return known

    def _in_heading(self, index: int, first: int, last: int) -> bool:
        """Whether a container's own lines are its heading and nothing else, so that its parts carry them."""
        section = self.sections[index]
        if section.kind in _KEPT_WHOLE or index == 0:
            return False
        return self._lines.size(first, last) <= len(section.heading) + SLACK and len(section.heading) <= MAX_HEADING

    def _has_body(self, index: int) -> bool:
        section = self.sections[index]
        first, last = self._lines.between(section.start, section.end)
        return last > first

    def _is_listed_again(self, index: int) -> bool:
        """An article of which only the heading stands here (a list of articles) and whose words stand elsewhere."""
        section = self.sections[index]
        known = (section.path, section.heading) in self._with_body
        return section.kind is SectionKind.ARTICLE and known and not self._has_body(index)


def _merge(units: list[_Unit], sections: Sequence[Section]) -> list[_Unit]:
    """Small neighbours share a passage: an introduction with its first part, tiny clauses with the next."""
    merged: list[_Unit] = []
    for unit in units:
        last = merged[-1] if merged else None
        if last is not None and (section := _shared(last, unit, sections)) is not None:
            merged[-1] = _Unit(section, last.first, unit.last, last.size + unit.size, lead=unit.lead)
        else:
            merged.append(unit)
    return merged


def _shared(last: _Unit, unit: _Unit, sections: Sequence[Section]) -> int | None:
    """The section of both units together, None where they stay apart."""
    inside = _is_inside(unit.section, last.section, sections)
    if last.last + 1 != unit.first or (unit.lead and not inside):
        return None
    one, other = sections[last.section], sections[unit.section]
    together = last.size + unit.size
    if last.lead and last.size <= TINY and inside:
        return unit.section
    siblings = one.parent == other.parent and one.kind is other.kind and one.kind in _SHARING
    if siblings and min(last.size, unit.size) <= TINY and together <= WHOLE:
        parent = one.parent or 0
        return parent if sections[parent].path else last.section
    if other.parent == last.section and not last.lead and unit.size <= TINY and together <= WHOLE:
        return last.section
    return None


def _is_inside(index: int, ancestor: int, sections: Sequence[Section]) -> bool:
    at: int | None = index
    while at is not None:
        if at == ancestor:
            return True
        at = sections[at].parent
    return False


def _clipped(words: str, limit: int) -> str:
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
