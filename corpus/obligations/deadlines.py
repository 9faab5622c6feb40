"""Terms: which of the dates in a clause say by when it must be done."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.fold import fold
from corpus.identifiers import find_numbers
from corpus.mentions.dates import DateMention, Granularity, find_dates
from corpus.mentions.quantities import read_durations
from corpus.mentions.reading import Reading
from corpus.model import Language
from corpus.obligations.model import Deadline, DeadlineKind
from corpus.obligations.phrases import Phrases, phrases

CONTEXT = 90  # characters before a date that are read to tell what it is the date of
NEAR = 40  # characters before a date in which words of completion are said of it
TAIL = 45  # a month this near the end of an instruction is its term even without a verb of completion

_DIGIT = re.compile(r"\d")
_CITED = re.compile(r"[\s,)]*(?:ngay|z dnia|от|від|dated|of|de)?\s*(?:ngay)?\s*")
_KINDS = {
    Granularity.MONTH: DeadlineKind.MONTH,
    Granularity.QUARTER: DeadlineKind.QUARTER,
    Granularity.HALF: DeadlineKind.BY,
    Granularity.YEAR: DeadlineKind.YEAR,
}


def read_deadline(words: str, language: Language) -> Deadline:
    """The term that an instruction states, of kind `none` where it states none.

    The dates of cited acts and of conferences, and periods that a plan covers, are no terms.
    """
    known = phrases(language)
    dated = _dated(words, language, known) if _DIGIT.search(words) else None
    recurrence, said = _recurrence(fold(words), known)
    if recurrence and (dated is None or recurrence != "regular"):
        return replace(dated or Deadline(text=said), kind=DeadlineKind.RECURRING, recurrence=recurrence)
    return dated or _relative(words, language, known) or Deadline()


def _dated(words: str, language: Language, known: Phrases) -> Deadline | None:
    """The first firm term ("before", "by"), else the first period ("in October")."""
    cited = [mention.end for mention in find_numbers(words)]
    found = [
        (_looseness(date, words, known, firm=firm), deadline)
        for date in find_dates(words, language)
        if not any(end <= date.start and _CITED.fullmatch(fold(words[end : date.start])) for end in cited)
        for firm, deadline in [_read(date, words, known)]
        if deadline is not None
    ]
    return min(found, key=lambda term: term[0])[1] if found else None


def _looseness(date: DateMention, words: str, known: Phrases, *, firm: bool) -> int:
    """0 for a firm term right after words of completion ("to be finished before"), 1 for a firm one, 2 for a period."""
    if not firm:
        return 2
    return 0 if known.completion.search(fold(words[max(0, date.start - NEAR) : date.start])) else 1


def _read(date: DateMention, words: str, known: Phrases) -> tuple[bool, Deadline | None]:
    """Whether the words around a date make it a firm term, and the term."""
    context = fold(words[max(0, date.start - CONTEXT) : date.start])
    completing = known.completion.search(context) is not None
    day = date.granularity is Granularity.DAY
    for kind, pattern in ((DeadlineKind.BEFORE, known.before), (DeadlineKind.BY, known.by)):
        match = pattern.search(context)
        if match and (day or date.granularity is not Granularity.YEAR or completing):
            return True, _deadline(kind if day else _KINDS[date.granularity], date, words, len(match.group()))
    yearly = date.granularity is Granularity.YEAR
    if known.unless.search(context) and (day or yearly or not completing):
        return False, None
    match = known.within.search(context)
    ending = len(words) - date.end <= TAIL or date.start == 0
    if not day and (match or date.start <= 2) and (completing or (ending and not yearly)):
        return False, _deadline(_KINDS[date.granularity], date, words, len(match.group()) if match else 0)
    if day and completing and len(context) and known.completion.search(context[-30:]):
        return True, _deadline(DeadlineKind.BY, date, words, 0)
    return False, None


def _deadline(kind: DeadlineKind, date: DateMention, words: str, lead: int) -> Deadline:
    return Deadline(kind, date.value, words[date.start - lead : date.end].strip(" (:"))


def _recurrence(folded: str, known: Phrases) -> tuple[str | None, str | None]:
    for often, pattern in known.recurring.items():
        match = pattern.search(folded)
        if match:
            return often, match.group()
    return None, None


def _relative(words: str, language: Language, known: Phrases) -> Deadline | None:
    """A term counted from an event: "30 days after the day of issue"."""
    if not known.since_anywhere.search(fold(words)):
        return None
    for duration in read_durations(Reading(words, language)):
        before, after = fold(words[: duration.start]), fold(words[duration.end :])
        lead, since = known.relative.search(before), known.since.match(after)
        if since and (lead or len(before) <= 2):
            start = duration.start - (len(lead.group()) if lead else 0)
            anchor = re.split(r"[,;.:(]", words[duration.end + since.end() :])[0].strip()
            said = words[start : duration.end + since.end()].strip()
            said = f"{said} {anchor}".strip()
            return Deadline(DeadlineKind.RELATIVE, None, said, anchor=anchor or None, duration=duration.value)
    return None
