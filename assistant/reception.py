"""The reception: what is answered before any document is opened, from danger and distress to a greeting.

Rules only, so that a person in danger reads the number to call at once, whatever state the rest of the system is in.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.model import Answer, AnswerStatus, Question
from assistant.phrases import Phrases
from assistant.urgency import says_any, tokens_of
from corpus.model import Language
from corpus.patterns import plain, plain_pattern

DATA = Path(__file__).parent / "data" / "reception.toml"


class Kind(StrEnum):
    """What somebody came with, in the order in which it is looked for."""

    EMERGENCY = "emergency"
    HARM = "harm"
    LEAK = "leak"
    TALK = "talk"
    PERSONAL = "personal"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Matter:
    """What the reception recognised; `detail` is the kind of danger, of small talk, or of personal matter."""

    kind: Kind
    detail: str


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    always: list[str]
    numbers: dict[str, list[str]]
    emergency: dict[str, tuple[str, ...]]
    regulated: dict[str, list[str]]
    talk: dict[str, list[str]]
    personal: dict[str, list[str]]
    elsewhere: dict[str, list[str]]
    unsafe: dict[str, list[str]]


class Reception:
    """The first route: answers need, small talk and what no document can tell, and lets all else pass."""

    def answer(self, question: Question, *, reader: Language, words: str) -> Answer | None:
        """The answer, or None. Only what was typed counts: an earlier question puts nobody in danger."""
        matter = recognise(question.words)
        if matter is None:
            return None
        said, status = _said(matter, Phrases(reader))
        return Answer(question.words, reader, status, said, confidence=1.0)


def recognise(words: str) -> Matter | None:
    """What the words are about, if no document is needed for the answer."""
    if danger := emergency(words):
        return Matter(Kind.EMERGENCY, danger)
    folded = plain(words)
    if found := _first("unsafe", folded):
        return Matter(Kind(found), found)
    bare = " ".join(re.findall(r"[^\W_]+", folded))
    if found := _whole("talk", bare):
        return Matter(Kind.TALK, found)
    if found := _first("personal", folded):
        return Matter(Kind.PERSONAL, found)
    if _first("elsewhere", folded):
        return Matter(Kind.ELSEWHERE, "topic")
    return None


def emergency(words: str) -> str | None:
    """The kind of danger that somebody is in ("fire", "suicide", ...), or None.

    Words of rules and fees hold it back ("the fine for a house fire"), save where a life may depend on it.
    """
    tokens = tokens_of(words)
    regulated = _first("regulated", plain(words)) is not None
    for kind, phrases in _data().emergency.items():
        if regulated and kind not in _data().always:
            continue
        if says_any(tokens, phrases):
            return kind
    return None


def _said(matter: Matter, phrases: Phrases) -> tuple[str, AnswerStatus]:
    match matter.kind:
        case Kind.EMERGENCY:
            head = phrases["distress" if matter.detail == "suicide" else "emergency"]
            numbers = [f"• {phrases[f'number_{number}']}" for number in _data().numbers[matter.detail]]
            return "\n".join((head, *numbers, phrases["emergency_end"])), AnswerStatus.OUT_OF_SCOPE
        case Kind.HARM | Kind.LEAK:
            return phrases[f"unsafe_{matter.detail}"], AnswerStatus.REFUSED_UNSAFE
        case Kind.TALK:
            return phrases[f"talk_{matter.detail}"], AnswerStatus.OUT_OF_SCOPE
        case Kind.PERSONAL:
            own = matter.detail == "case"
            status = AnswerStatus.OUT_OF_SCOPE if own else AnswerStatus.REFUSED_PERSONAL_DATA
            return phrases[f"personal_{matter.detail}"], status
        case Kind.ELSEWHERE:
            return phrases["elsewhere"], AnswerStatus.OUT_OF_SCOPE


def _first(table: str, folded: str) -> str | None:
    return next((name for name, pattern in _patterns()[table].items() if pattern.search(folded)), None)


def _whole(table: str, folded: str) -> str | None:
    return next((name for name, pattern in _patterns()[table].items() if pattern.fullmatch(folded)), None)


@cache
def _data() -> _File:
    with DATA.open("rb") as file:
        return _File.model_validate(tomllib.load(file))


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    tables = {name: getattr(_data(), name) for name in ("unsafe", "talk", "personal", "elsewhere", "regulated")}
    return {table: {name: plain_pattern(listed) for name, listed in names.items()} for table, names in tables.items()}
