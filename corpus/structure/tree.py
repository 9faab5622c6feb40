"""The tree of sections of a text.

The spans: a section reaches from its marker to the next section that is not inside it; children lie inside their
parent; what a parent's children do not cover (its heading, an introduction) is the parent's own. So the own spans of
all sections tile the text: nothing is lost and nothing is told twice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from corpus.model import Language, LineKind, Section
from corpus.structure.paths import finish
from corpus.structure.quotes import quoted_lines
from corpus.structure.reader import Reader
from corpus.structure.stray import stray_articles

_READ = (LineKind.CONTENT, LineKind.HEADING)
_GLUE = re.compile(r"[.;:)”](?:Điều |Chương |(?<=\))1\.)")
_GLUED_HEADING = re.compile(r"Điều \d+\.\d+\.[A-ZĐ]{2}\.\d|Chương [IVXLC]+[ \t]*$|1\. ", re.MULTILINE)
_ANSWER = re.compile(r"\n[\s*_#]*(?:trả lời|đáp|ответ|відповідь|odpowiedź|answer)[*_ ]*:", re.IGNORECASE)
_ANSWER_HINTS = ("lời", "áp", "вет", "відь", "dpowied", "nswer")
MIN_ANSWERS = 2  # so many "Answer:" lines make a text a question-and-answer guide


def structure(content: str, language: Language, kinds: Sequence[LineKind]) -> list[Section]:
    """The sections of a text in reading order; index 0 is the root, which covers the whole content.

    Args:
        content: the text; lines split at "\\n".
        language: of the text; it decides the words in paths ("Phụ lục I" or "Annex I").
        kinds: what each line is, one per line; only content and headings open sections.
    """
    lines = content.split("\n")
    reader = Reader(guide=is_guide(content))
    skipped = quoted_lines(content, lines)
    stray = stray_articles(content)
    glued = _glued(content)
    broken = {content.rfind("\n", 0, cut) + 1 for cut in glued}
    start = end = 0
    for index, line in enumerate(lines):
        if line and kinds[index] in _READ:
            heading, quoted = kinds[index] is LineKind.HEADING, index in skipped or start in stray
            for at, piece in _pieces(line, start, glued) if start in broken else ((start, line),):
                reader.read(piece, at, heading=heading, quoted=quoted)
            end = start + len(line) + 1
        start += len(line) + 1
    if not reader.numbered:
        reader = _read_paragraphs(lines, kinds)
    return finish(reader.nodes, language, size=len(content), words_end=min(end, len(content)))


def _glued(content: str) -> list[int]:
    """Where headings begin that a converter glued to the end of a sentence (`...thi hành.Điều 1.2.LQ.3. ...`)."""
    found = []
    for glue in _GLUE.finditer(content):
        at = glue.start()
        before = content[at - 1 : at]
        if _GLUED_HEADING.match(content, at + 1) and (before.isdigit() if glue[0] == ")1." else before != "\n"):
            found.append(at + 1)
    return found


def _pieces(line: str, start: int, glued: Sequence[int]) -> Iterator[tuple[int, str]]:
    """A line cut where glued headings begin, each piece with its offset in the content."""
    at = start
    for cut in glued[bisect_right(glued, start) : bisect_left(glued, start + len(line))]:
        yield at, line[at - start : cut - start]
        at = cut
    yield at, line[at - start :]


def is_guide(content: str) -> bool:
    """Whether a text is a question-and-answer guide."""
    if not any(hint in content for hint in _ANSWER_HINTS):
        return False
    return sum(1 for _ in _ANSWER.finditer(f"\n{content}")) >= MIN_ANSWERS


def _read_paragraphs(lines: Sequence[str], kinds: Sequence[LineKind]) -> Reader:
    """A text without numbers is cited by its paragraphs: `para 1` is its first line of words."""
    reader = Reader(guide=False)
    start = count = 0
    for line, kind in zip(lines, kinds, strict=True):
        if kind in _READ and line.strip():
            if kind is LineKind.HEADING or line.lstrip().startswith("#"):
                reader.read_heading(line, start, typographic=True)
            else:
                count += 1
                reader.open_paragraph(count, start)
        start += len(line) + 1
    return reader
