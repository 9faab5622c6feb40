"""Guides that tell several services one after another, each under a line of its own that need not look like a heading.

What tells such a line is what follows it: fields, by their names or as questions, some of which the service before told
as well. Lists on a notice board, leaflets in columns and pages that lost their headings on the way are read so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.procedures.lines import Line, headed, lines
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import pieces, topics_of
from corpus.procedures.sections import LEAST_TOPICS, TELLING
from corpus.procedures.source import Source
from corpus.procedures.template import read_group
from corpus.procedures.wording import Topic

_LEAST = 2  # services; one alone is read by the usual template
_INTRODUCING = 2  # sentences that may stand between the name of a service and its first field
_NAME_WORDS = 25
_NAME = re.compile(
    r"[\s|]*\**(?:(?P<n>\d{1,3}|[A-ZĐ]|[IVX]{1,5})[.):][ \t]+)?\**(?P<name>[^\s|*][^|\n]{3,180}?)[\s|*]*$"
)
_LISTED = re.compile(r"[ \t>]*(?:[-+*•–—]|[a-zđ][.)])")  # marks of items below a name, not of names
_ENDS = re.compile(r"[.:;,?!…]\W*$")


@dataclass(frozen=True, slots=True)
class _Named:
    """A line that may name a service: `content[body:]` follows it."""

    name: Quote
    number: str | None
    start: int
    body: int


def read_runs(source: Source) -> list[Procedure]:
    """The services of a guide in which the same fields come again and again; none where fewer than two are told."""
    named = list(_names(source))  # none where a field tells the name of each
    kept: list[_Named] = []
    for one, after in zip(named, [*(two.start for two in named[1:]), len(source.content)], strict=False):
        if _tells(source, one.body, after):
            kept.append(one)
    if len(kept) < _LEAST:
        return []
    ends = [*(one.start for one in kept[1:]), len(source.content)]
    return [_read(source, one, end) for one, end in zip(kept, ends, strict=True)]


def _read(source: Source, one: _Named, end: int) -> Procedure:
    return read_group(source, list(pieces(source, one.body, end)), one.name, one.number, (one.start, end))


def _tells(source: Source, start: int, end: int) -> bool:
    """Whether fields that readers look for are told in `content[start:end]`."""
    topics: set[Topic] = set()
    for piece in pieces(source, start, end):
        topics |= piece.topics if piece.labelled else frozenset()
    return len(topics & TELLING) > 1 and len(topics) >= LEAST_TOPICS


def _names(source: Source) -> Iterator[_Named]:
    """Lines that end no sentence and name no field, with a field right below, or below a sentence or two."""
    topics = [(one, topics_of(source, headed(source, one))) for one in lines(source, 0, len(source.content))]
    if any(Topic.NAME in found[0] for _, found in topics if found):
        return
    told = [(one, bool(found)) for one, found in topics]
    for n, (line, field) in enumerate(told):
        found = None if field else _NAME.match(source.content, line.start, line.end)
        if found and _may_name(source, line, found["name"]) and _heads_fields(source, told[n + 1 :]):
            name = source.quote(*found.span("name"))
            first = source.content.rfind("\n", 0, line.start) + 1
            yield _Named(name, found["n"], first, line.end)


def _may_name(source: Source, line: Line, words: str) -> bool:
    first = source.content.rfind("\n", 0, line.start) + 1
    listed = line.item and _LISTED.match(source.content, first, line.start)
    return not (_ENDS.search(words) or listed or line.label) and 1 < len(words.split()) <= _NAME_WORDS


def _heads_fields(source: Source, below: Sequence[tuple[Line, bool]]) -> bool:
    """Whether a field comes next, behind nothing but sentences."""
    for line, field in below[: _INTRODUCING + 1]:
        if field:
            return True
        if not _ENDS.search(source.content[line.start : line.end]):
            return False
    return False
