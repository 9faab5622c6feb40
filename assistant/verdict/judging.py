"""From a question and what was found to yes or no, with the sentence that says so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from assistant.gathering import Found
from assistant.understanding import Understanding
from assistant.unit import Unit, known_mentions
from assistant.verdict.answering import answered
from assistant.verdict.asking import Claim, Frame, claim_of
from assistant.verdict.clauses import Clause, clauses_of
from assistant.verdict.comparing import Measure, measure_of
from assistant.verdict.leading import led_by
from assistant.verdict.terms import Term, named, share
from corpus.model import MentionKind, Passage

READ = 5  # best passages in which the clause that decides is looked for
# Shares, 0..1, of what the question names: that the clause itself must name, and that plus the share that is named with
# its sentence, its opening and the headings above. Over questions put to the passages found for others, 3 of 1,374 are
# led by a yes or no; with less asked of a clause, more.
OWN, BOTH = 0.25, 0.95
LISTED = 0.6  # of a question for a list, that a point and what opens it must name together
LEAST = 2.0  # terms that must be named, where the question has more
RIVAL = 0.03  # by which another clause may name less and still contradict
NEAR = 1.0  # of the nearness in meaning, by which of two clauses that name as much one is preferred
LATER = 0.03  # taken off for each passage that was found better


class Surroundings(Protocol):
    """What else is known of a passage that was found."""

    def leads(self, unit: Unit) -> frozenset[str]:
        """The agencies that lead the one task which a sentence states; none where that is not plain."""

    def opening(self, passage: Passage) -> str:
        """The line that opens the clause in which a passage is a point; empty where it is none."""


class Alone:
    """Of passages of which nothing else is known."""

    def leads(self, unit: Unit) -> frozenset[str]:
        """Nobody."""
        return frozenset()

    def opening(self, passage: Passage) -> str:
        """Nothing."""
        return ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no, the passage and the sentence that say so, and how much of the question is named there."""

    yes: bool
    found: Found
    unit: Unit
    named: float


def judged(asked: Understanding, found: Sequence[Found], surroundings: Surroundings) -> Verdict | None:
    """What the first passages say; None where it is not plain, or where two clauses that fit as well disagree."""
    claim = claim_of(asked)
    if claim.denies or not claim.terms or claim.frame is Frame.SAME:
        return None
    read = _on_documents(asked, found)[:READ]
    if claim.frame is Frame.PREMISE:
        verdicts = [Verdict(*one) for one in led_by(asked, claim, read, surroundings.leads)]
    else:
        verdicts = list(_verdicts(claim, measure_of(asked), read, surroundings))
    best = max(verdicts, key=lambda one: one.named, default=None)
    return best if best and all(one.yes is best.yes for one in verdicts if one.named >= best.named - RIVAL) else None


def _on_documents(asked: Understanding, found: Sequence[Found]) -> Sequence[Found]:
    """Where the question names an act, what was found in texts that name it, too; all where none does."""
    naming = {one.hit.passage.text_id for one in found if _mentions(one, asked.documents)}
    return [one for one in found if one.hit.passage.text_id in naming] or found


def _mentions(one: Found, documents: frozenset[str]) -> bool:
    told = (m.value for m in known_mentions(one.hit.passage) if m.kind is MentionKind.DOCUMENT)
    return any(value.startswith(document) for value in told for document in documents)


def _verdicts(
    claim: Claim, measure: Measure | None, found: Sequence[Found], surroundings: Surroundings
) -> Iterator[Verdict]:
    opening = cache(surroundings.opening)  # the points of a passage are many
    for place, one in enumerate(found):
        for unit in one.units:
            if unit.asks or not share(claim.terms, named(unit.words, unit.hit.passage.language)):
                continue
            for clause in clauses_of(unit, opening):
                own, whole = _fit(claim.terms, clause)
                if _names_enough(claim, own, whole) and (yes := answered(claim, measure, clause)) is not None:
                    yield Verdict(yes, one, unit, (own + whole) / 2 + NEAR * unit.similarity - LATER * place)


def _names_enough(claim: Claim, own: float, whole: float) -> bool:
    """Whether a clause speaks of just what is asked: few terms must all be named."""
    weight = sum(term.weight for term in claim.terms)
    if claim.frame is Frame.LISTED:
        return own > 0 and whole >= LISTED
    return own >= OWN and own + whole >= BOTH and (whole * weight >= LEAST or whole == 1)


def _fit(terms: Sequence[Term], clause: Clause) -> tuple[float, float]:
    """Shares of the terms that a clause itself names, and with its sentence, its opening and the headings above."""
    passage = clause.unit.hit.passage
    own = named(clause.words, passage.language)
    around = [named(one, passage.language) for one in (clause.unit.words, clause.opening, *passage.headings)]
    return share(terms, own), share(terms, own, *around)
