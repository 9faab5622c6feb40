"""Folding: words as they compare, whatever accents, case or dashes a person typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

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


_FOLDS = _Folds()


def fold(words: str) -> str:
    """Lower case without diacritics, with plain dashes, quotes and spaces: "Bộ Công an" becomes "bo cong an"."""
    return unicodedata.normalize("NFC", words).translate(_FOLDS)


def fold_with_offsets(words: str) -> tuple[str, Sequence[int]]:
    """The fold of `words` with, for each folded character and for the end, its offset in `words`.

    `offsets[i]` is where folded character i came from; `offsets[len(folded)] == len(words)`.
    """
    folded = words.translate(_FOLDS)
    if len(folded) == len(words) and not _UNEVEN.search(words):
        return folded, range(len(words) + 1)
    offsets = [i for i, c in enumerate(words) for _ in _FOLDS[ord(c)]]
    offsets.append(len(words))
    return folded, offsets
