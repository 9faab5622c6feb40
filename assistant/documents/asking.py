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
_CLAUSE = re.compile(r"[^,;:.?!\n]+")
MOST_LEFT = 3  # words beside the numbers that a comparison may have: its topic


class Ask(StrEnum):
    """What may be asked, in the order in which it is looked for."""

    COMPARE = "compare"
    CHANGED = "changed"
    ENDING = "ending"
    STANDING = "standing"
    EFFECTIVE = "effective"
    SIGNER = "signer"
    ISSUER = "issuer"
    ISSUED = "issued"
    WHAT = "what"


OF_RECORD = frozenset({Ask.CHANGED, Ask.STANDING, Ask.ENDING, Ask.EFFECTIVE, Ask.SIGNER})  # no clause is asked for
ONE_VALUE = (Ask.ENDING, Ask.EFFECTIVE, Ask.SIGNER, Ask.ISSUER, Ask.ISSUED)
# Who asks for the first asks for the second with the same word ("who", "when"), and with it only if expressly.
IMPLIED = {Ask.SIGNER: {Ask.ISSUER}, Ask.EFFECTIVE: {Ask.ISSUED}, Ask.ENDING: {Ask.ISSUED, Ask.EFFECTIVE}}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    asks: dict[Ask, list[str]]
    expressly: dict[Ask, list[str]]
    rest: dict[str, list[str]]
    topic: dict[str, list[str]]
    same: dict[str, list[str]]


def read_ask(words: str, named: Sequence[Named], titled: str = "") -> Ask | None:
    """What is asked about the named documents; None where the question goes on to something that they say.

    A number alone asks what it is. `titled` are the folded titles and issuers of the documents: who repeats them beside
    the number asks no more by that, but where a document's content may be meant.
    """
    bare = _bare(words, named)
    known = function_words() | set(re.findall(r"[^\W_]+", titled))
    for ask in Ask:
        pattern = _asks()[ask]
        if not pattern.search(bare):
            continue
        if ask is Ask.COMPARE and len(named) < 2:
            continue
        asked = _bare(words, named, pattern) if ask in OF_RECORD else bare
        left = content_left(_less_same(_whole_words(pattern).sub(" ", asked), named))
        left = [word for word in left if word not in known] if ask in OF_RECORD else left
        if len(left) <= (MOST_LEFT if ask is Ask.COMPARE else 0):
            return ask
    return None if content_left(_less_same(bare, named)) else Ask.WHAT


def also_asked(words: str, named: Sequence[Named], ask: Ask) -> tuple[Ask, ...]:
    """The other values that are asked for in one question with `ask`: "who signed it, and when"."""
    if ask not in ONE_VALUE:
        return ()
    left = _asks()[ask].sub(" ", _bare(words, named, _asks()[ask]))
    implied = IMPLIED.get(ask, set())
    known: dict[Ask, re.Pattern[str] | None] = {**_asks(), **{one: _expressly().get(one) for one in implied}}
    return tuple(one for one in ONE_VALUE if one is not ask and (pattern := known[one]) and pattern.search(left))


def asks_same(words: str, named: Sequence[Named]) -> bool:
    """Whether a question over several documents asks whether a value is the same in all."""
    return len(named) > 1 and _same().search(_without_numbers(words, named)) is not None


def content_left(bare: str) -> list[str]:
    """The words of a folded question that are neither kinds of documents nor words that say nothing."""
    return re.findall(r"[^\W_]+", _rest().sub(" ", bare))


def _bare(words: str, named: Sequence[Named], asked: re.Pattern[str] | None = None) -> str:
    """A question without its numbers.

    With `asked` also without what a document is said to be about, behind its number ("decree 142/2026 on artificial
    intelligence"), up to where `asked` begins or another value is asked for.
    """
    return _without_numbers(_without_topics(words, named, asked) if asked else words, named)


def _less_same(bare: str, named: Sequence[Named]) -> str:
    """The same without asking whether a value is the same in several documents."""
    return _same().sub(" ", bare) if len(named) > 1 else bare


def _without_topics(words: str, named: Sequence[Named], asked: re.Pattern[str]) -> str:
    for one in sorted(named, key=lambda one: -one.start):
        behind = _CLAUSE.match(words, one.end)
        said = plain(behind.group()) if behind else ""
        if behind is None or not _topic().match(said):
            continue
        patterns = (asked, *(_asks()[value] for value in ONE_VALUE))
        goes_on = [found.start() for pattern in patterns if (found := pattern.search(said))]
        kept = said[min(goes_on) :] if goes_on else ""
        words = f"{words[: one.end]} {kept} {words[behind.end() :]}"
    return words


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
def _expressly() -> dict[Ask, re.Pattern[str]]:
    return {ask: plain_pattern(listed) for ask, listed in _data().expressly.items()}


@cache
def _topic() -> re.Pattern[str]:
    return plain_pattern(_data().topic["openings"])


@cache
def _same() -> re.Pattern[str]:
    return plain_pattern(_data().same["words"])


@cache
def _whole_words(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """The same pattern with the rest of the words that it begins or ends in."""
    return re.compile(rf"\w*(?:{pattern.pattern})\w*")


@cache
def _rest() -> re.Pattern[str]:
    return plain_pattern(_data().rest["words"])
