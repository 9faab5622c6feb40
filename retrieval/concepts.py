"""Concepts of the thesaurus: what a question and a passage in another language can share word by word.

`corpus.thesaurus` lists for each concept the terms that name it in each language. A term is found wherever its words
follow one another, inflected or not. Vietnamese is compared with its diacritics, for without them "bị mất" (lost) is
"bí mật" (secret); only a text that has none at all is compared without.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from corpus.fold import fold
from corpus.model import Language
from corpus.thesaurus import read_terms
from retrieval.analysis import STEMMERS, stem
from retrieval.cutting import words_of

ENDING = 2  # letters at a word's end that inflection may change, where no stemmer fits
LONGER = 4  # letters by which an inflected word may be longer than what is left
SHORTEST = 3  # letters of a term: folded, shorter ones ("IT") are words of other languages and pronouns
SHORT = 4  # words up to so many letters are compared whole

SPELLINGS = 50_000  # syllables and numbers whose spellings are kept at most: a few megabytes

Term = tuple[str, ...]  # the roots of its words, in order
Doors = Mapping[str, Sequence[tuple[Term, tuple[str, ...]]]]  # first word -> terms, longest first, and their concepts


@dataclass(slots=True)
class Step:
    """A place in the tree of terms: the concepts of the term that ends here, and the words that go on from it."""

    ids: tuple[str, ...] = ()
    onward: dict[str, Step] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of one language: by the beginning of their first word where words inflect, else as a tree of words."""

    doors: Doors
    tree: Mapping[str, Step]


def concepts(words: str, language: Language) -> list[str]:
    """Concepts that `words` name, in order, with repetitions; at each word the longest term counts."""
    return [concept for _, _, ids in named_terms(words, language) for concept in ids]


def outer_concepts(words: str, language: Language) -> frozenset[str]:
    """The concepts that `words` name by terms that stand in no longer one: a rental contract is no other contract."""
    ends, named = 0, set[str]()
    for start, length, ids in named_terms(words, language):
        if start + length > ends:
            ends = start + length
            named.update(ids)
    return frozenset(named)


def named_terms(words: str, language: Language) -> list[tuple[int, int, tuple[str, ...]]]:
    """First word, number of words and concepts of the longest term at each word where one stands, in order."""
    split = _tokens if language is not Language.VI or words.isascii() else _spelt
    known, tokens = _known(split, language), split(words, language)
    if _inflects(language):
        doors = [at for at, token in enumerate(tokens) if token[:SHORT] in known.doors]
        return [(at, *found) for at in doors if (found := _begun_at(known, tokens, at))]
    tokens.append("")  # which no term goes on with
    begun = map(known.tree.get, tokens)
    return [longest for at, step in enumerate(begun) if step and (longest := _standing_at(step, tokens, at))]


def _standing_at(first: Step, tokens: Sequence[str], at: int) -> tuple[int, int, tuple[str, ...]] | None:
    """The longest term that begins at a word; None where the tokens leave every term that begins with it."""
    ids: tuple[str, ...] = ()
    step: Step | None = first
    end = last = at
    while step is not None:
        last += 1
        if step.ids:
            ids, end = step.ids, last
        step = step.onward.get(tokens[last])
    return (at, end - at, ids) if ids else None


def _begun_at(known: Terms, tokens: Sequence[str], at: int) -> tuple[int, tuple[str, ...]] | None:
    for term, ids in known.doors[tokens[at][:SHORT]]:
        if _begins(term, tokens[at : at + len(term)]):
            return len(term), ids
    return None


def _tokens(words: str, language: Language) -> list[str]:
    tokens = words_of(fold(words))
    return [stem(token, language) for token in tokens] if language in STEMMERS else tokens


def _spelt(words: str, _language: Language) -> list[str]:
    if len(_SPELLINGS) > SPELLINGS:
        _SPELLINGS.clear()
    return list(map(_SPELLINGS.__getitem__, words_of(unicodedata.normalize("NFC", words).lower())))


class _Spellings(dict[str, str]):
    """Each syllable's letters, then its marks: the tone may stand on either of two vowels ("hoà", "hòa")."""

    def __missing__(self, syllable: str) -> str:
        parts = unicodedata.normalize("NFD", syllable)
        marks = sorted(part for part in parts if unicodedata.combining(part))
        spelling = "".join([*(part for part in parts if not unicodedata.combining(part)), *marks])
        self[syllable] = spelling
        return spelling


_SPELLINGS = _Spellings()


def _inflects(language: Language) -> bool:
    """Whether words are compared by their beginnings: they inflect, and no stemmer fits them folded."""
    return language is not Language.VI and language not in STEMMERS


def _begins(term: Term, tokens: Sequence[str]) -> bool:
    return len(term) == len(tokens) and all(map(_inflected, term, tokens))


def _inflected(root: str, token: str) -> bool:
    if len(root) < SHORT:
        return token == root
    return token.startswith(root) and len(token) <= len(root) + LONGER


@cache
def _known(split: Callable[[str, Language], list[str]], language: Language) -> Terms:
    """The terms of `language`, as `split` cuts them: a question in one language does not wait for the others."""
    named: defaultdict[Term, dict[str, None]] = defaultdict(dict)
    for concept, forms in read_terms(language):
        for form in forms:
            named[_term(split(form, language), language)][concept] = None
    return _by_first_word(named, language)


def _by_first_word(terms: Mapping[Term, Mapping[str, None]], language: Language) -> Terms:
    long_enough = {term: tuple(ids) for term, ids in terms.items() if sum(map(len, term)) >= SHORTEST}
    if not _inflects(language):
        return Terms({}, _tree(long_enough))
    doors: defaultdict[str, list[tuple[Term, tuple[str, ...]]]] = defaultdict(list)
    for term in sorted(long_enough, key=lambda one: (-len(one), -sum(map(len, one)))):
        doors[term[0][:SHORT]].append((term, long_enough[term]))
    return Terms(dict(doors), {})


def _tree(terms: Mapping[Term, tuple[str, ...]]) -> Mapping[str, Step]:
    root = Step()
    for term, ids in terms.items():
        step = root
        for word in term:
            step = step.onward.setdefault(word, Step())
        step.ids = ids
    return root.onward


def _term(tokens: Sequence[str], language: Language) -> Term:
    if not _inflects(language):
        return tuple(tokens)
    return tuple(token if len(token) <= SHORT else token[: max(SHORT, len(token) - ENDING)] for token in tokens)
