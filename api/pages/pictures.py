"""Pictures of numbers: the geometry of bars, columns and lines, drawn as SVG by the templates. Lengths are pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from api.task_schemas import CountOut, PointOut
from register.model import Status

ORDER = (Status.DONE_IN_TIME, Status.DONE_LATE, Status.OPEN, Status.OVERDUE, Status.NO_TERM)  # from good to unknown
MOST_MONTHS = 36  # columns that can still be told apart on a phone; the table below a picture has all
COLUMN = 22
GAP = 6
HEIGHT = 160


@dataclass(frozen=True, slots=True)
class Piece:
    """A rectangle of one status; `count` is what it stands for."""

    status: str
    count: int
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Column:
    """A month with its pieces, from the bottom up."""

    label: str
    total: int
    x: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Columns in a picture of a width."""

    width: float
    height: float
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Curve:
    """A line through points: `path` is the attribute `points` of an SVG polyline."""

    width: float
    height: float
    path: str
    first: str
    last: str
    share: int  # percent done at the end


def bar(by_status: Mapping[str, int], *, width: float, height: float = 16, most: int | None = None) -> list[Piece]:
    """One bar, a piece for each status; its whole length stands for `most`, or for its own total."""
    whole = most or sum(by_status.values()) or 1
    pieces, x = [], 0.0
    for status in ORDER:
        count = by_status.get(status.value, 0)
        if count:
            length = width * count / whole
            pieces.append(Piece(status.value, count, round(x, 1), 0, round(length, 1), height))
            x += length
    return pieces


def columns(months: Sequence[CountOut]) -> Chart | None:
    """A column for each of the last months, as high as it has tasks; None where there are none."""
    shown = months[-MOST_MONTHS:]
    most = max((month.total for month in shown), default=0)
    if not most:
        return None
    placed = tuple(_column(n, month, most) for n, month in enumerate(shown))
    return Chart(len(shown) * (COLUMN + GAP), HEIGHT, placed)


def curve(points: Sequence[PointOut], *, width: float = 640, height: float = HEIGHT) -> Curve | None:
    """The share of all tasks that was done, month by month; None for fewer than two months."""
    if len(points) < 2:
        return None
    step = width / (len(points) - 1)
    path = " ".join(
        f"{n * step:.1f},{height - height * point.done / max(1, point.total):.1f}" for n, point in enumerate(points)
    )
    share = round(100 * points[-1].done / max(1, points[-1].total))
    return Curve(width, height, path, points[0].month, points[-1].month, share)


def _column(n: int, month: CountOut, most: int) -> Column:
    x = n * (COLUMN + GAP)
    pieces, y = [], float(HEIGHT)
    for piece in bar(month.by_status, width=HEIGHT, most=most):
        y -= piece.width
        pieces.append(Piece(piece.status, piece.count, x, round(y, 1), COLUMN, piece.width))
    return Column(month.name, month.total, x, tuple(pieces))
