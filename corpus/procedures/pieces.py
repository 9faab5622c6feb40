"""A guide's lines taken apart: what each tells about, and in which case."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.fold import fold
from corpus.model import Language
from corpus.procedures.finding import fields_asked
from corpus.procedures.model import Quote
from corpus.procedures.wording import ASIDE, FIELDS_ASKED, Topic, topic_of, wording

_MARK = re.compile(
    r"(?P<indent>[ \t]*)(?:(?P<hash>#{1,6})[ \t]+)?(?P<item>[-*+•][ \t]+|\d+(?:\.\d+)*[.)][ \t]+"
    r"|[a-zđ][.)][ \t]+)?"
)
_BOLD = re.compile(r"\*{1,2}(?P<label>[^*\n]{1,140}?)\s*(?::\s*\*{1,2}|\*{1,2}\s*:|(?<=\?)\s*\*{1,2})\s*")
_PLAIN = re.compile(r"(?P<label>[^:|\n]{1,110}?)\s*:(?:\s+|$)")
_ROW = re.compile(r"\|(?P<label>[^|\n]+)\|(?P<rest>[^|\n]+)\|?\s*$")
_ANSWER = re.compile(r"\**(?:Trả lời|Đáp)\s*:?\s*\**\s*:?\s*(?:$|(?<=[:*\s]))", re.MULTILINE)
_DEBRIS = re.compile(r"[\s,.;*|]+$")  # commas and stars that guides leave behind a sentence
_LETTERS = ("a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q")  # as acts count points
_MOSTLY = 0.5  # share of a numbered line that the name of a field must be, so that the line is its heading
_HEAD_WORDS = 6  # of a line that stands by itself and names or asks for a field: "Nộp ở đâu?"
_KINDS = 3  # of list marks
_LABEL_WORDS = 9  # what is longer before a colon is a sentence that opens a list, no case
_HEADING, _TOPIC, _PLAIN_RANK, _ITEM = -10, 4, 5, 10  # ranks: smaller ones hold what follows


class Source:
    """A text with its language and its fold, character by character."""

    def __init__(self, content: str, language: Language = Language.VI) -> None:
        self.content = content
        self.language = language
        folded = fold(content)
        even = len(folded) == len(content)
        self.folded = folded if even else "".join((fold(c) or " ")[0] for c in content)

    def quote(self, start: int, end: int) -> Quote:
        """The words between two offsets without white space, emphasis or debris at their ends."""
        words = self.content[start:end]
        end -= len(words) - len(_DEBRIS.sub("", words))
        start += len(words) - len(words.lstrip(" \t\n*|,;"))
        start = min(start, end)
        return Quote(self.content[start:end], start, end)

    def closed(self, start: int, end: int) -> bool:
        """Whether no parenthesis that opens behind `start` is still open at `end`."""
        return self.content.count("(", start, end) <= self.content.count(")", start, end)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that tell about some topics. `label` is what stands before their colon, unless it names a topic.

    `cases` are the labels and headings above, outermost first; `item` says whether the words are an item of a list.
    """

    topics: frozenset[Topic]
    start: int
    end: int
    label: tuple[int, int] | None
    cases: tuple[str, ...]
    item: bool
    labelled: bool


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    rank: int
    item: bool
    heading: bool
    label: tuple[int, int] | None
    rest: int
    number: tuple[str, int] | None = None  # kind of its number and the number: ("a", 2) for "b)"
    alone: bool = False  # whether an empty line stands before it


@dataclass(frozen=True, slots=True)
class _Holder:
    rank: int
    topics: frozenset[Topic]
    case: str
    labelled: bool
    number: tuple[str, int] | None = None
    listing: bool = False  # whether an item of a list stood under it

    def closed_by(self, line: _Line) -> bool:
        """Whether a line goes on with the numbers that the holder's own line is one of, or ends its list."""
        if self.number and line.number:
            return line.number == (self.number[0], self.number[1] + 1)
        return self.listing and self.labelled and line.rank == _PLAIN_RANK and line.alone


def pieces(source: Source, start: int, end: int, asked: frozenset[Topic] = frozenset()) -> Iterator[Piece]:
    """Take `content[start:end]` apart. `asked` are the topics of lines that stand under no label."""
    stack = [_Holder(-100, asked, "", labelled=False)]
    for bare in _lines(source, start, end):
        line = _headed(source, bare)
        topic = _topic(source, line)
        rank = _TOPIC if topic and line.rank in (_ITEM, _PLAIN_RANK) else line.rank
        while stack[-1].rank >= rank:
            stack.pop()
        held = next((n for n, one in enumerate(stack) if one.closed_by(line)), len(stack))
        stack = stack[: max(1, held)]
        holder = stack[-1]
        if topic:
            own = frozenset((topic[0],))
            told = line.rest < line.end
            if not (told and topic[0] in ASIDE):  # a note in passing holds nothing
                stack.append(_Holder(rank, own, topic[1], labelled=True, number=line.number))
            if told:
                yield Piece(own, line.rest, line.end, None, _cases(stack), item=False, labelled=True)
            continue
        label = line.label if line.label else None
        opens = line.heading or (label is not None and line.rest >= line.end)
        case = _words(source, *(label or (line.start, line.end))) if label or opens else ""
        sentence = opens and not line.heading and len(case.split()) > _LABEL_WORDS
        if not opens:
            yield Piece(holder.topics, line.start, line.end, label, _cases(stack), line.item, holder.labelled)
            if line.item and not holder.listing:
                stack[-1] = replace(holder, listing=True)
        unnamed = sentence or rank == _HEADING + 1  # a title holds everything
        held_topics, named = _listed(source, line, holder), "" if unnamed else case
        stack.append(_Holder(rank, held_topics, named, holder.labelled, line.number))


