"""What one clause answers to a yes/no question, by the stance it takes towards what the question names."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.qualifying import Qualifier, qualifiers
from assistant.verdict.asking import Claim, Frame
from assistant.verdict.clauses import Clause
from assistant.verdict.comparing import Measure, compared
from assistant.verdict.listing import holds
from assistant.verdict.stances import Said, Stance, main_part
from assistant.verdict.terms import Term, named, share

TOLD = 0.8  # share that a clause must name that simply says what is asked ("the law was adopted")
BEHIND = 40  # characters behind a plain "not" among which what it denies is named
YES, NO = True, False

# What each stance answers to each way of asking; what is not here stays open ("must it?" is not answered by "may").
ANSWERS: dict[Frame, dict[Stance, bool]] = {
    Frame.MAY: {Stance.FORBID: NO, Stance.LACKS: NO, Stance.GONE: NO, Stance.PERMIT: YES, Stance.STAYS: YES},
    Frame.MUST: {Stance.FREE: NO, Stance.FORBID: NO, Stance.LACKS: NO, Stance.GONE: NO, Stance.OBLIGE: YES},
    Frame.GONE: {Stance.GONE: YES, Stance.STAYS: NO},
    Frame.LISTED: {Stance.LACKS: NO},
    Frame.IS: {Stance.LACKS: NO, Stance.FORBID: NO, Stance.PENDING: NO, Stance.STAYS: YES},
}
STILL = {Stance.GONE: NO, Stance.STAYS: YES}


def answered(claim: Claim, measure: Measure | None, clause: Clause) -> bool | None:
    """Yes, no, or None where the clause does not tell; a value that is asked about is compared before all else."""
    if measure is not None and all(one.value != measure.mention.value for one in clause.unit.mentions):
        return compared(measure, clause.unit)
    if claim.frame is Frame.MAY and (claim.negated or claim.sooner) and _only(clause):
        return NO
    if claim.negated and Qualifier.NEGATION not in qualifiers(clause.unit.words):
        return None  # "without a permit" is no matter of what holds with one
    if claim.frame is Frame.LISTED and holds(claim.terms, clause):
        return YES
    reaching = _reaching(claim.terms, clause)
    if reaching:
        answers = {_by_stance(claim, one.stance) for one in reaching} - {None}
        return answers.pop() if len(answers) == 1 else None  # "must ask, and may then go" answers "must he ask?"
    return YES if claim.frame is Frame.IS and _tells(claim, clause) else None


def _only(clause: Clause) -> bool:
    """Whether a clause allows it on one condition alone: not without it, and not before it."""
    return any(one.stance is Stance.ONLY for one in clause.said)


def _by_stance(claim: Claim, stance: Stance) -> bool | None:
    if claim.still and claim.frame is not Frame.LISTED and (stance in STILL or stance is Stance.PERMIT):
        return STILL.get(stance)  # what is allowed was so before, maybe
    return ANSWERS.get(claim.frame, {}).get(stance)


def _reaching(terms: Sequence[Term], clause: Clause) -> Sequence[Said]:
    """The stances within whose reach most of the question's terms stand; that of the opening where the clause has none.

    What is done away with, or goes on, may be said at the end of all. What an opening allows is often something else.
    """
    if not clause.said:
        return () if clause.opened and clause.opened[0].stance is Stance.PERMIT else clause.opened[:1]
    if len(clause.said) == 1 and clause.said[0].stance in STILL:
        return clause.said
    language = clause.unit.hit.passage.language
    reach = [share(terms, named(clause.words[one.start : _end(one)], language)) for one in clause.said]
    best = max(reach)
    return [one for one, shared in zip(clause.said, reach, strict=True) if shared == best and best > 0]


def _end(said: Said) -> int:
    """How far a stance reaches: a plain "not" only to what stands right behind it."""
    return min(said.until, said.end + BEHIND) if said.stance is Stance.LACKS else said.until


def _tells(claim: Claim, clause: Clause) -> bool:
    """Whether a clause that takes no stance simply says what is asked, and does not only speak of the case of it."""
    language = clause.unit.hit.passage.language
    main = named(main_part(clause.words, language), language)
    return not clause.said and share(claim.terms, main) >= TOLD
