"""Putting diacritics back on Vietnamese typed without them, for the encoder that was trained on proper spelling.

A question such as "le phi cap lai the can cuoc" is far from its answer for the dense signal, although the folded
lexical index finds it. Syllables are restored by the most likely path through counts of pairs of syllables, taken
from Vietnamese laws, public guides and everyday sentences (statistics only; see data/README.md). What chats shorten
is written out. How many syllables come back right stands in docs/retrieval.md.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from corpus.fold import fold

DISCOUNT = 5  # taken off the count of every pair for pairs never seen; half of one restores 0.1 points less
MARKED_SHARE = 0.2  # proper Vietnamese marks three syllables of four; below this share a question was typed plainly
START = "^"
RARE = 1e-6  # likelihood of what was never seen

_SYLLABLE = re.compile(r"[^\W\d_]+")
_PHRASE = re.compile(r"[^\W\d_]+(?:\s+[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Counts:
    """How syllables are spelt and follow one another.

    `pairs` are counts of a spelling after another; `unseen` is the share of what follows a spelling that `pairs` does
    not tell, little after one that hardly stands alone ("căn") and much after a common word. What is unseen is as
    likely as `general` tells: by how many different spellings it follows elsewhere.
    """

    spellings: dict[str, list[str]]
    single: dict[str, int]
    pairs: dict[str, dict[str, int]]
    unseen: dict[str, float]
    general: dict[str, float]


def restore(words: str) -> str:
    """`words` with what chats shorten written out, and with diacritics where they are typed (nearly) without.

    Syllables that are marked already, and whatever is no Vietnamese syllable, stay. In words with diacritics single
    letters are no chat: "điểm k" is a clause.
    """
    syllables = [match.group() for match in _SYLLABLE.finditer(words)]
    marked = sum(fold(syllable) != syllable.lower() for syllable in syllables)
    plain = marked <= MARKED_SHARE * len(syllables)
    written = _SYLLABLE.sub(lambda match: _written_out(match.group(), plain), words)
    return _PHRASE.sub(lambda phrase: _restored(phrase.group()), written) if plain else written


def _written_out(syllable: str, plain: bool) -> str:
    return _chat_words().get(syllable.lower(), syllable) if plain or len(syllable) > 1 else syllable


def _restored(phrase: str) -> str:
    """A run of words without numbers or marks between them: pairs of syllables do not reach across those."""
    likeliest = iter(_likeliest([s.lower() for s in _SYLLABLE.findall(phrase)]))
    return _SYLLABLE.sub(lambda match: _cased(next(likeliest), match.group()), phrase)


def _likeliest(syllables: list[str]) -> list[str]:
    """Viterbi over the spellings of each syllable."""
    counts = _counts()
    scores: dict[str, float] = {START: 0.0}
    steps: list[dict[str, str]] = []
    for syllable in syllables:
        reached: dict[str, float] = {}
        origin: dict[str, str] = {}
        for spelling in counts.spellings.get(syllable, [syllable]):
            best = max(scores, key=lambda last: scores[last] + _log_likelihood(counts, last, spelling))
            reached[spelling] = scores[best] + _log_likelihood(counts, best, spelling)
            origin[spelling] = best
        scores = reached
        steps.append(origin)
    path = [max(scores, key=lambda last: scores[last])]
    for origin in reversed(steps[1:]):
        path.append(origin[path[-1]])
    return path[::-1]


def _log_likelihood(counts: Counts, last: str, spelling: str) -> float:
    general = counts.general.get(spelling, RARE)
    together = counts.pairs.get(last, {}).get(spelling, 0)
    known = max(0, together - DISCOUNT) / counts.single.get(last, 1)
    return math.log(known + counts.unseen.get(last, 1.0) * general)


def _cased(spelling: str, typed: str) -> str:
    if spelling == typed.lower():
        return typed
    if typed.isupper() and len(typed) > 1:
        return spelling.upper()
    return spelling[:1].upper() + spelling[1:] if typed[:1].isupper() else spelling


@cache
def _chat_words() -> dict[str, str]:
    lines = (files("retrieval") / "data" / "chat_words.tsv").read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t") for line in lines if not line.startswith("#"))


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
    spellings: defaultdict[str, list[str]] = defaultdict(list)
    for word in single:
        spellings[fold(word)].append(word)
    single[START] = sum(following.get(START, {}).values()) or 1
    unseen = {last: _unseen(followers, single[last]) for last, followers in following.items()}
    return Counts(dict(spellings), single, following, unseen, _general(following))


def _unseen(followers: Mapping[str, int], count: int) -> float:
    told = sum(max(0, together - DISCOUNT) for together in followers.values())
    return min(1.0, max(RARE, 1 - told / count))


def _general(following: Mapping[str, Mapping[str, int]]) -> dict[str, float]:
    contexts = Counter(chain.from_iterable(following.values()))
    return {word: count / contexts.total() for word, count in contexts.items()}
