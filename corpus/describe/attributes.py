"""Attributes that an editor wrote beside a text: front matter, a table, or a list of names and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.describe.vocabulary import vocabulary
from corpus.fold import fold

REACH = 20_000  # characters from the start in which attributes stand

_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\n(?P<body>.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_YAML = re.compile(r"^(?P<name>[\w-]+):[ \t]*(?P<quote>[\"']?)(?P<value>.+?)(?P=quote)[ \t]*$", re.MULTILINE)
_YAML_LIST = re.compile(r"^(?P<name>[\w-]+):[ \t]*\n[ \t]*-[ \t]+[\"']?(?P<value>[^\n]+?)[\"']?[ \t]*$", re.MULTILINE)
_ROW = re.compile(
    r"^\|[ \t]*\**(?P<name>[^|*\n]{2,40}?):?\**[ \t]*\|[ \t]*(?P<value>[^|\n]+?)[ \t]*\|?[ \t]*$", re.MULTILINE
)
_ITEM = re.compile(
    r"^[ \t]*[-*•][ \t]+\*{0,2}(?P<name>[^:*\n]{2,40}?):?\*{0,2}:?\*{0,2}[ \t]+(?P<value>\S[^\n]*?)[ \t]*$",
    re.MULTILINE,
)
_LINE = re.compile(
    r"^\*{0,2}(?P<name>[^:*\n|#-][^:*\n|]{1,30}?):\*{0,2}[ \t]+(?P<value>\S[^\n]*?)\*{0,2}[ \t]*$", re.MULTILINE
)
_EMPTY = frozenset(
    {"", "-", "—", "đang cập nhật", "không", "chưa có", "n/a", "null", "none", "value", "nội dung", "giá trị"}
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A named value with the span of the value in the content. `front`: it stands in front matter."""

    field: str
    value: str
    start: int
    end: int
    front: bool = False


def read_attributes(content: str) -> list[Attribute]:
    """Attributes in order of trust: front matter, then tables, then lists and lines in the first pages."""
    found: list[Attribute] = []
    front = _FRONT_MATTER.match(content)
    if front:
        for pattern in (_YAML, _YAML_LIST):
            found.extend(_read(pattern, content, front.start("body"), front.end("body"), front=True))
    start = front.end() if front else 0
    for pattern in (_ROW, _ITEM, _LINE):
        found.extend(_read(pattern, content, start, start + REACH))
    return found


def _read(pattern: re.Pattern[str], content: str, start: int, end: int, *, front: bool = False) -> Iterator[Attribute]:
    names = vocabulary().attributes
    for match in pattern.finditer(content, start, min(end, len(content))):
        field = names.get(fold(match["name"]).strip())
        value = match["value"].strip()
        if field and value.strip(" *").lower() not in _EMPTY:
            yield Attribute(field, value, match.start("value"), match.start("value") + len(value), front)
