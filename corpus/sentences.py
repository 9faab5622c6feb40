"""Sentences of a passage, as spans, so that a quote is always verbatim."""

from __future__ import annotations

import re

# What a full stop does not end: abbreviations of five languages, initials, and the number that opens a clause.
_ABBREVIATION = re.compile(
    r"(?:\b(?:nr|art|ust|pkt|poz|tzw|np|ul|r|No|Mr|Mrs|Dr|St|TP|Tp|Q|PGS|TS|GS|ThS|г|гг|ст|п|пп|р|рр|т|тис|млн|млрд|ул|им|ім|см|напр)"
    r"|\b[A-ZА-ЯĐІЇЄ]|^\s*\(?(?:\d{1,3}|[ivxIVX]{1,5}|[a-zđ]))$"
)
_MARK = re.compile(r"[.!?…]+[\"»”’)\]*]*(?=\s)|\n+|;(?=\s)")
_MIN_CLAUSE = 40  # characters; a shorter piece before ";" stays with what follows, it says little alone


def sentences(words: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences in `words`, in order, stripped of white space; lists end at semicolons."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _MARK.finditer(words):
        if _ends_sentence(words, start, match):
            spans.append((start, match.end()))
            start = match.end()
    spans.append((start, len(words)))
    return [stripped for span in spans if (stripped := _strip(words, *span)) is not None]


def _ends_sentence(words: str, start: int, match: re.Match[str]) -> bool:
    mark, before = match.group(), words[start : match.start()]
    if mark.startswith("\n"):
        return True
    if mark == ";":
        return len(before.strip()) >= _MIN_CLAUSE
    follower = words[match.end() :].lstrip()[:1]
    if follower.islower():
        return False
    return not (mark == "." and _ABBREVIATION.search(before) and not _closes_year(before))


def _closes_year(before: str) -> bool:
    """ "2025 r." and "2026 р." end a sentence when a capital letter follows."""
    return re.search(r"\b\d{4} (?:r|г|р)$", before) is not None


def _strip(words: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return (start, end) if end > start else None
