"""What a procedure is known by within its guide, while the guide's other procedures come and go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.fold import fold
from corpus.procedures.model import Procedure

LONGEST = 100  # characters of a key, before its number among namesakes
SAME = 0.5  # share of words that a name keeps when a guide renames a procedure

_NOT_WORD = re.compile(r"[^a-z0-9]+")


def keys_of(procedures: Sequence[Procedure]) -> list[str]:
    """The folded name of each procedure as a slug; namesakes are numbered in reading order."""
    slugs = [
        _NOT_WORD.sub("-", fold(one.name.words)).strip("-")[:LONGEST].strip("-") or "unnamed" for one in procedures
    ]
    seen: Counter[str] = Counter()
    keys = []
    for slug in slugs:
        seen[slug] += 1
        keys.append(slug if seen[slug] == 1 else f"{slug}--{seen[slug]}")
    return keys


def named_alike(one: str, other: str) -> bool:
    """Whether two names share so many words that one may be the other's new name."""
    first, second = set(fold(one).split()), set(fold(other).split())
    return bool(first and second) and len(first & second) / max(len(first), len(second)) >= SAME
