"""Building the tree of sections from lines: each marker closes what it outranks and opens a section of its own.

The spans: a section reaches from its marker to the next section that is not inside it; children lie inside their
parent; what a parent's children do not cover (its heading, an introduction) is the parent's own. So the own spans of
all sections tile the text: nothing is lost and nothing is told twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from corpus.model import Language, LineKind, Section, SectionKind
from corpus.structure.headings import Title, plain_words, title_of
from corpus.structure.lists import ListReader
from corpus.structure.markers import Marker, Style, read_marker
from corpus.structure.node import CONTAINERS, LIST_RANK, RANKS, SUBDIVISION_RANK, Node
from corpus.structure.paths import finish
from corpus.structure.quotes import quoted_lines

_READ = frozenset({LineKind.CONTENT, LineKind.HEADING})
_CLOSING_BLOCK = re.compile(
    r"[\s*_#>-]*(?:nơi nhận|tm\.\s|tl\.\s|kt\.\s|получатели|одержувачі|otrzymują|recipients)(?=[\s:*.A-ZĐ]|$)",
    re.IGNORECASE,
)
_GLUED = re.compile(r"(?<=[\w ])[.;:)”]+(?=Điều \d+\.\d+\.[A-ZĐ]{2}\.\d|Chương [IVXLC]+\s*$)|(?<=\d)\)(?=1\. )")
_REFERS = re.compile(r"(?:Điều|Khoản|Điểm|Chương|Mục)\s+[\divxa-zđ]+\b|.*[;,]$", re.IGNORECASE)
_ANSWER = re.compile(r"^[\s*_#]*(?:trả lời|đáp|ответ|відповідь|odpowiedź|answer)[*_ ]*:", re.IGNORECASE | re.MULTILINE)
_ANSWER_HINTS = ("lời", "áp", "вет", "відь", "dpowied", "nswer")
MIN_ANSWERS = 2  # so many "Answer:" lines make a text a question-and-answer guide
TYPOGRAPHIC_LEVEL = 7  # a heading without Markdown closes and is closed like one below level 6


def structure(content: str, language: Language, kinds: Sequence[LineKind]) -> list[Section]:
    """The sections of a text in reading order; index 0 is the root, which covers the whole content.

    Args:
        content: the text; lines split at "\\n".
        language: of the text; it decides the words in paths ("Phụ lục I" or "Annex I").
        kinds: what each line is, one per line; only content and headings open sections.
    """
    lines = content.split("\n")
    reader = _Reader(content, guide=is_guide(content))
    skipped = quoted_lines(content, lines)
    start = end = 0
    for index, line in enumerate(lines):
        if line and kinds[index] in _READ:
            heading, quoted = kinds[index] is LineKind.HEADING, index in skipped
            for at, piece in _pieces(line):
                reader.read(piece, start + at, heading=heading, quoted=quoted)
            end = start + len(line) + 1
        start += len(line) + 1
    if not reader.numbered:
        reader.restart()
        _read_paragraphs(reader, lines, kinds)
    return finish(reader.nodes, language, size=len(content), words_end=min(end, len(content)))


def _pieces(line: str) -> Iterator[tuple[int, str]]:
    """A line with the headings that a converter glued to the end of its sentence (`...thi hành.Điều 1.2.LQ.3. ...`)."""
    at = 0
    if "Điều " in line or "Chương " in line or ")1. " in line:
        for match in _GLUED.finditer(line):
            yield at, line[at : match.end()]
            at = match.end()
    yield at, line[at:] if at else line


def is_guide(content: str) -> bool:
    """Whether a text is a question-and-answer guide."""
    if not any(hint in content for hint in _ANSWER_HINTS):
        return False
    return sum(1 for _ in _ANSWER.finditer(content)) >= MIN_ANSWERS


def _read_paragraphs(reader: _Reader, lines: Sequence[str], kinds: Sequence[LineKind]) -> None:
    """A text without numbers is cited by its paragraphs: `para 1` is its first line of words."""
    start = count = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind in _READ and line.strip():
            if kind is LineKind.HEADING or line.lstrip().startswith("#"):
                reader.read_heading(line, start, typographic=True)
            else:
                count += 1
                reader.open_paragraph(count, start)
        start += len(line) + 1


class _Reader:
    """Reads lines in order and keeps the stack of open sections, outermost first, as indices into `nodes`."""

    def __init__(self, content: str, *, guide: bool) -> None:
        self._guide = guide
        self._size = len(content)
        self.restart()

    def restart(self) -> None:
        """Forget all sections but the root."""
        root = Node(SectionKind.DOCUMENT, Style.HEADING, "", None, 0, "", "", 0, -1, titled=True)
        self.nodes: list[Node] = [root]
        self._stack: list[int] = [0]
        self.numbered = False

    @property
    def _top(self) -> Node:
        return self.nodes[self._stack[-1]]

    def read(self, line: str, start: int, *, heading: bool, quoted: bool) -> None:
        """Take one line of words into the tree."""
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
        top = self._top
        if not top.titled and not top.body and Title.continues(top, line):
            top.heading = Title.joined(top, line)
            return
        if not top.body and top.bare and plain_words(line)[:1].islower():
            top.bare = False
        top.body = True

    def _counts_dashes(self) -> bool:
        """Dashes are numbered (`Annex 3.d.2`) where they carry the whole content of a lettered point."""
        top = self._top
        bare_point = top.style is Style.LETTER and top.bare and not top.body and not top.heading.endswith(":")
        return bare_point or top.style is Style.DASH

    def _open_dash(self, line: str, start: int) -> None:
        ordinal = 1
        if self._top.style is Style.DASH:
            ordinal = (self._top.ordinal or 0) + 1
            self._close_from(len(self._stack) - 1)
        number = str(ordinal)
        self._open(
            Node(SectionKind.ITEM, Style.DASH, number, ordinal, 0, line[:1], "", start, 0, titled=True, body=True)
        )

    def _opens_heading(self, line: str, start: int, *, heading: bool) -> bool:
        if line.lstrip().startswith("#"):
            return self.read_heading(line, start)
        if _CLOSING_BLOCK.match(line):
            self._close_to(lambda node: node.kind is SectionKind.ANNEX)
            self._open(
                Node(SectionKind.HEADING, Style.HEADING, "", None, TYPOGRAPHIC_LEVEL, "", plain_words(line), start, 0)
            )
            self._top.titled = True
            return True
        free = all(self.nodes[i].kind in _OPEN_TO_HEADINGS for i in self._stack[1:])
        if heading and free and (self._top.titled or self._top.body):
            return self.read_heading(line, start, typographic=True)
        return False

    def read_heading(self, line: str, start: int, *, typographic: bool = False) -> bool:
        """Open a section for a heading without a number; False where the line is only a code or a title."""
        words = plain_words(line)
        level = len(line.lstrip()) - len(line.lstrip().lstrip("#"))
        if not any(c.isalpha() for c in words) or (not typographic and _REFERS.match(words)):
            return False
        top = self._top
        if not typographic and not top.titled and not top.body and top.kind in CONTAINERS and level > top.level > 0:
            return False
        level = level or TYPOGRAPHIC_LEVEL
        question = self._guide and words.endswith("?")
        kind, style = (SectionKind.QUESTION, Style.QUESTION) if question else (SectionKind.HEADING, Style.HEADING)
        self._close_rank(RANKS[SectionKind.ARTICLE], plain=True)
        self._close_markdown(level)
        self._open(Node(kind, style, "", None, level, "", words, start, 0, titled=True))
        return True

    def open_paragraph(self, count: int, start: int) -> None:
        """Open a paragraph of a text without numbers."""
        self._close_to(lambda node: node.kind is SectionKind.HEADING)
        label = f"para {count}"
        self._open(
            Node(SectionKind.CLAUSE, Style.PARAGRAPH, label, count, 0, label, "", start, 0, titled=True, body=True)
        )

    # -- markers ---------------------------------------------------------------------------------------------

    def _place(self, marker: Marker, line: str, start: int) -> bool:
        if marker.kind is SectionKind.QUESTION or (self._guide and marker.level and marker.style is Style.NUMBER):
            return self._open_question(marker, line, start)
        if any(self.nodes[i].kind is SectionKind.QUESTION for i in self._stack) and not marker.level:
            return False
        if marker.level:
            self._close_markdown(marker.level, keep_annex=marker.kind is SectionKind.ANNEX)
        if marker.style is Style.KEYWORD and marker.kind in RANKS:
            return self._open_law_level(marker, line, start)
        placed = ListReader(self.nodes, self._stack).place(marker, line)
        if not placed:
            return False
        self._open_marked(marker, line, start, number=placed)
        self._open_inline(line, start, marker.rest)
        return True

    def _open_question(self, marker: Marker, line: str, start: int) -> bool:
        if marker.level:
            self._close_markdown(marker.level)
        else:
            self._close_to(lambda node: node.kind in _OPEN_TO_HEADINGS and node.style is not Style.QUESTION)
        words = plain_words(line)
        number = (
            marker.number if marker.style is Style.NUMBER else f"{words[: len(marker.word)]} {marker.number}".strip()
        )
        node = Node(SectionKind.QUESTION, Style.QUESTION, number, marker.ordinal, marker.level, number, words, start, 0)
        node.titled = True
        self._open(node)
        self.numbered = True
        return True

    def _open_law_level(self, marker: Marker, line: str, start: int) -> bool:
        rank = SUBDIVISION_RANK if marker.word in {"tiểu mục", "подраздел", "підрозділ"} else RANKS[marker.kind]
        if marker.kind is SectionKind.ANNEX:
            self._close_to(lambda node: node.kind is SectionKind.ANNEX and marker.number.startswith(f"{node.number}."))
        else:
            self._close_rank(rank)
        self._open_marked(marker, line, start, number=marker.number)
        if marker.kind is SectionKind.ARTICLE:
            self._open_first_clause(line, start, marker.rest)
        return True

    def _open_first_clause(self, line: str, start: int, at: int) -> None:
        """`Art. 5. 1. ...`: the first clause on the line of its article."""
        first = read_marker(line[at:]) if line[at : at + 2] in {"1.", "1)"} else None
        if first is not None and first.ordinal == 1:
            self._top.titled = True
            self._open_marked(first, line[at:], start + at, number=first.number)

    def _open_inline(self, line: str, start: int, at: int) -> None:
        """`a) The ministries: (1) ...; (2) ...`: numbered parts inside one line."""
        if "(2)" not in line and "(ii)" not in line:
            return
        for match in _INLINE.finditer(line, at):
            marker = read_marker(line[match.start(1) :])
            if marker is None:
                continue
            placed = ListReader(self.nodes, self._stack).place(marker, line)
            if placed:
                self._open_marked(marker, line[match.start(1) :], start + match.start(1), number=placed)

    def _open_marked(self, marker: Marker, line: str, start: int, *, number: str) -> None:
        title = title_of(marker, line)
        node = Node(
            marker.kind, marker.style, number, marker.ordinal, marker.level, title.label, title.heading, start, 0,
            word=marker.word, titled=title.complete, bare=title.bare, body=title.body,
        )  # fmt: skip
        self._open(node)
        self.numbered = self.numbered or marker.style not in _UNCITED

    # -- the stack -------------------------------------------------------------------------------------------

    def _open(self, node: Node) -> None:
        node.parent = self._stack[-1]
        self._stack.append(len(self.nodes))
        self.nodes.append(node)

    def _close_from(self, depth: int) -> None:
        del self._stack[depth:]

    def _close_to(self, keeps: Callable[[Node], bool]) -> None:
        """Close everything below the outermost run of sections that `keeps` accepts."""
        depth = 1
        while depth < len(self._stack) and keeps(self.nodes[self._stack[depth]]):
            depth += 1
        self._close_from(depth)

    def _close_rank(self, rank: int, *, plain: bool = False) -> None:
        """Close sections of this rank in the order of law, and below; if `plain`, those without Markdown only."""
        for depth in range(1, len(self._stack)):
            node = self.nodes[self._stack[depth]]
            if node.rank >= rank and node.kind is not SectionKind.HEADING and not (plain and node.level):
                self._close_from(depth)
                return

    def _close_markdown(self, level: int, *, keep_annex: bool = False) -> None:
        """Close what a Markdown heading of this level ends: headings of its level or deeper, and plain lists."""
        for depth in range(1, len(self._stack)):
            node = self.nodes[self._stack[depth]]
            deeper = node.level >= level
            plain_list = node.level == 0 and node.rank == LIST_RANK
            if (deeper or plain_list) and not (keep_annex and node.kind is SectionKind.ANNEX):
                self._close_from(depth)
                return


_OPEN_TO_HEADINGS = frozenset({SectionKind.HEADING, SectionKind.PART, SectionKind.CHAPTER, SectionKind.ANNEX})
_DASHES = frozenset({"- ", "– ", "— ", "+ ", "• "})
_UNCITED = frozenset({Style.PAREN_NUMBER, Style.PAREN_ROMAN, Style.PAREN_LETTER, Style.DASH})
_INLINE = re.compile(r"(?:[:;.,]|\*\*)\s+(\((?:\d{1,2}|[ivx]{1,5})\)\s)")
