"""Which fields of a procedure a label or heading names, or asks for: "Lệ phí", "Nộp ở đâu?", "Opłata i czas"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from corpus.model import Language
from corpus.procedures.finding import content_words, joining_words, places_asked, tells_span
from corpus.procedures.wording import FIELDS_ASKED, Topic, topic_of, wording

_HEAD_WORDS = 6  # of each part of a heading that asks for a field: "Nộp ở đâu"
_ENDS = (".", ";", ",", ":")
_PLACE = " dau"  # a question that ends so asks for a place, whatever it speaks of before
_SENTENCE = re.compile(r"[^.!?]{12,}[.!?](?=\s|$)")
_LEAD = "ve "  # "Về thời hạn: ..."
_ADDED = 2  # words that a heading may have besides those that name or ask for fields


def topics_named(label: str, language: Language, *, alone: bool) -> tuple[frozenset[Topic], int]:
    """The fields that a folded label names and the length of what names the first; an empty set where it names none.

    A label may join two ("Opłata i czas"). One that asks ("Nộp ở đâu?") may do without its mark where it stands
    `alone`, and then says nothing else.
    """
    lead = len(label) - len(label.removeprefix(_LEAD))
    found = topic_of(label[lead:])
    found = (found[0], found[1] + lead) if found else None
    if found is not None and wording().patterns["no_label"].match(label):
        return frozenset(), 0
    if found is not None:
        if alone and label.endswith((".", ";", ",")):
            return frozenset(), 0
        more = _joined(label[found[1] :])
        return frozenset((found[0], *more)), len(label) if more else found[1]
    asks = label.endswith("?") or (alone and names_fields(label, language))
    if not asks or _tells_matter(label):
        return frozenset(), 0
    asked = _asked(label) - {Topic.STEPS} if label.endswith("?") else _asked(label)  # "how" may be told by any field
    return asked, len(label)


def _tells_matter(label: str) -> bool:
    """Whether a question tells first what it is about and then asks: such a one names a service rather than a field."""
    return label.endswith("?") and len(_SENTENCE.findall(label)) > 1


def names_fields(words: str, language: Language) -> bool:
    """Whether each part of folded words that stand alone does little but name a field or ask for one."""
    parts = _parts(words)
    if words.endswith(_ENDS) or any(len(part.split()) > _HEAD_WORDS for part in parts):
        return False
    telling = [part for part in parts if _telling(part)]
    return bool(telling) and len(content_words(words, language)) <= _ADDED


def _joined(tail: str) -> list[Topic]:
    """Fields that a label goes on to name behind "and": "Opłata i czas"."""
    first, *rest = _parts(tail)
    return [] if first.strip(" /,&") else [topic for part in rest for topic in _telling(part)]


def _asked(words: str) -> frozenset[Topic]:
    return frozenset(topic for part in _parts(words) for topic in _telling(part))


def _telling(part: str) -> list[Topic]:
    """The field that words name, or else the one that they ask for first."""
    named = topic_of(part.strip())
    if named:
        return [named[0]]
    asked = places_asked(part)
    asked.pop("within" if tells_span("handling", part) else "term" if "within" in asked else "", None)
    if "authority" in asked and part.rstrip(" ?*").endswith(_PLACE):
        return [Topic.AUTHORITY]
    places = [(asked[field], topic) for field, topic in FIELDS_ASKED.items() if field in asked]
    return [min(places, key=lambda one: one[0])[1]] if places else []


def _parts(words: str) -> list[str]:
    bounds = [0, *(at for match in _joins().finditer(words) for at in match.span()), len(words)]
    return [words[first:last] for first, last in list(pairwise(bounds))[::2]]


@cache
def _joins() -> re.Pattern[str]:
    words = "|".join(map(re.escape, joining_words()))
    return re.compile(rf"\s+(?:{words})\s+|\s*[,/&]\s*")
