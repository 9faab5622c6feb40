"""How people ask for tasks: the patterns of `data/questions/<language>.toml`, compiled."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from corpus.model import Language
from register.model import Status

_ESCAPE = re.compile(r"\\.|\(\?[:=!<]*")  # what is no letter of a word in a pattern
_WORD = re.compile(r"[^\W\d_]+")
FOLDER = Path(__file__).parent / "data" / "questions"


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    tasks: list[str]
    lists: list[str]
    counts: list[str]
    compares: list[str]
    demands: list[str]
    bodies: list[str]
    verbs: list[str]
    function: list[str]
    coordinating: list[str]
    dated: list[str]
    topic: list[str]
    status: dict[str, list[str]]
    deed: dict[str, list[str]]
    recurrence: dict[str, list[str]]
    window: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Phrases:
    """Compiled patterns of one language, over folded words; each matches whole words. See the TOML files."""

    tasks: re.Pattern[str]
    lists: re.Pattern[str]
    counts: re.Pattern[str]
    compares: re.Pattern[str]
    demands: re.Pattern[str]
    bodies: re.Pattern[str]
    verbs: re.Pattern[str]
    function: re.Pattern[str]
    coordinating: re.Pattern[str]
    dated: re.Pattern[str]
    topic: re.Pattern[str]
    status: Mapping[str, re.Pattern[str]]
    deed: Mapping[str, re.Pattern[str]]
    recurrence: Mapping[str, re.Pattern[str]]
    window: Mapping[str, re.Pattern[str]]


STATUSES: Mapping[str, tuple[Status, ...]] = {
    "overdue": (Status.OVERDUE,),
    "done_late": (Status.DONE_LATE,),
    "done_in_time": (Status.DONE_IN_TIME,),
    "no_term": (Status.NO_TERM,),
    "open": (Status.OPEN, Status.OVERDUE, Status.NO_TERM),
    "done": (Status.DONE_IN_TIME, Status.DONE_LATE),
}  # what people say of a status, the most exact first; "not done" takes in what is overdue


@cache
def phrases(language: Language) -> Phrases:
    """The patterns of a language."""
    read = _read(language)
    return Phrases(
        tasks=_words(read.tasks),
        lists=_words(read.lists),
        counts=_words(read.counts),
        compares=_words(read.compares),
        demands=_words(read.demands),
        bodies=_words(read.bodies),
        verbs=_words(read.verbs),
        function=_words(read.function),
        coordinating=_words(read.coordinating),
        dated=_words(read.dated),
        topic=_words(read.topic),
        status={name: _words(patterns) for name, patterns in read.status.items()},
        deed={name: _words(patterns) for name, patterns in read.deed.items()},
        recurrence={name: _words(patterns) for name, patterns in read.recurrence.items()},
        window={name: _words(patterns) for name, patterns in read.window.items()},
    )


@cache
def vocabulary() -> frozenset[str]:
    """The folded words that stand in the patterns of all languages, without their endings."""
    listed = (pattern for language in Language for pattern in _listed(_read(language).model_dump()))
    return frozenset(word for pattern in listed for word in _WORD.findall(_ESCAPE.sub(" ", pattern)))


def _listed(part: object) -> Iterable[str]:
    """The patterns of a file, whatever tables they stand in."""
    if isinstance(part, str):
        return [part]
    within = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return [pattern for each in within for pattern in _listed(each)]


def _read(language: Language) -> _File:
    return _File.model_validate(tomllib.loads((FOLDER / f"{language}.toml").read_text(encoding="utf-8")))


def _words(patterns: Iterable[str]) -> re.Pattern[str]:
    """Any of the patterns as whole words, the longest first."""
    ordered = sorted(patterns, key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(ordered)})(?![\w'])")
