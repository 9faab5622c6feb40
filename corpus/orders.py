"""Orders to machines in documents: a text that anybody may have written can tell an assistant what to say.

Such sentences are no evidence: nothing is read out of them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from corpus.patterns import plain, plain_pattern
from corpus.sentences import sentences
from corpus.straightening import straightened

REMEMBERED = 4000  # sentences
WORD_BEGINS = r"\b"  # asked once for all patterns that begin with it, not by each at every letter


@lru_cache(maxsize=REMEMBERED)
def orders_machine(words: str) -> bool:
    """Whether words tell an assistant what to do, however they are disguised."""
    return bool(_pattern().search(plain(straightened(words))))


def blanked(content: str, spans: Iterable[tuple[int, int]]) -> str:
    """A text of the same length in which sentences inside `spans` that tell an assistant what to do are white space."""
    for first, last in spans:
        for start, end in sentences(content[first:last]):
            if orders_machine(content[first + start : first + end]):
                gone = re.sub(r"[^\n]", " ", content[first + start : first + end])
                content = content[: first + start] + gone + content[first + end :]
    return content


@cache
def _pattern() -> re.Pattern[str]:
    listed = tomllib.loads((files("corpus") / "data" / "orders.toml").read_text(encoding="utf-8"))
    whole = [one for patterns in listed.values() for one in patterns]
    begun = [one.removeprefix(WORD_BEGINS) for one in whole if one.startswith(WORD_BEGINS)]
    others = [one for one in whole if not one.startswith(WORD_BEGINS)]
    return plain_pattern((rf"{WORD_BEGINS}(?:{'|'.join(f'(?:{one})' for one in begun)})", *others))
