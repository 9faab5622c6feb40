"""The check that no answer passes without: every fact it states stands in the words it cites."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.unit import Unit
from corpus.mentions import find_mentions
from corpus.model import Language, Mention, MentionKind


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer. `sources` are indices into the brief's units; `verbatim` marks a pure quote."""

    words: str
    sources: tuple[int, ...]
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Supported:
    """A mention of a statement together with the unit that supports it."""

    mention: Mention
    source: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found: supported facts, and those for which no cited words were found."""

    supported: tuple[Supported, ...]
    unsupported: tuple[Mention, ...]

    @property
    def holds(self) -> bool:
        return not self.unsupported


def check(statement: Statement, *, language: Language, units: Sequence[Unit]) -> Verdict:
    """Look up each date, number, amount, duration, document and agency of a statement in what it cites.

    Values are compared normalised, so "15 листопада 2025" is supported by "przed 15 listopada 2025 r.". A statement
    that cites nothing is held to have no support at all.
    """
    if statement.verbatim:
        return Verdict(_own_mentions(statement, units), ())
    supported: list[Supported] = []
    unsupported: list[Mention] = []
    for mention in find_mentions(statement.words, language):
        source = next((n for n in statement.sources if _states(units[n], mention)), None)
        if source is None:
            unsupported.append(mention)
        else:
            supported.append(Supported(mention, source))
    return Verdict(tuple(supported), tuple(unsupported))


def _own_mentions(statement: Statement, units: Sequence[Unit]) -> tuple[Supported, ...]:
    return tuple(Supported(mention, n) for n in statement.sources for mention in units[n].mentions)


def _states(unit: Unit, mention: Mention) -> bool:
    """Whether the sentence or its passage mentions the same fact; the number inside a longer fact counts too."""
    known = unit.facts | unit.passage_facts
    if (mention.kind, mention.value) in known:
        return True
    return mention.kind is MentionKind.NUMBER and any(mention.value in value.split() for _, value in known)
