"""The check that no answer passes without: every fact it states stands in the words it cites."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.unit import Unit, known_mentions
from corpus.mentions import find_mentions, supported
from corpus.model import Language, Mention


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the words it rests on.

    A quote is verbatim and needs no check; `focus` is then the part of it whose facts answer the question.
    """

    words: str
    sources: tuple[Unit, ...]
    verbatim: bool = False
    focus: Unit | None = None


@dataclass(frozen=True, slots=True)
class Support:
    """A mention of a statement together with the words that support it."""

    mention: Mention
    source: Unit


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the check found: supported facts, and those for which no cited words were found."""

    supported: tuple[Support, ...]
    unsupported: tuple[Mention, ...]

    @property
    def holds(self) -> bool:
        return not self.unsupported


def check(statement: Statement, language: Language) -> Verdict:
    """Look up each date, number, amount, duration, document and agency of a statement in what it cites.

    Values are compared normalised, so "15 листопада 2025" is supported by "przed 15 listopada 2025 r.". A fact may
    stand in the cited words, elsewhere in their passage, or in a heading above it. A statement that cites nothing
    has no support for anything.
    """
    if statement.verbatim:
        focus = statement.focus
        own = focus.mentions if focus else ()
        return Verdict(tuple(Support(mention, statement.sources[0]) for mention in own), ())
    found: list[Support] = []
    missing: list[Mention] = []
    for mention in find_mentions(statement.words, language):
        source = next((unit for unit in statement.sources if _states(unit, mention)), None)
        if source is None:
            missing.append(mention)
        else:
            found.append(Support(mention, source))
    return Verdict(tuple(found), tuple(missing))


def _states(unit: Unit, mention: Mention) -> bool:
    return bool(supported(mention, known_mentions(unit.hit.passage)))
