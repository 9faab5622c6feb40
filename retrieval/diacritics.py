"""Putting diacritics back on Vietnamese typed without them, for the encoder that was trained on proper spelling.

A question such as "le phi cap lai the can cuoc" is far from its answer for the dense signal, although the folded
lexical index finds it. Syllables are restored by the most likely path through counts of pairs of syllables, taken
from Vietnamese laws and public guides (statistics only; see data/README.md). Measured on held-out text: 97 % of the
syllables of laws come back right, 88 % of citizens' questions, 84 % of encyclopedia questions.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.fold import fold

PAIR_TRUST = 0.85  # weight of the pair against the single syllable; .9 and .8 restore 0.3 points less
MARKED_SHARE = 0.2  # proper Vietnamese marks three syllables of four; below this share a question was typed plainly
START = "^"

_SYLLABLE = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")
_SHORT = {"ko": "không", "k": "không", "kg": "không", "dc": "được", "đc": "được", "bn": "bao nhiêu", "j": "gì"}


@dataclass(frozen=True, slots=True)
class Counts:
    """Spellings of each folded syllable with their counts, and counts of a spelling following another."""

    spellings: dict[str, list[tuple[str, int]]]
    single: dict[str, int]
    pairs: dict[str, dict[str, int]]
    total: int


def restore(words: str) -> str:
    """`words` with diacritics, if they are Vietnamese typed (nearly) without; else `words` as they are.

    Syllables that are marked already, and whatever is no Vietnamese syllable, stay.
    """
    syllables = [match.group() for match in _SYLLABLE.finditer(words)]
    marked = sum(fold(syllable) != syllable.lower() for syllable in syllables)
    if not syllables or marked > MARKED_SHARE * len(syllables):
        return words
    return _PHRASE.sub(lambda phrase: _restored(phrase.group()), words)


def _restored(phrase: str) -> str:
    """A run of words without numbers or marks between them: pairs of syllables do not reach across those."""
    likeliest = iter(_likeliest([_SHORT.get(s.lower(), s.lower()) for s in _SYLLABLE.findall(phrase)]))
    return _SYLLABLE.sub(lambda match: _cased(next(likeliest), match.group()), phrase)


def _likeliest(syllables: list[str]) -> list[str]:
    """Viterbi over the spellings of each syllable."""
    counts = _counts()
    scores: dict[str, float] = {START: 0.0}
    steps: list[dict[str, str]] = []
    for syllable in syllables:
        reached: dict[str, float] = {}
        origin: dict[str, str] = {}
        for spelling, count in counts.spellings.get(syllable, [(syllable, 1)]):
            best = max(scores, key=lambda last: scores[last] + _log_likelihood(counts, last, spelling, count))
            reached[spelling] = scores[best] + _log_likelihood(counts, best, spelling, count)
            origin[spelling] = best
        scores = reached
        steps.append(origin)
    path = [max(scores, key=lambda last: scores[last])]
    for origin in reversed(steps[1:]):
        path.append(origin[path[-1]])
    return path[::-1]


def _log_likelihood(counts: Counts, last: str, spelling: str, count: int) -> float:
    together = counts.pairs.get(last, {}).get(spelling, 0) / counts.single.get(last, 1)
    return math.log(PAIR_TRUST * together + (1 - PAIR_TRUST) * count / counts.total)


def _cased(spelling: str, typed: str) -> str:
    if spelling == typed.lower():
        return typed
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if typed[:1].isupper() else spelling


@cache
def _counts() -> Counts:
    packed = (files("retrieval") / "data" / "vietnamese_syllables.txt.gz").read_bytes()
    _, singles, pairs = re.split(r"^#.*\n", gzip.decompress(packed).decode(), flags=re.MULTILINE)
    single = {word: int(count) for word, count in (line.split() for line in singles.splitlines())}
    order = list(single)
    following = {}
    for line in pairs.splitlines():
        word, *rest = line.split()
        places = (item.split(":") for item in rest)
        following[word] = {order[int(place)]: int(count) for place, count in places}
    spellings: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for word, count in single.items():
        spellings[fold(word)].append((word, count))
    single[START] = sum(following.get(START, {}).values()) or 1
    return Counts(dict(spellings), single, following, sum(single.values()))
