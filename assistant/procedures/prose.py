"""An entry's own sentences, for what no field holds: quoted for the case of the one who asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checking import Statement
from assistant.choosing import quoted
from assistant.gathering import Found
from assistant.phrases import Phrases
from assistant.polarity import polarity
from assistant.procedures.cases import Asked, case_of, contradicts
from assistant.procedures.entries import Entry
from assistant.procedures.finding import Candidate
from assistant.understanding import Understanding, Want
from assistant.unit import Unit
from assistant.wording import coverage, stems_of
from corpus.fold import fold
from corpus.model import Language
from corpus.procedures.finding import everyday_words, speaks_of

PLAIN = 0.3  # similarity from which a sentence's yes or no may lead: below, it speaks of something else


def prose(asked: Understanding, best: Candidate, case: Asked) -> Iterator[Statement]:
    """The sentences that answer best; yes or no in front where the question wants it and they are plain."""
    asked = replace(asked, wants=tuple(want for want in asked.wants if want is Want.YESNO))
    told = [unit for one in best.found for unit in one.units if not _heads(best.entry, unit)]
    units = [unit for unit in told if not contradicts(case_of(unit.words), case)]
    units = units or [unit for one in best.found for unit in one.units]
    if not units:
        return
    chosen = _best(asked, units)
    found = next(Found(one.hit, one.units) for one in best.found if one.hit is chosen.hit)
    quote = quoted(asked, found, chosen)
    phrases = Phrases(asked.reader)
    said = polarity(chosen.words) if Want.YESNO in asked.wants and chosen.similarity >= PLAIN else None
    if said is not None:
        yield Statement(phrases["lead_yes" if said else "lead_no"], (quote,))
    yield Statement(phrases.quote(quote.words), (quote,), verbatim=True, focus=chosen)


def _heads(entry: Entry, unit: Unit) -> bool:
    """Whether a sentence is part of a record's head, where it only names the procedure and its field."""
    if entry.record is None or entry.record.section is not None:
        return False
    heads = [entry.record.name, *entry.record.aliases, *([entry.record.field] if entry.record.field else [])]
    return any(unit.start < quote.end and quote.start < unit.end for quote in heads)


def _best(asked: Understanding, units: Sequence[Unit]) -> Unit:
    """The sentence nearest in meaning that speaks of most of what the question names."""
    telling = [unit for unit in units if not unit.asks and not unit.introduces] or list(units)
    meant = everyday_words(asked.question.words)
    stems = stems_of(asked.question.words) if asked.language is Language.VI else frozenset()

    def worth(unit: Unit) -> float:
        folded = fold(unit.words)
        named = sum(speaks_of(name, folded) for name in meant) / len(meant) if meant else 0.0
        return unit.similarity + (coverage(stems, unit.words) + named) / 2

    return max(telling, key=worth)
