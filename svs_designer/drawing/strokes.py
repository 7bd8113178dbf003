"""The shape of a stroke: where its line ends, its arrow head, its rounded corners. Shared by every painter."""

from collections.abc import Sequence
from math import hypot
from typing import NamedTuple

from svs_designer.drawing.marks import ARROW_LENGTH, ARROW_WIDTH, Stroke

XY = tuple[float, float]


class Corner(NamedTuple):
    """A rounded corner: where the curve leaves the line, its control point, where it meets the line again."""

    begin: XY
    control: XY
    end: XY


class StrokeShape(NamedTuple):
    """A stroke to draw: from start over the corners to the end, and the triangle of the arrow if it wears one."""

    start: XY
    corners: tuple[Corner, ...]
    end: XY
    head: tuple[XY, XY, XY] | None


def shape_of(stroke: Stroke) -> StrokeShape | None:
    """Return the shape of a stroke; None for fewer than two different points."""
    points = _distinct(stroke.points)
    if len(points) < 2:
        return None
    head = _head(points) if stroke.arrow else None
    end = points[-1]
    if head:
        # The line stops inside the head, so that its blunt end does not show at the tip.
        end = _towards(end, points[-2], min(ARROW_LENGTH * 0.8, _distance(end, points[-2])))
    line = [*points[:-1], end]
    return StrokeShape(line[0], _corners(line, stroke.radius), end, head)


def _distinct(points: Sequence[XY]) -> list[XY]:
    found: list[XY] = []
    for point in points:
        if not found or point != found[-1]:
            found.append(point)
    return found


def _corners(points: Sequence[XY], radius: float) -> tuple[Corner, ...]:
    """Round each inner point, at most to the middle of the neighbouring pieces."""
    found = []
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _distance(before, here) / 2, _distance(here, after) / 2)
        found.append(Corner(_towards(here, before, reach), here, _towards(here, after, reach)))
    return tuple(found)


def _head(points: Sequence[XY]) -> tuple[XY, XY, XY]:
    tip, before = points[-1], points[-2]
    back = _towards(tip, before, ARROW_LENGTH)
    length = _distance(tip, before)
    across = (-(tip[1] - before[1]) / length, (tip[0] - before[0]) / length)
    half = ARROW_WIDTH / 2
    return (
        tip,
        (back[0] + across[0] * half, back[1] + across[1] * half),
        (back[0] - across[0] * half, back[1] - across[1] * half),
    )


def _towards(start: XY, goal: XY, by: float) -> XY:
    length = _distance(start, goal)
    if length == 0:
        return start
    return start[0] + (goal[0] - start[0]) * by / length, start[1] + (goal[1] - start[1]) * by / length


def _distance(a: XY, b: XY) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])
