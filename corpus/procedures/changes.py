"""Two versions of a procedure, or two guides to it, compared field by field."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from pydantic import TypeAdapter

from corpus.fold import fold
from corpus.procedures.model import Procedure, Quote

_PLACES = frozenset(("start", "end"))


class ChangeKind(StrEnum):
    """What happened to an item of a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One item of a field before and after; `case` is the case that it is about, None where it is about all."""

    field: str
    kind: ChangeKind
    case: str | None
    before: Quote | None
    after: Quote | None


@dataclass(frozen=True, slots=True)
class _Item:
    """An item of a field: what it is about, what it says, and the words that say it."""

    about: str
    says: str
    case: str | None
    quote: Quote


def compare(before: Procedure, after: Procedure) -> tuple[FieldChange, ...]:
    """What differs between two versions, in the order of the fields; places and white space do not count."""
    changes: list[FieldChange] = []
    for field, items in FIELDS.items():
        changes.extend(_compare(field, list(items(before)), list(items(after))))
    return tuple(changes)


def digest(procedure: Procedure) -> str:
    """The same for two readings that tell the same, wherever it stands in the text."""
    told = _unplaced(_adapter().dump_python(procedure, mode="json"))
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _compare(field: str, before: list[_Item], after: list[_Item]) -> Iterable[FieldChange]:
    same = {(one.about, one.says) for one in before} & {(one.about, one.says) for one in after}
    old = [one for one in before if (one.about, one.says) not in same]
    new = [one for one in after if (one.about, one.says) not in same]
    for item in old:
        match = next((one for one in new if one.about == item.about), None)
        if match is None and len(old) == len(new) == 1:
            match = new[0]  # one item left on both sides: it is the same one, told for another case
        if match is None:
            yield FieldChange(field, ChangeKind.REMOVED, item.case, item.quote, None)
        else:
            yield FieldChange(field, ChangeKind.CHANGED, match.case or item.case, item.quote, match.quote)
        new = [one for one in new if one is not match]
    for item in new:
        yield FieldChange(field, ChangeKind.ADDED, item.case, None, item.quote)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", fold(words)))


def _quotes(quotes: Sequence[Quote | None]) -> list[_Item]:
    """Items without a subject of their own; a list of them is compared as a set."""
    told = [quote for quote in quotes if quote is not None]
    return [_Item("" if len(quotes) == 1 else _plain(one.words), _plain(one.words), None, one) for one in told]


FIELDS: dict[str, Callable[[Procedure], list[_Item]]] = {
    "name": lambda one: _quotes([one.name]),
    "field": lambda one: _quotes([one.field]),
    "authority": lambda one: _quotes([*one.authorities, None]),
    "applicants": lambda one: _quotes([one.applicants]),
    "conditions": lambda one: _quotes([*one.conditions, None]),
    "steps": lambda one: [
        _Item(f"{_plain(step.case or '')} {step.n}", _plain(step.quote.words), step.case, step.quote)
        for step in one.steps
    ],
    "papers": lambda one: [
        _Item(
            paper.form or _plain(paper.name),
            f"{_plain(paper.quote.words)} {paper.replaced} {paper.copies}",
            paper.case,
            paper.quote,
        )
        for paper in one.papers
    ],
    "fee": lambda one: [
        _Item(_plain(fee.case or ""), f"{fee.amount} {fee.free} {_plain(fee.per or '')}", fee.case, fee.quote)
        for fee in one.fees
    ],
    "time limit": lambda one: [
        _Item(_plain(term.case or ""), term.limit, term.case, term.quote) for term in one.time_limits
    ],
    "apply within": lambda one: (
        [_Item("", one.apply_within.limit, one.apply_within.case, one.apply_within.quote)] if one.apply_within else []
    ),
    "channels": lambda one: [_Item(use.channel, use.channel, None, use.quote) for use in one.channels],
    "result": lambda one: _quotes([one.result]),
    "legal basis": lambda one: [
        _Item(basis.number, f"{basis.number} {basis.clauses}", None, basis.quote) for basis in one.basis
    ],
}


def _unplaced(value: object) -> object:
    if isinstance(value, dict):
        return {name: _unplaced(one) for name, one in value.items() if name not in _PLACES}
    if isinstance(value, list):
        return [_unplaced(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


@cache
def _adapter() -> TypeAdapter[Procedure]:
    return TypeAdapter(Procedure)
