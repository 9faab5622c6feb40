"""Obligations that somebody else proposes, a language model for one: taken only where the clause itself bears them out.

Rules and gazetteers read a clause first. What a source proposes beyond that must be quoted word for word from the
clause, by bodies that the clause or the heading above it names, with a term that the clause states; whatever fails is
dropped. So a source can be wrong, but it cannot invent.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.agencies import expand, find_agencies
from corpus.fold import fold
from corpus.model import Language
from corpus.obligations.deadlines import read_deadline
from corpus.obligations.model import Deadline, DeadlineKind, Obligation
from corpus.obligations.phrases import phrases
from corpus.obligations.strength import any_single, only_reports, strength_of

FEWEST_WORDS = 4  # of a quote; fewer say nothing that can be checked
LEAST_SHARED = 0.4  # of the shorter of two quotes: then both speak of one obligation
BASE = 0.2  # confidence of what only a source saw, before its reasons
WEIGHTS = {"quoted word for word": 0.1, "body named in the clause": 0.2, "body from above": 0.1, "term stated": 0.15}

_log = logging.getLogger(__name__)


class CandidateError(Exception):
    """A source of candidates failed or was given up; the clause is left to the rules."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """What a source proposes, all in the words of the clause: the quote, who leads, who helps, and the term."""

    quote: str
    agencies: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    term: str | None = None


class CandidateSource(Protocol):
    """Proposes obligations of one clause."""

    def candidates(self, clause: str, language: Language) -> Sequence[Candidate]:
        """Obligations that the clause may state.

        Raises:
            CandidateError: the source failed; nothing is known of the clause.
        """
        ...


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that may assign: their place in the text, their clause path, and the bodies told to act above them."""

    words: str
    start: int
    path: str
    language: Language
    told: tuple[str, ...] = ()


def proposed(clause: Clause, source: CandidateSource, read: Sequence[Obligation]) -> list[Obligation]:
    """What a source adds to the obligations `read` by the rules, in reading order; nothing when the source fails."""
    try:
        candidates = source.candidates(clause.words, clause.language)
    except CandidateError as error:
        _log.warning("no candidates for clause %s: %s", clause.path, error)
        return []
    added: list[Obligation] = []
    for candidate in candidates:
        obligation = checked(candidate, clause)
        if obligation is not None and not any(_same_words(obligation, other) for other in (*read, *added)):
            added.append(obligation)
    return sorted(added, key=lambda obligation: obligation.start)


def checked(candidate: Candidate, clause: Clause) -> Obligation | None:
    """The obligation that a candidate states, or None where the clause does not bear it out."""
    quote = candidate.quote.strip()
    start = clause.words.find(quote)
    if start < 0 or len(quote.split()) < FEWEST_WORDS or only_reports(quote, clause.language):
        return None
    named = _named(candidate.agencies, clause)
    helping = _named(candidate.coordinating, clause)
    term = _term(candidate, quote, clause)
    if named is None or helping is None or term is None:
        return None
    leading = named or clause.told
    if not leading:
        return None
    return _obligation(clause, quote, start, leading, tuple(a for a in helping if a not in leading), term)


def _obligation(
    clause: Clause, quote: str, start: int, leading: tuple[str, ...], helping: tuple[str, ...], term: Deadline
) -> Obligation:
    reasons = tuple(_reasons(clause, leading, term))
    strength = strength_of(
        quote, clause.language, subject=True, single=any_single(leading), guiding=False, deadline=term
    )
    return Obligation(
        clause=clause.path,
        agencies=leading,
        coordinating=helping,
        action=quote.strip(" ,:;.*_"),
        deadline=term,
        strength=strength,
        quote=quote,
        start=clause.start + start,
        end=clause.start + start + len(quote),
        confidence=round(BASE + sum(WEIGHTS.get(reason, 0.0) for reason in reasons), 2),
        reasons=reasons,
    )


def _reasons(clause: Clause, leading: Sequence[str], term: Deadline) -> Iterator[str]:
    yield "proposed by a model"
    yield "quoted word for word"
    yield "body named in the clause" if set(leading) <= _in_clause(clause) else "body from above"
    if term.kind is not DeadlineKind.NONE:
        yield "term stated"


def _named(words: Sequence[str], clause: Clause) -> tuple[str, ...] | None:
    """Ids of the bodies that a source names; None when one of them stands neither in the clause nor above it."""
    known = _in_clause(clause) | set(expand(clause.told))
    found: list[str] = []
    for said in words:
        bodies = expand(mention.value for mention in find_agencies(said, clause.language))
        if not bodies or not set(bodies) <= known:
            return None
        found.extend(bodies)
    return tuple(dict.fromkeys(found))


def _in_clause(clause: Clause) -> set[str]:
    return set(expand(mention.value for mention in find_agencies(clause.words, clause.language)))


def _term(candidate: Candidate, quote: str, clause: Clause) -> Deadline | None:
    """The term in the quote, or the one that the source points at; None when that is no term of the clause."""
    inside = read_deadline(quote, clause.language)
    if not candidate.term:
        return inside
    said = candidate.term.strip()
    if not said or said not in clause.words:
        return None
    stated = read_deadline(said, clause.language)
    if stated.kind is DeadlineKind.NONE:
        stated = _reading_around(said, clause)
    if stated.kind is DeadlineKind.NONE or (inside.kind is not DeadlineKind.NONE and inside.date != stated.date):
        return None
    return stated


def _reading_around(said: str, clause: Clause) -> Deadline:
    """The term as the words before it make it one: "before" may stand outside what the source copied."""
    whole = read_deadline(clause.words, clause.language)
    return whole if whole.text and fold(said) in fold(whole.text) else Deadline()


def _same_words(one: Obligation, other: Obligation) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared >= LEAST_SHARED * max(1, min(one.end - one.start, other.end - other.start))


def worth_asking(clause: Clause, read: Sequence[Obligation]) -> bool:
    """Whether a clause has words enough that no obligation covers yet, and could oblige anybody."""
    covered = sum(obligation.end - obligation.start for obligation in read)
    left = len(clause.words) - covered
    enough = left > LEAST_SHARED * len(clause.words) and len(clause.words.split()) >= FEWEST_WORDS
    return (
        enough
        and bool(clause.told or _in_clause(clause))
        and not phrases(clause.language).never.search(fold(clause.words))
    )
