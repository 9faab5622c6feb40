"""The agencies that a question names: exactly, with typos, or as a kind of bodies ("the ministries")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from corpus.agencies import find_agencies, match_agency
from corpus.fold import fold
from corpus.gazetteer import agencies, aliases
from corpus.model import Language, Mention

LIKE_A_NAME = 80.0  # rapidfuzz ratio of a word with one of an agency's: "minstry" is 93 like "ministry"
TYPO_LENGTH = 4  # letters; shorter words are within a letter of too many others
FEWEST_OF_NAME = 3  # words of a name that is looked for with typos in all of them
SAID = 20_000  # words of questions whose likeness to names is remembered: a few megabytes

_WORD = re.compile(r"[^\W\d_][\w']*")
_GROUPS = (
    ("ministries", "ministers", "ministry"),
    ("localities", "provinces", "provincial"),
    ("universities",),
    ("enterprises",),
    ("party",),
    ("sectors",),
)  # whom collective addressees stand for, by words of their ids; the first that fits decides


def exactly_named(words: str, language: Language) -> list[Mention]:
    """Agencies named in the question's language or in Vietnamese, else in any: short questions mislead about theirs."""
    near = [find_agencies(words, spoken) for spoken in (language, Language.VI)]
    return next((found for found in near if found), None) or next(
        (found for spoken in Language if (found := find_agencies(words, spoken))), []
    )


def named_bodies(folded: str, exact: Sequence[str]) -> list[str]:
    """The agencies that are named, else those whose name stands in the words but for typos.

    A name that is known only as a collective may be a single body's with a typo: "ministries" in any but English.
    """
    if exact and not all(map(_collective, exact)):
        return list(dict.fromkeys(exact))
    said = tuple(_WORD.findall(folded))
    guessed = [one for one in match_agency(folded) if one not in exact and any(_stands(n, said) for n in _names(one))]
    return guessed or _misspelt(said) or list(dict.fromkeys(exact))


def _misspelt(said: Sequence[str]) -> list[str]:
    """The single body with the longest name whose words all stand among those said, but for typos."""
    stands = frozenset[str]().union(*map(_words_of_names_like, set(said)))
    standing = [(length, identity) for length, identity, name in _long_single_names() if name <= stands]
    return [max(standing)[1]] if standing else []


@cache
def _long_single_names() -> tuple[tuple[int, str, frozenset[str]], ...]:
    """The names in which typos are looked for, of single bodies: their letters, whose they are, their words."""
    return tuple(
        (sum(map(len, name)), identity, frozenset(name))
        for identity in agencies()
        if not _collective(identity)
        for name in _names(identity)
        if len(name) >= FEWEST_OF_NAME
    )


def _collective(identity: str) -> bool:
    known = agencies().get(identity)
    return known is not None and known.collective


def _stands(name: tuple[str, ...], said: Sequence[str]) -> bool:
    return all(any(_like(one, word) for one in said) for word in name)


def _like(one: str, other: str) -> bool:
    """Whether two words are one but for a typo; two letters that changed places are one typo."""
    if one == other:
        return True
    return fuzz.ratio(one, other, score_cutoff=LIKE_A_NAME) >= LIKE_A_NAME or (
        min(len(one), len(other)) >= TYPO_LENGTH and OSA.distance(one, other, score_cutoff=1) <= 1
    )


def _names(identity: str) -> Sequence[tuple[str, ...]]:
    """The names of an agency as folded words."""
    return _all_names().get(identity, ())


@cache
def _all_names() -> dict[str, list[tuple[str, ...]]]:
    names: dict[str, list[tuple[str, ...]]] = {}
    for alias in aliases():
        names.setdefault(alias.agency, []).append(tuple(_WORD.findall(fold(alias.words))))
    return names


@lru_cache(maxsize=SAID)
def _words_of_names_like(said: str) -> frozenset[str]:
    """The words of long names that a word is but for a typo, as `_like` tells: all are compared at once."""
    known = _words_of_long_names()
    alike = process.extract(said, known, scorer=fuzz.ratio, score_cutoff=LIKE_A_NAME, limit=None)
    slipped = process.extract(said, known, scorer=OSA.distance, score_cutoff=1, limit=None)
    long_enough = (word for word, _, _ in slipped if min(len(word), len(said)) >= TYPO_LENGTH)
    return frozenset((*(word for word, _, _ in alike), *long_enough))


@cache
def _words_of_long_names() -> tuple[str, ...]:
    """The words of all names in which typos are looked for; names share most of them."""
    long = (name for names in _all_names().values() for name in names if len(name) >= FEWEST_OF_NAME)
    return tuple(dict.fromkeys(word for name in long for word in name))


def addressed(identities: Sequence[str]) -> tuple[str, ...]:
    """The agencies asked for; a collective brings along all that address the same kind of bodies."""
    return tuple(dict.fromkeys(other for identity in identities for other in _alike(identity)))


def _alike(identity: str) -> Iterator[str]:
    yield identity
    own = agencies().get(identity)
    group = next((g for g in _GROUPS if not set(g).isdisjoint(identity.split("-"))), None)
    if own is None or not own.collective or group is None:
        return
    for other, body in agencies().items():
        if body.collective and not set(group).isdisjoint(other.split("-")):
            yield other


@cache
def words_of_names(identities: tuple[str, ...]) -> frozenset[str]:
    """The folded words of all names of these agencies."""
    return frozenset(word for identity in identities for name in _names(identity) for word in name)


def is_of_name(word: str, names: frozenset[str]) -> bool:
    """Whether a word is one of those of names, but for a typo."""
    return word in names or any(_like(word, name) for name in names)
