"""Who receives or decides a service, as sentences tell it: "nộp tại trường nơi chuyển đến", "do Công an xã giải quyết".

A body that is merely mentioned is not meant. What separates the two is what stands beside it: an applicant sends or
brings something there, or it takes in, examines or decides what is asked for; and the words there begin like the name
of an office, or abroad soon come to a word of one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.model import Language
from corpus.procedures.model import Quote
from corpus.procedures.source import Source
from corpus.procedures.wording import wording

_BLANK = r"[\s*]+"
_LONGEST = 120  # characters of the name of an office
_JOINS = ("và", "va", "and")  # words that names hold as well: "Sở Giáo dục và Đào tạo"
_NO_STOPS = ("thi", "vị")  # words that without their marks are others, which end a name
_AT = re.compile(r"\W*(?:truc tiep |nop )?(?:tai|o|den|at|in|to|в|во|до|у|w|we|do)\W+(?:the )?|\W+(?:the )?|the ")
_FIRST = re.compile(r"\w+")
_OR = re.compile(
    rf",?{_BLANK}(?:hoac|или|або|lub|or){_BLANK}(?:(?:tai|den|o|at|to|в|во|до|у|w|we|do){_BLANK})?(?:the )?"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns over folded words: what an office is sent or decides, and how its name begins and ends."""

    sent: tuple[re.Pattern[str], ...]
    decided: tuple[re.Pattern[str], ...]
    signs: tuple[re.Pattern[str], ...]
    office: re.Pattern[str]
    unnamed: re.Pattern[str]
    stops: re.Pattern[str]
    other: frozenset[str]


def receivers(source: Source, start: int, end: int) -> list[Quote]:
    """The offices to which sentences of `content[start:end]` send, or else one that they say decides; none if none."""
    words = _words("vi" if source.language is Language.VI else "abroad")
    for patterns in (words.sent, (*words.signs, *words.decided)):
        found = min(_found(source, words, patterns, start, end), key=lambda one: one.start, default=None)
        if found:
            return [found, *_otherwise(source, words, found.end, end), *_signing(source, words, found, start, end)]
    return []


def _signing(source: Source, words: _Words, known: Quote, start: int, end: int) -> list[Quote]:
    """Who signs or decides, where that is another one than who receives."""
    who = min(_found(source, words, words.signs, start, end), key=lambda one: one.start, default=None)
    return [who] if who and who.span != known.span else []


def begins_office(source: Source, start: int, end: int) -> bool:
    """Whether words begin like the name of an office, and tell it from others."""
    words = _words("vi" if source.language is Language.VI else "abroad")
    lead = _AT.match(source.folded, start, end)
    start = lead.end() if lead else start
    opened = words.office.match(source.folded, start, end)
    return opened is not None and _name(source, words, start, end) is not None


def in_other_cases(source: Source, start: int, end: int) -> list[Quote]:
    """Where later sentences send those who are in another case: "Nếu không còn làm ở đâu thì gửi về ..."."""
    words = _words("vi" if source.language is Language.VI else "abroad")
    cases = (match.end() for match in re.finditer(r"[.;]\s+", source.content[start:end]))
    opened = (start + at for at in cases if wording().patterns["case_opens"].match(source.folded, start + at, end))
    return [who for at in opened for who in _found(source, words, words.sent, at, _ends(source, at, end))]


def _ends(source: Source, start: int, end: int) -> int:
    stop = re.compile(r"[.;](?=\s|$)").search(source.content, start, end)
    return stop.start() if stop else end


def _found(
    source: Source, words: _Words, patterns: tuple[re.Pattern[str], ...], start: int, end: int
) -> Iterator[Quote]:
    for pattern in patterns:
        for match in pattern.finditer(source.folded, start, end):
            last = match.end("who") if match.end("who") < match.end() else min(end, match.start("who") + _LONGEST)
            who = _name(source, words, match.start("who"), last)
            if who:
                yield who


def _name(source: Source, words: _Words, start: int, end: int) -> Quote | None:
    """The name of an office that begins at `start`; None where it does not tell one from another."""
    if _is_other_word(source, words, start):
        return None
    stop = next(_stops(source, words, start, end), end)
    who = source.quote(start, stop)
    return None if words.unnamed.fullmatch(source.folded, who.start, who.end) else who


def _is_other_word(source: Source, words: _Words, start: int) -> bool:
    """Whether the first word has marks, and others than those of a noun of offices: "sổ" is not "sở"."""
    first = _FIRST.match(source.content, start)
    return first is not None and not first.group().isascii() and first.group().lower() in words.other


def _stops(source: Source, words: _Words, start: int, end: int) -> Iterator[int]:
    for match in words.stops.finditer(source.folded, start + 1, end):
        stop = source.content[match.start() : match.end()].strip(" *\n").lower()
        joins = stop in _JOINS and source.content[match.end() + 1 : match.end() + 2].isupper()
        if not joins and (stop not in _NO_STOPS or source.content.isascii()):
            yield match.start()


def _otherwise(source: Source, words: _Words, start: int, end: int) -> Iterator[Quote]:
    """The office that a sentence names beside the first: "или в отделение при аэропорте"."""
    joined = _OR.match(source.folded, start, end)
    if joined and words.office.match(source.folded, joined.end(), end):
        other = _name(source, words, joined.end(), min(end, joined.end() + _LONGEST))
        if other:
            yield other


@cache
def _words(language: str) -> _Words:
    told = tomllib.loads((files("corpus") / "data" / "offices.toml").read_text(encoding="utf-8"))[language]
    name = rf"(?:the |your )?(?P<who>{told['office']}[^.;:\n]{{0,{_LONGEST}}}?)"
    return _Words(
        sent=tuple(_compiled(pattern.replace("OFFICE", name)) for pattern in told["sent"]),
        decided=tuple(_compiled(pattern.replace("OFFICE", name)) for pattern in told["decided"]),
        signs=tuple(_compiled(pattern.replace("OFFICE", name)) for pattern in told["signs"]),
        office=_compiled(told["office"]),
        unnamed=_compiled(told["unnamed"]),
        stops=_compiled(told["stops"]),
        other=frozenset(told["other"]),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace(" ", _BLANK), re.MULTILINE)
