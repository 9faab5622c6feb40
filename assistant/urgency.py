"""Whether somebody is in danger: phrases of need, found in words typed in haste.

A phrase is a few words in order, with little between them. Diacritics may be missing, letters may be wrong; but where a
person did type diacritics they count, since "cháy" is fire and "chạy" is running. A word that people use in questions
about documents is never a slip of another: "overdue" is not "overdose", "rachunku" not "ratunku".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import OSA

from assistant.known_words import is_known
from corpus.fold import fold

GAP = 2  # other words that may stand between two words of a phrase: "my old house is really on fire"
SLIP_LENGTH = 5  # letters from which one may be wrong: shorter words are within one letter of too many others
SLIPS_LENGTH = 8  # ... and from which two may be; in a phrase of one word, where no other word agrees, only one may
TONE_LENGTH = 4  # folded letters up to which a typed diacritic decides: Vietnamese syllables differ by nothing else

SOUNDS = 4096  # words whose sound is kept; people type ever new ones

_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_DOUBLED = re.compile(r"(.)\1")
_HARD = re.compile(r"k(?!h)")  # "kh" is a sound of its own: "khai" (to declare) is not "cháy" (fire)
_SOUNDS = (("ngh", "ng"), ("gh", "g"), ("ph", "f"), ("tr", "ch"), ("gi", "d"), ("y", "i"), ("x", "s"))


@dataclass(frozen=True, slots=True)
class Token:
    """A word as typed (lower case) and as it compares."""

    typed: str
    folded: str

    @property
    def bare(self) -> bool:
        """Whether it was typed without diacritics."""
        return self.typed == self.folded


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of a phrase: any of some words, or any word that begins with one of some stems.

    `letters` are those that such a word, or its sound, can begin with: most words are told apart by them.
    """

    words: tuple[Token, ...]
    stems: tuple[str, ...]
    letters: frozenset[str]

    def takes(self, token: Token, *, alone: bool) -> bool:
        """Whether a word stands here; `alone` when it is the whole phrase."""
        if token.folded[:1] not in self.letters and _sound(token.folded)[:1] not in self.letters:
            return False
        slips = 1 if alone else 2
        return any(token.folded.startswith(stem) for stem in self.stems) or any(
            _alike(token, word, slips=slips) for word in self.words
        )


Phrase = tuple[Slot, ...]
END = Slot((), (), frozenset())  # the end of the question, "$" in the data


def tokens_of(words: str) -> list[Token]:
    """The words of a question, in order."""
    return [Token(_plain(one), fold(one).replace("'", "")) for one in _WORD.findall(words.lower())]


@cache
def phrase(written: str) -> Phrase:
    """A phrase as it is written in `data/reception.toml`."""
    return tuple(_slot(part) for part in written.split())


@cache
def by_letters(phrases: tuple[str, ...]) -> dict[str, tuple[Phrase, ...]]:
    """Phrases by each letter that their first word can begin with."""
    letters: dict[str, list[Phrase]] = {}
    for one in map(phrase, phrases):
        for letter in one[0].letters:
            letters.setdefault(letter, []).append(one)
    return {letter: tuple(found) for letter, found in letters.items()}


def says_any(tokens: Sequence[Token], phrases: tuple[str, ...]) -> bool:
    """Whether the words of a phrase, of those written, stand in a question, in order and near each other."""
    known = by_letters(phrases)
    return any(
        _follows(tokens, start, wanted, alone=len(wanted) == 1)
        for start, token in enumerate(tokens)
        for letter in {token.folded[:1], _sound(token.folded)[:1]}
        for wanted in known.get(letter, ())
    )


def _follows(tokens: Sequence[Token], at: int, wanted: Phrase, *, alone: bool) -> bool:
    rest = wanted[1:]
    if at >= len(tokens) or not wanted[0].takes(tokens[at], alone=alone):
        return False
    if rest and rest[0] is END:
        return at == len(tokens) - 1
    return not rest or any(_follows(tokens, at + 1 + gap, rest, alone=False) for gap in range(GAP + 1))


def _slot(part: str) -> Slot:
    if part == "$":
        return END
    words = part.split("|")
    whole = tuple(Token(_plain(w), fold(w).replace("'", "")) for w in words if not w.endswith("*"))
    stems = tuple(fold(w[:-1]) for w in words if w.endswith("*"))
    sounds = (_sound(token.folded) for token in whole)
    return Slot(whole, stems, frozenset(one[:1] for one in (*stems, *(t.folded for t in whole), *sounds)))


def _alike(typed: Token, known: Token, *, slips: int) -> bool:
    if typed.folded == known.folded:
        tones_decide = len(known.folded) <= TONE_LENGTH and not typed.bare and not known.bare
        return typed.typed == known.typed or not tones_decide
    if typed.folded[0] == known.folded[0] and _slipped(typed.folded, known.folded, slips):
        return not is_known(typed.folded)
    return _sound(typed.folded) == _sound(known.folded)


def _slipped(one: str, other: str, slips: int) -> bool:
    """Whether two words differ by no more slips than words of their length may have, and than `slips`."""
    length = max(len(one), len(other))
    allowed = min(slips, 2 if length >= SLIPS_LENGTH else 1 if length >= SLIP_LENGTH else 0)
    return abs(len(one) - len(other)) <= allowed > 0 and OSA.distance(one, other, score_cutoff=allowed) <= allowed


@lru_cache(maxsize=SOUNDS)
def _sound(folded: str) -> str:
    """How a word sounds, so that "kứu" is "cứu" and "kil" is "kill"."""
    folded = _HARD.sub("c", folded)
    for letters, sound in _SOUNDS:
        folded = folded.replace(letters, sound)
    return _DOUBLED.sub(r"\1", folded)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'").replace("ʼ", "'").replace("'", "")
