"""The title of a text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.describe.attributes import Attribute
from corpus.describe.found import Found
from corpus.describe.vocabulary import kind_of_words
from corpus.model import LineKind, Section

MAX_TITLE = 300
FIRST_WORDS = 100  # characters of the first sentence that stand in for a title that nobody gave

_MARKDOWN_TITLE = re.compile(r"^#{1,2}[ \t]+(?P<words>[^\n]+?)[ \t]*$", re.MULTILINE)
_NO_TITLE = re.compile(
    r"cộng hòa xã hội|độc lập\s*[-–]|thông tin văn bản|^văn bản$|trích yếu|^nội dung|no data|vietnam\.vn", re.IGNORECASE
)
_READ = frozenset({LineKind.CONTENT, LineKind.HEADING})


def read_title(
    content: str, attributes: Sequence[Attribute], kinds: Sequence[LineKind], sections: Sequence[Section]
) -> Found[str] | None:
    """The title given by front matter, else a heading at the top, else the first words."""
    for field in ("title", "abstract"):
        for attribute in attributes:
            if attribute.field == field and attribute.front:
                return Found(attribute.value[:MAX_TITLE], attribute.start, attribute.end)
    for match in _MARKDOWN_TITLE.finditer(content, 0, min(len(content), 6000)):
        words = match["words"].strip("*_ ")
        if not _NO_TITLE.search(words) and not _only_kind(words):
            return Found(words[:MAX_TITLE], match.start("words"), match.end("words"))
    return _typographic(content, kinds) or _first_sentence(content, kinds)


def _only_kind(words: str) -> bool:
    return len(words) < 15 and kind_of_words(words) is not None


def _typographic(content: str, kinds: Sequence[LineKind]) -> Found[str] | None:
    """A heading before the first words of a page."""
    at = 0
    for line, kind in zip(content.split("\n"), kinds, strict=True):
        words = line.strip("*_ #\t")
        if kind is LineKind.CONTENT and words and not words.isupper():
            return None
        if kind is LineKind.HEADING and words and not _NO_TITLE.search(words):
            return Found(words[:MAX_TITLE], at, at + len(line))
        at += len(line) + 1
    return None


def _first_sentence(content: str, kinds: Sequence[LineKind]) -> Found[str] | None:
    at = 0
    for line, kind in zip(content.split("\n"), kinds, strict=True):
        words = " ".join(line.strip("*_ #|>\t").split())
        if kind in _READ and len(words) > 3 and not _NO_TITLE.search(words):
            short = words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"
            return Found(short.rstrip(":"), at, at + len(line))
        at += len(line) + 1
    return None
