"""Guides that hold several procedures, each under a heading of its own: "2. Đăng ký nhận cha, mẹ, con", "B. ..."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.fold import fold
from corpus.procedures.model import Procedure, Quote
from corpus.procedures.pieces import pieces
from corpus.procedures.reading import Record
from corpus.procedures.source import Piece, Source
from corpus.procedures.template import read_group
from corpus.procedures.wording import Topic, topic_of

_MOST_MARKS = 7  # one more than a heading can have
_LEAST = 2  # procedures under headings alike; one alone is read by the usual template
LEAST_TOPICS = 3  # named fields below a heading, so that it heads a procedure
TELLING = frozenset((Topic.PAPERS, Topic.TERM, Topic.FEE, Topic.AUTHORITY))
_HEADING = re.compile(
    r"^(?P<hash>#{1,6}[ \t]+)?\**"
    r"(?:(?:Mục|Phần|Thủ tục(?: số)?|Section|Part|Chapter|Раздел|Часть|Розділ|Частина|Rozdział|Część)[ \t]+)?"
    r"(?:(?P<n>\d{1,3}|[A-ZĐ]|[IVX]{1,5})[.):][ \t]+|(?P<m>\d{1,2}\.\d{1,2})[.):]?[ \t]+)?"
    r"\**(?P<name>[^\s|*][^\n|]{5,180}?)\**[ \t]*$",
    re.MULTILINE,
)
_BOLD = re.compile(r"\*\*[^*\n]+\*\*[ \t]*")  # a whole line
_SENTENCE = re.compile(r"[.;:,]$")


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it: `content[body:end]`."""

    style: tuple[int, str]
    number: str | None
    name: Quote
    start: int
    body: int
    end: int


def read_sections(source: Source) -> list[Procedure]:
    """The procedures of a guide that gives each a heading; none where headings alike hold no fields of procedures."""
    best: list[tuple[Section, list[Piece]]] = []
    most = 0
    found = all_sections(source)
    for _, alike in groupby(sorted(found, key=lambda one: one.style), key=lambda one: one.style):
        sections = list(alike)
        told = [(one, list(pieces(source, one.body, one.end))) for one in sections]
        held = [one for one, below in told if _describes(below)]
        if held:  # siblings may tell as much in sentences
            held += [one for one in sections if one not in held and read_told(source, one)]
        if len(held) >= max(_LEAST, most + 1, (len(sections) + 1) // 2):
            best, most = told, len(held)
    return [one for section, told in best for one in _read(source, section, told, found)]


def _read(source: Source, section: Section, told: list[Piece], known: Sequence[Section]) -> list[Procedure]:
    """What a section tells of one procedure, or of those that headings in it divide; its siblings tell some."""
    inner = [one for one in known if section.body <= one.start and one.end <= section.end]
    parts = [read_told(source, one) for one in inner] if len(inner) >= _LEAST else []
    if len(parts) == len(inner) and all(one is not None for one in parts):
        return [one for one in parts if one is not None] or _whole(source, section, told)
    return _whole(source, section, told)


def _whole(source: Source, section: Section, told: list[Piece]) -> list[Procedure]:
    if _describes(told):
        return [read_group(source, told, section.name, section.number, (section.start, section.end))]
    found = read_told(source, section)
    return [found] if found else []


def read_told(source: Source, section: Section, *, least: int = LEAST_TOPICS) -> Procedure | None:
    """The procedure that the sentences of a section tell; None where they tell too few fields."""
    record = Record(source, asking=True)
    for piece in pieces(source, section.body, section.end):
        record.read(piece)
    if not record.offices.found:
        record.offices.acting(section.body, section.end, loosely=True)
    if record.told() < least:
        return None
    return record.procedure(section.name, section.number, section.start, section.end)


def named_elsewhere(source: Source) -> dict[str, list[Piece]]:
    """What stands under each heading, by its folded words: annexes tell of one procedure in several parts."""
    return {fold(one.name.words): list(pieces(source, one.body, one.end)) for one in all_sections(source)}


def all_sections(source: Source) -> list[Section]:
    """Headings that name no field, each until the next one of its style or of a higher one."""
    heads = [match for match in _HEADING.finditer(source.content) if _heads(source, match)]
    styles = [_style(match) for match in heads]
    return [
        Section(
            style=styles[at],
            number=match["n"] or match["m"],
            name=source.quote(*match.span("name")),
            start=match.start(),
            body=match.end(),
            end=next((heads[n].start() for n in _closing(styles, at)), len(source.content)),
        )
        for at, match in enumerate(heads)
    ]


def _closing(styles: Sequence[tuple[int, str]], at: int) -> list[int]:
    """The headings behind the one `at` that end its section: of its style, with fewer marks than it, or with any."""
    own = styles[at]
    later = range(at + 1, len(styles))
    return [n for n in later if styles[n] == own or 0 < styles[n][0] < (own[0] or _MOST_MARKS)]


def _heads(source: Source, match: re.Match[str]) -> bool:
    if not (match["hash"] or match["n"] or match["m"] or _BOLD.fullmatch(match.group())) or _SENTENCE.search(
        match["name"]
    ):
        return False
    return topic_of(source.folded[match.start("name") : match.end("name")].strip(" *:")) is None


def _style(match: re.Match[str]) -> tuple[int, str]:
    number = match["n"] or ""
    if match["m"]:
        return len((match["hash"] or "").strip()), "1.1"
    kind = "1" if number.isdigit() else "I" if len(number) > 1 or number in ("I", "V", "X") else "A" if number else ""
    return len((match["hash"] or "").strip()), kind


def _describes(told: Sequence[Piece]) -> bool:
    """Whether what stands under a heading tells fields by their names, the fee or papers or the like among them."""
    topics = {topic for piece in told if piece.labelled for topic in piece.topics}
    return len(topics) >= LEAST_TOPICS and len(topics & TELLING) >= LEAST_TOPICS - 1
