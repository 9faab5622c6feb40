"""The usual template of guides: named fields one after another, once or for several procedures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import Piece, Source, pieces
from corpus.procedures.reading import Record
from corpus.procedures.wording import Topic

_ALIASES = re.compile(r"\s*\((?:tên thường gọi|còn gọi là|thường gọi là)\s*:?\s*(?P<words>[^)]+)\)", re.IGNORECASE)
_ARTICLE = re.compile(r"[#*\s]*Điều [\w.]+\s+(?:Thủ tục\s+)?")  # before the name of a procedure in an act
_MAX_UNNAMED = 20_000  # characters; what is longer and tells no name is an act about many things
_WITHOUT_STEPS = {Topic.PAPERS, Topic.TERM}  # acts tell the steps elsewhere
_MIN_TOPICS = 3  # fewer named fields make no description of a procedure


def read_template(source: Source, start: int = 0, end: int | None = None) -> Iterator[Procedure]:
    """The procedures of `content[start:end]`; a new one begins where a name is told, or steps are told again."""
    for group in _groups(list(pieces(source, start, len(source.content) if end is None else end))):
        topics = {topic for piece in group for topic in piece.topics}
        telling = Topic.STEPS in topics or topics >= _WITHOUT_STEPS
        named = Topic.NAME in topics or (telling and group[-1].end - group[0].start < _MAX_UNNAMED)
        if len(topics) >= _MIN_TOPICS and named:
            yield _read(source, group)


def read_group(
    source: Source, told: Sequence[Piece], name: Quote, section: str | None, span: tuple[int, int]
) -> Procedure:
    """The procedure that pieces tell whose name and number are known; `span` is where it stands."""
    record = Record(source)
    _take(record, told)
    return record.procedure(name, section, *span)


def _take(record: Record, told: Sequence[Piece]) -> None:
    for piece in told:
        record.read(piece)
    if not record.authorities:
        for piece in told:
            record.name_agencies(piece)


def _groups(told: list[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    opener = Topic.NAME if any(Topic.NAME in piece.topics for piece in told) else Topic.STEPS
    before: frozenset[Topic] = frozenset()
    for piece in told:
        if opener in piece.topics and opener not in before and any(opener in one.topics for one in group):
            yield group
            group = []
        group.append(piece)
        before = piece.topics
    if group:
        yield group


def _read(source: Source, group: list[Piece]) -> Procedure:
    record = Record(source)
    _take(record, group)
    named = next((piece for piece in group if Topic.NAME in piece.topics), None)
    start, end = group[0].start, group[-1].end
    return record.procedure(_name(source, named, start, record), None, start, end)


def _name(source: Source, named: Piece | None, start: int, record: Record) -> Quote:
    if named is None:
        line = source.content.find("\n", start)
        article = _ARTICLE.match(source.content, start)
        return source.quote(article.end() if article else start, line if line >= 0 else len(source.content))
    aliases = _ALIASES.search(source.content, named.start, named.end)
    if aliases is None:
        return source.quote(named.start, named.end)
    record.add_aliases(*aliases.span("words"))
    return source.quote(named.start, aliases.start())
