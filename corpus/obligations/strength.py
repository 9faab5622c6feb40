"""Whether words instruct at all, and whether they assign a task or guide."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.agencies import agency
from corpus.fold import fold
from corpus.model import Language
from corpus.obligations.model import Deadline, DeadlineKind, Strength
from corpus.obligations.phrases import Phrases, phrases

OPENING_WORDS = 5  # words in which an instruction shows its verb


def instructs(predicate: str, language: Language, *, named: bool, under_task: bool, dated: bool) -> bool:
    """Whether words tell somebody to act.

    Args:
        predicate: the words after the bodies that must act.
        language: of the words.
        named: the same sentence names who must act.
        under_task: the words are an item of a list whose introduction has the verb.
        dated: a term is stated.
    """
    known = phrases(language)
    folded = fold(predicate)
    if _reports(folded, known) and not dated:
        return False
    if under_task or dated:
        return True
    if _shows_verb(folded, known) or known.modal.search(folded):
        return True
    return named and len(folded.split()) >= 3 and language is not Language.VI


def strength_of(
    predicate: str, language: Language, *, agencies: Sequence[str], named: bool, guiding: bool, deadline: Deadline
) -> Strength:
    """Task or guidance.

    A term makes a task. In parts that guide only what names its body is a task. Attitudes are guidance; so are verbs
    without a checkable result, unless one body is told by name.
    """
    known = phrases(language)
    folded = fold(predicate).lstrip(" *_:-\"'„«(")
    if deadline.kind is not DeadlineKind.NONE:
        return Strength.TASK
    if guiding and not named:
        return Strength.GUIDANCE
    single = named and not all(_is_collective(a) for a in agencies)
    if known.attitude.match(folded) or (known.vague.match(folded) and not single and not _concrete_soon(folded, known)):
        return Strength.GUIDANCE
    if known.modal.match(_after_words(folded, 1)) and not named and not agencies:
        return Strength.GUIDANCE
    return Strength.TASK


def _concrete_soon(folded: str, known: Phrases) -> bool:
    """A vague opening such as "focus on" may carry a concrete verb right behind it: "focus on reviewing"."""
    rest = known.vague.sub("", folded, count=1).lstrip(" ,")
    return known.concrete.match(rest) is not None


def _reports(folded: str, known: Phrases) -> bool:
    match = known.past.search(folded)
    return match is not None and match.start() < 60


def _shows_verb(folded: str, known: Phrases) -> bool:
    opening = " ".join(re.findall(r"[\w']+", folded)[: OPENING_WORDS + 3])
    for skipped in range(OPENING_WORDS):
        rest = _after_words(opening, skipped)
        if known.concrete.match(rest) or known.vague.match(rest) or known.attitude.match(rest):
            return True
    return any(known.verb_form.fullmatch(word) for word in opening.split()[:OPENING_WORDS])


def _after_words(folded: str, count: int) -> str:
    return " ".join(folded.split()[count:])


def _is_collective(identity: str) -> bool:
    known = agency(identity)
    return known is not None and known.collective
