"""Whether words say that nothing is paid: a word against it and a word of money near each other, in either order."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_GAP = r"[^\w.,;!?\n]+"  # between words of one clause


@dataclass(frozen=True, slots=True)
class _Words:
    """Patterns over folded words; `named` holds where a fee is the matter, `alone` of all that is told of it."""

    said: re.Pattern[str]
    named: re.Pattern[str]
    alone: re.Pattern[str]
    unlike: re.Pattern[str]


def says_free(folded: str, start: int = 0, end: int | None = None, *, named: bool = False) -> int | None:
    """Where folded words begin to say that nothing is paid; None where they do not. `named` of words about a fee."""
    words, end = _words(), len(folded) if end is None else end
    found = words.said.search(folded, start, end) or (words.named.search(folded, start, end) if named else None)
    if found and not words.unlike.search(folded, max(start, found.start() - 20), end):
        return found.start()
    return start if named and is_nothing(folded, start, end) else None


def is_nothing(folded: str, start: int, end: int) -> bool:
    """Whether folded words do nothing but say "none"."""
    return bool(_words().alone.fullmatch(folded, start, end))


@cache
def _words() -> _Words:
    told = tomllib.loads((files("corpus") / "data" / "procedures.toml").read_text(encoding="utf-8"))["free"]
    against, money, charged = (_any(told[name]) for name in ("against", "money", "charged"))
    within = rf"(?:{_GAP}(?!(?:{_any(told['between'])})(?!\w))\w+){{0,{told['near']}}}?"
    before = rf"(?:{against})(?!\w){within}{_GAP}(?:{money})(?!\w)"
    behind = rf"(?:{money})(?!\w){within}{_GAP}(?:{against})(?!\w)(?:{_GAP}(?:{charged}))*(?=\W*(?:[,.;)\n]|$))"
    return _Words(
        said=re.compile(rf"(?<!\w)(?:{before}|{behind}|(?:{_any(told['said'])})(?!\w))", re.MULTILINE),
        named=re.compile(rf"(?<!\w)(?:{_any(told['named'])})(?!\w)", re.MULTILINE),
        alone=re.compile(rf"\W*(?:{_any(told['alone'])})[^\w?]*"),
        unlike=re.compile(rf"(?<!\w)(?:{_any(told['unlike'])})(?!\w)"),
    )


def _any(patterns: Sequence[str]) -> str:
    return "|".join(patterns)
