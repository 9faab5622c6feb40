"""The lines of a guide: their marks and labels, and whether they head what follows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.fold import fold
from corpus.procedures.naming import names_fields, topics_named
from corpus.procedures.source import Source
from corpus.procedures.wording import topic_of, wording

_MARK = re.compile(  # the last alternative: signs and pictures
    r"(?P<indent>[ \t\u00a0]*(?:>[ \t]*)*)(?:(?P<hash>#{1,6})[ \t]+)?(?P<item>[-*+•·–—][ \t]+|\d+(?:\.\d+)*[.)][ \t]+"
    r"|\d{1,2} ?/[ \t]+|[a-zđ][.)/][ \t]+|\d\ufe0f?\u20e3[ \t]*|(?:[^\x00-\u1fff\w\s“”„‘’…–—№€₫]\ufe0f?[ \t]*)+)?"
)
_BOLD = re.compile(r"\*{1,2}(?P<label>[^*\n]{1,140}?)\s*(?::\s*\*{1,2}|\*{1,2}\s*:|(?<=\?)\s*\*{1,2})\s*")
_STOPPED = re.compile(  # "**Fee.** 5 USD", "Fee — 5 USD"
    r"\*\*(?P<label>[^*\n]{1,60}?)[.?]?\s*\*\*[.:]?(?:\s+|$)|(?P<dashed>[^:|*\n]{2,40}?)\s+[–—-]\s+"
)
_PLAIN = re.compile(r"(?P<label>[^:|\n]{1,110}?)\s*:(?:\s+|$)")
_ROW = re.compile(r"\|(?:\s*[\d.]{1,6}\s*\|)?(?P<label>[^|\n]+)\|(?P<rest>[^|\n]+)\|?\s*$")
_ARTICLE = re.compile(r"\s*\**Điều \d+[a-zđ]?[.:]\**[ \t]+(?P<name>[^\n]{3,200}?)[\s*]*")  # of an act, with its title
_COLUMN = re.compile(r"[ \t]*(?P<label>[^\W\d_][^:|\n]{1,38}?)(?: {3,}|\t+)(?=\S)")  # a leaflet's two columns
_ITEM = re.compile(r"[-+•*–—][ \t]+")
_INDENTED = re.compile(r"(?: {8,}|\t+)(?![-+•*–—])\S")  # a line that goes on in the second
_TITLE_WORDS = 12  # of a line between empty ones that opens another part of an article
_WRAPPED = 50  # characters; what is shorter was not broken for its length
_DASHED = re.compile(
    r"\s*[^\W\d_]+(?: [^\W\d_]+){0,3}(?: [–—-] |: )"
)  # what a line of its own tells: "цена — 10 долл."
_WORD = re.compile(r"\s*(?P<word>[^\W_]+)(?![.)\d])(?=\W)")  # no mark of a list
_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q")  # as acts count points
_QUESTION_WORDS = 20
_MOSTLY = 0.5  # share of a numbered line that the name of a field must be, so that the line is its heading
_KINDS = 3  # of list marks
HEADING, FIELD, PLAIN, ITEM = -10, 4, 5, 10  # ranks: smaller ones hold what follows


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its mark: `content[start:end]`, with the span of its label and where its words go on (`rest`).

    `rank` orders lines by what holds what: smaller ones hold what follows.
    """

    start: int
    end: int
    rank: int
    item: bool
    heading: bool
    label: tuple[int, int] | None
    rest: int
    number: tuple[str, int] | None = None  # kind of its number and the number: ("a", 2) for "b)"
    alone: bool = False  # whether an empty line stands before it
    lone: bool = False  # whether one stands before and behind it
    title: bool = False  # whether it stands so and ends no sentence, as headings do


def headed(source: Source, line: Line) -> Line:
    """A line that does nothing but name or ask for fields heads what follows, colon or not: "3. Thành phần hồ sơ"."""
    if line.label or line.heading or (line.item and not line.number):
        return line
    words = source.folded[line.start : line.end].strip(" *:")
    if not (_asks(source, line, words) or _heads(source, line, words)):
        return line
    return replace(line, label=(line.start, line.end), rest=line.end)


def _asks(source: Source, line: Line, words: str) -> bool:
    """Whether a line is a question for a field: "Tôi phải chuẩn bị giấy tờ gì?"."""
    asked = words.endswith("?") and words.count("?") == 1 and len(words.split()) <= _QUESTION_WORDS
    return asked and bool(topics_named(words, source.language, alone=True)[0])


def _heads(source: Source, line: Line, words: str) -> bool:
    if line.number:
        found = topic_of(words)
        mostly = found is not None and found[1] >= len(words) * _MOSTLY and " " in words[: found[1]]
        return mostly and not words.endswith((".", ";", ","))
    bare = topic_of(words)
    return (bare is not None and bare[1] == len(words)) or (line.alone and names_fields(words, source.language))


def lines(source: Source, start: int, end: int) -> Iterator[Line]:
    """The lines of `content[start:end]` that say something; what was broken for its length is one."""
    empty = False
    spans = list(_unwrapped(source.content, start, end))
    for (first, last), (_, after) in zip(spans, [*spans[1:], (end, end)], strict=False):
        for line in _parted(source, first, last):
            alone = empty and line.rank == PLAIN
            if not alone:
                yield line
                continue
            lone = not source.content[last:after].strip()
            yield replace(line, alone=True, lone=lone, title=lone and _is_title(source.content[first:last]))
        empty = first == last


