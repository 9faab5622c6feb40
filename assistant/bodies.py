"""Whether a body is of the kind that a question asks for: a ministry, a province, or anybody at all."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from corpus.agencies import find_agencies
from corpus.fold import fold
from corpus.gazetteer import agencies, is_province
from corpus.model import Language, Mention
from corpus.patterns import folded_patterns

DATA = Path(__file__).parent / "data" / "bodies.toml"
KINDS = ("ministry", "province")
REMEMBERED = 200  # questions
# Bodies of the rank of a ministry that are not called one.
RANKED = frozenset({"state-bank-of-vietnam", "government-inspectorate", "government-office"})


def of_kind(question: str, identity: str) -> bool:
    """Whether a body (canonical id) may answer a question: "which ministry" is not answered by "the localities"."""
    asked = _asked(question)
    if "ministry" in asked:
        return identity.startswith("ministry-of-") or identity in RANKED
    return "province" in asked or not is_province(identity)


def headed_by(question: str, heading: str, language: Language) -> Mention | None:
    """The one body whose duties a heading announces, if it is of the kind that the question asks for."""
    if not _patterns()["heading"].search(fold(heading)):
        return None
    named = {one.value: one for one in find_agencies(heading, language)}
    return next((one for one in named.values() if len(named) == 1 and of_kind(question, one.value)), None)


def is_single(identity: str) -> bool:
    """Whether a canonical id is one body, and none that stands for many ("ministries and sectors")."""
    known = agencies().get(identity)
    return known is None or not known.collective


@lru_cache(maxsize=REMEMBERED)
def _asked(question: str) -> frozenset[str]:
    folded = fold(question)
    return frozenset(kind for kind in KINDS if _patterns()[kind].search(folded))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    with DATA.open("rb") as file:
        return folded_patterns(tomllib.load(file))
