"""Lines already drawn: what a new line would run along, or cross."""

from collections.abc import Sequence
from itertools import pairwise

from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.routing.links import LinkKey

CELL = 256.0
NEAR = 9.0
"""Parallel pieces closer than this are read as one line."""
ENDS = 6.0
"""Pieces on one track must end this far from each other."""

_Piece = tuple[float, float, float, LinkKey]
"""The track (y of a level piece, x of an upright one), its two ends in order, and the owner."""


class Traffic:
    """Level and upright pieces of all lines drawn so far, in cells of a grid."""

    def __init__(self) -> None:
        self._level: dict[tuple[int, int], list[_Piece]] = {}
        self._upright: dict[tuple[int, int], list[_Piece]] = {}

    def add(self, points: Sequence[Point], owner: LinkKey) -> None:
        """Remember a line."""
        for (ax, ay), (bx, by) in pairwise(points):
            if ay == by:
                _put(self._level, ay, min(ax, bx), max(ax, bx), owner)
            else:
                _put(self._upright, ax, min(ay, by), max(ay, by), owner)

    def against(self, points: Sequence[tuple[float, float]]) -> tuple[int, int]:
        """Count the pieces a line would run along, and those it would cross."""
        along = crossed = 0
        for (ax, ay), (bx, by) in pairwise(points):
            if ay == by:
                low, high = (ax, bx) if ax < bx else (bx, ax)
                along += _along(self._level, ay, low, high)
                crossed += _crossed(self._upright, ay, low, high)
            else:
                low, high = (ay, by) if ay < by else (by, ay)
                along += _along(self._upright, ax, low, high)
                crossed += _crossed(self._level, ax, low, high)
        return along, crossed

    def touching(self, box: Box, owner: LinkKey) -> int:
        """Count the pieces of others that run through a box."""
        return _through(self._level, box.y, box.bottom, box.x, box.right, owner) + _through(
            self._upright, box.x, box.right, box.y, box.bottom, owner
        )


def _put(cells: dict[tuple[int, int], list[_Piece]], track: float, low: float, high: float, owner: LinkKey) -> None:
    piece = (track, low, high, owner)
    i = int(track // CELL)
    for j in range(int(low // CELL), int(high // CELL) + 1):
        cells.setdefault((i, j), []).append(piece)


def _along(cells: dict[tuple[int, int], list[_Piece]], track: float, low: float, high: float) -> int:
    found = 0
    low -= ENDS
    high += ENDS
    columns = range(int(low // CELL), int(high // CELL) + 1)
    for i in range(int((track - NEAR) // CELL), int((track + NEAR) // CELL) + 1):
        for j in columns:
            for other, start, end, _ in cells.get((i, j), ()):
                if start < high and low < end and -NEAR < other - track < NEAR:
                    found += 1
    return found


def _crossed(cells: dict[tuple[int, int], list[_Piece]], track: float, low: float, high: float) -> int:
    """Count pieces of the other direction: for them, `track` lies between their ends."""
    found = 0
    j = int(track // CELL)
    for i in range(int(low // CELL), int(high // CELL) + 1):
        for other, start, end, _ in cells.get((i, j), ()):
            if low < other < high and start < track < end:
                found += 1
    return found


def _through(
    cells: dict[tuple[int, int], list[_Piece]],
    near: float,
    far: float,
    low: float,
    high: float,
    owner: LinkKey,
) -> int:
    found = set()
    for i in range(int(near // CELL), int(far // CELL) + 1):
        for j in range(int(low // CELL), int(high // CELL) + 1):
            for piece in cells.get((i, j), ()):
                if near < piece[0] < far and piece[1] < high and low < piece[2] and piece[3] != owner:
                    found.add(piece)
    return len(found)
