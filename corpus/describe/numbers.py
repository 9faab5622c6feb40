"""Document numbers of a long text, fast: a sieve finds candidates, the reader of numbers judges each spelling once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.identifiers import find_numbers
from corpus.model import Mention

_CANDIDATE = re.compile(
    r"(?<![\w/.])\d{1,5}(?:\.\d{1,3})?[A-Za-z]?(?:\s?[/-]\s?|\s)(?:(?:19|20)\d\d\s?[/-]?\s?)?"
    r"(?:[^\W\d_][\w&]{0,11}\s?[/-]\s?)?[^\W\d_][\w&]{1,14}(?:[/-][^\W\d_][\w&]{1,14})*"
)

_SIGN = re.compile("[/-]")
_BROKEN_OFF = ("/", "-")


def numbers_in(content: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """Document numbers in content[start:end], in reading order, with spans in the content."""
    for first, last in _regions(content, start, len(content) if end is None else end):
        for match in _CANDIDATE.finditer(content, first, last):
            words = match[0]
            if "/" not in words and "-" not in words:
                continue
            found = _read(words)
            if found is not None:
                at = match.start()
                yield Mention(found.kind, found.value, found.text, at + found.start, at + found.end)


def _regions(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines with a slash or a dash, without which no number is one; a number that a line breaks off goes on."""
    at = start
    while sign := _SIGN.search(content, at, end):
        at = max(at, content.rfind("\n", at, sign.start()) + 1)
        stop = content.find("\n", sign.start(), end)
        stop = end if stop < 0 else stop
        while content[stop - 1 : stop] in _BROKEN_OFF and stop < end:
            further = content.find("\n", stop + 1, end)
            stop = end if further < 0 else further
        if content.find("/", at, stop) >= 0 or content.find("-", at + 1, stop) >= 0:
            yield at, stop
        at = stop + 1


@lru_cache(maxsize=65536)
def _read(words: str) -> Mention | None:
    found = find_numbers(words)
    return found[0] if found else None
