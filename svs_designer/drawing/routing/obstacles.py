"""Cards in the way, found fast by place."""

from collections.abc import Collection, Mapping

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import CLEARANCE

STRIP, CHUNK = 32.0, 1024.0
"""Cards are filed under narrow strips, level and upright: a line in a gutter meets hardly any card to be compared."""

Extent = tuple[float, float, float, float, str]
"""Left, top, right, bottom of a card with its clearance, and its key."""
_File = dict[tuple[int, int], list[Extent]]


class Obstacles:
    """Boxes with their clearance."""

    def __init__(self, boxes: Mapping[str, Box], clearance: float = CLEARANCE) -> None:
        self._level: _File = {}
        self._upright: _File = {}
        for key, box in boxes.items():
            self.add(key, box, clearance)

    def __bool__(self) -> bool:
        return bool(self._level)

    def add(self, key: str, box: Box, clearance: float) -> None:
        """Put one more box in the way."""
        x, y, width, height = box
        x0, y0, x1, y1 = x - clearance, y - clearance, x + width + clearance, y + height + clearance
        extent = (x0, y0, x1, y1, key)
        _put(self._level, y0, y1, x0, x1, extent)
        _put(self._upright, x0, x1, y0, y1, extent)

    def hit(self, x0: float, y0: float, x1: float, y1: float, spared: Collection[str] = ()) -> Extent | None:
        """Return a card that the box or axis-parallel segment between two points enters, None if it is free."""
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        if x0 == x1:
            file, low, high, start, end = self._upright, x0, x1, y0, y1
        else:
            file, low, high, start, end = self._level, y0, y1, x0, x1
        chunk, last = int(start // CHUNK), int(end // CHUNK)
        for strip in range(int(low // STRIP), int(high // STRIP) + 1):
            j = chunk
            while j <= last:
                if (strip, j) in file:
                    for extent in file[strip, j]:
                        left, top, right, bottom, key = extent
                        if left < x1 and x0 < right and top < y1 and y0 < bottom and key not in spared:
                            return extent
                j += 1
        return None

    def within(self, x0: float, y0: float, x1: float, y1: float) -> list[Extent]:
        """List all cards that touch an area, in the order of their keys."""
        found: dict[str, Extent] = {}
        for i in range(int(y0 // STRIP), int(y1 // STRIP) + 1):
            for j in range(int(x0 // CHUNK), int(x1 // CHUNK) + 1):
                for extent in self._level.get((i, j), ()):
                    if extent[0] < x1 and x0 < extent[2] and extent[1] < y1 and y0 < extent[3]:
                        found[extent[4]] = extent
        return [found[key] for key in sorted(found)]


def _put(file: _File, low: float, high: float, start: float, end: float, extent: Extent) -> None:
    chunks = range(int(start // CHUNK), int(end // CHUNK) + 1)
    for i in range(int(low // STRIP), int(high // STRIP) + 1):
        for j in chunks:
            if (i, j) in file:
                file[i, j].append(extent)
            else:
                file[i, j] = [extent]
