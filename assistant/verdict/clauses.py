"""The clauses of a found sentence, each with what opens it: a bracket, a point below "is forbidden:", a second half."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assistant.unit import BULLET, Unit
from assistant.verdict.stances import Said, stances_in
from corpus.model import Passage

_BRACKETS = re.compile(r"\(([^()]{12,})\)")
_PARTS = re.compile(r"(?:[;:](?=\s)|\n)+")
_OPENS = re.compile(r":\W*$")


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a sentence, the stances they take, and the words that open them, with theirs."""

    unit: Unit
    words: str
    said: tuple[Said, ...]
    opening: str
    opened: tuple[Said, ...]


def clauses_of(unit: Unit, opening_of: Callable[[Passage], str]) -> Iterator[Clause]:
    """The clauses of a sentence in order, brackets last; each opened by those before a colon and by its lead-in.

    `opening_of` tells the line that opens the clause in which a passage is a point.
    """
    language = unit.hit.passage.language
    above = lead_in(unit, opening_of)
    opening = above
    outer = _BRACKETS.sub(" ", unit.words)
    rest = outer
    while rest:
        part = _PARTS.search(rest)
        words, mark = (rest[: part.start()], part.group()) if part else (rest, "")
        if any(letter.isalpha() for letter in words):
            yield Clause(unit, words, stances_in(words, language), opening, stances_in(opening, language))
        if mark.startswith(":"):
            opening = f"{above} {words}"
        rest = rest[part.end() :] if part else ""
    for bracket in _BRACKETS.finditer(unit.words):
        inner, before = bracket.group(1), unit.words[: bracket.start()]
        yield Clause(unit, inner, stances_in(inner, language), before, stances_in(before, language))


def lead_in(unit: Unit, opening_of: Callable[[Passage], str]) -> str:
    """What opens a point of a list: the start of its line before a colon, else the line above, else the heading."""
    content = unit.hit.passage.content
    before = content[: unit.start - unit.hit.passage.start]
    line = before.rsplit("\n", 1)[-1]
    if ":" in line:
        return line.rsplit(":", 1)[0]
    if not BULLET.match(line + unit.words):
        return ""
    for above in reversed(before.split("\n")[:-1]):
        if _OPENS.search(above):
            return above
        if above.strip() and not BULLET.match(above):
            break
    return opening_of(unit.hit.passage) or (unit.hit.passage.headings[-1] if unit.hit.passage.headings else "")
