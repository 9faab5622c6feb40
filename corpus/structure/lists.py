"""Lists numbered by digits and letters alone: which list an item continues, and which letter it really is."""

from __future__ import annotations

from corpus.model import SectionKind
from corpus.structure.markers import ALPHABETS, VIETNAMESE_LETTERS, Marker, Style
from corpus.structure.node import Node

MAX_GAP = 3  # letters that a scan or a translator may have lost between two of one list
MAX_NUMBER_GAP = 12  # numbers, which a digest may leave out

_LETTERED = (Style.LETTER, Style.PAREN_LETTER, Style.UPPER)
_OUTLINE = (Style.ROMAN, Style.UPPER)
_INNER = (
    Style.NUMBER,
    Style.NUMBER_PAREN,
    Style.LETTER,
    Style.PAREN_NUMBER,
    Style.PAREN_ROMAN,
    Style.PAREN_LETTER,
    Style.LETTER_NUMBER,
    Style.DASH,
)
_LISTS = (*_INNER, *_OUTLINE)


class ListReader:
    """Finds the place of an item among the open sections (`stack`: indices into `nodes`, outermost first)."""

    def __init__(self, nodes: list[Node], stack: list[int]) -> None:
        self._nodes = nodes
        self._stack = stack

    def place(self, marker: Marker, line: str) -> str:
        """Close what the item ends and return its number as it should read; "" where it is no item of a list."""
        for depth in range(len(self._stack) - 1, self._barrier() - 1, -1):
            node = self._nodes[self._stack[depth]]
            if self._is_deeper(node, marker, depth):
                continue
            if marker.doubtful and marker.ordinal != (node.ordinal or 0) + 1:
                continue
            if node.style is marker.style and node.kind is marker.kind and (number := self._follows(node, marker)):
                if marker.ordinal == 1 and self._starts_inside(depth, node):
                    break
                self._drop_from(depth)
                return number
        return self._start_list(marker)

    def _is_deeper(self, node: Node, marker: Marker, depth: int) -> bool:
        """Whether an item (`2.2`) is of a list inside the one that the marker (`3.`) continues further out (`2.`)."""
        dots = marker.number.count(".")
        if "." not in node.number or node.number.count(".") <= dots:
            return False
        outer = (self._nodes[index] for index in self._stack[self._barrier() : depth])
        return any(
            one.style is marker.style and one.number.count(".") == dots and self._follows(one, marker) for one in outer
        )

    def _starts_inside(self, depth: int, node: Node) -> bool:
        """A list that starts again: inside what is open below its namesake, or below a line that announces it."""
        return depth < len(self._stack) - 1 or node.heading.endswith(":")

    def _start_list(self, marker: Marker) -> str:
        if marker.style in _OUTLINE:
            return self._start_outline(marker)
        top = self._nodes[self._stack[-1]]
        if marker.doubtful and (marker.ordinal != 1 or top.kind is not SectionKind.ARTICLE or top.body):
            return ""
        if marker.ordinal == 1 or marker.level:
            return marker.number
        if "." in marker.number and marker.number.rsplit(".", 1)[0] == top.number.split(".")[0]:
            return marker.number
        first_here = top.style not in _LISTS and self._is_last_leaf()
        plausible = marker.style in {Style.NUMBER, Style.NUMBER_PAREN} and (marker.ordinal or 0) <= MAX_NUMBER_GAP
        return marker.number if first_here and plausible else ""

    def _start_outline(self, marker: Marker) -> str:
        """`I.` and `A.` stand above digits and letters, whatever was open."""
        if marker.ordinal != 1 and not marker.level:
            return ""
        for depth in range(self._barrier(), len(self._stack)):
            if self._nodes[self._stack[depth]].style in _INNER:
                self._drop_from(depth)
                break
        return marker.number

    def _is_last_leaf(self) -> bool:
        return self._stack[-1] == len(self._nodes) - 1

    def _barrier(self) -> int:
        """The depth of the first section that may be in the same list: lists do not reach over articles or headings."""
        depth = len(self._stack)
        while depth > 0:
            node = self._nodes[self._stack[depth - 1]]
            if node.style not in _LISTS or node.level:
                break
            depth -= 1
        return depth

    def _follows(self, last: Node, marker: Marker) -> str:
        """The number of an item that comes after `last` in one list, "" where it does not."""
        if marker.style not in _LETTERED:
            return _follows(last, marker)
        if marker.number.lower() == last.number.lower():
            return self._doubled(last, marker)
        return _next_letter(last, marker) or self._after_slip(last, marker)

    def _doubled(self, last: Node, marker: Marker) -> str:
        """A letter printed twice: the second is the next in the order, or the first was the one before (c, đ, đ)."""
        at = VIETNAMESE_LETTERS.find(last.number)
        if at < 0 or at + 1 == len(VIETNAMESE_LETTERS):
            return marker.number
        if self._place_before(last) == at - 2:
            last.number = VIETNAMESE_LETTERS[at - 1]
            return marker.number
        return VIETNAMESE_LETTERS[at + 1]

    def _after_slip(self, last: Node, marker: Marker) -> str:
        """A letter that a scan misread is told by its neighbours: b, e, d is b, c, d."""
        before = self._place_before(last)
        if before < 0 or VIETNAMESE_LETTERS.find(marker.number) != before + 2:
            return ""
        last.number = VIETNAMESE_LETTERS[before + 1]
        return marker.number

    def _place_before(self, last: Node) -> int:
        """The place in the Vietnamese order of the letter before `last`, from 0; negative where there is none."""
        siblings = [n for n in self._nodes[last.parent :] if n.parent == last.parent and n.style is last.style]
        return VIETNAMESE_LETTERS.find(siblings[-2].number) if len(siblings) > 1 else -1

    def _drop_from(self, depth: int) -> None:
        del self._stack[depth:]


def _follows(last: Node, marker: Marker) -> str:
    """The number of an item that comes after `last` in one list, "" where it does not."""
    if marker.style in _LETTERED:
        return _next_letter(last, marker)
    if "." in marker.number or "." in last.number:
        return _next_dotted(last.number, marker.number)
    if marker.ordinal is None or last.ordinal is None:
        return ""
    if marker.ordinal == 1 or 0 <= marker.ordinal - last.ordinal <= MAX_NUMBER_GAP:
        return marker.number
    return ""


def _next_dotted(last: str, number: str) -> str:
    """`2.1` after `1.3` or `2`, `3` after `2.4`: the first part that differs may grow, not shrink."""
    ours, theirs = number.split("."), last.split(".")
    if len(ours) > len(theirs):
        return ""  # deeper: a list inside
    head = theirs[: len(ours)]
    grows = [int(a) if a.isdigit() else 0 for a in ours] >= [int(b) if b.isdigit() else 0 for b in head]
    return number if grows else ""


def _next_letter(last: Node, marker: Marker) -> str:
    """The letter as printed, where some alphabet puts it soon after the last one."""
    letter, before = marker.number.lower(), last.number.lower()
    if letter in {"a", "а"}:
        return marker.number
    for alphabet in ALPHABETS:
        if letter in alphabet and before in alphabet and 0 < alphabet.index(letter) - alphabet.index(before) <= MAX_GAP:
            return marker.number
    return ""
