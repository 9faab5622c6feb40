"""The graph of acts as a picture: columns by kind, from law down to plans, drawn as SVG by a template. Pixels."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.graph import Graph, Link
from corpus.model import Act

MOST = 150  # acts that can still be told apart; the list beside the picture has all
WIDE, HIGH = 150, 28  # of an act's box
ACROSS, DOWN = 250, 40  # from one box to the next
MARGIN = 16
LABEL = 21  # characters that fit into a box
SWEEPS = 4  # times that acts are moved beside their neighbours, after which little changes
ROWS = 24  # acts in a column; more stand in a second one beside it
BEND = 60  # how far a link between two acts of one column bends out

COLUMNS = (
    frozenset({"constitution", "codification", "law", "ordinance"}),
    frozenset({"resolution", "decree", "order"}),
    frozenset({"decision", "directive", "telegram", "notice", "conclusion", "regulation"}),
    frozenset({"circular", "joint-circular"}),
)


@dataclass(frozen=True, slots=True)
class Box:
    """An act at its place; `x` and `y` are of the upper left corner."""

    act: Act
    label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Curve:
    """A link with the path of its line."""

    link: Link
    path: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything a template draws; `total` counts the acts with links, of which `boxes` may be a part."""

    boxes: tuple[Box, ...]
    curves: tuple[Curve, ...]
    width: int
    height: int
    total: int


def draw(graph: Graph, most: int = MOST) -> Drawing:
    """Lay out the acts that have links, at most `most` of them, the most connected ones."""
    linked = graph.linked()
    shown = graph.among(frozenset(linked[:most]))
    shown = shown.among(frozenset(shown.linked()))
    columns = _columns(shown)
    places = {act_id: (column, row) for column, ids in enumerate(columns) for row, act_id in enumerate(ids)}
    boxes = tuple(_box(shown.acts[act_id], *place) for act_id, place in places.items())
    corner = {box.act.id: box for box in boxes}
    curves = tuple(Curve(link, _path(corner[link.source], corner[link.target])) for link in reversed(shown.links))
    width = 2 * MARGIN + max(0, len(columns) - 1) * ACROSS + WIDE + BEND
    height = 2 * MARGIN + max((len(ids) for ids in columns), default=0) * DOWN
    return Drawing(boxes, curves, width, height, len(linked))


def _columns(graph: Graph) -> list[list[str]]:
    """The acts of each column that is not empty, each near the neighbours it has in the others."""
    columns: dict[int, list[str]] = defaultdict(list)
    for act_id, act in sorted(graph.acts.items(), key=lambda pair: (pair[1].issued is None, pair[1].issued or pair[0])):
        columns[_column(act)].append(act_id)
    filled = [columns[at] for at in sorted(columns)]
    near = _neighbours(graph.links)
    for _ in range(SWEEPS):
        height = {act_id: row / len(ids) for ids in filled for row, act_id in enumerate(ids)}
        for ids in filled:
            ids.sort(key=lambda act_id: sum(height[one] for one in near[act_id]) / max(1, len(near[act_id])))
            height |= {act_id: row / len(ids) for row, act_id in enumerate(ids)}
    return [ids[at : at + ROWS] for ids in filled for at in range(0, len(ids), ROWS)]


def _column(act: Act) -> int:
    return next((at for at, kinds in enumerate(COLUMNS) if act.kind in kinds), len(COLUMNS))


def _neighbours(links: Sequence[Link]) -> Mapping[str, list[str]]:
    near: dict[str, list[str]] = defaultdict(list)
    for link in links:
        near[link.source].append(link.target)
        near[link.target].append(link.source)
    return near


def _box(act: Act, column: int, row: int) -> Box:
    name = act.number or act.title or act.id
    label = name if len(name) <= LABEL else name[: LABEL - 1].rstrip() + "…"
    return Box(act, label, MARGIN + column * ACROSS, MARGIN + row * DOWN)


def _path(source: Box, target: Box) -> str:
    """From the edge of one box to the nearest edge of the other; within a column it bends out to the right."""
    ends = source.y + HIGH // 2, target.y + HIGH // 2
    if source.x == target.x:
        x = source.x + WIDE
        return f"M{x} {ends[0]}C{x + BEND} {ends[0]} {x + BEND} {ends[1]} {x} {ends[1]}"
    start, end = (source.x + WIDE, target.x) if source.x < target.x else (source.x, target.x + WIDE)
    middle = (start + end) // 2
    return f"M{start} {ends[0]}C{middle} {ends[0]} {middle} {ends[1]} {end} {ends[1]}"
