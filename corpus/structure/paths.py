"""Paths by which people cite sections ("Điều 5.2.a", "II.1.a", "Annex 3.d.2"), and the spans of finished sections."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from corpus.model import Language, Section, SectionKind
from corpus.structure.headings import clip
from corpus.structure.markers import ANNEX_WORDS, Style
from corpus.structure.node import Node

MAX_LABEL = 200  # characters, the width of the column
MAX_HEADING_STORED = 500  # characters
MAX_PATH_WORDS = 80  # characters of a heading that serves as a path
ANNEX_IN = {Language.VI: "Phụ lục"}
ANNEX = "Annex"  # in every other language, so that one clause has one path in all translations


def finish(nodes: list[Node], language: Language, *, size: int, words_end: int) -> list[Section]:
    """Sections with ends, parents and paths. No section but the root reaches beyond `words_end`."""
    _set_ends(nodes, size, words_end)
    continued = _continued_parts(nodes)
    bases: list[str] = []  # what the paths of children start with
    annexes: list[str] = []  # what the paths start with of the annexes that children are in
    sections = []
    for index, node in enumerate(nodes):
        parent = None if index == 0 else node.parent
        annex = "" if parent is None else annexes[parent]
        path, base = ("", "") if parent is None else _path(node, nodes[parent], bases[parent], annex, language)
        if node.kind is SectionKind.PART:
            base = _join(annex, "" if index in continued else _part_base(node))
        bases.append(base)
        annexes.append(base if node.kind is SectionKind.ANNEX else annex)
        heading = node.heading if len(node.heading) <= MAX_HEADING_STORED else clip(node.heading, MAX_HEADING_STORED)
        sections.append(Section(node.kind, node.label[:MAX_LABEL], path, heading, node.start, node.end, parent))
    return sections


def _set_ends(nodes: list[Node], size: int, words_end: int) -> None:
    """A section ends where the next one starts that is not inside it."""
    open_: list[int] = []
    for index, node in enumerate(nodes):
        while open_ and open_[-1] != node.parent:
            nodes[open_.pop()].end = node.start
        open_.append(index)
    for index in open_:
        nodes[index].end = max(words_end, nodes[index].start)
    nodes[0].end = size


def _path(node: Node, parent: Node, above: str, annex: str, language: Language) -> tuple[str, str]:
    """The node's own path and the base of its children's; `above` and `annex` are those that it has itself."""
    if node.style is Style.HEADING:
        return clip(node.heading, MAX_PATH_WORDS), above
    if node.style is Style.QUESTION:
        path = node.number or clip(node.heading, MAX_PATH_WORDS)
        return path, path
    if node.kind is SectionKind.ANNEX:
        word = ANNEX_IN.get(language, ANNEX) if node.word in ANNEX_WORDS else node.label
        path = f"{word} {node.number}".strip()
        return path, path
    if node.style is Style.KEYWORD and node.kind is SectionKind.ARTICLE:
        path = _join(annex, _named(node), ", ")
        return path, path
    if node.style is Style.KEYWORD and node.kind in _NAMED:
        path = _join(above if node.kind is not SectionKind.PART else "", _named(node), ", ")
        return path, path
    path = _join(above, _component(node, parent), " " if above and above == annex else ".")
    return path, path


_NAMED = (SectionKind.PART, SectionKind.CHAPTER, SectionKind.DIVISION)


def _named(node: Node) -> str:
    """`Điều 5`: the word as law writes it, and the number."""
    word = node.word[:1].upper() + node.word[1:]
    return f"{word} {node.number}".strip()


def _part_base(node: Node) -> str:
    """`II` for Part II, whose clauses are cited as II.1."""
    return node.number if node.number[:1].isdigit() or node.number.isupper() else _named(node)


_IN_PARENTHESES = (Style.PAREN_NUMBER, Style.PAREN_ROMAN, Style.PAREN_LETTER)


def _component(node: Node, parent: Node) -> str:
    if node.style in _IN_PARENTHESES:
        return f"({node.number})"
    if node.number.startswith(f"{parent.number}."):
        return node.number[len(parent.number) + 1 :]
    return node.number


def _join(base: str, part: str, separator: str = ".") -> str:
    if not base or not part:
        return base or part
    if separator == "." and part[0] == "(" and base[-1] == ")":
        separator = ""
    return f"{base}{separator}{part}"


def _continued_parts(nodes: Sequence[Node]) -> frozenset[int]:
    """Parts whose clauses are numbered through (I: 1, 2; II: 3, 4): they are cited without the part."""
    clauses: dict[int, list[int]] = defaultdict(list)
    for node in nodes[1:]:
        if nodes[node.parent].kind is SectionKind.PART and node.style is Style.NUMBER and node.ordinal is not None:
            clauses[node.parent].append(node.ordinal)
    ordered = sorted(clauses)
    through = any(clauses[second][0] == clauses[first][-1] + 1 for first, second in pairwise(ordered))
    return frozenset(ordered) if through else frozenset()
