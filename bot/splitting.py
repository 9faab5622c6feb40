"""Cutting long answers into messages that Telegram accepts."""

from __future__ import annotations

import re

LIMIT = 4096  # UTF-16 code units in one message, counted after Telegram has read the HTML
_SENTENCE_END = re.compile(r"[.!?…][\"»”’)\]]*(?:\s*\[\d+\])*\s+|\n+")
_GAP = re.compile(r"\s+")


def units(text: str) -> int:
    """The length of `text` as Telegram counts it: UTF-16 code units."""
    return len(text.encode("utf-16-le")) // 2


def pieces(text: str, limit: int = LIMIT) -> list[str]:
    """`text` in parts of at most `limit` units, in order.

    Cuts after a sentence or a line where one ends in the second half of a part, else between words, else anywhere.
    Only white space at the cuts is lost. Blank text gives no parts.
    """
    parts = []
    rest = text.strip()
    while units(rest) > limit:
        cut = _cut(rest, _prefix(rest, limit))
        parts.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*parts, rest] if rest else parts


def clipped(text: str, limit: int) -> str:
    """`text`, or its first part and an ellipsis, in at most `limit` units."""
    return text if units(text) <= limit else pieces(text, limit - 2)[0] + " …"


def _prefix(text: str, limit: int) -> int:
    """How many characters of `text` fit into `limit` units; at least one."""
    room = text[:limit].encode("utf-16-le")[: limit * 2]
    return max(1, len(room.decode("utf-16-le", errors="ignore")))


def _cut(text: str, end: int) -> int:
    """The best place to cut `text` at or before `end`."""
    window = text[: end + 1]
    for ends in (_sentence_ends(window), [match.end() for match in _GAP.finditer(window)]):
        late = [at for at in ends if end // 2 < at <= end + 1]
        if late:
            return late[-1]
    return end


def _sentence_ends(text: str) -> list[int]:
    """Where a sentence or line has ended; a full stop before a small letter or digit is an abbreviation's."""
    return [
        match.end()
        for match in _SENTENCE_END.finditer(text)
        if "\n" in match[0] or not (text[match.end() :][:1].islower() or text[match.end() :][:1].isdigit())
    ]
