"""Regulations, lists and plans attached to an act: annexes that are called by their own name, not "Annex"."""

from __future__ import annotations

import re

from corpus.model import SectionKind
from corpus.structure.headings import plain_words
from corpus.structure.markers import Style
from corpus.structure.node import Node
from corpus.structure.stack import Stack

MAX_TITLE_LINES = 6  # lines between the name of what is attached and the words that say so

_NAME = re.compile(
    r"(?:QUY CHẾ|QUY ĐỊNH|QUY CHUẨN|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|DANH MỤC|CHƯƠNG TRÌNH|KẾ HOẠCH|ĐỀ ÁN|HƯỚNG DẪN)(?!\w)"
)
_ATTACHED = re.compile(r"[\s*_>]*\(?\s*(?:được\s+)?(?:ban hành\s+)?kèm theo\s", re.IGNORECASE)


class Attachments:
    """Watches for a name in capitals ("QUY CHẾ LÀM VIỆC") that is soon followed by "(Kèm theo Nghị định số ...)"."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._name: Node | None = None
        self._sections = 0
        self._lines_left = 0

    def read(self, line: str, start: int) -> bool:
        """Take note of a line; True where it opens an annex, which then begins at the name above it."""
        if self._lines_left:
            self._lines_left -= 1
        if "èm theo " in line and _ATTACHED.match(line):
            return self._open()
        words = plain_words(line) if line[:1] in _STARTS else ""
        if words and _NAME.match(words) and words.isupper():
            kind = " ".join(words.split()[:2]).lower()
            label = kind.capitalize()
            self._name = Node(
                SectionKind.ANNEX, Style.KEYWORD, "", None, _level(line), label, words, start, 0, word=kind, titled=True
            )
            self._sections = len(self._stack.nodes)
            self._lines_left = MAX_TITLE_LINES
        return False

    def _open(self) -> bool:
        """Turn the name into an annex; what the name itself opened, a heading, becomes it."""
        name, self._name = self._name, None
        if name is None or not self._lines_left or self._stack.holds_fresh_annex():
            return False
        opened = self._stack.nodes[self._sections :]
        if any(node.kind is not SectionKind.HEADING for node in opened):
            return False
        self._stack.drop(self._sections)
        self._stack.close_unless(lambda node: False)
        self._stack.push(name)
        return True


_STARTS = tuple("QĐNDCKH#*_ ")


def _level(line: str) -> int:
    return len(line) - len(line.lstrip("#"))
