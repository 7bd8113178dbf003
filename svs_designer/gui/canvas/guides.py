"""Snapping while things are moved: to the edges and centres of neighbours first, else to the grid. No Qt."""

from collections.abc import Iterable
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.placing import GRID

REACH = 5.0
"""How near, in pixels of the screen, an edge must come before it snaps."""


class Guide(NamedTuple):
    """A line that shows what is aligned, in scene units."""

    start: Point
    end: Point


class Snap(NamedTuple):
    """How far to move, after snapping, and the guides that say why."""

    dx: float
    dy: float
    guides: tuple[Guide, ...] = ()


class _Fit(NamedTuple):
    distance: float
    shift: float
    line: float
    neighbour: Box


def snapped(box: Box, dx: float, dy: float, neighbours: Iterable[Box], *, reach: float = REACH) -> Snap:
    """Snap a box that is moved by (dx, dy); `reach` is in scene units.

    Each direction snaps on its own: to the nearest edge or centre of a neighbour within reach, else so that the
    box's corner lies on the grid.
    """
    moved = box.moved(dx, dy)
    near = tuple(neighbours)
    across = _best((moved.x, moved.centre.x, moved.right), near, reach, horizontal=True)
    down = _best((moved.y, moved.centre.y, moved.bottom), near, reach, horizontal=False)
    x = across.shift if across else round(moved.x / GRID) * GRID - moved.x
    y = down.shift if down else round(moved.y / GRID) * GRID - moved.y
    final = moved.moved(x, y)
    guides = []
    if across:
        both = final.united(across.neighbour)
        guides.append(Guide(Point(across.line, both.y), Point(across.line, both.bottom)))
    if down:
        both = final.united(down.neighbour)
        guides.append(Guide(Point(both.x, down.line), Point(both.right, down.line)))
    return Snap(dx + x, dy + y, tuple(guides))


def _best(lines: tuple[float, float, float], near: tuple[Box, ...], reach: float, *, horizontal: bool) -> _Fit | None:
    """Return the neighbour's line that needs the smallest shift; like goes with like (left, centre, right)."""
    best: _Fit | None = None
    for box in near:
        theirs = (box.x, box.centre.x, box.right) if horizontal else (box.y, box.centre.y, box.bottom)
        for mine, line in zip(lines, theirs, strict=True):
            distance = abs(line - mine)
            if distance <= reach and (best is None or distance < best.distance):
                best = _Fit(distance, line - mine, line, box)
    return best
