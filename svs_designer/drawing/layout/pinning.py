"""Making room: nodes that must keep their place, and the others moved aside for them."""

from collections.abc import Iterator, Mapping

from svs_designer.drawing.geometry import Box, Point

CELL = 512.0


def around_pinned(placed: Mapping[str, Box], pinned: Mapping[str, Point], *, grid: int, gap: float) -> dict[str, Point]:
    """Put the pinned boxes where they belong, shift the rest along with them, and move aside what would overlap."""
    anchors = [key for key in placed if key in pinned]
    if not anchors:
        return {key: Point(box.x, box.y) for key, box in placed.items()}
    dx = _middle([pinned[key][0] - placed[key].x for key in anchors], grid)
    dy = _middle([pinned[key][1] - placed[key].y for key in anchors], grid)
    taken = _Taken()
    for key in anchors:
        taken.add(Box.at(pinned[key], placed[key].size))
    found: dict[str, Point] = {}
    for key, box in placed.items():
        if key in pinned:
            found[key] = Point(*pinned[key])
            continue
        spot = next(spot for spot in _nearby(box.moved(dx, dy), grid) if not taken.touches(spot.expanded(gap)))
        taken.add(spot)
        found[key] = Point(spot.x, spot.y)
    return found


def _middle(offsets: list[float], grid: int) -> float:
    return round(sorted(offsets)[len(offsets) // 2] / grid) * grid


def _nearby(box: Box, grid: int) -> Iterator[Box]:
    """Yield the box at growing distances: below, above, right, left, then the corners."""
    yield box
    for step in (grid * 2 * i for i in range(1, 1_000_000)):
        for dx, dy in ((0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (-1, 1), (1, -1), (-1, -1)):
            yield box.moved(dx * step, dy * step)


class _Taken:
    """Boxes already placed, found by place."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}

    def add(self, box: Box) -> None:
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)

    def touches(self, box: Box) -> bool:
        return any(box.intersects(other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(int(box.x // CELL), int(box.right // CELL) + 1):
        for j in range(int(box.y // CELL), int(box.bottom // CELL) + 1):
            yield i, j
