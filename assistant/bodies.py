"""Whether a body is of the kind that a question asks for: a ministry, a province, or anybody at all."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from corpus.fold import fold
from corpus.gazetteer import agencies, is_province
from corpus.patterns import folded_patterns

DATA = Path(__file__).parent / "data" / "bodies.toml"
REMEMBERED = 200  # questions
# Bodies of the rank of a ministry that are not called one.
RANKED = frozenset({"state-bank-of-vietnam", "government-inspectorate", "government-office"})


def of_kind(question: str, identity: str) -> bool:
    """Whether a body (canonical id) may answer a question: "which ministry" is not answered by "the localities"."""
    asked = _asked(question)
    if "ministry" in asked:
        return identity.startswith("ministry-of-") or identity in RANKED
    return "province" in asked or not is_province(identity)


def is_single(identity: str) -> bool:
    """Whether a canonical id is one body, and none that stands for many ("ministries and sectors")."""
    known = agencies().get(identity)
    return known is None or not known.collective


@lru_cache(maxsize=REMEMBERED)
def _asked(question: str) -> frozenset[str]:
    folded = fold(question)
    return frozenset(name for name, pattern in _patterns().items() if pattern.search(folded))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with DATA.open("rb") as file:
        return folded_patterns(tomllib.load(file))
