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
    r"(?:\d/[\w\-/]+|№ ?\S+|\bnr \S+|\b[a-zđ]{2,}[\-/][\w/]+)\s*,?\s*(?:ngày|of|dated|от|від|z dnia|z)\s*$"
)


def is_term(words: str, mention: Mention) -> bool:
    """Whether a date in `words` is a day by which something is due."""
    return bool(_TERM_CUE.search(_before(words, mention)))


def is_cited(words: str, mention: Mention) -> bool:
    """Whether a date in `words` is the day of a document whose number stands before it."""
    return bool(_CITED_CUE.search(_before(words, mention)))


def _before(words: str, mention: Mention) -> str:
    return fold(words[max(0, mention.start - BEFORE) : mention.start])
