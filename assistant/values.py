"""Which value in some words is the one that a question asks for."""

from __future__ import annotations

import re

from assistant.bodies import headed_by, is_single, of_kind
from assistant.counting import APT, PLAIN, counting, fit_of_number
from assistant.dating import is_cited, is_term, recurs
from assistant.periods import agrees, of_other_year
from assistant.qualifying import clause_at
from assistant.understanding import MENTIONS, Understanding, Want
from assistant.unit import Unit
from assistant.wording import concept_coverage, concepts_of, coverage, stems_of
from corpus.identifiers import find_partial_numbers
from corpus.model import Language, Mention, MentionKind

# Amounts that answer "how much is it?" where nothing is said to be counted.
AMOUNTS = frozenset({MentionKind.NUMBER, MentionKind.MONEY, MentionKind.DURATION})


def wanted_kind(asked: Understanding) -> MentionKind | None:
    """The kind of fact that the question wants first, if its answer is a value."""
    return next((MENTIONS[want] for want in asked.wants if want in MENTIONS), None)


def has_wanted(asked: Understanding, unit: Unit) -> bool:
    """Whether the words mention a fact of the first wanted kind that the question does not give."""
    return fitness(asked, unit) > 0


def tells_wanted(asked: Understanding, unit: Unit) -> bool:
    """Whether the words give a value that may be told as the answer; a number that counts something else may not."""
    return fitness(asked, unit) >= PLAIN


def fitness(asked: Understanding, unit: Unit) -> float:
    """How well the best value of the first wanted kind answers, 0..1; 0 where there is none."""
    kind = wanted_kind(asked)
    best = max((_fit(asked, unit, m) for m in _candidates(asked, unit, kind)), default=0.0) if kind else 0.0
    if kind is MentionKind.AGENCY and headed(asked, unit):
        return APT
    return max(best, PLAIN) if kind is MentionKind.DATE and recurs(unit.words) else best


def headed(asked: Understanding, unit: Unit) -> Mention | None:
    """The body whose duties the heading above a unit announces, where a body is asked for that the question lacks."""
    passage = unit.hit.passage
    body = headed_by(asked.question.words, passage.headings[-1], passage.language) if passage.headings else None
    return body if body and body.value not in asked.named(MentionKind.AGENCY) else None


def choose_value(asked: Understanding, unit: Unit) -> Mention | None:
    """The mention of the wanted kind that answers, or None when the words have none that the question lacks.

    A number that may count something else than was asked for is no answer.
    """
    for want in asked.wants:
        if want is Want.AGENCY and (body := headed(asked, unit)):
            return body
        fitting = [(m, _fit(asked, unit, m)) for m in _candidates(asked, unit, MENTIONS.get(want))]
        fitting = [(m, fit) for m, fit in fitting if fit >= PLAIN]
        if fitting:
            return max(fitting, key=lambda one: (one[1], _preference(asked, unit, one[0])))[0]
    return None


def _candidates(asked: Understanding, unit: Unit, kind: MentionKind | None) -> list[Mention]:
    kinds = {kind}
    if kind is MentionKind.NUMBER and not counting(asked).particular:
        kinds = set(AMOUNTS)
    return [m for m in unit.mentions if m.kind in kinds and m.value not in asked.named(m.kind)]


def _fit(asked: Understanding, unit: Unit, mention: Mention) -> float:
    match mention.kind:
        case MentionKind.AGENCY:
            return _fit_of_body(asked, mention)
        case MentionKind.DATE:
            return 0.0 if is_cited(unit.words, mention) and not _asked_of_cited(asked, unit) else APT
        case MentionKind.NUMBER:
            return 0.0 if of_other_year(asked, unit.words, mention.start) else fit_of_number(asked, unit, mention)
        case MentionKind.MONEY:
            return 0.0 if of_other_year(asked, unit.words, mention.start) else APT
        case _:
            return APT


def _fit_of_body(asked: Understanding, mention: Mention) -> float:
    """A single body before those that stand for many; none that is of another kind than was asked for."""
    if not of_kind(asked.question.words, mention.value):
        return 0.0
    return APT if is_single(mention.value) else PLAIN


def _asked_of_cited(asked: Understanding, unit: Unit) -> bool:
    """Whether a question names one of the acts that a unit cites, whole or in part, and so may want its day."""
    numbers = {re.escape(part.number) for part in find_partial_numbers(asked.question.words)}
    partly = re.compile(rf"0*(?:{'|'.join(numbers)})(?![\d.])") if numbers else None
    cited = [m.value for m in unit.mentions if m.kind is MentionKind.DOCUMENT]
    return any(value in asked.documents or (partly and partly.match(value)) for value in cited)


def _preference(asked: Understanding, unit: Unit, mention: Mention) -> tuple[float, int]:
    """A value whose clause speaks of what is asked, and of the year that is named, before others; then the first.

    Of dates, terms come before others.
    """
    if mention.kind is not MentionKind.DATE:
        clause = clause_at(unit.words, mention.start)
        return (asked_in(asked, clause, unit.hit.passage.language) + agrees(asked, clause), -mention.start)
    return (float(is_term(unit.words, mention)), -mention.start)


def asked_in(asked: Understanding, words: str, language: Language) -> float:
    """The share, 0..1, of what the question names that words name."""
    if language is asked.language:
        return coverage(stems_of(asked.question.words), words)
    return concept_coverage(concepts_of(asked.question.words, asked.language), words, language)
