"""What acts take away from procedures: lines, headings and table rows of annexes that abolish, simplify or shorten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.source import Source
from corpus.procedures.wording import cut_wording

OPENING = 3000  # characters in which an act says that it cuts procedures
SHARED = 0.6  # share of the pairs of words of a name that a cut must name, or the other way round
LEAST_PAIRS = 2  # one pair alone ("giấy phép") names no procedure
LONGEST = 600  # characters of a line that names one cut

_LINE = re.compile(r"[^\n]+")
_ROW = re.compile(r"\s*\|(?P<cells>.+)\|?\s*$")
_RULE = re.compile(r"[\s|:-]+$")
_LEAD = re.compile(
    r"[\s#>*_•+-]*(?:(?:[ivx]{1,5}|\d{1,3}(?:\.\d+)*|[a-zđ])[.)]\s+)?[\s*_]*(?:(?P<field>[^:\n]{3,80}):[\s*_]*)?"
)
_ARTICLE = re.compile(r"dieu (?P<n>\d+[a-z]?)")


class CutKind(StrEnum):
    """What an act does to a procedure."""

    ABOLISHED = "abolished"
    SIMPLIFIED = "simplified"
    SHORTENED = "shortened"
    MOVED = "moved"  # to another authority


@dataclass(frozen=True, slots=True)
class Cut:
    """What one line of an act takes away. `before` and `after` are cells of a table that tells both."""

    kind: CutKind
    subject: Quote
    quote: Quote
    before: Quote | None = None
    after: Quote | None = None


def find_cuts(content: str, title: str | None) -> tuple[Cut, ...]:
    """What a Vietnamese act takes away from procedures, in reading order; none where cutting is not its business."""
    words = cut_wording()
    opening = fold(f"{title or ''} {content[:OPENING]}")
    if not words.business.search(opening):
        return ()
    return tuple(_cuts(Source(content)))


def concerns(cut: Cut, procedure: Procedure) -> bool:
    """Whether a cut names a procedure, or cuts an article that the procedure rests on."""
    wanted = [_pairs(quote.words) for quote in (procedure.name, *procedure.aliases)]
    named = _pairs(cut.subject.words)
    return any(_alike(one, named) for one in wanted) or bool(_articles(cut) & _rests_on(procedure))


def _cuts(source: Source) -> Iterator[Cut]:
    columns: tuple[int, int] | None = None
    for match in _LINE.finditer(source.content):
        start, end = match.span()
        row = _ROW.match(source.content, start, end)
        if row is None:
            columns = None
            yield from _line(source, start, end)
            continue
        cells = _cells(source, *row.span("cells"))
        header = _columns(source, cells)
        if header:
            columns = header
        elif columns and max(columns) < len(cells) and not _RULE.match(source.content, start, end):
            yield from _compared(source, cells, columns, (start, end))
        elif not columns:
            for first, last in cells[-2:]:
                yield from _line(source, first, last)


def _line(source: Source, start: int, end: int) -> Iterator[Cut]:
    lead = _LEAD.match(source.folded, start, end)
    first = lead.end() if lead else start
    for kind, pattern in cut_wording().verbs.items():
        verb = pattern.match(source.folded, first, end) if end - start <= LONGEST else None
        if verb and _specific(source.folded[verb.end() : end]):
            stop = cut_wording().ends.search(source.folded, verb.end(), end)
            subject = source.quote(verb.end(), stop.start() if stop else end)
            if subject.words:
                yield Cut(CutKind(kind), subject, source.quote(first, end))
            return


def _specific(folded: str) -> bool:
    """Whether words name something: more than "thủ tục hành chính, điều kiện kinh doanh"."""
    bare = cut_wording().general.sub(" ", folded)
    return len(re.findall(r"[^\W\d_]+", bare)) >= LEAST_PAIRS + 1


def _cells(source: Source, start: int, end: int) -> list[tuple[int, int]]:
    cells, first = [], start
    for match in re.compile(r"\|").finditer(source.content, start, end):
        cells.append((first, match.start()))
        first = match.end()
    return [*cells, (first, end)] if source.content[first:end].strip() else cells


def _columns(source: Source, cells: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Which columns of a table's head tell before and after."""
    heads = [" ".join(source.folded[first:last].split()).strip(" *") for first, last in cells]
    words = cut_wording()
    before = next((n for n, head in enumerate(heads) if words.before.match(head)), None)
    after = next((n for n, head in enumerate(heads) if words.after.match(head)), None)
    return None if before is None or after is None else (before, after)


def _compared(
    source: Source, cells: list[tuple[int, int]], columns: tuple[int, int], span: tuple[int, int]
) -> Iterator[Cut]:
    told = [source.quote(*cell) for cell in cells]
    others = [quote for n, quote in enumerate(told) if n not in columns and not quote.words.strip(". ").isdigit()]
    if others:
        kind = CutKind.SHORTENED if re.search(r"\d", told[columns[1]].words) else CutKind.SIMPLIFIED
        yield Cut(kind, others[0], source.quote(*span), told[columns[0]], told[columns[1]])


def _pairs(words: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(re.findall(r"\w+", fold(words))))


def _alike(wanted: frozenset[tuple[str, str]], named: frozenset[tuple[str, str]]) -> bool:
    shared = len(wanted & named)
    return shared >= LEAST_PAIRS and shared / max(1, min(len(wanted), len(named))) >= SHARED


def _articles(cut: Cut) -> frozenset[tuple[str, str]]:
    """Articles of acts that a cut names, as (number, article)."""
    folded = fold(cut.quote.words)
    articles = [match["n"] for match in _ARTICLE.finditer(folded)]
    numbers = [number.value for number in find_numbers(cut.quote.words)]
    return frozenset((number, article) for number in numbers[:1] for article in articles[:1])


def _rests_on(procedure: Procedure) -> frozenset[tuple[str, str]]:
    return frozenset(_of_basis((basis.number, clause) for basis in procedure.basis for clause in basis.clauses))


def _of_basis(clauses: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for number, clause in clauses:
        match = _ARTICLE.search(fold(clause))
        if match:
            yield number, match["n"]
