"""Titles of sections: the words on the marker's line, or on the lines below it."""

from __future__ import annotations

import re
from typing import NamedTuple

from corpus.model import SectionKind
from corpus.structure.markers import Marker, Style
from corpus.structure.node import CONTAINERS, Node

MAX_TITLE = 240  # characters; a longer line is a sentence of the body
MAX_HEADING = 400  # characters kept of a title that runs over lines
_DECORATION = " \t\u00a0\r>#*_"
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")
_SENTENCE_ENDS = (".", ";", ",", "”", "!")


def plain_words(line: str) -> str:
    """A line without Markdown decoration."""
    words = line.strip(_DECORATION)
    if "*" in words or "_" in words:
        words = _EMPHASIS.sub("", words)
    return " ".join(words.split()) if "  " in words or "\t" in words or "\u00a0" in words else words


def clip(words: str, limit: int = MAX_TITLE) -> str:
    """Words cut at a space, with an ellipsis, to at most `limit` characters."""
    if len(words) <= limit:
        return words
    return words[:limit].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


class Title(NamedTuple):
    """The title on a marker's line. `complete`: no line below belongs to it; `body`: the line holds a sentence."""

    label: str
    heading: str
    complete: bool
    bare: bool
    body: bool

    @staticmethod
    def continues(node: Node, line: str) -> bool:
        """Whether a line directly below the marker's line still belongs to its title."""
        words = plain_words(line)
        if not words or len(node.heading) + len(words) > MAX_HEADING:
            return False
        if node.kind in CONTAINERS:
            return _is_title(words) or words.startswith("(") or line.lstrip().startswith("#")
        if node.heading == node.label:
            return line.strip().startswith("**") and line.strip().endswith("**") and _is_title(words)
        return node.kind is SectionKind.ARTICLE and words[0].islower()

    @staticmethod
    def joined(node: Node, line: str) -> str:
        words = plain_words(line)
        node.titled = len(node.heading) > MAX_TITLE or (node.kind in CONTAINERS and not words.isupper())
        separator = ". " if node.heading == node.label and node.heading[-1:].isalnum() else " "
        return f"{node.heading}{separator}{words}"


def title_of(marker: Marker, line: str) -> Title:
    """The title that a marker's own line gives."""
    label = plain_words(line[: marker.rest]).rstrip(" .:–—-/").lstrip("-•+ ")
    words = plain_words(line[marker.rest :])
    if len(words) > MAX_TITLE and not words.endswith(":"):
        return Title(label, label, complete=True, bare=False, body=True)
    if not words:
        return Title(label, label, complete=False, bare=True, body=False)
    if marker.style is Style.KEYWORD and marker.kind in _TITLED:
        body = len(words) > MAX_TITLE
        heading = label if body else _whole(line)
        return Title(label, heading, complete=body or marker.kind in CONTAINERS, bare=not body, body=body)
    if words.endswith(":"):
        bare = len(words) <= MAX_TITLE
        return Title(label, clip(_whole(line)), complete=True, bare=bare, body=not bare)
    bare = _is_title(words)
    return Title(label, _whole(line) if bare else label, complete=True, bare=bare, body=not bare)


def _whole(line: str) -> str:
    return plain_words(line).lstrip("-•+ ")


_TITLED = (*CONTAINERS, SectionKind.ARTICLE)


def _is_title(words: str) -> bool:
    return len(words) <= MAX_TITLE and (words.isupper() or not words.endswith(_SENTENCE_ENDS))
