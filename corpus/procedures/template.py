"""The usual template of guides: named fields one after another, once or for several procedures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import pieces
from corpus.procedures.reading import Record
from corpus.procedures.source import Piece, Source
from corpus.procedures.wording import Topic, topic_of

_ALIASES = re.compile(r"\s*\((?:tên thường gọi|còn gọi là|thường gọi là)\s*:?\s*(?P<words>[^)]+)\)", re.IGNORECASE)
_ARTICLE = re.compile(r"[#*\s]*Điều [\w.]+\s+(?:Thủ tục\s+)?")  # before the name of a procedure in an act
_HEAD = re.compile(r"^#{1,6}[ \t]+(?:\d{1,3}[.)][ \t]+)?(?P<title>[^\n]{4,200})$", re.MULTILINE)
_MAX_UNNAMED = 20_000  # characters; what is longer and tells no name is an act about many things
_WITHOUT_STEPS = {Topic.PAPERS, Topic.TERM}  # acts tell the steps elsewhere
_TITLE_WORDS = 30
_MIN_TOPICS = 3  # fewer named fields make no description of a procedure


def read_template(source: Source, start: int = 0, end: int | None = None) -> Iterator[Procedure]:
    """The procedures of `content[start:end]`; a new one begins where a name is told, or steps are told again."""
    yield from read_pieces(source, list(pieces(source, start, len(source.content) if end is None else end)))


def read_pieces(source: Source, told: list[Piece]) -> Iterator[Procedure]:
    """The same of words that were taken apart already."""
    for group in _groups(told):
        topics = {topic for piece in group for topic in piece.topics}
        telling = Topic.STEPS in topics or topics >= _WITHOUT_STEPS
        named = Topic.NAME in topics or (telling and group[-1].end - group[0].start < _MAX_UNNAMED)
        if len(topics) >= _MIN_TOPICS and named:
            yield _read(source, group)


def read_group(
    source: Source,
    told: Sequence[Piece],
    name: Quote,
    section: str | None,
    span: tuple[int, int],
    beside: Sequence[Piece] = (),
) -> Procedure:
    """The procedure that pieces tell whose name and number are known; `span` is where it stands.

    `beside` is what other parts of the text say of it.
    """
    record = Record(source)
    _take(record, told)
    for piece in beside:
        record.read_beside(piece)
    record.offices.told(*span)
    return record.procedure(name, section, *span)


def _take(record: Record, told: Sequence[Piece]) -> None:
    for piece in told:
        record.read(piece)
    if not record.offices.found:
        for piece in told:
            record.offices.agencies(piece)


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
    name = _name(source, named, group, record)
    return record.procedure(name, None, min(start, name.start), end)


def _name(source: Source, named: Piece | None, group: list[Piece], record: Record) -> Quote:
    if named is None:
        start = group[0].start
        title = _title(source, start) or _line_above(source, group)
        if title:
            return title
        line = source.content.find("\n", start)
        article = _ARTICLE.match(source.content, start)
        return source.quote(article.end() if article else start, line if line >= 0 else len(source.content))
    aliases = _ALIASES.search(source.content, named.start, named.end)
    if aliases is None:
        return source.quote(named.start, named.end)
    record.add_aliases(*aliases.span("words"))
    return source.quote(named.start, aliases.start())


def _title(source: Source, start: int) -> Quote | None:
    """The nearest heading before a description that names no field; in it a first line behind front matter counts."""
    heads = [match for match in _HEAD.finditer(source.content, 0, start) if _names(source, match.span("title"))]
    return source.quote(*heads[-1].span("title")) if heads else None


def _names(source: Source, span: tuple[int, int]) -> bool:
    return topic_of(source.folded[span[0] : span[1]].strip(" *:")) is None


def _line_above(source: Source, group: Sequence[Piece]) -> Quote | None:
    """The last line before the first field that stands alone and ends no sentence, as titles do."""
    field = next((n for n, piece in enumerate(group) if piece.labelled), 0)
    above = [one for one in group[:field] if not (one.item or one.label)]
    words = source.quote(above[-1].start, above[-1].end) if above else None
    short = words is not None and len(words.words.split()) <= _TITLE_WORDS and words.words[-1:] not in ".;:,"
    return words if short else None
