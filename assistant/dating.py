"""What the words just before a date make of it: a term of performance, or the day of a document that is cited."""

from __future__ import annotations

from corpus.fold import fold
from corpus.model import Mention
from corpus.patterns import folded_pattern

BEFORE = 60  # characters before a date that are looked at

# Words just before a date that make it a term of performance rather than the date of something cited.
_TERM_CUE = folded_pattern(
    r"\b(?:trước|đến|chậm nhất|hạn|xong|thành|trong)(?: \w+){0,2}\s*$",
    r"\b(?:by|before|until|due|no later than|completed|in)(?: \w+){0,2}\s*$",
    r"\b(?:до|к|не позднее|срок|в|к концу)(?: \w+){0,2}\s*$",
    r"\b(?:у|термін|пізніше)(?: \w+){0,2}\s*$",
    r"\b(?:przed|do|termin|najpóźniej|w|na|ukończone|planowane jest na)(?: \w+){0,2}\s*$",
)
# A document's number just before a date: then it is the day of that document.
_CITED_CUE = folded_pattern(
    r"(?:\d/[\w\-/]+|№ ?\S+|\bnr \S+|\b[a-zđ]{2,}[\-/][\w/]+)\s*,?\s*(?:ngày|of|dated|от|від|z dnia|z)?\s*$"
)

# A day or a span that comes round every year or month: it has no year, so that nothing else reads it as a date.
_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)",
    r"(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)",
    r"(?:січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня)",
    r"(?:stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika|listopada|grudnia)",
)
_RECURRING = folded_pattern(
    r"\bngay (?:mung )?\d{1,2}(?:/\d{1,2}| thang \d{1,2})?(?! ?[/\d]| thang| nam \d)\b",
    r"\b(?:hang|moi) (?:nam|quy|thang|tuan|ngay)\b",
    r"\b(?:every|each) (?:year|quarter|month|week|day)\b|\b(?:annually|yearly|quarterly|monthly|weekly|daily)\b",
    r"\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно)\b",
    r"\bкажд(?:ый|ого|ую) (?:год|квартал|месяц|недел)\w*",
    r"\b(?:щороку|щорічно|щокварталу|щомісяця|щомісячно|щотижня|щодня)\b|\bкожн(?:ого|ий) (?:рок|квартал|місяц)\w*",
    r"\b(?:corocznie|co (?:roku|kwartal|miesiac|tydzien|dzien)|miesiecznie|kwartalnie|rocznie)\b",
    *(rf"\b\d{{1,2}}(?:-го|st|nd|rd|th)? {names}\b(?! \d{{4}})" for names in _MONTHS),
)


def recurs(words: str) -> bool:
    """Whether words tell a day without a year, or how often something comes round: "before 30 June", "every month"."""
    return bool(_RECURRING.search(fold(words)))


def is_term(words: str, mention: Mention) -> bool:
    """Whether a date in `words` is a day by which something is due."""
    return bool(_TERM_CUE.search(_before(words, mention)))


def is_cited(words: str, mention: Mention) -> bool:
    """Whether a date in `words` is the day of a document whose number stands before it."""
    return bool(_CITED_CUE.search(_before(words, mention)))


def _before(words: str, mention: Mention) -> str:
    return fold(words[max(0, mention.start - BEFORE) : mention.start])
