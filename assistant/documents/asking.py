"""What a question asks about a document as such: what it is, who issued it and when, whether it holds, what changed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from assistant.documents.naming import Named
from corpus.identifiers import find_partial_numbers
from corpus.language import function_words
from corpus.patterns import plain, plain_pattern

DATA = Path(__file__).parent.parent / "data" / "documents.toml"
MOST_LEFT = 3  # words beside the numbers that a comparison may have: its topic


class Ask(StrEnum):
    """What may be asked, in the order in which it is looked for."""

    COMPARE = "compare"
    CHANGED = "changed"
    STANDING = "standing"
    EFFECTIVE = "effective"
    SIGNER = "signer"
    ISSUER = "issuer"
    ISSUED = "issued"
    WHAT = "what"


OF_RECORD = frozenset({Ask.CHANGED, Ask.STANDING, Ask.EFFECTIVE, Ask.SIGNER})  # no clause is asked for by these


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asks: dict[Ask, list[str]]
    rest: dict[str, list[str]]


def read_ask(words: str, named: Sequence[Named], titled: str = "") -> Ask | None:
    """What is asked about the named documents; None where the question goes on to something that they say.

    A number alone asks what it is. `titled` are the folded titles and issuers of the documents: who repeats them beside
    the number asks no more by that, but where a document's content may be meant.
    """
    bare = _without_numbers(words, named)
    known = function_words() | set(re.findall(r"[^\W_]+", titled))
    for ask in Ask:
        pattern = _asks()[ask]
        if not pattern.search(bare):
            continue
        if ask is Ask.COMPARE and len(named) < 2:
            continue
        left = content_left(_whole_words(pattern).sub(" ", bare))
        left = [word for word in left if word not in known] if ask in OF_RECORD else left
        if len(left) <= (MOST_LEFT if ask is Ask.COMPARE else 0):
            return ask
    return None if content_left(bare) else Ask.WHAT


def content_left(bare: str) -> list[str]:
    """The words of a folded question that are neither kinds of documents nor words that say nothing."""
    return re.findall(r"[^\W_]+", _rest().sub(" ", bare))


def _without_numbers(words: str, named: Sequence[Named]) -> str:
    for one in named:
        words = words[: one.start] + " " * (one.end - one.start) + words[one.end :]
    return plain(_without_kinds(words))


def _without_kinds(words: str) -> str:
    """Kinds of documents in words ("thông báo số", "decree"): put before a number they are part of its name."""
    marked = re.sub(r"\s{2,}|$", lambda gap: f" 99{gap.group()}", words)
    for part in find_partial_numbers(marked):
        marked = marked[: part.start] + " " * (part.end - part.start) + marked[part.end :]
    return marked.replace("99", " ")


@cache
def _data() -> _File:
    with DATA.open("rb") as file:
        return _File.model_validate(tomllib.load(file))


@cache
def _asks() -> dict[Ask, re.Pattern[str]]:
    return {ask: plain_pattern(_data().asks[ask]) for ask in Ask}


@cache
def _whole_words(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern with the rest of the words that it begins or ends in."""
    return re.compile(rf"\w*(?:{pattern.pattern})\w*")


@cache
def _rest() -> re.Pattern[str]:
    return plain_pattern(_data().rest["words"])
