"""What a number in some words counts, and how well that answers a question for a number."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.understanding import Understanding, asks_share
from assistant.unit import Unit
from assistant.wording import concept_coverage, concepts_of, coverage, stems_of
from corpus.fold import fold
from corpus.language import function_words
from corpus.model import Language, Mention, MentionKind
from corpus.patterns import folded_patterns

COUNTING = Path(__file__).parent / "data" / "counting.toml"
WORDS, SYLLABLES = (4, 4), (6, 6)  # after and before a number, among which what it counts is looked for
COUNTED = 3  # words of the question that tell what is counted
CUE = 40  # characters before a number in which its clause, step or bound is named
# How well a value answers: it is or counts what was asked for; it stands for itself; it counts something else, or what
# it counts is said elsewhere.
APT, PLAIN, ASIDE = 1.0, 0.5, 0.2

_LINE_HEAD = re.compile(r"(?:^|\n)[\s*#_>|•–-]*\(?$")
_NUMERAL_END = re.compile(r"[*_]*(?:[.)/|]|\s*\|)(?!\d)")
_SEVERAL_PARTS = re.compile(r"\d+(?:\.\d+)+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORD = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Counting:
    """What a question for a number wants: a share, a time of day, or how many of something, maybe in all."""

    share: bool
    clock: bool
    total: bool  # the sum of all, not a part of it
    stems: frozenset[str]  # of what is counted
    concepts: frozenset[str]

    @property
    def particular(self) -> bool:
        """Whether not any amount will do."""
        return bool(self.share or self.stems or self.concepts)


def counting(asked: Understanding) -> Counting:
    """What a question for a number wants; a question for something else wants nothing in particular."""
    return _counting_in(asked.question.words, asked.language)


def fit_of_number(asked: Understanding, unit: Unit, mention: Mention) -> float:
    """How well a number of a unit answers, 0..1: it counts what was asked for, or is the share that was asked for."""
    wanted, words = counting(asked), unit.words
    clock = _is_clock(mention)
    if clock or wanted.clock:
        return APT if clock and wanted.clock else 0.0
    share = is_share(words, mention)
    if wanted.share or share:
        return APT * (share and wanted.share) or PLAIN * (share and not wanted.particular)
    if _numbers_something(words, mention):
        return 0.0
    summed = wanted.total and _is_total(words, mention)
    counted = 1.0 if summed else _counted(wanted, words, mention, unit.hit.passage.language)
    if counted or _YEAR.fullmatch(mention.text):
        return PLAIN + (APT - PLAIN) * counted if counted else 0.0
    return ASIDE if wanted.particular and unit.hit.passage.language is asked.language else PLAIN


def is_share(words: str, mention: Mention) -> bool:
    """Whether a number in `words` is a share of a hundred."""
    return mention.text.endswith("%") or bool(_patterns()["share"].match(fold(words[mention.end :][:CUE])))


def bound(words: str, mention: Mention) -> str | None:
    """ "at_least" or "at_most" where the words just before a value make it a bound."""
    before = fold(words[max(0, mention.start - CUE) : mention.start]).rstrip(" (")
    return next((name for name in ("at_least", "at_most") if _just_before(name, before)), None)


def _just_before(name: str, before: str) -> bool:
    return any(not before[match.end() :].strip() for match in _patterns()[name].finditer(before))


def _is_clock(mention: Mention) -> bool:
    return mention.kind is MentionKind.NUMBER and bool(re.search(r"\d\s?(?:h|:|giờ)", mention.text.lower()))


def _is_total(words: str, mention: Mention) -> bool:
    """Whether the words just before a number, in its clause or its row of a table, say that it is the sum."""
    return bool(_patterns()["total"].search(fold(words[max(0, mention.start - CUE) : mention.start])))


def _numbers_something(words: str, mention: Mention) -> bool:
    """Whether a number is the numeral of a line or names a clause, a step, an act."""
    before, after = words[: mention.start], words[mention.end :]
    if _LINE_HEAD.search(before) and (_NUMERAL_END.match(after) or _SEVERAL_PARTS.fullmatch(mention.text)):
        return True
    if before.endswith("(") and after.startswith(")"):
        return not _WORD.findall(before[-CUE:]) or before.rstrip("( ")[-1:] in ":;,."
    return _just_before("numbering", fold(before[-CUE:]))


def _counted(wanted: Counting, words: str, mention: Mention, language: Language) -> float:
    """The share, 0..1, of what is to be counted that the words up to the next numbers name; those before count half."""
    following, preceding = SYLLABLES if language is Language.VI else WORDS
    after = _WORD.findall(_NUMBER.split(words[mention.end :])[0])[:following]
    before = _WORD.findall(_NUMBER.split(words[: mention.start])[-1])[-preceding:]
    return min(1.0, _named(wanted, " ".join(after), language) + _named(wanted, " ".join(before), language) / 2)


def _named(wanted: Counting, words: str, language: Language) -> float:
    return max(coverage(wanted.stems, words), concept_coverage(wanted.concepts, words, language))


@lru_cache(maxsize=200)
def _counting_in(words: str, language: Language) -> Counting:
    folded, patterns = fold(words), _patterns()
    counted = ""
    if len(folded) == len(words) and (cue := patterns[f"counted_{language.value}"].search(folded)):
        following = [w for w in _WORD.findall(words[cue.end() :]) if fold(w) not in function_words()]
        counted = " ".join(following[:COUNTED])
    return Counting(
        share=asks_share(words, language),
        clock=bool(patterns["clock"].search(folded)),
        total=bool(patterns["total"].search(folded)),
        stems=stems_of(counted),
        concepts=concepts_of(counted, language),
    )


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with COUNTING.open("rb") as file:
        return folded_patterns(tomllib.load(file))
