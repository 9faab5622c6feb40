"""All the facts that a text mentions, each read once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from corpus.agencies import expand, find_agencies
from corpus.identifiers import find_numbers, number_key
from corpus.mentions.dates import read_dates
from corpus.mentions.quantities import read_clock, read_durations, read_money, read_numbers
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
    found.extend(read_clock(reading))
    found.extend(read_durations(reading))
    found.extend(read_numbers(reading))
    found.extend(find_agencies(content, language))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def supported(fact: Mention, passage: Iterable[Mention]) -> bool:
    """Whether a passage's mentions bear out a fact, read in whatever language.

    Beyond equal values: a year may stand as a bare number, a bare number may be the count of a longer fact ("30" where
    the passage says "30 days"), and a collective is borne out by its parts.
    """
    stated = list(passage)
    if fact.kind is MentionKind.AGENCY:
        return _named(fact.value, [mention.value for mention in stated if mention.kind is MentionKind.AGENCY])
    return any(_bears_out(fact, mention) for mention in stated)


def _named(identity: str, stated: list[str]) -> bool:
    """Whether all that an agency consists of is named; any police bears out "the police"."""
    if identity == "police":
        return any("police" in other.split("-") for other in stated)
    return set(expand([identity])) <= set(expand(stated)) or identity in stated


def _bears_out(fact: Mention, mention: Mention) -> bool:
    kinds = (fact.kind, mention.kind)
    if kinds == (MentionKind.DOCUMENT, MentionKind.DOCUMENT):
        return number_key(fact.value) == number_key(mention.value)
    if kinds == (MentionKind.NUMBER, MentionKind.DATE):
        return fact.value == mention.value[:4]
    if kinds in ((MentionKind.NUMBER, MentionKind.MONEY), (MentionKind.NUMBER, MentionKind.DURATION)):
        return fact.value == mention.value.split()[0]
    if kinds == (MentionKind.DURATION, MentionKind.NUMBER):
        return fact.value == f"{mention.value} hour"  # a time of day
    if kinds == (MentionKind.DATE, MentionKind.NUMBER):
        return fact.value == f"{mention.value}-12-31"
    return fact.kind is mention.kind and fact.value == mention.value


def _folded_span(reading: Reading, mention: Mention) -> tuple[int, int]:
    if len(reading.folded) == len(reading.content):
        return mention.start, mention.end
    offsets = list(reading.offsets)
    return offsets.index(mention.start), offsets.index(mention.end)
