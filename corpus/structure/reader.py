"""Reading lines into sections: each marker closes what it outranks and opens a section of its own."""

from __future__ import annotations

import re

from corpus.model import SectionKind
from corpus.structure.attached import Attachments
from corpus.structure.headings import Title, plain_words, title_of
from corpus.structure.lists import ListReader
from corpus.structure.markers import Marker, Style, read_marker
from corpus.structure.node import CONTAINERS, RANKS, SUBDIVISION_RANK, Node
from corpus.structure.stack import Stack

TYPOGRAPHIC_LEVEL = 7  # a heading without Markdown closes and is closed like one below level 6

_CLOSING_BLOCK = re.compile(
    r"[\s*_#>-]*(?:nơi nhận|tm\.\s|tl\.\s|kt\.\s|получатели|одержувачі|otrzymują|recipients)(?=[\s:*.A-ZĐ]|$)",
    re.IGNORECASE,
)
_REFERS = re.compile(r"(?:Điều|Khoản|Điểm|Chương|Mục)\s+[\divxa-zđ]+\b|.*[;,]$", re.IGNORECASE)
_INLINE = re.compile(r"(?:[:;.,]|\*\*)\s+(\((?:\d{1,2}|[ivx]{1,5})\)\s)")
_DASHES = ("- ", "– ", "— ", "+ ", "• ")
_OPEN_TO_HEADINGS = (SectionKind.HEADING, SectionKind.PART, SectionKind.CHAPTER, SectionKind.ANNEX)
_UNCITED = (Style.PAREN_NUMBER, Style.PAREN_ROMAN, Style.PAREN_LETTER, Style.DASH)


