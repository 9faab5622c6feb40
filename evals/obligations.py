"""Evaluates the reading of obligations: the production path over documents, compared with gold quote by quote.

Only tasks count. A gold task is *found* when a task that was read overlaps its quote (see `evals.pairing`); what was
read is *right* when it is paired with a gold task, so a task read out of gold guidance is wrong. Repetitions that gold
names (`also_lines`) count neither way. Lead and term are judged on found tasks, terms also on the dated ones alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

from corpus.agencies import expand
from corpus.clean import line_kinds
from corpus.gazetteer import agencies
from corpus.model import Language, TextRecord
from corpus.obligations import Obligation, Strength, find_obligations
from corpus.store.library import TextEntry
from evals.agreement import f1
from evals.datasets.obligations import GoldObligation, read_obligations
from evals.pairing import pair
from evals.places import Lines
from evals.reading import measure
from evals.report import Example, Figure, ReadingReport
from evals.tally import Tally

_TERMS = frozenset(("by", "before"))  # translations do not keep them apart
_SAME = {  # collectives that gold names in one breath or apart, by what they consist of
    "ministries-agencies-and-localities": ("ministries-and-sectors", "localities"),
    "relevant-ministries-and-agencies": ("ministries-and-sectors",),
    "ministries-and-agencies": ("ministries-and-sectors",),
}


def run(path: Path, *, corpus: Sequence[Path]) -> ReadingReport:
    """Read the documents in `corpus` and compare their obligations with the gold set at `path`.

    Raises:
        DatasetError: the gold set or a document cannot be read.
    """
    return measure("obligations", path, read_obligations(path), corpus, _compare, _scores)


def _scores(tally: Tally) -> list[Figure]:
    return [f1(tally.of("found"), tally.of("right"))]


def _compare(gold: Sequence[GoldObligation], entry: TextEntry, tally: Tally) -> None:
    text = entry.text
    found = find_obligations(text, entry.sections, line_kinds(text.content))
    lines = Lines(text.content)
    spans = [_span(row, lines) for row in gold]
    pairs = pair(spans, [(obligation.start, obligation.end) for obligation in found])
    matched = {j: gold[i] for i, j in pairs.items()}
    for i, row in enumerate(gold):
        if row.strength == "task":
            _judge(row, found[pairs[i]] if i in pairs else None, text, tally)
    repeated = {line for row in gold for line in row.also_lines}
    for j, obligation in enumerate(found):
        told = matched.get(j)
        again = told is None and not repeated.isdisjoint(lines.at(obligation.start, obligation.end))
        if obligation.strength is Strength.TASK and not again:
            right = told is not None and told.strength == "task"
            tally.put("right", f"{gold[0].file}:{obligation.start}", right)
            if not right:
                tally.examples.append(_example(text, "no task in gold", "", obligation.quote))


def _span(row: GoldObligation, lines: Lines) -> tuple[int, int]:
    """Where the words stand, at their line or else anywhere; words that are not there span nothing."""
    if not row.quote:
        return _between(row, lines)
    start = lines.content.find(row.quote, lines.span(row.line)[0])
    start = start if start >= 0 else lines.content.find(row.quote)
    return (start, start + len(row.quote)) if start >= 0 else (0, 0)


def _between(row: GoldObligation, lines: Lines) -> tuple[int, int]:
    """From how the words begin to how they end, in their line."""
    first, last = lines.span(row.line)
    start = lines.content.find(row.begins, first, last)
    end = lines.content.find(row.ends, start + len(row.begins), last) if start >= 0 else -1
    return (start, end + len(row.ends)) if end >= 0 else (0, 0)


def _judge(row: GoldObligation, found: Obligation | None, text: TextRecord, tally: Tally) -> None:
    hit = found is not None and found.strength is Strength.TASK
    tally.put("found", row.id, hit, row.file)
    if found is None or not hit:
        tally.examples.append(_example(text, "not found", row.quote or f"{row.begins} … {row.ends}", ""))
        return
    lead, term = _lead_right(row, found), _date_right(row, found)
    tally.put("lead agency", row.id, lead)
    tally.put("deadline", row.id, term)
    if row.deadline.date:
        tally.put("deadline, dated", row.id, term)
    tally.put("kind of deadline", row.id, _kind_right(row, found))
    tally.put("coordinating", row.id, _bodies(_ids(row.coordinating)) == _bodies(found.coordinating))
    if not lead:
        tally.examples.append(_example(text, "lead agency", ", ".join(row.agencies), ", ".join(found.agencies)))
    if not term:
        tally.examples.append(_example(text, "deadline", row.deadline.date or "", str(found.deadline.date or "")))


def _lead_right(row: GoldObligation, found: Obligation) -> bool:
    gold, read = _bodies(_ids(row.agencies)), _bodies(found.agencies)
    return gold == read or (not gold and read <= _bodies(_ids(row.agency_alt)))


def _date_right(row: GoldObligation, found: Obligation) -> bool:
    read = found.deadline.date.isoformat() if found.deadline.date else None
    return read in (row.deadline.date, *row.alt_dates)


def _kind_right(row: GoldObligation, found: Obligation) -> bool:
    accepted = {row.deadline.kind, *row.alt_kinds}
    return found.deadline.kind.value in (accepted | _TERMS if accepted & _TERMS else accepted)


def _bodies(identities: Iterable[str]) -> frozenset[str]:
    return frozenset(part for identity in expand(identities) for part in _SAME.get(identity, (identity,)))


def _ids(names: Iterable[str]) -> list[str]:
    return [_by_name().get(name.lower(), name.lower().replace(" ", "-")) for name in names]


@cache
def _by_name() -> dict[str, str]:
    return {known.names[Language.EN].lower(): known.id for known in agencies().values()}


def _example(text: TextRecord, failure: str, wanted: str, got: str) -> Example:
    return Example(id=text.file, language=text.language, failure=failure, question="", wanted=wanted, got=got)
