"""Cutting a text into its words at several times the speed of a regular expression."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

LONG = 60  # characters from which a table is faster than a pattern

_WORD = re.compile(r"[^\W_]+")
_LATIN = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz0123456789" else ord(" ") for code in range(256))


def words_of(text: str) -> list[str]:
    """The runs of letters and digits of a text in lower case, in order."""
    if text.isascii():
        return text.encode("ascii").translate(_LATIN).decode("ascii").split()
    if len(text) >= LONG:
        apart = _letters().take(np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16))
        blanked = apart.tobytes().decode("utf-16-le")
        if "\0" not in blanked:
            return blanked.split()
    return _WORD.findall(text)


@cache
def _letters() -> NDArray[np.uint16]:
    """(65,536,) letters and digits by code, blanks for the rest; 0 for halves of characters that need two codes."""
    table = np.array([code if chr(code).isalnum() else ord(" ") for code in range(65_536)], np.uint16)
    table[0xD800:0xE000] = 0
    return table