def _headed(source: Source, line: _Line) -> _Line:
    """A line that does nothing but name a field heads what follows, colon or not: "3. Thành phần hồ sơ"."""
    if line.label or line.heading or not (line.number or line.alone):
        return line
    if not line.number:
        short = len(source.folded[line.start : line.end].split()) <= _HEAD_WORDS
        names = short and _named(source.folded[line.start : line.end].strip(" *:"), alone=True)
        return replace(line, label=(line.start, line.end), rest=line.end) if names else line
    words = source.folded[line.start : line.end].strip(" *:")
    found = topic_of(words)
    if (
        found is None
        or words.endswith((".", ";", ","))
        or found[1] < len(words) * _MOSTLY
        or " " not in words[: found[1]]
    ):
        return line
    return replace(line, label=(line.start, line.end), rest=line.end)


def _listed(source: Source, line: _Line, holder: _Holder) -> frozenset[Topic]:
    """The topics of what a line holds: "giấy tờ sau:" opens a list of papers."""
    words = source.folded[line.start : line.end].rstrip(" *")
    opens = not holder.labelled and words.endswith(":") and wording().patterns["papers_open"].search(words)
    return holder.topics | {Topic.PAPERS} if opens else holder.topics


def _cases(stack: list[_Holder]) -> tuple[str, ...]:
    return tuple(holder.case for holder in stack if holder.case)


def _topic(source: Source, line: _Line) -> tuple[Topic, str] | None:
    """The topic that a line's label or heading names, with the case that a fee's label goes on to name."""
    if line.label is None and not line.heading:
        return None
    first, last = line.label or (line.start, line.end)
    folded = source.folded[first:last].strip(" *")
    found = _named(folded, alone=line.rest >= line.end and line.alone)
    if found is None:
        return None
    words = _words(source, first, last)
    topic, length = found
    tail = words[length:].strip(" ,()") if topic is Topic.FEE else ""
    return topic, "" if any(character.isdigit() for character in tail) or fold(tail) == "neu co" else tail


def _named(folded: str, *, alone: bool) -> tuple[Topic, int] | None:
    """The field that a label names, or asks for: "Nộp ở đâu?"; one that stands `alone` may do without the mark."""
    found = topic_of(folded)
    if found is None and (folded.endswith("?") or (alone and not folded.endswith((".", ";", ",", ":")))):
        asked = fields_asked(folded)
        return next(((topic, len(folded)) for field, topic in FIELDS_ASKED.items() if field in asked), None)
    if found and alone and folded.endswith((".", ";", ",")):
        return None
    return found


def _lines(source: Source, start: int, end: int) -> Iterator[_Line]:
    offset, empty = start, False
    for raw in source.content[start:end].splitlines(keepends=True):
        line = _line(source.content, offset, offset + len(raw.rstrip()))
        offset += len(raw)
        if line:
            yield replace(line, alone=empty and line.rank == _PLAIN_RANK)
        empty = not raw.strip()


def _line(content: str, start: int, end: int) -> _Line | None:
    if not content[start:end].strip(" \t-*|#=_"):
        return None
    row = _ROW.match(content, start, end)
    if row:
        label = _strip(content, *row.span("label"))
        return _Line(start, end, _TOPIC, item=False, heading=False, label=label, rest=row.start("rest"))
    mark = _MARK.match(content, start, end)
    first = mark.end() if mark else start
    answer = _ANSWER.match(content, first, end)
    first = answer.end() if answer else first
    if first >= end:
        return None
    heading = bool(mark and mark["hash"])
    item = bool(mark and mark["item"])
    rank = _HEADING + len(mark["hash"]) if mark and mark["hash"] else _PLAIN_RANK
    if item and not heading and mark:
        rank = _ITEM + len(mark["indent"]) * _KINDS + _kind(mark["item"])
    found = _BOLD.match(content, first, end) or _PLAIN.match(content, first, end)
    if found and found["label"].count("(") != found["label"].count(")"):
        found = None
    named = _strip(content, *found.span("label")) if found else None
    rest = found.end() if found else end if heading else first
    number = _number(mark["item"]) if mark and mark["item"] else None
    return _Line(first, end, rank, item=item, heading=heading, label=named, rest=rest, number=number)


def _kind(mark: str) -> int:
    """Numbers hold letters, and letters hold dashes, where all begin in one column."""
    return 0 if mark[0].isdigit() else 1 if mark[0].isalpha() else 2


def _number(mark: str) -> tuple[str, int] | None:
    """The kind and value of a list mark: ("1", 3) for "3.", ("a", 2) for "b)"; None of a dash or "3.1."."""
    bare = mark.rstrip(" \t.)")
    if bare.isdigit():
        return "1", int(bare)
    if "." in bare:
        return "1.", int(bare.rpartition(".")[2])
    return ("a", _LETTERS.index(bare) + 1) if bare in _LETTERS else None


def _strip(content: str, start: int, end: int) -> tuple[int, int]:
    words = content[start:end]
    return start + len(words) - len(words.lstrip(" *")), end - (len(words) - len(words.rstrip(" *")))


def _words(source: Source, start: int, end: int) -> str:
    return source.quote(start, end).words.replace("*", "")
