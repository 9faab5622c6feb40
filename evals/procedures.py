"""Evaluates the reading of procedures: the production path over guides, compared with gold field by field.

Every gold item of a field is *found* or not, every item that was read is *right* or not, and each field has the F1 of
the two. Fees agree by amount, or by being free or set elsewhere; time limits by count and unit; papers by form and by
most of the words of their names; authorities by the words of their names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from corpus.fold import fold
from corpus.language import detect_text
from corpus.model import Language
from corpus.procedures import Procedure, find_procedures
from corpus.store.library import TextEntry
from evals.agreement import f1, harmonic
from evals.datasets.procedures import GoldProcedure, read_procedures
from evals.reading import measure
from evals.report import Example, Figure, ReadingReport
from evals.tally import Tally

_ARTICLE = re.compile(r"^(?:#+ )?\**Điều [\dA-ZĐ.]+", re.MULTILINE)
SAME_NAME = 0.5  # share of words: guides and reviewers shorten long names of papers differently

Item = tuple[str, str]  # a form or "", and a value or a name
Agree = Callable[[Item, Item], bool]


def run(path: Path, *, corpus: Sequence[Path]) -> ReadingReport:
    """Read the guides in `corpus` and compare their procedures with the gold set at `path`.

    Raises:
        DatasetError: the gold set or a guide cannot be read.
    """
    return measure("procedures", path, read_procedures(path), corpus, _compare, _scores)


def _scores(tally: Tally) -> list[Figure]:
    scored = [f1(tally.of(f"{name} found"), tally.of(f"{name} right"), f"{name} F1") for name in FIELDS]
    return [figure for figure in scored if figure.n]


def _compare(gold: Sequence[GoldProcedure], entry: TextEntry, tally: Tally) -> None:
    for line in dict.fromkeys(row.line for row in gold):
        found = _found(entry.text.content, line)
        _judge([row for row in gold if row.line == line], found, tally)


def _found(content: str, line: int | None) -> tuple[Procedure, ...]:
    """What is read of a guide; of an act the article at a line, and of other texts what is read of that line."""
    language = detect_text(content)
    if line is None:
        return find_procedures(content, language)
    start = sum(len(one) + 1 for one in content.split("\n")[: line - 1])
    if _ARTICLE.match(content, start):
        return find_procedures(_article(content, start), language)
    return tuple(one for one in find_procedures(content, language) if one.start <= start < one.end)


def _article(content: str, start: int) -> str:
    """The article that begins at an offset, up to the next one."""
    after = _ARTICLE.search(content, content.find("\n", start))
    return content[start : after.start() if after else len(content)]


def _judge(gold: Sequence[GoldProcedure], found: Sequence[Procedure], tally: Tally) -> None:
    by_section = {procedure.section: procedure for procedure in found}
    for row in gold:
        read = by_section.get(row.section) if row.line is None else next(iter(found), None)
        told, got = _gold_items(row), _read_items(read) if read else {}
        tally.put("procedures found", _where(row), read is not None)
        for name, agree in FIELDS.items():
            _compare_items(name, _where(row), told[name], got.get(name, []), agree, tally)


def _where(row: GoldProcedure) -> str:
    return f"{row.file}#{row.section}" if row.line is None else f"{row.file}:{row.line}"


def _compare_items(name: str, where: str, gold: list[Item], read: list[Item], agree: Agree, tally: Tally) -> None:
    left = list(read)
    for position, item in enumerate(gold):
        match = next((one for one in left if agree(item, one)), None)
        tally.put(f"{name} found", f"{where}:{position}", match is not None)
        if match is None:
            tally.examples.append(_example(where, f"{name} not found", " ".join(item), ""))
        else:
            left.remove(match)
    for position in range(len(read)):
        tally.put(f"{name} right", f"{where}:{position}", position < len(read) - len(left))
    tally.examples.extend(_example(where, f"{name} wrong", "", " ".join(item)) for item in left)


def _gold_items(row: GoldProcedure) -> dict[str, list[Item]]:
    return {
        "fee": [("", _fee(fee.amount, free=fee.free)) for fee in row.fees],
        "time limit": [("", term.limit) for term in row.time_limits],
        "papers": [(paper.form or "", paper.name) for paper in row.papers],
        "authority": [("", name) for name in row.authority],
        "apply within": [("", row.apply_within)] if row.apply_within else [],
        "legal basis": [("", basis.number) for basis in row.legal_basis],
    }


def _read_items(read: Procedure) -> dict[str, list[Item]]:
    return {
        "fee": [("", _fee(fee.amount, free=fee.free)) for fee in read.fees],
        "time limit": [("", term.limit) for term in read.time_limits],
        "papers": [(paper.form or "", paper.name) for paper in read.papers],
        "authority": [("", quote.words) for quote in read.authorities],
        "apply within": [("", read.apply_within.limit)] if read.apply_within else [],
        "legal basis": [("", basis.number) for basis in read.basis],
    }


def _fee(amount: str | None, *, free: bool) -> str:
    return amount or ("free" if free else "set elsewhere")


def _equal(gold: Item, read: Item) -> bool:
    return gold == read


def _named_alike(gold: Item, read: Item) -> bool:
    """The same form, and names that share half their words or hold one another."""
    wanted, got = (set(_tokens(item[1])) for item in (gold, read))
    shared = len(wanted & got)
    if gold[0] != read[0] or not shared:
        return False
    held = wanted <= got or got <= wanted
    return (held and shared > 1) or harmonic(shared / len(wanted), shared / len(got)) >= SAME_NAME


def _tokens(words: str) -> Iterable[str]:
    expanded = fold(words).replace("ubnd", "uy ban nhan dan").replace("pccc", "phong chay chua chay")
    return re.findall(r"\w+", expanded)


FIELDS: dict[str, Agree] = {
    "fee": _equal,
    "time limit": _equal,
    "papers": _named_alike,
    "authority": _named_alike,
    "apply within": _equal,
    "legal basis": _equal,
}


def _example(where: str, failure: str, wanted: str, got: str) -> Example:
    return Example(id=where, language=Language.VI, failure=failure, question="", wanted=wanted, got=got)
