"""Normalising text: NFC and plain line ends, with a map back to where every character came from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from corpus.load.model import OffsetMap

_MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f"
_LINE_END = "\r\n?|[\u2028\u2029\x0b\x0c\x85]"
_NOTHING = "\ufeff\x00"  # byte order marks inside joined files, and padding
# what normalising can change the length of, with the letter before it: marks, line ends, characters that are nothing
_MOVING = re.compile(f"[{_MARKS}{_NOTHING}]+|{_LINE_END}")
_NEWLINE = re.compile(_LINE_END)
_SIGNS = "\r\u2028\u2029\x0b\x0c\x85" + _NOTHING


def normalise(text: str) -> tuple[str, OffsetMap]:
    """NFC with `\\n` line ends, without byte order marks; and the map from its positions to those of `text`."""
    moving = [match for start, end in _regions(text) for match in _MOVING.finditer(text, start, end)]
    if not moving:
        return unicodedata.normalize("NFC", text), OffsetMap()
    pieces: list[str] = []
    normal, original = [0], [0]
    done = length = 0
    for match in moving:
        start, end = _with_base(text, match, done), match.end()
        for begin, stop, piece in (
            (done, start, unicodedata.normalize("NFC", text[done:start])),
            (start, end, _moved(text[start:end])),
        ):
            pieces.append(piece)
            length += len(piece)
            if len(piece) != stop - begin:
                normal.append(length)
                original.append(stop)
        done = end
    pieces.append(unicodedata.normalize("NFC", text[done:]))
    return "".join(pieces), OffsetMap(tuple(normal), tuple(original))


def _regions(text: str) -> Iterator[tuple[int, int]]:
    """Where the pattern need be looked for: everywhere, or only in lines that are not NFC, which tells far sooner."""
    if any(sign in text for sign in _SIGNS):
        yield 0, len(text)
        return
    start = 0
    for line in text.split("\n"):
        if not unicodedata.is_normalized("NFC", line):
            yield start, start + len(line)
        start += len(line) + 1


def _with_base(text: str, match: re.Match[str], done: int) -> int:
    """Where a letter with marks begins; a line end begins where it is."""
    start = match.start()
    letter = start > done and text[start - 1] != "\n" and not _NEWLINE.match(text, start)
    return start - 1 if letter else start


def _moved(words: str) -> str:
    if _NEWLINE.fullmatch(words):
        return "\n"
    return unicodedata.normalize("NFC", "".join(character for character in words if character not in _NOTHING))
