"""Which words answer a question: pure rules over what was found."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.duties import Duties
from assistant.gathering import Found
from assistant.periods import agrees
from assistant.understanding import Understanding, Want
from assistant.unit import BULLET, Unit, known_mentions, spanning
from assistant.values import asked_in, fitness, has_wanted, wanted_kind
from corpus.model import MentionKind

WHOLE = 700  # characters up to which a passage is quoted whole: a clause or a short answer reads better unbroken
PART = 500  # characters of the part that is quoted of a longer one, around its best sentence
LISTED = 1500  # characters up to which a passage is quoted whole where a list is asked for: half a list misleads
FIRST_WANT = 0.3  # added to the similarity of a sentence with a fact of the wanted kind: more than two sentences differ
# Deviations that a passage gains whose best sentence has such a fact: the right sentence is chosen for .74 of the
# questions on directives, guides and samples, .72 without, .72 at 0.6.
TELLING = 0.4
# Deviations that a passage gains which names an agency of the question, and gains or loses as that one leads the task
# it states or others do: the right passage is first for .86 of the questions on directives (.78 without), .63 of the
# own ones (.62), and .67 of 64 more that played no part in choosing this (.63).
NAMING, LEADING = 0.4, 0.3
# What it is worth to speak of a year that the question names, and costs to speak of others only: to a sentence, in
# similarity, and to a passage, in deviations.
PERIOD, OF_PERIOD = 0.15, 0.4


def telling_first(asked: Understanding, found: Sequence[Found], duties: Duties) -> tuple[Found, ...]:
    """What was found, best first, where more counts than what the search saw.

    To have the kind of fact that is asked for is worth `TELLING`; to speak of an agency that the question names,
    `NAMING`; to say what it must do, `LEADING` besides, which to say what others must do costs; to speak of a year that
    the question names, `OF_PERIOD`. The parts of a text that were only read along keep their place at the end.
    """
    searched = [one for one in found if one.hit.evidence]
    best = [best_unit(asked, one.units) for one in searched]
    named = asked.named(MentionKind.AGENCY)
    leading = duties.leading(best) if named else [frozenset()] * len(best)
    worth = [
        one.hit.score
        + TELLING * fitness(asked, unit)
        + NAMING * _names(named, unit)
        + LEADING * _leads(named, leads)
        + OF_PERIOD * agrees(asked, unit)
        for one, unit, leads in zip(searched, best, leading, strict=True)
    ]
    order = sorted(range(len(searched)), key=lambda n: -worth[n])
    return (*(searched[n] for n in order), *(one for one in found if not one.hit.evidence))


def _names(agencies: frozenset[str], unit: Unit) -> bool:
    """Whether the passage of a unit, or a heading above it, names one of the agencies."""
    if not agencies:
        return False
    return any(m.kind is MentionKind.AGENCY and m.value in agencies for m in known_mentions(unit.hit.passage))


def _leads(named: frozenset[str], leads: frozenset[str]) -> int:
    """1 where one of the agencies leads the task that is stated, -1 where others do, 0 where none is stated."""
    return 0 if not leads else 1 if named & leads else -1


def best_unit(asked: Understanding, units: Sequence[Unit]) -> Unit:
    """The sentence that answers best; heads of guides and mere announcements only where there is nothing else."""
    telling = [unit for unit in units if not unit.asks and not unit.introduces] or list(units)
    return max(telling, key=lambda unit: _worth(asked, unit))


def quoted(asked: Understanding, found: Found, best: Unit) -> Unit:
    """The words to quote.

    Where `best` gives the value that is asked for: its line, with the conditions that stand there. Else the passage
    without its question where that is short, or what is around `best`.
    """
    body = [unit for unit in found.units if not unit.asks] or list(found.units)
    if has_wanted(asked, best):
        body = [unit for unit in body if _same_line(unit, best)] or [best]
    while len(body) > 1 and body[0] is not best and body[0].introduces and len(body[0].words.split()) <= 3:
        body = body[1:]
    first = last = body.index(best) if best in body else 0
    whole = LISTED if asks_list(asked) and sum(bool(BULLET.match(unit.words)) for unit in body) > 1 else WHOLE
    limit = whole if body[-1].end - body[0].start <= whole else PART
    while True:
        if last + 1 < len(body) and body[last + 1].end - body[first].start <= limit:
            last += 1
        elif first > 0 and body[last].end - body[first - 1].start <= limit:
            first -= 1
        else:
            return spanning(body[first], body[last])


def asks_list(asked: Understanding) -> bool:
    """Whether a question wants a list first, and no value."""
    return Want.LIST in asked.wants and wanted_kind(asked) is None and Want.YESNO not in asked.wants


def _same_line(unit: Unit, other: Unit) -> bool:
    """Whether no line ends between two units of one passage."""
    first, last = sorted((unit, other), key=lambda one: one.start)
    passage = unit.hit.passage
    return "\n" not in passage.content[first.start - passage.start : last.start - passage.start]


def _worth(asked: Understanding, unit: Unit) -> float:
    shared = asked_in(asked, unit.words, unit.hit.passage.language)
    period = PERIOD * agrees(asked, unit)
    return unit.similarity + shared / 2 + FIRST_WANT * fitness(asked, unit) + period