def _parted(source: Source, start: int, end: int) -> Iterator[Line]:
    """A line, or the name of a field in a first column and the item of a list beside it in a second."""
    line = _line(source, start, end)
    beside = _ITEM.match(source.content, line.rest, end) if line and line.label and line.rest < end else None
    if line and beside and _COLUMN.match(source.content, start, end):
        yield replace(line, end=line.rest)
        line = _line(source, line.rest, end)
    if line:
        yield line


def _is_title(words: str) -> bool:
    """Whether a line is short, ends no sentence and names no case of what stands above."""
    case = wording().patterns["case_opens"].match(fold(words))
    return len(words.split()) <= _TITLE_WORDS and words[-1] not in ".:;,|" and not case


def _unwrapped(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines without their newlines; one that only goes on with a long line before it is a part of that."""
    held: tuple[int, int] | None = None
    for raw in content[start:end].splitlines(keepends=True):
        span = (start, start + len(raw.rstrip()))
        start += len(raw)
        before = content[slice(*held)] if held else ""
        if held and (_goes_on(before, raw) or (_INDENTED.match(raw) and _COLUMN.match(before))):
            held = (held[0], span[1])
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _goes_on(before: str, line: str) -> bool:
    """Whether a line was broken off a long one before it: that ends no sentence, and this begins in small letters."""
    if len(before) < _WRAPPED or before[-1] in ".:;?!|" or before.lstrip()[:1] in "|#":
        return False
    if _DASHED.match(line):
        return False
    word = _WORD.match(line)
    return word is not None and (word["word"].islower() or word["word"].isdigit())


def _line(source: Source, start: int, end: int) -> Line | None:
    content = source.content
    if not content[start:end].strip(" \t-*|#=_"):
        return None
    article = _ARTICLE.fullmatch(content, start, end)
    if article:
        name = article.span("name")
        return Line(*name, FIELD, item=False, heading=True, label=name, rest=name[1])
    row = _ROW.match(content, start, end)
    if row:
        label = _strip(content, *row.span("label"))
        return Line(start, end, FIELD, item=False, heading=False, label=label, rest=row.start("rest"))
    mark = _MARK.match(content, start, end)
    first = mark.end() if mark else start
    asked = _spoken(source, "asks_aloud", first, end)
    first = asked or _spoken(source, "answers", first, end) or first
    if first >= end:
        return None
    mark_end = content.find("?", first, end) + 1 if asked else 0
    if mark_end:  # what a question goes on with tells nothing
        return Line(first, mark_end, PLAIN, item=False, heading=False, label=(first, mark_end), rest=mark_end)
    heading = bool(mark and mark["hash"])
    item = bool(mark and mark["item"])
    rank = HEADING + len(mark["hash"]) if mark and mark["hash"] else PLAIN
    if item and not heading and mark:
        rank = ITEM + len(mark["indent"]) * _KINDS + _kind(mark["item"])
    found = _BOLD.match(content, first, end) or _stopped(source, first, end) or _PLAIN.match(content, first, end)
    found = found or _column(source, first, end)
    named = _strip(content, *found.span(found.lastgroup or 0)) if found else None
    if named and content.count("(", *named) != content.count(")", *named):
        found = named = None
    rest = found.end() if found else end if heading else first
    number = _number(mark["item"]) if mark and mark["item"] else None
    return Line(first, end, rank, item=item, heading=heading, label=named, rest=rest, number=number)


def _spoken(source: Source, who: str, start: int, end: int) -> int | None:
    """Where the words of a question or an answer begin behind "Hỏi:" or "Đáp:"."""
    found = wording().patterns[who].match(source.folded, start, end)
    return found.end() if found else None


def _stopped(source: Source, start: int, end: int) -> re.Match[str] | None:
    """The name of a field that a full stop in bold or a dash sets apart from what is told of it."""
    found = _STOPPED.match(source.content, start, end)
    words = fold(found[found.lastgroup or 0]).strip(" *") if found else ""
    named = topic_of(words)
    exact = named is not None and named[1] == len(words)
    return found if exact or (words and names_fields(words, source.language)) else None


def _column(source: Source, start: int, end: int) -> re.Match[str] | None:
    """The name of a field in a first column, wide blanks apart from what is told of it."""
    found = _COLUMN.match(source.content, start, end)
    words = fold(found["label"]).strip(" *") if found else ""
    return found if words and topics_named(words, source.language, alone=True)[0] else None


def _kind(mark: str) -> int:
    """Numbers hold letters, and letters hold dashes, where all begin in one column."""
    return 0 if mark[0].isdigit() else 1 if mark[0].isalpha() else 2


def _number(mark: str) -> tuple[str, int] | None:
    """The kind and value of a list mark: ("1", 3) for "3.", ("a", 2) for "b)"; None of a dash or "3.1."."""
    bare = mark.rstrip(" \t.)/")
    if bare.isdigit():
        return "1", int(bare)
    if "." in bare:
        return "1.", int(bare.rpartition(".")[2])
    return ("a", _LETTERS.index(bare) + 1) if bare in _LETTERS else None


def _strip(content: str, start: int, end: int) -> tuple[int, int]:
    words = content[start:end]
    return start + len(words) - len(words.lstrip(" *")), end - (len(words) - len(words.rstrip(" *")))
