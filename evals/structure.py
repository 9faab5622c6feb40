"""Evaluates the structure of texts: the production path over files, compared with gold line by line.

A gold line is *right* when a section that begins in it has exactly the gold path, every step by kind and by the number
it is cited with; numbered parts inside the line may begin there too. A line of a dash has no number of its own: it is
right when it stands in exactly the clause that gold tells, whether or not the dash is a section. A line at which a
section was opened is *due* when gold opens one there too: paths could be bought by opening too much.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.model import Section, SectionKind
from corpus.store.library import TextEntry
from evals.datasets.structure import GoldStructure, Step, read_structure
from evals.places import Lines
from evals.reading import measure
from evals.report import Example, ReadingReport
from evals.tally import Tally

_NO_CLAUSES = frozenset((SectionKind.DOCUMENT, SectionKind.HEADING, SectionKind.QUESTION))
_UNNUMBERED = re.compile(r"para \d+|intro|preamble")  # paragraphs between clauses, which nobody cites by a number
_LAW_LEVELS = (SectionKind.PART, SectionKind.CHAPTER, SectionKind.DIVISION, SectionKind.ARTICLE, SectionKind.ANNEX)
_WORD = re.compile(r"^[^\W\d_]{2,}(?:\s+[^\W\d_]{2,})*\s+(?=\S)")  # of "Điều 5", "Phụ lục I"
_DASHES = ("-", "–", "—", "+", "•")

Chain = tuple[Step, ...]


def run(path: Path, *, corpus: Sequence[Path]) -> ReadingReport:
    """Read the documents in `corpus` and compare their clauses with the gold set at `path`.

    Raises:
        DatasetError: the gold set or a document cannot be read.
    """
    return measure("structure", path, read_structure(path), corpus, _compare)


def _compare(rows: Sequence[GoldStructure], entry: TextEntry, tally: Tally) -> None:
    for row in rows:
        _judge(row, entry, tally)


def _judge(row: GoldStructure, entry: TextEntry, tally: Tally) -> None:
    lines, paths = Lines(entry.text.content), _paths(entry.sections)
    begun: dict[int, list[Chain]] = {}
    for section, steps in zip(entry.sections, paths, strict=True):
        if steps:
            begun.setdefault(lines.at(section.start, section.start)[0], []).append(steps)
    for line in row.clauses:
        read = begun.get(line, [])
        if row.is_dash(line):
            read = [_around(lines.span(line)[0], entry.sections, paths)]
        right = any(_agree(row.steps(line), steps) for steps in read)
        tally.put("path right", f"{row.file}:{line}", right, row.file)
        if not right:
            tally.examples.append(_example(row, line, entry, "wrong path", read))
    for line in sorted(line for line in begun if any(first <= line <= last for first, last in row.stretches)):
        due = line in row.clauses
        tally.put("opened where due", f"{row.file}:{line}", due, row.file)
        if not due:
            tally.examples.append(_example(row, line, entry, "opened for nothing", begun[line]))


def _paths(sections: Sequence[Section]) -> list[Chain]:
    """The path of each section, outermost step first; empty for what is no clause."""
    found: list[Chain] = []
    inside: list[Chain] = []  # the innermost clause that each section is or stands in
    for section in sections:
        above = () if section.parent is None else inside[section.parent]
        clause = section.kind not in _NO_CLAUSES and not _UNNUMBERED.fullmatch(section.label)
        found.append((*above, (section.kind.value, _number(section))) if clause else ())
        inside.append(found[-1] or above)
    return found


def _number(section: Section) -> str:
    """What a section is cited with: the last part of its path, of an article without the word."""
    if section.kind in _LAW_LEVELS:
        return _WORD.sub("", section.label).strip("().- ").lower()
    return section.path.rsplit(".", 1)[-1].rsplit("(", 1)[-1].rsplit(" ", 1)[-1].strip("() ").lower()


def _around(start: int, sections: Sequence[Section], paths: Sequence[Chain]) -> Chain:
    """The innermost clause around a place that is no dash itself."""
    holding = [
        steps
        for section, steps in zip(sections, paths, strict=True)
        if steps and section.start <= start < section.end and section.label not in _DASHES
    ]
    return max(holding, key=len, default=())


def _agree(gold: Sequence[Step], read: Sequence[Step]) -> bool:
    return len(gold) == len(read) and all(_same(wanted, got) for wanted, got in zip(gold, read, strict=True))


def _same(gold: Step, read: Step) -> bool:
    kind, label = gold
    if kind == "number":  # "2.1" inside clause 2 is cited as its 1
        return label.rsplit(".", 1)[-1] == read[1]
    return kind == read[0] and (not label or label.lower() == read[1])


def _example(row: GoldStructure, line: int, entry: TextEntry, failure: str, read: Sequence[Chain]) -> Example:
    got = " | ".join(" > ".join(" ".join(step).strip() for step in steps) for steps in read)
    wanted = row.clauses.get(line, "")
    return Example(
        id=f"{row.file}:{line}",
        language=entry.text.language,
        failure=failure,
        question="",
        wanted=wanted,
        got=got,
    )
