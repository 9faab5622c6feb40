"""The words of `data/cleaning.toml` as patterns for whole lines."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Pattern = re.Pattern[str]

# Markdown decoration and bullets around words
_BEFORE, _AFTER = r"[\s*_#>•\-–—|]*", r"[\s*_:.…>»›|]*"


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns that match a whole line, but for `credit`, `furniture` and `button`, which are searched for in one."""

    comments: Pattern
    counted: Pattern
    comment_box: Pattern
    related: Pattern
    related_inline: Pattern
    advert: Pattern
    chrome: Pattern
    views: Pattern
    furniture: Pattern
    button: Pattern
    notice: Pattern
    alternative: Pattern
    credit: Pattern
    source: Pattern
    byline: Pattern
    office: Pattern
    attribute: Pattern
    attributes_heading: Pattern


@cache
def words() -> Words:
    """The patterns, compiled once."""
    data = tomllib.loads((files("corpus") / "data" / "cleaning.toml").read_text(encoding="utf-8"))
    related = _any(data["related"])
    adverts = [*data["advert"], *data["advert_phrases"]]
    furniture = [*data["furniture_patterns"], _any(data["advert_phrases"])]
    return Words(
        comments=_line(rf"{_any(data['comments'])}\s*(?:\(\s*\d*\s*\)|:?\s*\d+)?"),
        counted=_line(rf"\d+\s+{_any(data['comments'])}"),
        comment_box=_line(_alternatives(data["comment_box_patterns"])),
        related=_line(rf"{related}\s*(?:\(\s*\d+\s*\))?"),
        related_inline=re.compile(rf"{_BEFORE}(?:>>\s*)?{related}\s*:\s*\S", re.IGNORECASE),
        advert=_line(_any(adverts)),
        chrome=_line(_alternatives([_any([*data["chrome"], *adverts]), *data["chrome_patterns"]])),
        views=_line(_alternatives(data["views_patterns"])),
        furniture=re.compile(rf"(?<!\w)(?:{_alternatives(furniture)})", re.IGNORECASE),
        button=re.compile(rf"(?<!\w)(?:{_alternatives(data['button_patterns'])})", re.IGNORECASE),
        notice=_line(_alternatives(data["notice_patterns"])),
        alternative=re.compile(rf".*\s[-–—]\s*{_any(data['picture'])}\s*\d+\.?\s*", re.IGNORECASE),
        credit=_credit(data["credit"]),
        source=re.compile(
            rf"{_BEFORE}{_any(data['source'])}\s*[*_]*\s*(?::|[-–—]\s*(?=http))[*_]*\s*\S", re.IGNORECASE
        ),
        byline=_line(_alternatives(data["byline_patterns"])),
        office=re.compile(rf"{_BEFORE}(?:{_alternatives(data['office_patterns'])})[^:;.]{{0,60}}$", re.IGNORECASE),
        attribute=_line(_any(data["attributes"])),
        attributes_heading=_line(rf"(?:[IVX\d]+\.\s*)?{_any(data['attributes_heading'])}"),
    )


def _credit(names: Sequence[str]) -> Pattern:
    """A credit after a sentence's end or in brackets: no digits in it, so that "Ảnh: 02 tấm" is none."""
    agency = r"(?-i:(?:[A-Z]{2,6}/)*[A-Z]{2,6} Photo)|photo by|©"  # "VNA/VNS Photo Tran Le Lam"
    before = r"^|[.!?…”»)]\s+|[(\[]\s*|\s[-–—/|]\s*"
    named = rf"{_any(names)}\s*[:/]\s*|fot\.\s|(?<=[.!?»”]\s)(?-i:Фото|Ảnh|Photo|Foto)\s|{agency}\s"
    return re.compile(rf"(?:{before})(?:{named})[^\d:;]{{2,50}}$", re.IGNORECASE)


def _line(pattern: str) -> Pattern:
    return re.compile(rf"{_BEFORE}(?:{pattern}){_AFTER}", re.IGNORECASE)


def _any(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in longest_first) + ")"


def _alternatives(patterns: Iterable[str]) -> str:
    return "|".join(f"(?:{pattern})" for pattern in patterns)
