"""Names of persons: whether a question asks for one, and whether words tell any."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.fold import fold
from corpus.patterns import folded_pattern

DATA = Path(__file__).parent / "data" / "persons.toml"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asks: list[str]
    places: list[str]
    surnames: list[str]
    titles: list[str]


def asks_person(question: str) -> bool:
    """Whether only a person's name answers: "who personally", "the names of the experts"."""
    return bool(_asks().search(fold(question)))


def tells_person(words: str) -> bool:
    """Whether words tell the name of a person, by a title or a common surname before further words with capitals."""
    known = _file()
    for place in known.places:
        words = words.replace(place, " ")
    said = re.findall(r"[^\W\d_]+|[^\w\s.]", words)
    return any(
        (one in known.surnames and two[:1].isupper())
        or (one in known.titles and two[:1].isupper() and three[:1].isupper())
        for one, two, three in zip(said, said[1:], [*said[2:], ""], strict=False)
    )


@cache
def _file() -> _File:
    with DATA.open("rb") as file:
        return _File.model_validate(tomllib.load(file))


@cache
def _asks() -> re.Pattern[str]:
    return folded_pattern(*_file().asks)
