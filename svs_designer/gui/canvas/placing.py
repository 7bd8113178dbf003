"""Where a new element goes: beside what it follows, in free space, with others making room. No Qt."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point, Size

GRID = 8.0
CARD = Size(196, 112)
GAP = Size(76, 48)
"""The free space between cards, as the layout leaves it: a column is 272 wide, a row 160 high."""


BARE = 40.0
"""How much of a line shows beside its label, its head included."""


class Room(NamedTuple):
    """A place for a new element, and where others move to make room for it."""

    at: Point
    moved: dict[str, Point]


def on_grid(point: Point) -> Point:
    """Return the nearest point of the grid."""
    return Point(round(point.x / GRID) * GRID, round(point.y / GRID) * GRID)


def centred(point: Point, size: Size = CARD) -> Point:
    """Return the corner, on the grid, of a box whose centre is the point."""
    return on_grid(Point(point.x - size.width / 2, point.y - size.height / 2))


def free_spot(wanted: Point, taken: Iterable[Box], size: Size = CARD) -> Point:
    """Return the wanted corner, or the first one below it that keeps clear of every other box."""
    boxes = sorted(taken, key=lambda box: box.y)
    y = wanted.y
    for box in boxes:
        if Box(wanted.x, y, *size).expanded(GRID).intersects(box):
            y = on_grid(Point(0, box.bottom + GAP.height)).y
    return Point(wanted.x, y)


def after(source: Box, size: Size = CARD) -> Point:
    """Return the corner of a box right of another, on one middle line with it."""
    return on_grid(Point(source.right + GAP.width, source.centre.y - size.height / 2))


def room_after(
    source: str, boxes: Mapping[str, Box], fixed: Iterable[str], *, branches: bool, size: Size = CARD
) -> Room:
    """Find room right of an element: a branch goes below what stands there, a line pushes the rest of its row on."""
    wanted = after(boxes[source], size)
    others = {key: box for key, box in boxes.items() if key != source}
    if branches:
        return Room(free_spot(wanted, others.values(), size), {})
    spot = Box.at(wanted, size).expanded(GRID)
    if not any(spot.intersects(box) for box in others.values()):
        return Room(wanted, {})
    first = min(box.x for box in others.values() if spot.intersects(box))
    by = wanted.x + size.width + GAP.width - first
    moved = _pushed(others, fixed, row=Box.at(wanted, size), edge=min(first, wanted.x), by=by)
    kept = [moved_box(key, box, moved) for key, box in others.items()]
    return Room(free_spot(wanted, kept, size), moved)


def room_between(
    source: str, target: str, boxes: Mapping[str, Box], fixed: Iterable[str], *, size: Size = CARD
) -> Room:
    """Find room on the way from one element to another; what lies beyond moves on where the gap is too small."""
    one, other = boxes[source], boxes[target]
    others = {key: box for key, box in boxes.items() if key not in {source, target}}
    middle = Point((one.centre.x + other.centre.x) / 2, (one.centre.y + other.centre.y) / 2)
    between = Box.at(centred(middle, size), size)
    if not any(between.expanded(GRID).intersects(box) for box in boxes.values()):
        return Room(Point(between.x, between.y), {})
    if abs(one.centre.x - other.centre.x) < min(one.width, other.width) / 2:
        upper, lower = sorted((one, other), key=lambda box: box.y)
        y = on_grid(Point(0, upper.bottom + GAP.height)).y
        shift = y + size.height + GAP.height - lower.y
        beyond = {k: b for k, b in boxes.items() if b.y >= lower.y}
        moved = {k: Point(b.x, b.y + shift) for k, b in beyond.items() if k not in set(fixed)} if shift > 0 else {}
        wanted = Point(centred(middle, size).x, y)
    else:
        left, right = sorted((one, other), key=lambda box: box.x)
        wanted = after(left, size)
        by = wanted.x + size.width + GAP.width - right.x
        moved = _pushed(boxes, fixed, row=right.united(Box.at(wanted, size)), edge=right.x, by=by)
    kept = [moved_box(key, box, moved) for key, box in {**others, source: one, target: other}.items()]
    return Room(free_spot(wanted, kept, size), moved)


def room_for_label(
    source: str, target: str, boxes: Mapping[str, Box], fixed: Iterable[str], label: Size
) -> dict[str, Point]:
    """Return where the rest of a row moves, so that a label stands free between two elements side by side."""
    left, right = sorted((boxes[source], boxes[target]), key=lambda box: box.x)
    if right.y >= left.bottom or left.y >= right.bottom:
        return {}
    by = label.width + BARE - (right.x - left.right)
    return _pushed(boxes, fixed, row=right.united(left), edge=right.x, by=by)


def moved_box(key: str, box: Box, moved: Mapping[str, Point]) -> Box:
    """Return the box of an element after others made room."""
    return Box.at(moved[key], box.size) if key in moved else box


def _pushed(boxes: Mapping[str, Box], fixed: Iterable[str], *, row: Box, edge: float, by: float) -> dict[str, Point]:
    """Move what stands in a row from an edge on to the right, except what is pinned; other rows stay."""
    still = set(fixed)
    step = -(-by // GRID) * GRID
    if step <= 0:
        return {}
    return {
        key: Point(box.x + step, box.y)
        for key, box in boxes.items()
        if box.x >= edge and box.y < row.bottom and row.y < box.bottom and key not in still
    }
