"""All the facts that a text mentions, each read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corpus.agencies import find_agencies
from corpus.identifiers import find_numbers, number_key
from corpus.mentions.dates import read_dates
from corpus.mentions.quantities import read_durations, read_money, read_numbers
from corpus.mentions.reading import Reading
from corpus.model import Language, Mention, MentionKind


def find_mentions(content: str, language: Language, *, today: date | None = None) -> list[Mention]:
    """Dates, money, durations, numbers, agencies and documents, in reading order.

    Nothing is read twice: the digits of a date or of a document number are no numbers. Dates without a year are read
    only when `today` tells which year is meant. Meant for passages and questions, not for whole libraries.
    """
    reading = Reading(content, language)
    found = [reading.mention(m.kind, m.value, *_folded_span(reading, m)) for m in find_numbers(content)]
    for dated in read_dates(reading, today=today):
        words = content[dated.start : dated.end]
        found.append(Mention(MentionKind.DATE, dated.value.isoformat(), words, dated.start, dated.end))
    found.extend(read_money(reading))
    found.extend(read_durations(reading))
    found.extend(read_numbers(reading))
    found.extend(find_agencies(content, language))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def supported(fact: Mention, passage: Iterable[Mention]) -> bool:
    """Whether a passage's mentions bear out a fact, read in whatever language.

    Beyond equal values: a year may stand as a bare number, and a bare number may be the count of a longer fact
    ("30" where the passage says "30 days").
    """
    return any(_bears_out(fact, mention) for mention in passage)


def _bears_out(fact: Mention, mention: Mention) -> bool:
    if fact.kind is mention.kind:
        if fact.kind is MentionKind.DOCUMENT:
            return number_key(fact.value) == number_key(mention.value)
        return fact.value == mention.value
    if fact.kind is MentionKind.NUMBER:
        if mention.kind is MentionKind.DATE:
            return fact.value == mention.value[:4]
        return fact.value == mention.value.split()[0] and mention.kind in (MentionKind.MONEY, MentionKind.DURATION)
    if fact.kind is MentionKind.DATE and mention.kind is MentionKind.NUMBER:
        return fact.value == f"{mention.value}-12-31"
    return False


def _folded_span(reading: Reading, mention: Mention) -> tuple[int, int]:
    if len(reading.folded) == len(reading.content):
        return mention.start, mention.end
    offsets = list(reading.offsets)
    return offsets.index(mention.start), offsets.index(mention.end)
