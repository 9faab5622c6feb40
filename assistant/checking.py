"""The check that no answer passes without: every fact stands in the cited words, narrowed as it is there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from assistant.qualifying import Qualifier, clause_at, denied, dropped, qualifiers
from assistant.unit import Unit, known_mentions, spanning, units_of
from corpus.fold import fold
from corpus.mentions import find_mentions, supported
from corpus.model import Language, Mention

TOGETHER = 700  # characters of a passage that are cited as one; a clause of that length is also quoted unbroken


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the words it rests on.

    A quote is verbatim and needs no check; `focus` is then the part of it whose facts answer the question. A `lead`
    gives a bare value, which only a denial right before it turns around.
    """

    words: str
    sources: tuple[Unit, ...]
    verbatim: bool = False
    focus: Unit | None = None
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Support:
    """A mention of a statement together with the words that support it."""

    mention: Mention
    source: Unit


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found: supported facts, those for which no cited words were found, and what was left out.

    `dropped` are the exceptions, conditions and negations of the cited sentence that the statement lacks.
    """

    supported: tuple[Support, ...]
    unsupported: tuple[Mention, ...]
    dropped: frozenset[Qualifier] = frozenset()

    @property
    def holds(self) -> bool:
        return not self.unsupported and not self.dropped

    @property
    def faults(self) -> tuple[int, int]:
        """How many facts have no support, and how many narrowings were lost."""
        return len(self.unsupported), len(self.dropped)


Above = Callable[[Unit, Mention], Unit | None]  # the line above a unit's clause that states a fact


def check(statement: Statement, language: Language, *, above: Above | None = None) -> Verdict:
    """Look up each date, number, amount, duration, document and agency of a statement in what it cites.

    Values are compared normalised, so "15 листопада 2025" is supported by "przed 15 listopada 2025 r.". A fact may
    stand in the cited words, elsewhere in their passage, or in a heading above it, which `above` finds to be cited too.
    A statement that cites nothing has no support for anything.
    """
    if statement.verbatim:
        focus = statement.focus
        own = focus.mentions if focus else ()
        return Verdict(tuple(Support(mention, statement.sources[0]) for mention in own), ())
    found: list[Support] = []
    missing: list[Mention] = []
    for mention in find_mentions(statement.words, language):
        source = next((one for unit in statement.sources if (one := _stating(unit, mention, above)) is not None), None)
        if source is None:
            missing.append(mention)
        else:
            found.append(Support(mention, source))
    lost = _lost(statement, found) if not missing else frozenset()
    return Verdict(tuple(found), tuple(missing), lost)


def _stating(unit: Unit, mention: Mention, above: Above | None) -> Unit | None:
    """The words that state a fact: those that are cited, else the sentence of their passage that does, to be cited too.

    Such a sentence and the cited words are cited as one where that is short. What only a heading states is borne by the
    line that `above` finds, by the cited words where nobody looks; None where nothing states it.
    """
    if supported(mention, unit.mentions):
        return unit
    sentence = next((one for one in units_of(unit.hit) if supported(mention, one.mentions)), None)
    if sentence:
        two = (sentence, unit)
        both = spanning(min(two, key=lambda one: one.start), max(two, key=lambda one: one.end))
        return both if both.end - both.start <= TOGETHER else sentence
    if not supported(mention, known_mentions(unit.hit.passage)):
        return None
    return above(unit, mention) if above else unit


def _lost(statement: Statement, found: list[Support]) -> frozenset[Qualifier]:
    """What narrows the sentences that a statement rests on, and is missing in it. One that bears it whole is enough."""
    lost: set[Qualifier] = set()
    for support in found:
        bearing = [unit for unit in units_of(support.source.hit) if supported(support.mention, unit.mentions)]
        if bearing:
            lost |= frozenset.intersection(*(_lost_of(statement, support.mention, unit) for unit in bearing))
    if not found and not statement.lead and statement.sources:
        lost |= _lost_without_facts(statement)
    return frozenset(lost)


def _lost_of(statement: Statement, fact: Mention, unit: Unit) -> frozenset[Qualifier]:
    """What a statement lost of one sentence; of its negations only those in the clause of the fact count."""
    lost = set(dropped(unit.words, statement.words)) - {Qualifier.NEGATION}
    at = next((m.start for m in unit.mentions if supported(fact, [m])), 0)
    deny = denied(unit.words, at) if statement.lead else Qualifier.NEGATION in qualifiers(clause_at(unit.words, at))
    if deny and Qualifier.NEGATION not in qualifiers(statement.words):
        lost.add(Qualifier.NEGATION)
    return frozenset(lost)


def _lost_without_facts(statement: Statement) -> frozenset[Qualifier]:
    """The same for a statement without facts: against the sentence whose words it shares most of."""
    said = set(fold(statement.words).split())
    units = [unit for source in statement.sources for unit in units_of(source.hit) if _within(unit, source)]
    if not units:
        return frozenset()
    nearest = max(units, key=lambda unit: len(said & set(fold(unit.words).split())))
    return dropped(nearest.words, statement.words)


def _within(unit: Unit, source: Unit) -> bool:
    return source.start <= unit.start and unit.end <= source.end
