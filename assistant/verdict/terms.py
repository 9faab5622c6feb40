"""What a question names, term by term, and whether words of any language name it too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.wording import STEM
from corpus.fold import fold
from corpus.model import Language
from corpus.patterns import plain
from retrieval.concepts import concepts, named_terms

SHORTEST = 3  # letters of a word that no thesaurus knows; shorter ones name nothing
LONG = 3  # syllables of a Vietnamese term from which its last may be left unsaid: "kiểm định (xe)"
LIGHT = 0.5  # weight of a single Vietnamese syllable that no term of the thesaurus covers: it is half a word
_WORD = re.compile(r"[^\W_]+")
_PROPER = re.compile(r"[A-ZĐА-ЯІЇЄ].*[A-ZĐА-ЯІЇЄ]|\d")  # of abbreviations and numbered things, written alike everywhere


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a term of several words, folded: its language, its concepts, whether it is a name, its weight."""

    words: str
    language: Language
    concepts: frozenset[str]
    proper: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Named:
    """Words as they are compared: the concepts they name, their folded words, and the beginnings of these."""

    language: Language
    concepts: frozenset[str]
    folded: str
    stems: frozenset[str]


def terms_of(words: str, language: Language, *, without: frozenset[str] = frozenset()) -> tuple[Term, ...]:
    """What words name, in order, each word once: the longest terms of the thesaurus, and the words between them."""
    typed = _WORD.findall(unicodedata.normalize("NFC", words))
    longest = _longest(words, language)
    found: dict[str, Term] = {}
    at = 0
    while at < len(typed):
        size, ids = longest.get(at, (1, frozenset[str]()))
        own = " ".join(typed[at : at + size])
        term = Term(fold(own), language, ids, bool(_PROPER.search(own)), _weight(size, ids, language))
        if _says(typed[at : at + size], without, known=bool(ids) and size > 1):
            found.setdefault(term.words, term)
        at += size
    return tuple(found.values())


def _longest(words: str, language: Language) -> dict[int, tuple[int, frozenset[str]]]:
    """The terms of the thesaurus in words that stand in no longer one: first word to size and concepts."""
    taken: set[int] = set()
    chosen: dict[int, tuple[int, frozenset[str]]] = {}
    for at, size, ids in sorted(named_terms(words, language), key=lambda one: -one[1]):
        if taken.isdisjoint(range(at, at + size)):
            taken.update(range(at, at + size))
            chosen[at] = size, frozenset(ids)
    return chosen


def share(terms: Sequence[Term], *named: Named) -> float:
    """The share, 0..1, of what terms weigh that any of some words name."""
    whole = sum(term.weight for term in terms)
    return sum(term.weight for term in terms if any(names(one, term) for one in named)) / whole if whole else 0.0


def names(told: Named, term: Term) -> bool:
    """Whether words name a term: one of its concepts, or its words, inflected or not."""
    if told.concepts & term.concepts:
        return True
    if told.language is not term.language and not term.proper:
        return False  # "can" of one language is no "can" of another
    if Language.VI in (told.language, term.language):
        syllables = term.words.split()
        core = " ".join(syllables[:-1]) if len(syllables) >= LONG else term.words
        return f" {core} " in told.folded
    return all(word[:STEM] in told.stems for word in term.words.split())


@lru_cache(maxsize=4000)
def named(words: str, language: Language) -> Named:
    """Words of a text, ready to be compared."""
    tokens = _WORD.findall(fold(words))
    return Named(
        language,
        frozenset(concepts(words, language)),
        f" {' '.join(tokens)} ",
        frozenset(token[:STEM] for token in tokens),
    )


def _weight(size: int, ids: frozenset[str], language: Language) -> float:
    return LIGHT if language is Language.VI and size == 1 and not ids else 1.0


def _says(words: Sequence[str], without: frozenset[str], *, known: bool) -> bool:
    if known:
        return not all(plain(word) in without for word in words)
    word = words[0]
    return plain(word) not in without and (len(word) >= SHORTEST or word.isupper()) and not word.isdigit()
