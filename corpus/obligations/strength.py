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
ATTITUDE_WITHIN = 70  # characters of the predicate in which an attitude colours the whole
PAST_WORDS = 10  # words in which a past tense makes a report of what names nobody
PAST_WITHIN = 60  # characters of the predicate in which a past tense makes a report of it
STATUS_WITHIN = 90  # characters in which "still limited" or "if" make a description or a condition
MODAL_WITHIN = 8  # words before "must" that can be its subject

_TOPIC = re.compile(r"[^:;]{0,160}:\s+(?=\S)")
_WORD = re.compile(r"[\w']+")


def instructs(
    predicate: str, language: Language, *, named: bool, goes_on: bool, below: bool, under_task: bool, dated: bool
) -> bool:
    """Whether words tell somebody to act.

    Args:
        predicate: the words after the bodies that must act.
        language: of the words.
        named: the same sentence names who must act.
        goes_on: a sentence before it in the same line does.
        below: the heading or introduction right above does.
        under_task: the words are an item of a list whose introduction has the verb.
        dated: a term is stated.
    """
    known = phrases(language)
    folded = fold(predicate)
    if known.never.search(folded) or (not dated and _only_tells(folded, known, named=named)):
        return False
    if under_task or dated or _shows_verb(folded, known) or known.modal.search(folded):
        return True
    if language is Language.VI and not below:
        return named and any(_opens_with_verb(folded[word.start() :], known) for word in _WORD.finditer(folded))
    rest = _without_adverbs(folded, known)
    going_on = goes_on and (known.finite.match(rest) or known.participle.match(rest))
    return bool(going_on) or ((named or below) and len(folded.split()) >= 3)


def _only_tells(folded: str, known: Phrases, *, named: bool) -> bool:
    return _reports(folded, known, named=named) or (not named and _describes(folded, known))


def strength_of(
    predicate: str, language: Language, *, subject: bool, single: bool, guiding: bool, deadline: Deadline
) -> Strength:
    """Task or guidance.

    A term makes a task. Attitudes are guidance, and so is what says how things must be; so are verbs without a
    checkable result, unless one body is told by name.

    Args:
        predicate: the words after the bodies that must act.
        language: of the words.
        subject: the same sentence names who must act.
        single: one body is told by name, here or in what introduces the words.
        guiding: the words stand in a part that guides, and no body is named near them.
        deadline: the term that the words state.
    """
    known = phrases(language)
    if deadline.kind is not DeadlineKind.NONE:
        return Strength.TASK
    whole = _after_topic(fold(predicate), known)
    folded = _without_adverbs(whole, known)
    if guiding or _attitude(folded, known) or (not subject and _demands_quality(folded, known)):
        return Strength.GUIDANCE
    if not single and (_vague(folded, known) or (_vague(whole, known) and not _opens_with_verb(folded, known))):
        return Strength.GUIDANCE
    return Strength.TASK


def checkable(predicate: str, language: Language) -> bool:
    """Whether an instruction opens with a verb whose result can be checked."""
    known = phrases(language)
    folded = _without_adverbs(fold(predicate).lstrip(" *_\"'„«("), known)
    return known.concrete.match(folded) is not None and not _vague(folded, known)


def only_reports(words: str, language: Language) -> bool:
    """Whether words tell what was done, or describe how things stand, rather than what to do."""
    return _only_tells(fold(words), phrases(language), named=False)


def any_single(agencies: Sequence[str]) -> bool:
    """Whether a body is among them that is no collective."""
    return not all(_is_collective(identity) for identity in agencies)


def opens_with_action(predicate: str, language: Language) -> bool:
    """Whether the first or second word of an instruction is its verb."""
    known = phrases(language)
    folded = _without_adverbs(fold(predicate).lstrip(" *_\"'„«("), known)
    words = _WORD.findall(folded)
    if any(known.past_form.fullmatch(word) for word in words[:PAST_WORDS]):
        return False
    return _opens_with_verb(folded, known) or any(known.verb_form.fullmatch(word) for word in words[:2])


def _attitude(folded: str, known: Phrases) -> bool:
    starts = (match.start() for match in _WORD.finditer(folded[:ATTITUDE_WITHIN]))
    first = known.attitude.match(folded) is not None
    return first or (known.verb_form.pattern != "(?!)" and any(known.attitude.match(folded[s:]) for s in starts))


def _demands_quality(folded: str, known: Phrases) -> bool:
    """Whether a thing, not a body, "must be" so: "data must be correct, complete, clean"."""
    match = known.modal.search(folded)
    if match is None or _opens_with_verb(folded, known):
        return False
    before = _WORD.findall(folded[: match.start()])
    return 0 < len(before) <= MODAL_WITHIN and not any(known.verb_form.fullmatch(word) for word in before)


def _vague(folded: str, known: Phrases) -> bool:
    """Whether the opening verb has no checkable result. The longer of two matching verbs decides."""
    vague, concrete = known.vague.match(folded), known.concrete.match(folded)
    if vague is None or (concrete is not None and concrete.end() > vague.end()):
        return False
    return known.checkable.match(folded[vague.end() :].lstrip(" ,")) is None


def _reports(folded: str, known: Phrases, *, named: bool) -> bool:
    """Whether words tell what was done: a phrase of the past, or a past tense right after the body."""
    match = known.past.search(folded)
    if match is not None and match.start() < PAST_WITHIN:
        return True
    if not named or known.leading.match(folded.lstrip(" ,")):
        return False
    return any(known.past_form.fullmatch(word) for word in _WORD.findall(folded)[:2])


def _describes(folded: str, known: Phrases) -> bool:
    match = known.status.search(_after_topic(folded, known)) or known.status.match(folded.lstrip(" *_"))
    return match is not None and match.start() < STATUS_WITHIN


def _shows_verb(folded: str, known: Phrases) -> bool:
    folded = _after_topic(folded, known)
    if _opens_with_verb(folded, known) or _opens_with_verb(_without_adverbs(folded, known), known):
        return True
    return any(known.verb_form.fullmatch(word) for word in _WORD.findall(folded)[:OPENING_WORDS])


def _opens_with_verb(folded: str, known: Phrases) -> bool:
    return any(pattern.match(folded) for pattern in (known.concrete, known.vague, known.attitude))


def _after_topic(folded: str, known: Phrases) -> str:
    """The words after "About this:", if a topic opens them; an obligation before a colon is no topic."""
    topic = _TOPIC.match(folded)
    cut = topic.end() if topic and not known.modal.search(topic.group()) else 0
    return folded[cut:].lstrip(" *_:-\"'„«(–")


def _without_adverbs(folded: str, known: Phrases) -> str:
    while match := known.adverbs.match(folded) or known.meanwhile.match(folded):
        folded = folded[match.end() :].lstrip(" ,")
    return folded


def _is_collective(identity: str) -> bool:
    known = agency(identity)
    return known is not None and known.collective
