"""Questions that name who does it: "is it X that leads Y?" is answered by who leads Y."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.gathering import Found
from assistant.understanding import Understanding
from assistant.unit import Unit
from assistant.verdict.asking import Claim
from assistant.verdict.terms import Term, named, share, terms_of
from corpus.model import MentionKind

NAMED = 0.5  # share of what a question speaks of that a task must name to tell who leads it
LEAST = 2  # terms besides the body's name, without which no task is meant

Leading = Callable[[Unit], frozenset[str]]  # the agencies that lead the task which a sentence states


def led_by(
    asked: Understanding, claim: Claim, found: Sequence[Found], leading: Leading
) -> Iterator[tuple[bool, Found, Unit, float]]:
    """For each task that is meant: whether the body that the question names leads it, where, and how much is named."""
    bodies = asked.named(MentionKind.AGENCY)
    terms = _task(asked, claim)
    if len(bodies) != 1 or len(terms) < LEAST:
        return
    for one in found:
        for unit in one.units:
            fit = share(terms, named(unit.words, unit.hit.passage.language))
            if fit >= NAMED and (leads := leading(unit)):
                yield bool(bodies & leads), one, unit, fit


def _task(asked: Understanding, claim: Claim) -> list[Term]:
    """What the question speaks of besides the body it names."""
    names = " . ".join(one.text for one in asked.mentions if one.kind is MentionKind.AGENCY)
    bodies = {concept for term in terms_of(names, asked.language) for concept in term.concepts}
    return [term for term in claim.terms if not term.concepts & bodies]
