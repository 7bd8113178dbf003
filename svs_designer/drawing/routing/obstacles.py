"""Cards in the way, found fast by place."""

from collections.abc import Iterable, Mapping

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import CLEARANCE

CELL = 256.0

Extent = tuple[float, float, float, float, str]
"""Left, top, right, bottom of a card with its clearance, and its key."""


class Obstacles:
    """Boxes with their clearance, in cells of a grid."""

    def __init__(self, boxes: Mapping[str, Box], clearance: float = CLEARANCE) -> None:
        self._cells: dict[tuple[int, int], list[Extent]] = {}
        for key, box in boxes.items():
            self.add(key, box, clearance)

    def add(self, key: str, box: Box, clearance: float) -> None:
        """Put one more box in the way."""
        x, y, width, height = box
        x0, y0, x1, y1 = x - clearance, y - clearance, x + width + clearance, y + height + clearance
        extent = (x0, y0, x1, y1, key)
        for i in range(int(x0 // CELL), int(x1 // CELL) + 1):
            for j in range(int(y0 // CELL), int(y1 // CELL) + 1):
                self._cells.setdefault((i, j), []).append(extent)

    def __bool__(self) -> bool:
        return bool(self._cells)

    def hit(self, x0: float, y0: float, x1: float, y1: float, spared: Iterable[str] = ()) -> Extent | None:
        """Return a card that the box or axis-parallel segment between two points enters, None if it is free."""
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        cells = self._cells
        for i in range(int(x0 // CELL), int(x1 // CELL) + 1):
            for j in range(int(y0 // CELL), int(y1 // CELL) + 1):
                for extent in cells.get((i, j), ()):
                    if (
                        extent[0] < x1
                        and x0 < extent[2]
                        and extent[1] < y1
                        and y0 < extent[3]
                        and extent[4] not in spared
                    ):
                        return extent
        return None

    def within(self, x0: float, y0: float, x1: float, y1: float) -> list[Extent]:
        """List all cards that touch an area, in the order of their keys."""
        found: dict[str, Extent] = {}
        for i in range(int(x0 // CELL), int(x1 // CELL) + 1):
            for j in range(int(y0 // CELL), int(y1 // CELL) + 1):
                for extent in self._cells.get((i, j), ()):
                    if extent[0] < x1 and x0 < extent[2] and extent[1] < y1 and y0 < extent[3]:
                        found[extent[4]] = extent
        return [found[key] for key in sorted(found)]