class Reader:
    """Reads the lines of words in order. `numbered` tells whether a section with a number was found."""

    def __init__(self, *, guide: bool) -> None:
        self._guide = guide
        self._stack = Stack()
        self._lists = ListReader(self._stack.nodes, self._stack.open)
        self._attachments = Attachments(self._stack)
        self._questions = guide
        self.numbered = False

    @property
    def nodes(self) -> list[Node]:
        """All sections so far, index 0 the root."""
        return self._stack.nodes

    def read(self, line: str, start: int, *, heading: bool, quoted: bool) -> None:
        """Take one line of words into the tree."""
        if self._attachments.read(line, start):
            self.numbered = True
            return
        marker = None if quoted else read_marker(line)
        if marker is not None and self._place(marker, line, start):
            return
        if quoted or not self._opens_heading(line, start, heading=heading):
            self._words(line, start)

    # -- lines without a marker ------------------------------------------------------------------------------

    def _words(self, line: str, start: int) -> None:
        if line[:2] in _DASHES and self._counts_dashes():
            self._open_dash(line, start)
            return
        top = self._stack.top
        if not top.titled and not top.body and Title.continues(top, line):
            top.heading = Title.joined(top, line)
            return
        if not top.body and top.bare and plain_words(line)[:1].islower():
            top.bare = False
        top.body = True

    def _counts_dashes(self) -> bool:
        """Dashes are numbered (`Annex 3.d.2`) where they carry the whole content of a lettered point."""
        top = self._stack.top
        bare_point = top.style is Style.LETTER and top.bare and not top.body and not top.heading.endswith(":")
        return bare_point or top.style is Style.DASH

    def _open_dash(self, line: str, start: int) -> None:
        ordinal = 1
        if self._stack.top.style is Style.DASH:
            ordinal = (self._stack.top.ordinal or 0) + 1
            self._stack.pop()
        number = str(ordinal)
        self._stack.push(
            Node(SectionKind.ITEM, Style.DASH, number, ordinal, 0, line[:1], "", start, 0, titled=True, body=True)
        )

    def _opens_heading(self, line: str, start: int, *, heading: bool) -> bool:
        if line.lstrip().startswith("#"):
            return self.read_heading(line, start)
        if _CLOSING_BLOCK.match(line):
            self._stack.close_unless(lambda node: node.kind is SectionKind.ANNEX)
            self._stack.push(
                Node(SectionKind.HEADING, Style.HEADING, "", None, TYPOGRAPHIC_LEVEL, "", plain_words(line), start, 0)
            )
            self._stack.top.titled = True
            return True
        if not heading or not (self._stack.top.titled or self._stack.top.body):
            return False
        free = all(self.nodes[i].kind in _OPEN_TO_HEADINGS for i in self._stack.open[1:])
        return free and self.read_heading(line, start, typographic=True)

    def read_heading(self, line: str, start: int, *, typographic: bool = False) -> bool:
        """Open a section for a heading without a number; False where the line is only a code or a title."""
        words = plain_words(line)
        level = len(line.lstrip()) - len(line.lstrip().lstrip("#"))
        if not any(c.isalpha() for c in words) or (not typographic and _REFERS.match(words)):
            return False
        top = self._stack.top
        if not typographic and not top.titled and not top.body and top.kind in CONTAINERS and level > top.level > 0:
            return False
        level = level or TYPOGRAPHIC_LEVEL
        question = self._guide and words.endswith("?")
        kind, style = (SectionKind.QUESTION, Style.QUESTION) if question else (SectionKind.HEADING, Style.HEADING)
        self._stack.close_rank(RANKS[SectionKind.ANNEX if level == 1 else SectionKind.ARTICLE], plain=True)
        self._stack.close_markdown(level)
        self._stack.push(Node(kind, style, "", None, level, "", words, start, 0, titled=True))
        return True

    def open_paragraph(self, count: int, start: int) -> None:
        """Open a paragraph of a text without numbers."""
        self._stack.close_unless(lambda node: node.kind is SectionKind.HEADING)
        label = f"para {count}"
        self._stack.push(
            Node(SectionKind.CLAUSE, Style.PARAGRAPH, label, count, 0, label, "", start, 0, titled=True, body=True)
        )

    # -- markers ---------------------------------------------------------------------------------------------

    def _place(self, marker: Marker, line: str, start: int) -> bool:
        if marker.kind is SectionKind.QUESTION or (self._guide and marker.level and marker.style is Style.NUMBER):
            return self._open_question(marker, line, start)
        if self._questions and not marker.level and self._stack.holds(SectionKind.QUESTION):
            return False
        if marker.level:
            self._stack.close_markdown(marker.level, keep_annex=marker.kind is SectionKind.ANNEX)
        if marker.style is Style.KEYWORD and marker.kind in RANKS:
            return self._open_law_level(marker, line, start)
        placed = self._lists.place(marker, line)
        if not placed:
            return False
        self._open_marked(marker, line, start, number=placed)
        self._open_inline(line, start, marker.rest)
        return True

    def _open_question(self, marker: Marker, line: str, start: int) -> bool:
        self._questions = True
        if marker.level:
            self._stack.close_markdown(marker.level)
        else:
            self._stack.close_unless(lambda node: node.kind in _OPEN_TO_HEADINGS and node.style is not Style.QUESTION)
        words = plain_words(line)
        number = (
            marker.number if marker.style is Style.NUMBER else f"{words[: len(marker.word)]} {marker.number}".strip()
        )
        node = Node(SectionKind.QUESTION, Style.QUESTION, number, marker.ordinal, marker.level, number, words, start, 0)
        node.titled = True
        self._stack.push(node)
        self.numbered = True
        return True

    def _open_law_level(self, marker: Marker, line: str, start: int) -> bool:
        rank = SUBDIVISION_RANK if marker.word in {"tiểu mục", "подраздел", "підрозділ"} else RANKS[marker.kind]
        if marker.kind is SectionKind.ANNEX:
            self._stack.close_unless(
                lambda node: node.kind is SectionKind.ANNEX and marker.number.startswith(f"{node.number}.")
            )
        else:
            self._stack.close_rank(rank)
        self._open_marked(marker, line, start, number=marker.number)
        if marker.kind is SectionKind.ARTICLE:
            self._open_first_clause(line, start, marker.rest)
        return True

    def _open_first_clause(self, line: str, start: int, at: int) -> None:
        """`Art. 5. 1. ...`: the first clause on the line of its article."""
        first = read_marker(line[at:]) if line[at : at + 2] in {"1.", "1)"} else None
        if first is not None and first.ordinal == 1:
            self._stack.top.titled = True
            self._open_marked(first, line[at:], start + at, number=first.number)

    def _open_inline(self, line: str, start: int, at: int) -> None:
        """`a) The ministries: (1) ...; (2) ...`: numbered parts inside one line."""
        if "(2)" not in line and "(ii)" not in line:
            return
        for match in _INLINE.finditer(line, at):
            marker = read_marker(line[match.start(1) :])
            if marker is None:
                continue
            placed = self._lists.place(marker, line)
            if placed:
                self._open_marked(marker, line[match.start(1) :], start + match.start(1), number=placed)

    def _open_marked(self, marker: Marker, line: str, start: int, *, number: str) -> None:
        title = title_of(marker, line)
        node = Node(
            marker.kind, marker.style, number, marker.ordinal, marker.level, title.label, title.heading, start, 0,
            word=marker.word, titled=title.complete, bare=title.bare, body=title.body,
        )  # fmt: skip
        self._stack.push(node)
        self.numbered = self.numbered or marker.style not in _UNCITED
