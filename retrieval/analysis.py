"""What the lexical index knows words by: folded terms of each language, and marks that hold in every language."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import Stemmer

from corpus.fold import fold
from corpus.identifiers import find_numbers, number_key
from corpus.model import Language
from retrieval.cutting import words_of

PREFIX = 5  # letters that stand for a word where no stemmer fits folded words
STEMMERS = {Language.EN: "english", Language.RU: "russian"}

_CLAUSE = re.compile(r"\d+(?:\.\d+)+[a-z]?|\b[ivxlc]+\.\d+\b")
_DOTTED = re.compile(r"\.\d")  # in every clause code: looked for first, at a tenth of the cost
_LIKE_DOCUMENT = re.compile(r"\d\s*[-/]\s*(?:\d{4}\s*[-/]\s*)?[^\W\d_]")  # most passages name none: look before parsing
_NUMBER = re.compile(r"\d\d*(?:[.,]\d{3})*")  # `\d\d*`, for `\d+` is not looked for by its first character
_LATIN = re.compile(r"[a-z][a-z0-9]{2,}")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def terms(words: str, language: Language) -> list[str]:
    """Terms of `words` as the lexical index keeps them, in order; diacritics and case are gone.

    Vietnamese writes a space between syllables, so pairs of neighbours stand beside single syllables. Other
    languages inflect: words are stemmed, or cut to their first letters.
    """
    return _terms(fold(words), language)


def marks(words: str) -> list[str]:
    """What is spelt alike in every language: document numbers, clause codes, numbers, Latin names in Cyrillic text.

    A document number is kept by its key, so any spelling of it meets any other.
    """
    return _marks(words, fold(words))


def terms_and_marks(content: str, language: Language, section: str) -> tuple[list[str], list[str]]:
    """The terms of a passage's words, and the marks of its section and words: both from one folding."""
    folded = fold(content)
    return _terms(folded, language), _marks(f"{section}\n{content}", f"{fold(section)}\n{folded}")


def _terms(folded: str, language: Language) -> list[str]:
    tokens = words_of(folded)
    if language is Language.VI:
        return [*tokens, *map("_".join, pairwise(tokens))]
    return [stem(token, language) for token in tokens]


def _marks(words: str, folded: str) -> list[str]:
    found = [f"doc:{number_key(m.value)}" for m in find_numbers(words)] if _LIKE_DOCUMENT.search(folded) else []
    if _DOTTED.search(folded):
        lines = filter(_DOTTED.search, folded.split("\n"))
        found += [f"clause:{code}" for line in lines for code in _CLAUSE.findall(line)]
    found += [number.replace(".", "").replace(",", "") for number in _NUMBER.findall(folded)]
    if not folded.isascii() and _CYRILLIC.search(folded):
        found += _LATIN.findall(folded)
    return found


@lru_cache(maxsize=100_000)
def stem(token: str, language: Language) -> str:
    """A word's stem, or its first letters where no stemmer fits folded words."""
    if language in STEMMERS:
        return str(_stemmer(language).stemWord(token))
    return token[:PREFIX]


@lru_cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language], 0)  # without its own cache: `stem` remembers
