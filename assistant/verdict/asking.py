"""How a yes/no question puts its matter: is it allowed, required, done away with, on a list, and of what it speaks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from assistant.qualifying import Qualifier, declarative, qualifiers
from assistant.understanding import Understanding
from assistant.verdict.terms import Term, terms_of
from corpus.model import Language, MentionKind
from corpus.patterns import plain, plain_pattern

DATA = Path(__file__).parents[1] / "data" / "yes_no.toml"
DIRECTIONS = ("more", "less", "before", "after")
TIGHT = 3  # words; what stands between the first and the last of more ("is X among") is what is asked about
NEAR = 24  # characters before a value in which the word that compares stands
VALUES = frozenset(MentionKind) - {MentionKind.AGENCY}
# "Circular 37", "постанова № 5", "Thông tư số 3": in Vietnamese the kind of an act is two syllables.
_KIND = re.compile(
    r"(?:\b(?:ngh[iị]|th[oô]ng|quy[eế]t|ch[iỉ]|c[oô]ng|k[eế]|quy)\s+)?[^\W\d]+\s+(?:(?:số|so|No\.?|№|nr|n[o°])\s*)?$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\S*\d\S*")
# From the last of these on, a Vietnamese question says what it asks ("X ... thì có được Y không").
_MAIN = re.compile(r"\b(?:co|con)\b(?= \w)")


class Frame(StrEnum):
    """What is asked of the matter, in the order in which they are looked for."""

    PREMISE = "premise"
    SAME = "same"
    GONE = "gone"
    LISTED = "listed"
    MUST = "must"
    MAY = "may"
    IS = "is"


@dataclass(frozen=True, slots=True)
class Claim:
    """A yes/no question, read. `still` asks whether it goes on; `denies` tells that the question itself denies,
    `negated` that something in it is denied ("without a permit"), `sooner` that it asks for a time before something.
    """

    frame: Frame
    still: bool
    denies: bool
    negated: bool
    sooner: bool
    terms: tuple[Term, ...]


def claim_of(asked: Understanding) -> Claim:
    """Read a yes/no question."""
    language, words = asked.language, plain(asked.question.words)
    known = _patterns()[language]
    main = _main(words) if language is Language.VI else words
    frame = _frame(known, main, words) or _frame(known, words, words) or Frame.IS
    return Claim(
        frame,
        still=bool(known["still"].search(main)),
        denies=bool(known["denies"].search(words)),
        negated=Qualifier.NEGATION in qualifiers(declarative(asked.question.words)),
        sooner=bool(known["sooner"].search(words)),
        terms=_named_by(asked, _said_by(known, frame, asked.question.words)),
    )


def _named_by(asked: Understanding, asking: frozenset[str]) -> tuple[Term, ...]:
    """What the question speaks of, without the act it names and the values it gives."""
    words = asked.question.words
    for mention in asked.mentions:
        if mention.kind in VALUES:
            start = _kind_before(words, mention.start) if mention.kind is MentionKind.DOCUMENT else mention.start
            words = words[:start] + " " * (mention.end - start) + words[mention.end :]
    terms = terms_of(_NUMBERED.sub(" ", words), asked.language, without=asking)
    return tuple(term for term in terms if not term.concepts & _frames())


def _kind_before(words: str, at: int) -> int:
    """Where the kind of act begins that stands before its number: "Circular 37", "постанова № 5"."""
    kind = _KIND.search(words[:at])
    return kind.start() if kind else at


def directions_at(asked: Understanding, at: int) -> str | None:
    """By what the words just before a value of a question compare: "more", "less", "before", "after" or nothing."""
    before = plain(asked.question.words[:at])[-NEAR:]
    known = _patterns()[asked.language]
    ends = {name: [match.end() for match in known[name].finditer(before)] for name in DIRECTIONS}
    last = {name: max(found) for name, found in ends.items() if found}
    return max(last, key=lambda name: last[name]) if last else None


def _main(words: str) -> str:
    at = [match.start() for match in _MAIN.finditer(words)]
    return words[at[-1] :] if at else words


def _frame(known: Mapping[str, re.Pattern[str]], main: str, words: str) -> Frame | None:
    asking = {frame: words if frame in (Frame.PREMISE, Frame.SAME) else main for frame in Frame if frame.value in known}
    return next((frame for frame, part in asking.items() if known[frame.value].search(part)), None)


def _said_by(known: Mapping[str, re.Pattern[str]], frame: Frame, words: str) -> frozenset[str]:
    """The words by which a question asks: they name nothing that a passage must name."""
    compared = plain(words)
    names = [frame.value, "still", "may", "must", *DIRECTIONS]
    matches = [match.group().split() for name in names if name in known for match in known[name].finditer(compared)]
    asking = [word for match in matches for word in (match if len(match) <= TIGHT else (match[0], match[-1]))]
    return frozenset(asking) | _empty()[_language_of(known)]


def _language_of(known: Mapping[str, re.Pattern[str]]) -> Language:
    return next(language for language, patterns in _patterns().items() if patterns is known)


@cache
def _frames() -> frozenset[str]:
    return frozenset(_data()["frame_concepts"])


@cache
def _patterns() -> dict[Language, dict[str, re.Pattern[str]]]:
    return {
        Language(name): {kind: plain_pattern(listed) for kind, listed in table.items() if kind != "empty"}
        for name, table in _tables().items()
    }


@cache
def _empty() -> dict[Language, frozenset[str]]:
    return {Language(name): frozenset(plain(table["empty"]).split()) for name, table in _tables().items()}


@cache
def _tables() -> dict[str, Any]:
    return {name: table for name, table in _data().items() if name != "frame_concepts"}


@cache
def _data() -> dict[str, Any]:
    with DATA.open("rb") as file:
        return tomllib.load(file)
