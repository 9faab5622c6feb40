"""The open sections, outermost first, while a text is read."""

from __future__ import annotations

from collections.abc import Callable

from corpus.model import SectionKind
from corpus.structure.markers import Style
from corpus.structure.node import LIST_RANK, Node


class Stack:
    """All sections so far (`nodes`, index 0 the root) and those still open (`open`, indices into `nodes`)."""

    def __init__(self) -> None:
        root = Node(SectionKind.DOCUMENT, Style.HEADING, "", None, 0, "", "", 0, -1, titled=True)
        self.nodes: list[Node] = [root]
        self.open: list[int] = [0]

    @property
    def top(self) -> Node:
        """The innermost open section."""
        return self.nodes[self.open[-1]]

    def push(self, node: Node) -> None:
        """Open a section inside the innermost one."""
        node.parent = self.open[-1]
        self.open.append(len(self.nodes))
        self.nodes.append(node)

    def pop(self) -> None:
        """Close the innermost section."""
        self.open.pop()

    def drop(self, count: int) -> None:
        """Forget the sections from index `count` on; they were opened last."""
        del self.nodes[count:]
        self.open[:] = [index for index in self.open if index < count]

    def holds_fresh_annex(self) -> bool:
        """Whether an annex has just been opened and no words of it were read."""
        return self.top.kind is SectionKind.ANNEX and not self.top.body

    def holds(self, kind: SectionKind) -> bool:
        """Whether a section of this kind is open."""
        return any(self.nodes[index].kind is kind for index in self.open)

    def close_unless(self, keeps: Callable[[Node], bool]) -> None:
        """Close everything below the outermost run of sections that `keeps` accepts."""
        depth = 1
        while depth < len(self.open) and keeps(self.nodes[self.open[depth]]):
            depth += 1
        del self.open[depth:]

    def close_rank(self, rank: int, *, plain: bool = False) -> None:
        """Close sections of this rank in the order of law, and below; if `plain`, those without Markdown only."""
        for depth in range(1, len(self.open)):
            node = self.nodes[self.open[depth]]
            if node.rank >= rank and node.kind is not SectionKind.HEADING and not (plain and node.level):
                del self.open[depth:]
                return

    def close_markdown(self, level: int, *, keep_annex: bool = False) -> None:
        """Close what a Markdown heading of this level ends: headings of its level or deeper, and plain lists."""
        for depth in range(1, len(self.open)):
            node = self.nodes[self.open[depth]]
            ends = node.level >= level or (node.level == 0 and node.rank == LIST_RANK)
            if ends and not (keep_annex and node.kind is SectionKind.ANNEX):
                del self.open[depth:]
                return
