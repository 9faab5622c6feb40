"""Cases: what a value depends on, read from a guide's words and from a question, and which values apply to it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from corpus.fold import fold
from corpus.procedures.finding import everyday_words, pattern_of

DATA = Path(__file__).parent.parent / "data" / "cases.toml"
_BETWEEN = re.compile(
    r"(?:tu|from|с|від|od)\D{0,12}(?P<low>\d+)\D{0,20}(?:den|toi|to|до|do)(?: duoi| chua du| chua toi| under)? $"
)
_BIRTH = 0.0
_JUST_BELOW = 0.5  # "under 6" in a question means some age below it

T = TypeVar("T")
Facets = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Span:
    """A range of numbers of one unit, `low` inside and `high` outside: ages from 6 to under 14."""

    unit: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Case:
    """Where something applies: values by facet ("channel": {"online"}), spans, and the services it names."""

    facets: Facets
    spans: tuple[Span, ...]
    services: frozenset[str]

    @property
    def empty(self) -> bool:
        return not (self.facets or self.spans)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question tells of the person's case: facets, amounts by unit, and the services it names."""

    facets: Facets
    amounts: Mapping[str, float]
    services: frozenset[str]


@cache
def case_of(words: str) -> Case:
    """The case that words of a guide state."""
    folded = fold(words.replace("*", ""))
    return Case(_facets(folded), tuple(_spans(folded)), everyday_words(words))


def asked_case(words: str) -> Asked:
    """The case that a question states, in any of five languages."""
    folded = fold(words)
    return Asked(_facets(folded), _amounts(folded), everyday_words(words))


def without_case(words: str) -> str:
    """Folded words without those that tell a case."""
    folded = fold(words)
    patterns = [told.pattern for values in _words().values() for told in values.values()]
    for pattern in (*patterns, *_units().values()):
        folded = pattern.sub(" ", folded)
    return folded


def contradicts(case: Case, asked: Asked) -> bool:
    """Whether a case excludes the one who asks."""
    for facet, values in case.facets.items():
        told = asked.facets.get(facet)
        if told is not None and not told & values:
            return True
        if told is None and values <= _rare(facet):
            return True
    return any(span.unit in asked.amounts and not _within(span, asked) for span in case.spans)


def agreement(case: Case, asked: Asked) -> int:
    """How many facets and spans of a case the question confirms."""
    facets = sum(bool(values & asked.facets.get(facet, frozenset())) for facet, values in case.facets.items())
    return facets + sum(_within(span, asked) for span in case.spans)


def best_of(items: Sequence[T], asked: Asked, case: Callable[[T], Case]) -> list[T]:
    """The items that apply: none that contradicts, of the service asked for, and the best confirmed; never none."""
    kept = [one for one in items if not contradicts(case(one), asked)] or list(items)
    kept = _most(kept, lambda one: _named(case(one), asked))
    return _most(kept, lambda one: agreement(case(one), asked))


def _named(case: Case, asked: Asked) -> int:
    """How well a case names the services that are asked for: those shared, less those besides."""
    return len(case.services & asked.services) - len(case.services - asked.services)


def open_facet(cases: Sequence[Case], asked: Asked) -> str | None:
    """The facet, or the unit of spans, by which cases differ and of which the question says nothing."""
    for facet in _words():
        told = {case.facets.get(facet, frozenset()) for case in cases}
        if len(told) > 1 and facet not in asked.facets:
            return facet
    for unit in _units():
        if len({case.spans for case in cases}) > 1 and unit not in asked.amounts:
            return unit if any(span.unit == unit for case in cases for span in case.spans) else None
    return None


def _most(items: Sequence[T], count: Callable[[T], int]) -> list[T]:
    most = max(map(count, items), default=0)
    return [one for one in items if count(one) == most]


def _within(span: Span, asked: Asked) -> bool:
    return span.unit in asked.amounts and span.low <= asked.amounts[span.unit] < span.high


def _facets(folded: str) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for facet, values in _words().items():
        told = frozenset(filter(None, (_value(value, one, folded) for value, one in values.items())))
        if "very_complex" in told:
            told -= {"complex"}
        if told:
            found[facet] = told
    return found


def _value(value: str, one: Told, folded: str) -> str | None:
    """The value that words tell: where each mention of it is denied ("need not be verified"), its opposite or none."""
    mentions = [match.start() for match in one.pattern.finditer(folded)]
    if not mentions:
        return None
    denied = all(_limits()["denied"].search(folded[:start]) for start in mentions)
    return one.opposite if denied else value


def _rare(facet: str) -> frozenset[str]:
    return frozenset(value for value, one in _words()[facet].items() if one.rare)


def _amounts(folded: str) -> dict[str, float]:
    amounts: dict[str, float] = {}
    if _limits()["newborn"].search(folded):
        amounts["age"] = _BIRTH
    for unit, pattern in _units().items():
        match = pattern.search(folded)
        if match:
            below = _limits()["below"].search(folded[: match.start()])
            amounts[unit] = float(match["n"]) - (_JUST_BELOW if below else 0.0)
    return amounts


def _spans(folded: str) -> list[Span]:
    found = []
    for unit, pattern in _units().items():
        for match in pattern.finditer(folded):
            low, high = _bounds(folded[: match.start()], float(match["n"]))
            if high is not None or low is not None:
                found.append(Span(unit, low or 0.0, high if high is not None else float("inf")))
    return found


def _bounds(before: str, n: float) -> tuple[float | None, float | None]:
    """What a number bounds by the words before it: "từ đủ 6 đến dưới" 14, "dưới" 6, "từ" 14."""
    both = _BETWEEN.search(before)
    if both:
        return float(both["low"]), n
    if _limits()["below"].search(before):
        return None, n
    return (n, None) if _limits()["from"].search(before) else (None, None)


class Told(BaseModel):
    """Words that tell a case, and the value that they tell where they are denied.

    A rare one applies only to those who ask for it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    words: tuple[str, ...]
    rare: bool = False
    opposite: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return _any(self.words)


class CaseWords(BaseModel):
    """The words of cases, over folded text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    facets: dict[str, dict[str, Told]]
    units: dict[str, tuple[str, ...]]
    limits: dict[str, tuple[str, ...]]


@cache
def _words() -> dict[str, dict[str, Told]]:
    return _data().facets


@cache
def _data() -> CaseWords:
    return CaseWords.model_validate(tomllib.loads(DATA.read_text(encoding="utf-8")))


@cache
def _units() -> dict[str, re.Pattern[str]]:
    return {
        unit: re.compile(rf"(?<!\w)(?P<n>\d{{1,3}})[\s-]?(?:{'|'.join(map(pattern_of, words))})(?!\w)")
        for unit, words in _data().units.items()
    }


@cache
def _limits() -> dict[str, re.Pattern[str]]:
    """Words of limits and denials as they stand just before what they change; those of the newborn stand anywhere."""
    before = {name: "|".join(map(pattern_of, words)) for name, words in _data().limits.items()}
    ends = {name: re.compile(rf"(?<!\w)(?:{words})\s+$") for name, words in before.items()}
    return ends | {"newborn": _any(_data().limits["newborn"])}


def _any(words: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(pattern_of, words))})(?!\w)")
