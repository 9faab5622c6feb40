"""Automatic numbers of Word paragraphs, which stand nowhere in the text: "Điều 1.", "a)", "II."."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN_SMALL = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _Level:
    form: str  # decimal, lowerLetter, upperRoman, bullet ...
    text: str  # "Điều %1."
    start: int


class Numbering:
    """Counts through a document's lists, one paragraph after the other."""

    def __init__(self, document: Document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        if part is not None:
            self._read(part.element)

    def next(self, paragraph: Paragraph) -> str:
        """The number in front of this paragraph, "" where it has none; a dash for a bullet."""
        found = _place(paragraph)
        if found is None or found[0] not in self._levels:
            return ""
        list_id, depth = found
        levels = self._levels[list_id]
        level = levels.get(depth)
        if level is None or level.form == "none":
            return ""
        if level.form == "bullet":
            return "-"
        counts = self._counts.setdefault(list_id, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        return _PLACE.sub(lambda m: _written(levels, counts, int(m.group(1)) - 1), level.text)

    def _read(self, root: BaseOxmlElement) -> None:
        abstract = {
            element.get(qn("w:abstractNumId")): {
                int(level.get(qn("w:ilvl"))): _level(level) for level in element.findall(qn("w:lvl"))
            }
            for element in root.findall(qn("w:abstractNum"))
        }
        for number in root.findall(qn("w:num")):
            target = number.find(qn("w:abstractNumId"))
            if target is not None:
                self._levels[number.get(qn("w:numId"))] = abstract.get(target.get(qn("w:val")), {})


def _level(element: BaseOxmlElement) -> _Level:
    start = int(_value(element, "w:start", "1"))
    return _Level(_value(element, "w:numFmt", "decimal"), _value(element, "w:lvlText", ""), start)


def _value(element: BaseOxmlElement, tag: str, default: str) -> str:
    child = element.find(qn(tag))
    return default if child is None else str(child.get(qn("w:val"), default))


def _place(paragraph: Paragraph) -> tuple[str, int] | None:
    """The list and the depth of a paragraph, its own or its style's."""
    element: BaseOxmlElement | None = paragraph._p.pPr
    style = paragraph.style
    while True:
        found = None if element is None else element.find(qn("w:numPr"))
        if found is not None:
            return _value(found, "w:numId", "0"), int(_value(found, "w:ilvl", "0"))
        if style is None:
            return None
        element, style = style.element.find(qn("w:pPr")), style.base_style


def _written(levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
    level = levels.get(depth, _Level("decimal", "", 1))
    count = counts.get(depth, level.start)
    if level.form.endswith("Letter"):
        written = _LETTERS[(count - 1) % 26] * ((count - 1) // 26 + 1)
    elif level.form.endswith("Roman"):
        written = _roman(count)
    else:
        return f"{count:02d}" if level.form == "decimalZero" else str(count)
    return written.upper() if level.form.startswith("upper") else written


def _roman(count: int) -> str:
    written = ""
    for value, letters in _ROMAN + _ROMAN_SMALL:
        written += letters * (count // value)
        count %= value
    return written
