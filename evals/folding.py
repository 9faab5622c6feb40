"""How the verifier compares words: in single spaces, without diacritics, or by letters and digits alone."""

from __future__ import annotations

import re
import unicodedata

RULE = re.compile(r"^\s*\|[\s:|-]+\|\s*$", re.MULTILINE)  # the line under the head of a table
EMPHASIS = re.compile(r"[*_]+")
MARKS = re.compile(r"[#|·:]+")


def in_single_spaces(words: str) -> str:
    """The words composed, without soft hyphens."""
    return " ".join(unicodedata.normalize("NFC", words).replace("\u00ad", "").split())


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
