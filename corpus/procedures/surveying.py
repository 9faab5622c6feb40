"""What a text without any known layout may be cut by: words that may name a service, and fields told somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.procedures.finding import names_service
from corpus.procedures.kinds import FIELDS, begins_paper, kinds_told, parts, stretch_wording
from corpus.procedures.lines import Line, headed, lines
from corpus.procedures.model import Quote
from corpus.procedures.pieces import topics_of
from corpus.procedures.source import Source
from corpus.procedures.wording import Topic, wording

_NAMED = frozenset((Topic.PAPERS, Topic.AUTHORITY))  # what a name may name as well: a paper that is applied for
_NAME_WORDS = 16
_ENDS = re.compile(r"[.;,]\W*$")
_LEAD = re.compile(r"[*_]{1,3}(?P<name>[^*_\n|]{4,110})[*_]{1,3}")
_NUMBER = re.compile(r"(?:\d+(?:\.\d+)*|[IVX]+|[A-ZĐА-Я])[.)]\s+")
_PREFIX = re.compile(r"\d+|[a-zđA-ZĐIVXА-Яа-я](?=[.)])")
_COUNTED = re.compile(
    r"(?:việc|bước|mục|phần|trang|thứ|step|part|шаг|крок|krok|sprawa)\W+(?:thứ )?[\w]+\W+", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """Words that may name a service, from where its part of the text begins; `content[body:]` follows them."""

    quote: Quote
    start: int
    body: int
    weight: float  # how much the words look like the name of a service
    style: str
    heading: bool = False
    apart: bool = False  # whether its line is a heading or stands alone as they do


@dataclass(frozen=True, slots=True)
class Told:
    """Fields that a sentence, a cell or an item tells."""

    at: int
    kinds: frozenset[Topic]


def survey(source: Source) -> tuple[list[Name], list[Told]]:
    """Every line and sentence that may name a service, and every field that is told, both in reading order."""
    names: list[Name] = []
    told: list[Told] = []
    lone: int | None = None
    for line in (headed(source, one) for one in lines(source, 0, len(source.content))):
        field = topics_of(source, line)
        first = source.content.rfind("\n", 0, line.start) + 1
        name = None if field else _on_line(source, line, first)
        if name:
            names.append(name)
        else:
            names.extend(_in_sentences(source, line, first if lone is None else lone, bool(field)))
        told.extend(_told_on(source, line, field[0] if field else frozenset()))
        lone = first if line.title and not field else None
    return names, sorted(told, key=lambda one: one.at)


def _told_on(source: Source, line: Line, labelled: frozenset[Topic]) -> Iterator[Told]:
    if labelled & FIELDS:
        yield Told(line.start, labelled & FIELDS)
    for start, end in parts(source, line.start, line.end):
        kinds = kinds_told(source, start, end, listed=line.item) & FIELDS
        if kinds:
            yield Told(start, kinds)


def _on_line(source: Source, line: Line, first: int) -> Name | None:
    """The name of a service that a line or its lead in bold does nothing but tell."""
    lead = _LEAD.match(source.content, line.start, line.end)
    start, end = lead.span("name") if lead else (line.start, line.end)
    if not lead and line.label and line.rest < line.end:
        return None
    words = source.content[start:end].strip()
    if not 1 < len(words.split()) <= _NAME_WORDS or (_ENDS.search(words) and not lead):
        return None
    kinds = kinds_told(source, start, end)
    apart = bool(lead) or line.heading or line.alone or words.isupper()
    if kinds and not (apart and kinds <= _NAMED):
        return None
    if source.content[first] == "|" or (begins_paper(source, start, end) and line.item and not apart):
        return None
    counted = _COUNTED.match(source.content, start, end)
    if counted and counted.end() >= end - 1:
        return None
    weight = _weight(source, start, end) + _standing(line, words, lead=bool(lead))
    style = _PREFIX.sub("1", source.content[first:start].strip()) + ("A" if words.isupper() else "a")
    return Name(
        source.quote(counted.end() if counted else start, end),
        first,
        lead.end() if lead else end,
        weight,
        style,
        heading=line.heading,
        apart=line.heading or line.title,
    )


def _standing(line: Line, words: str, *, lead: bool) -> float:
    """How much a line stands out from those around it."""
    if line.heading:
        return 0.5
    return 0.3 if line.title or lead or words.isupper() or line.number else 0.0


def _weight(source: Source, start: int, end: int) -> float:
    number = _NUMBER.match(source.content, start, end)
    opens = wording().patterns["service_title"].match(source.folded, number.end() if number else start, end)
    return 0.7 if opens or names_service(source.content[start:end]) else 0.1


def _in_sentences(source: Source, line: Line, first: int | None, labelled: bool) -> Iterator[Name]:
    """The services that sentences of a line name; the first one begins where the line does."""
    if line.item or line.number or labelled:
        return
    for start, end in parts(source, line.start, line.end):
        name = _in_sentence(source, start, end)
        if name:
            asked = source.content[end - 1 : end] == "?"
            known = names_service(source.content[slice(*name)])
            weight = (0.4 if known else 0.1) + (0.2 if start == line.start or asked else 0.0)
            yield Name(source.quote(*name), start if first is None else first, start, weight, "sentence")
            first = None


def _in_sentence(source: Source, start: int, end: int) -> tuple[int, int] | None:
    if source.content[end - 1] == "?" and wording().patterns["service_title"].match(source.folded, start, end):
        stop = wording().name_end.search(source.folded, start, end)
        return start, stop.start() if stop else end
    found = (pattern.search(source.folded, start, end) for pattern in stretch_wording().named)
    return next((one.span("name") for one in found if one), None)
