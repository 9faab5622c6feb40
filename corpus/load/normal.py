"""Normalising text: NFC and plain line ends, with a map back to where every character came from."""

from __future__ import annotations

import re
import unicodedata

from corpus.load.model import OffsetMap

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_LINE_END = "\r\n?|[\u2028\u2029\x0b\x0c\x85]"
_NOTHING = "\ufeff\x00"  # byte order marks inside joined files, and padding
# what normalising can change the length of: a letter with marks after it, a line end, characters that are nothing
_MOVING = re.compile(f"[^{_MARKS}{_NOTHING}\\r\\n]?[{_MARKS}{_NOTHING}]+|{_LINE_END}")
_NEWLINE = re.compile(_LINE_END)
_SIGNS = "\r\u2028\u2029\x0b\x0c\x85" + _NOTHING


def normalise(text: str) -> tuple[str, OffsetMap]:
    """NFC with `\\n` line ends, without byte order marks; and the map from its positions to those of `text`."""
    if unicodedata.is_normalized("NFC", text) and not any(sign in text for sign in _SIGNS):
        return text, OffsetMap()
    pieces: list[str] = []
    normal, original = [0], [0]
    done = length = 0
    for match in _MOVING.finditer(text):
        for start, end, piece in (
            (done, match.start(), unicodedata.normalize("NFC", text[done : match.start()])),
            (match.start(), match.end(), _moved(match.group())),
        ):
            pieces.append(piece)
            length += len(piece)
            if len(piece) != end - start:
                normal.append(length)
                original.append(end)
        done = match.end()
    pieces.append(unicodedata.normalize("NFC", text[done:]))
    return "".join(pieces), OffsetMap(tuple(normal), tuple(original))


def _moved(words: str) -> str:
    if _NEWLINE.fullmatch(words):
        return "\n"
    return unicodedata.normalize("NFC", "".join(character for character in words if character not in _NOTHING))
