"""Questions that already state a value: "is the fee 10,000 VND?" is not answered "yes" where the documents say 70,000.

What a sentence affirms in general ("a fee is charged") is not what was asked; the value decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from assistant.checking import Statement
from assistant.phrases import Phrases
from assistant.understanding import Understanding
from assistant.unit import known_mentions, units_of
from assistant.verdict.comparing import compared, measure_of
from corpus.mentions import find_mentions
from corpus.model import Language, MentionKind

# An amount or a span of time that is asked about is the matter itself: another one is a "no".
DENIED = frozenset({MentionKind.MONEY, MentionKind.DURATION})
# A date may as well be when the question is about ("since 1 July, must I ..."): another one, or none, leaves yes and no
# open, and so does an amount of which nothing is said.
LEFT_OPEN = frozenset({MentionKind.DATE})


def honest(statements: Iterable[Statement], asked: Understanding) -> Iterator[Statement]:
    """The statements, none of which affirms a value of the question that its sources put otherwise."""
    for statement in statements:
        corrected = _corrected(statement, asked)
        if corrected.words:
            yield corrected


def _corrected(statement: Statement, asked: Understanding) -> Statement:
    phrases = Phrases(asked.reader)
    yes = phrases["lead_yes"].removesuffix(".")
    said = statement.words
    if statement.verbatim or not said.startswith(yes) or said[len(yes) : len(yes) + 1].isalnum():
        return statement
    if _measured(statement, asked):
        return statement
    if any(_otherwise(kind, statement, asked) for kind in DENIED):
        return replace(statement, words=f"{phrases['lead_no'].removesuffix('.')}{said[len(yes) :]}")
    if any(_unstated(kind, statement, asked) for kind in DENIED | LEFT_OPEN):
        return replace(statement, words=said[len(yes) :].lstrip(" .,:—-"))
    return statement


def _measured(statement: Statement, asked: Understanding) -> bool:
    """Whether the question measures ("more than 10 days?") and a value of what is cited says yes to it.

    Not by days: who must report by October is asked in vain whether he must before December of another year.
    """
    measure = measure_of(asked)
    if measure is None or measure.direction is None or measure.mention.kind is MentionKind.DATE:
        return False
    return any(compared(measure, unit) for source in statement.sources for unit in units_of(source.hit))


def _unstated(kind: MentionKind, statement: Statement, asked: Understanding) -> bool:
    """Whether the question states a value of a kind that neither the passages cited nor the headings above state."""
    stated = asked.named(kind) | (_days(asked.question.words) if kind is MentionKind.DATE else frozenset())
    told = {m.value for unit in statement.sources for m in known_mentions(unit.hit.passage) if m.kind is kind}
    if kind is MentionKind.DATE and asked.named(kind) - told:
        return True  # who quotes a sentence with its day may ask about another day
    return bool(stated) and not stated & told


def _days(words: str) -> frozenset[str]:
    """The days that words name in any language: who quotes a text in another than his own names them in either."""
    read = (mention for language in Language for mention in find_mentions(words, language))
    return frozenset(mention.value for mention in read if mention.kind is MentionKind.DATE)


def _otherwise(kind: MentionKind, statement: Statement, asked: Understanding) -> bool:
    """Whether the question states a value of a kind, and what is cited states only others."""
    stated = asked.named(kind)
    cited = {mention.value for unit in statement.sources for mention in unit.mentions if mention.kind is kind}
    return bool(stated) and bool(cited) and not stated & cited
