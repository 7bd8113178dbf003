"""Lines already drawn: what a new line would run along, or cross."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.routing.links import LinkKey

CELL = 256.0
TRACK_WIDTH, CHUNK = 16.0, 1024.0
"""Pieces are filed twice: by cell to find what is crossed, by track to find what runs along."""
NEAR = 9.0
"""Parallel pieces closer than this are read as one line."""
ENDS = 6.0
"""Pieces on one track must end this far from each other."""

_Piece = tuple[float, float, float, LinkKey]
"""The track (y of a level piece, x of an upright one), its two ends in order, and the owner."""


_File = dict[tuple[int, int], list[_Piece]]


class _Pieces:
    """All pieces of one direction."""

    def __init__(self) -> None:
        self.cells: _File = {}
        self.tracks: _File = {}

    def add(self, piece: _Piece) -> None:
        track, low, high, _ = piece
        for file, across, along in ((self.cells, CELL, CELL), (self.tracks, TRACK_WIDTH, CHUNK)):
            i = int(track // across)
            for j in range(int(low // along), int(high // along) + 1):
                if (i, j) in file:
                    file[i, j].append(piece)
                else:
                    file[i, j] = [piece]

    def remove(self, piece: _Piece) -> None:
        track, low, high, _ = piece
        for file, across, along in ((self.cells, CELL, CELL), (self.tracks, TRACK_WIDTH, CHUNK)):
            i = int(track // across)
            for j in range(int(low // along), int(high // along) + 1):
                file[i, j].remove(piece)


class Traffic:
    """Level and upright pieces of all lines drawn so far."""

    def __init__(self) -> None:
        self._level = _Pieces()
        self._upright = _Pieces()

    def add(self, points: Sequence[Point], owner: LinkKey) -> None:
        """Remember a line."""
        for pieces, piece in self._pieces(points, owner):
            pieces.add(piece)

    def remove(self, points: Sequence[Point], owner: LinkKey) -> None:
        """Forget a line."""
        for pieces, piece in self._pieces(points, owner):
            pieces.remove(piece)

    def _pieces(self, points: Sequence[Point], owner: LinkKey) -> Iterator[tuple[_Pieces, _Piece]]:
        for (ax, ay), (bx, by) in pairwise(points):
            if ay == by:
                yield self._level, (ay, min(ax, bx), max(ax, bx), owner)
            else:
                yield self._upright, (ax, min(ay, by), max(ay, by), owner)

    def against(self, points: Sequence[tuple[float, float]], enough: float = float("inf")) -> tuple[int, int]:
        """Count the pieces a line would run along and those it would cross; stop at `enough` of the first."""
        along = crossed = 0
        level, upright = self._level, self._upright
        ax, ay = points[0]
        for bx, by in points[1:]:
            if ay == by:
                low, high = (ax, bx) if ax < bx else (bx, ax)
                along += _along(level.tracks, ay, low, high)
                if along >= enough:
                    break
                crossed += _crossed(upright.cells, ay, low, high)
            else:
                low, high = (ay, by) if ay < by else (by, ay)
                along += _along(upright.tracks, ax, low, high)
                if along >= enough:
                    break
                crossed += _crossed(level.cells, ax, low, high)
            ax, ay = bx, by
        return along, crossed

    def beside(self, start: tuple[float, float], end: tuple[float, float]) -> bool:
        """Tell whether one piece would run along another."""
        (ax, ay), (bx, by) = start, end
        if ay == by:
            return _along(self._level.tracks, ay, min(ax, bx), max(ax, bx)) > 0
        return _along(self._upright.tracks, ax, min(ay, by), max(ay, by)) > 0

    def touching(self, box: Box, owner: LinkKey) -> int:
        """Count the pieces of others that run through a box."""
        return _through(self._level.cells, box.y, box.bottom, box.x, box.right, owner) + _through(
            self._upright.cells, box.x, box.right, box.y, box.bottom, owner
        )


def _along(tracks: _File, track: float, low: float, high: float) -> int:
    found = 0
    low -= ENDS
    high += ENDS
    chunks = range(int(low // CHUNK), int(high // CHUNK) + 1)
    for i in range(int((track - NEAR) // TRACK_WIDTH), int((track + NEAR) // TRACK_WIDTH) + 1):
        for j in chunks:
            for other, start, end, _ in tracks.get((i, j), ()):
                if start < high and low < end and -NEAR < other - track < NEAR:
                    found += 1
    return found


def _crossed(cells: _File, track: float, low: float, high: float) -> int:
    """Count pieces of the other direction: for them, `track` lies between their ends."""
    found = 0
    j = int(track // CELL)
    for i in range(int(low // CELL), int(high // CELL) + 1):
        for other, start, end, _ in cells.get((i, j), ()):
            if low < other < high and start < track < end:
                found += 1
    return found


def _through(
    cells: _File,
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
