"""Concepts of the thesaurus: what a question and a passage in another language can share word by word.

`corpus.thesaurus` lists for each concept the terms that name it in each language. A term is found wherever its words
follow one another, inflected or not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from corpus.fold import fold
from corpus.model import Language
from corpus.thesaurus import read_thesaurus
from retrieval.analysis import STEMMERS, stem

ENDING = 2  # letters at a word's end that inflection may change, where no stemmer fits
LONGER = 4  # letters by which an inflected word may be longer than what is left
SHORTEST = 3  # letters of a term: folded, shorter ones ("IT") are words of other languages and pronouns
SHORT = 4  # words up to so many letters are compared whole

_WORD = re.compile(r"[^\W_]+")

Term = tuple[str, ...]  # the roots of its words, in order


def concepts(words: str, language: Language) -> list[str]:
    """Concepts that `words` name, in order, with repetitions; at each word the longest term counts."""
    known = _terms()[language]
    tokens = _tokens(words, language)
    found = []
    for at, token in enumerate(tokens):
        near = known.get(_door(token, language), ())
        longest = next((ids for term, ids in near if _follows(term, tokens[at : at + len(term)], language)), ())
        found.extend(longest)
    return found


def _tokens(words: str, language: Language) -> list[str]:
    tokens = _WORD.findall(fold(words))
    return [stem(token, language) for token in tokens] if language in STEMMERS else tokens


def _follows(term: Term, tokens: Sequence[str], language: Language) -> bool:
    return len(term) == len(tokens) and all(map(_alike, term, tokens, (language,) * len(term)))


def _alike(root: str, token: str, language: Language) -> bool:
    if language is Language.VI or language in STEMMERS or len(root) < SHORT:
        return token == root
    return token.startswith(root) and len(token) <= len(root) + LONGER


def _door(token: str, language: Language) -> str:
    """Under what a term is kept: its first word, or the letters of it that inflection leaves."""
    return token if language is Language.VI or language in STEMMERS else token[:SHORT]


@cache
def _terms() -> Mapping[Language, Mapping[str, Sequence[tuple[Term, tuple[str, ...]]]]]:
    """Terms by language and first word, longest first, with the concepts that each names."""
    named: dict[Language, defaultdict[Term, dict[str, None]]] = {each: defaultdict(dict) for each in Language}
    for concept in read_thesaurus():
        for language, forms in concept.terms.items():
            for term in filter(None, (_term(form, language) for form in forms)):
                named[language][term][concept.id] = None
    return {language: _by_door(terms, language) for language, terms in named.items()}


def _by_door(
    terms: Mapping[Term, Mapping[str, None]], language: Language
) -> dict[str, list[tuple[Term, tuple[str, ...]]]]:
    doors: defaultdict[str, list[tuple[Term, tuple[str, ...]]]] = defaultdict(list)
    for term in sorted(terms, key=lambda one: (-len(one), -sum(map(len, one)))):
        doors[_door(term[0], language)].append((term, tuple(terms[term])))
    return dict(doors)


def _term(form: str, language: Language) -> Term:
    tokens = _tokens(form, language)
    return tuple(_root(token, language) for token in tokens) if sum(map(len, tokens)) >= SHORTEST else ()


def _root(token: str, language: Language) -> str:
    if language is Language.VI or language in STEMMERS or len(token) <= SHORT:
        return token
    return token[: max(SHORT, len(token) - ENDING)]
