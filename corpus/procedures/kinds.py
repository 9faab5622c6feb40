"""Which fields the words of a sentence, a cell or an item tell by what they say, whatever stands above them.

An amount of money is a fee unless it is a fine or a benefit, a span of time is a term unless it says how long something
is valid, and what begins like a paper or an office is one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.model import Language
from corpus.procedures import listing
from corpus.procedures.costs import amounts_in, from_event, terms_in
from corpus.procedures.free import is_nothing, says_free
from corpus.procedures.receiving import begins_office, receivers
from corpus.procedures.source import Source
from corpus.procedures.wording import Topic, wording

FIELDS = frozenset((Topic.PAPERS, Topic.TERM, Topic.FEE, Topic.AUTHORITY))
_PART = re.compile(r"(?<=[.;!?…])\s+|[ \t]{3,}|\t+|\s\|\s")
_NEAR = 40  # characters between words that ask for papers and the colon before these
_ASIDE = re.compile(r"\([^)]*\)")
_FEW_WORDS = 14  # of an item or a cell: what is longer is a sentence
_FEWER_WORDS = 6  # where they end like a sentence


@dataclass(frozen=True, slots=True)
class StretchWording:
    """Patterns over folded words."""

    not_fee: re.Pattern[str]
    within: re.Pattern[str]
    lists: re.Pattern[str]
    acting: re.Pattern[str]
    named: tuple[re.Pattern[str], ...]


@cache
def stretch_wording() -> StretchWording:
    """The words of `corpus/data/stretches.toml`, read once."""
    told = tomllib.loads((files("corpus") / "data" / "stretches.toml").read_text(encoding="utf-8"))
    named = tuple(re.compile(one, re.MULTILINE) for one in told.pop("named"))
    return StretchWording(named=named, **{name: re.compile(one, re.MULTILINE) for name, one in told.items()})


def parts(source: Source, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a line, and what wide blanks set apart."""
    for match in _PART.finditer(source.content, start, end):
        if source.closed(start, match.start()):
            yield start, match.start()
            start = match.end()
    if source.content[start:end].strip():
        yield start, end


def kinds_told(source: Source, start: int, end: int, *, listed: bool = False) -> frozenset[Topic]:
    """The fields that `content[start:end]`, a sentence or less, tells by itself; `listed` of an item of a list."""
    if listed and begins_paper(source, start, end):
        return frozenset((Topic.PAPERS,))
    checks = ((Topic.FEE, _fee), (Topic.TERM, _term), (Topic.PAPERS, _papers), (Topic.AUTHORITY, _office))
    found = frozenset(topic for topic, tells in checks if tells(source, start, end))
    if Topic.TERM in found and _by_when(source, start, end):
        return found - {Topic.TERM} | {Topic.APPLY}
    return found


def _fee(source: Source, start: int, end: int) -> bool:
    words, patterns = stretch_wording(), wording().patterns
    if words.not_fee.search(source.folded, start, end) or patterns["price"].search(source.folded, start, end):
        return False
    if next(amounts_in(source, start, end), None):
        return True
    return is_nothing(source.folded, start, end) or says_free(source.folded, start, end) is not None


def _term(source: Source, start: int, end: int) -> bool:
    if wording().patterns["no_term"].search(source.folded, start, end):
        return False
    return next(terms_in(source, start, end), None) is not None


def _by_when(source: Source, start: int, end: int) -> bool:
    patterns = wording().patterns
    told = patterns["duty"].search(source.folded, start, end) or patterns["apply_prose"].search(
        source.folded, start, end
    )
    return bool(told or from_event(source, start, end) or stretch_wording().within.search(source.folded, start, end))


def _papers(source: Source, start: int, end: int) -> bool:
    if _is_phrase(source, start, end) and begins_paper(source, start, end):
        return True
    return next(list_openings(source, start, end), None) is not None


def list_openings(source: Source, start: int, end: int) -> Iterator[int]:
    """Where papers begin behind words that ask for them, or behind the colon that such words lead to."""
    for asked in stretch_wording().lists.finditer(source.folded, start, end):
        colon = source.content.find(":", asked.end(), min(end, asked.end() + _NEAR))
        for first in (asked.end(), *((colon + 1,) if colon >= 0 else ())):
            if begins_paper(source, first, end):
                yield first
                break


def _is_phrase(source: Source, start: int, end: int) -> bool:
    """Whether words are a cell or an item rather than a sentence."""
    words = _ASIDE.sub("", source.content[start:end]).split()
    return len(words) <= (_FEWER_WORDS if words[-1:] and words[-1][-1] in ".!?" else _FEW_WORDS)


def begins_paper(source: Source, start: int, end: int) -> bool:
    """Whether words begin like the name of a paper, in any of five languages."""
    if source.language is Language.VI:
        return listing.begins(source, start, end)
    return listing.begins_abroad(source, start, end)


def _office(source: Source, start: int, end: int) -> bool:
    return (_is_phrase(source, start, end) and begins_office(source, start, end)) or bool(receivers(source, start, end))
