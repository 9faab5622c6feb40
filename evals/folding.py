"""How the verifier compares words: in single spaces, without diacritics, or by letters and digits alone."""

from __future__ import annotations

import re
import unicodedata

RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$", re.MULTILINE)  # the line under the head of a table
EMPHASIS = re.compile(r"[*_]+")
MARKS = re.compile(r"[#|·:]+")
VARIANTS = re.compile(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # selectors of variants


def in_single_spaces(words: str) -> str:
    """The words composed, without what nobody sees: soft hyphens, marks of direction, tags."""
    seen = (c for c in unicodedata.normalize("NFC", words) if c.isspace() or not _hidden(c))
    return " ".join("".join(seen).split())


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf", "Co", "Cn"} or bool(VARIANTS.match(character))


def unset(words: str) -> str:
    """The words without the marks of typesetting, which answers leave out: bold type, headings, rows of tables."""
    return in_single_spaces(MARKS.sub(" ", EMPHASIS.sub("", RULE.sub(" ", words))))


def bare(words: str) -> str:
    """The words in lower case without diacritics."""
    lower = unicodedata.normalize("NFD", words.lower().replace("đ", "d").replace("ё", "е"))
    return "".join(c for c in lower if not unicodedata.combining(c))


def letters_of(words: str) -> str:
    """Letters and digits alone, for comparing document numbers."""
    return re.sub(r"[^a-z0-9а-яіїєґ]", "", bare(words))
