"""What a clause says of its matter: that it may not be, need not be, is done away with, goes on, must be, may be."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path

from corpus.model import Language

DATA = Path(__file__).parents[1] / "data" / "stances.toml"
REMEMBERED = 4000  # clauses
FIRST = 4  # words of a clause or heading among which "abolish" is what it says, not what it speaks of
NEXT = 2  # characters between two stances from which they are two
_THEN = re.compile(r"\bthì\b|\bто\b|\bto\b|,(?!\d)")
_WORD = re.compile(r"[^\W_]+")


class Stance(StrEnum):
    """What may be said of a matter, the more telling first: "must not" is no "must"."""

    ONLY = "only"
    FORBID = "forbid"
    FREE = "free"
    GONE = "gone"
    STAYS = "stays"
    PENDING = "pending"
    LACKS = "lacks"
    OBLIGE = "oblige"
    PERMIT = "permit"


@dataclass(frozen=True, slots=True)
class Said:
    """A stance, where its words begin and end, and where its reach ends: at the next stance, or with the clause."""

    stance: Stance
    start: int
    end: int
    until: int


@lru_cache(maxsize=REMEMBERED)
def stances_in(words: str, language: Language) -> tuple[Said, ...]:
    """The stances that words take, in order; those of words that only tell when or for whom are left out."""
    compared = main_part(words, language)
    found = _apart(match for match in _any(language).finditer(compared) if match.lastgroup != "idle")
    ends = [*(match.start() for match in found[1:]), len(words)][: len(found)]
    said = (
        Said(Stance(match.lastgroup or ""), match.start(), match.end(), until)
        for match, until in zip(found, ends, strict=True)
    )
    return tuple(one for one in said if one.stance is not Stance.GONE or _governs(compared, one))


def main_part(words: str, language: Language) -> str:
    """Words in lower case without those that only tell when or for whom."""
    compared = unicodedata.normalize("NFC", words).lower()
    for start, end in _asides(compared, language):
        compared = compared[:start] + " " * (end - start) + compared[end:]
    return compared


def _apart(found: Iterable[re.Match[str]]) -> list[re.Match[str]]:
    """Without those that follow another one at once: "need not have to" is one."""
    apart: list[re.Match[str]] = []
    end = -NEXT
    for match in found:
        if match.start() - end >= NEXT:
            apart.append(match)
        end = match.end()
    return apart


def _governs(compared: str, said: Said) -> bool:
    """Whether something is done away with here: the words that say so open the clause, or are its verb at the end."""
    return len(_WORD.findall(compared[: said.start])) <= FIRST or said.end - said.start > len("hết hiệu ")


def _asides(compared: str, language: Language) -> list[tuple[int, int]]:
    """Where words tell when or for whom: from "if" to "then", to a comma, or to the end of the clause."""
    spans: list[tuple[int, int]] = []
    for match in _patterns(language)["aside"].finditer(compared):
        if spans and match.start() < spans[-1][1]:
            continue
        then = _THEN.search(compared, match.end())
        spans.append((match.start(), then.end() if then else len(compared)))
    return spans


@cache
def _any(language: Language) -> re.Pattern[str]:
    known = _patterns(language)
    kinds = ["idle", *(one.value for one in Stance)]
    return re.compile("|".join(f"(?P<{kind}>{known[kind].pattern})" for kind in kinds))


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    with DATA.open("rb") as file:
        table = tomllib.load(file)[language.value]
    return {kind: re.compile("|".join(f"(?:{one})" for one in listed)) for kind, listed in table.items()}
