"""Folding: words as they compare, whatever accents, case or dashes a person typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONG = 60  # characters from which a look-up in a table costs less than one by one: half of it at 120, a tenth at 600
VERY_LONG = 10_000  # from which numpy looks through the result faster than Python does: the calls no longer count

_SPECIAL = {
    "đ": "d", "ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "ı": "i",
    "ё": "е", "ґ": "г",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2015": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u0060": "'", "\u00b4": "'",
    "\u201c": '"', "\u201d": '"', "\u201e": '"', "\u00ab": '"', "\u00bb": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2007": " ",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
}  # fmt: skip
_UNEVEN = re.compile("[ßæ\u00ad\u0300-\u036f\u1100-\u11ff\u200b-\u200d\uac00-\ud7a3\ufeff]")  # folds of other lengths
_ALPHABETS = (  # Latin, Cyrillic, Vietnamese; punctuation, letter-like signs, arrows, mathematics, boxes
    range(0x0001, 0x0300),
    range(0x0400, 0x0530),
    range(0x1E00, 0x1F00),
    range(0x2000, 0x2800),
)
_MARKS = (range(0x0300, 0x0370), range(0xFEFF, 0xFF00))  # of accents and of byte order: they fold to nothing
_ASCII = 128
_KEPT_CYRILLIC = frozenset("йї")  # letters of their own, although Unicode can take them apart


class _Folds(dict[int, str]):
    """Folds of single characters, worked out on first sight."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(character: str) -> str:
    lower = character.lower()
    if lower in _SPECIAL or character in _SPECIAL:
        return _SPECIAL.get(lower, _SPECIAL.get(character, ""))
    if lower in _KEPT_CYRILLIC:
        return lower
    base = "".join(c for c in unicodedata.normalize("NFD", lower) if not unicodedata.combining(c))
    return "".join(_SPECIAL.get(c, c) for c in base)


class _Singles(dict[int, str]):
    """Folds of single characters cut or filled up to one character, worked out on first sight."""

    def __missing__(self, code: int) -> str:
        self[code] = (fold(chr(code)) or " ")[0]
        return self[code]


_FOLDS = _Folds()
_SINGLES = _Singles()


def fold(words: str) -> str:
    """Lower case without diacritics, with plain dashes, quotes and spaces: "Bộ Công an" becomes "bo cong an"."""
    return _translated(unicodedata.normalize("NFC", words))


def _translated(words: str) -> str:
    few = len(words) < LONG or words.isascii()
    return words.translate(_FOLDS) if few else _looked_up(words, _FOLDS, _even_folds)


def fold_each(words: str) -> str:
    """The fold of every character by itself, one for one, so that offsets stay; a space for what folds to nothing."""
    return _looked_up(words, _SINGLES, _single_folds) if len(words) >= LONG else words.translate(_SINGLES)


def _looked_up(words: str, folds: dict[int, str], table_of: Callable[[], NDArray[np.uint16]]) -> str:
    """The fold of words, looked up in a table; `folds` are asked for what is not there."""
    import numpy as np  # here: what only reads short words does not wait for it

    codes = np.frombuffer(words.encode("utf-16-le", "surrogatepass"), np.uint16)
    folded = table_of().take(codes)
    if len(words) < VERY_LONG:
        at_once = folded.tobytes().decode("utf-16-le")
        return words.translate(folds) if "\0" in at_once else at_once
    if folded.all():
        return _decoded(folded)
    pieces: list[str] = []
    done = 0
    for start, end in np.flatnonzero(np.diff(folded == 0, prepend=False, append=False)).reshape(-1, 2).tolist():
        rare = codes[start:end].tobytes().decode("utf-16-le", "surrogatepass")
        pieces += (_decoded(folded[done:start]), rare.translate(folds))
        done = end
    return "".join((*pieces, _decoded(folded[done:])))


def _decoded(folded: NDArray[np.uint16]) -> str:
    ascii_only = folded.max(initial=0) < _ASCII
    return folded.astype("u1").tobytes().decode("ascii") if ascii_only else folded.tobytes().decode("utf-16-le")


@cache
def _even_folds() -> NDArray[np.uint16]:
    """(65,536,) folds of the alphabets in use by code; 0 where a character folds to none, to several, or is not one."""
    import numpy as np

    table = np.zeros(65_536, np.uint16)
    for code in chain.from_iterable(_ALPHABETS):
        folded = _FOLDS[code]
        if len(folded) == 1 and ord(folded) < len(table):
            table[code] = ord(folded)
    return table


@cache
def _single_folds() -> NDArray[np.uint16]:
    """(65,536,) folds of one character each by code, marks and what prints nothing too; 0 where none is known."""
    table = _even_folds().copy()
    for code in chain.from_iterable((*_ALPHABETS, *_MARKS)):
        table[code] = ord(_SINGLES[code])
    return table


def fold_with_offsets(words: str) -> tuple[str, Sequence[int]]:
    """The fold of `words` with, for each folded character and for the end, its offset in `words`.

    `offsets[i]` is where folded character i came from; `offsets[len(folded)] == len(words)`.
    """
    folded = _translated(words)
    if len(folded) == len(words) and not _UNEVEN.search(words):
        return folded, range(len(words) + 1)
    offsets = [i for i, c in enumerate(words) for _ in _FOLDS[ord(c)]]
    offsets.append(len(words))
    return folded, offsets
