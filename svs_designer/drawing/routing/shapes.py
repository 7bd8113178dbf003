"""The few natural shapes of a connector: straight, L, Z, U and the way round in a gutter.

All shapes are made in a frame turned so that the line leaves towards growing u; v runs across.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import STUB, TRACK, Side
from svs_designer.drawing.routing.obstacles import Obstacles

Pair = tuple[float, float]
LANES = (0.0, TRACK, -TRACK, 2 * TRACK, -2 * TRACK, 3 * TRACK, -3 * TRACK)
OUTWARD = tuple(TRACK * i for i in range(7))
NESTED = tuple(
    (LANES[i], OUTWARD[j])
    for i, j in sorted(product(range(5), range(4)), key=lambda ij: (max(ij), abs(ij[0] - ij[1]), ij))
)
"""Shifts of two pieces of one line, both at once first: lines that go the same way nest."""
BOUNCES = 4
FIRST, GAP = 24.0, 36.0
"""The tracks nearest to a card for lines that come back, and for lines that go on; on one raster, so that they nest."""


class _Frame:
    """A view of the canvas in which a side looks towards growing u."""

    def __init__(self, side: Side) -> None:
        self.upright = bool(side % 2)
        self.sign = 1.0 if side >= Side.RIGHT else -1.0

    def turned(self, x: float, y: float) -> Pair:
        return (y * self.sign, x) if self.upright else (x * self.sign, y)

    def back(self, u: float, v: float) -> Pair:
        return (v, u * self.sign) if self.upright else (u * self.sign, v)

    def extent(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        (a, b), (c, d) = self.turned(x0, y0), self.turned(x1, y1)
        return min(a, c), b, max(a, c), d

    def around(self, box: Box) -> tuple[float, float, float, float]:
        x, y, width, height = box
        return self.extent(x, y, x + width, y + height)


FRAMES = tuple(_Frame(side) for side in Side)


class Kind(NamedTuple):
    """Lines of one shape, the best placed first; no free one among them beats an earlier free one."""

    bends: int
    lines: Iterator[list[Pair]]


def kinds(
    start: Pair, leave: Side, end: Pair, enter: Side, boxes: tuple[Box, Box], obstacles: Obstacles, tracks: int
) -> Iterator[Kind]:
    """Yield the shapes from a port of the first box to a port of the second, the plainest first.

    Each lane is offered on so many parallel tracks. Nothing is computed before its line is asked for. Only lanes
    that go round look at the obstacles: the caller checks every line.
    """
    frame = FRAMES[leave]
    p, q = frame.turned(*start), frame.turned(*end)
    if (enter - leave) % 2:
        above = enter < Side.RIGHT
        if q[0] - p[0] >= STUB and (q[1] - p[1] if above else p[1] - q[1]) >= STUB:
            yield Kind(1, iter([[start, frame.back(q[0], p[1]), end]]))
        yield Kind(3, _turn(p, q, frame, obstacles, tracks, above=above))
    elif enter == leave:
        s, t = frame.around(boxes[0]), frame.around(boxes[1])
        yield Kind(2, _hook(p, q, max(s[2], t[2]), frame, obstacles, tracks))
    else:
        if q[0] - p[0] > 0 and p[1] == q[1]:
            yield Kind(0, iter([[start, end]]))
        if q[0] - p[0] >= 2 * STUB:
            yield Kind(2, _step(p, q, frame, tracks))
        for gutter in _gutters(frame.around(boxes[0]), frame.around(boxes[1])):
            yield Kind(4, _round(p, q, gutter, frame, obstacles, tracks))


def _step(p: Pair, q: Pair, frame: _Frame, tracks: int) -> Iterator[list[Pair]]:
    """On, across and on again (Z): in the gap after the source or before the target, or half way.

    Up and down, the gutter before the target comes first: that is where the eye looks for the way to the next band.
    """
    low, high = p[0] + STUB, q[0] - STUB
    middle = (p[0] + q[0]) / 2
    places: tuple[float, ...] = (middle,)
    if q[0] - p[0] > 2 * GAP + 3 * STUB:
        places = (q[0] - GAP, p[0] + GAP, middle) if frame.upright else (p[0] + GAP, q[0] - GAP, middle)
    elif frame.upright and q[0] - p[0] >= GAP + STUB:
        places = (q[0] - GAP,)
    for shift in LANES[:tracks]:
        for place in places:
            lane = place + shift
            if low <= lane <= high:
                yield [frame.back(*p), frame.back(lane, p[1]), frame.back(lane, q[1]), frame.back(*q)]


def _hook(p: Pair, q: Pair, outermost: float, frame: _Frame, obstacles: Obstacles, tracks: int) -> Iterator[list[Pair]]:
    """Out, along and back in on the same side (U)."""
    lane = outermost + FIRST
    for _ in range(BOUNCES):
        for shift in OUTWARD[:tracks]:
            out = lane + shift
            yield [frame.back(*p), frame.back(out, p[1]), frame.back(out, q[1]), frame.back(*q)]
        hit = obstacles.hit(*frame.back(lane, p[1]), *frame.back(lane, q[1]))
        if hit is None:
            return
        lane = frame.extent(*hit[:4])[2] + TRACK


def _turn(p: Pair, q: Pair, frame: _Frame, obstacles: Obstacles, tracks: int, *, above: bool) -> Iterator[list[Pair]]:
    """Out, across beyond the target, on and back into it from the side."""
    away = -1.0 if above else 1.0
    gutter = q[1] + away * GAP
    for _ in range(BOUNCES):
        for shift, out in NESTED if tracks > 1 else NESTED[:1]:
            lane, across = p[0] + FIRST + out, gutter + shift
            if (across - q[1]) * away >= STUB:
                yield [
                    frame.back(*p),
                    frame.back(lane, p[1]),
                    frame.back(lane, across),
                    frame.back(q[0], across),
                    frame.back(*q),
                ]
        hit = obstacles.hit(*frame.back(p[0] + STUB, gutter), *frame.back(q[0], gutter))
        if hit is None:
            return
        extent = frame.extent(*hit[:4])
        gutter = extent[1] - TRACK if above else extent[3] + TRACK


def _round(p: Pair, q: Pair, gutter: float, frame: _Frame, obstacles: Obstacles, tracks: int) -> Iterator[list[Pair]]:
    """Out, across to a gutter, along it, across to the target and on into it."""
    lane = gutter
    for _ in range(BOUNCES):
        for shift in LANES[: min(tracks, 5)]:
            for out in OUTWARD[: min(tracks, 3)]:
                low, high, across = p[0] + FIRST + out, q[0] - FIRST - out, lane + shift
                yield [
                    frame.back(*p),
                    frame.back(low, p[1]),
                    frame.back(low, across),
                    frame.back(high, across),
                    frame.back(high, q[1]),
                    frame.back(*q),
                ]
        hit = obstacles.hit(*frame.back(p[0] + STUB, lane), *frame.back(q[0] - STUB, lane))
        if hit is None:
            return
        extent = frame.extent(*hit[:4])
        lane = extent[3] + TRACK if gutter >= p[1] else extent[1] - TRACK


def _gutters(s: tuple[float, float, float, float], t: tuple[float, float, float, float]) -> list[float]:
    """Where a way round may run: between the two boxes or beyond the second, if there is room; else beyond both."""
    after, before = max(s[3], t[3]) + FIRST, min(s[1], t[1]) - FIRST
    if t[1] - s[3] >= STUB:
        return [(s[3] + t[1]) / 2, after]
    if s[1] - t[3] >= STUB:
        return [(t[3] + s[1]) / 2, before]
    return [after, before]
