"""The few natural shapes of a connector: straight, L, Z, U and the way round in a gutter.

All shapes are made in a frame turned so that the line leaves towards growing u; v runs across.
"""

from collections.abc import Iterator

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import STUB, TRACK, Side
from svs_designer.drawing.routing.obstacles import Obstacles

Pair = tuple[float, float]
LANES = (0.0, TRACK, -TRACK, 2 * TRACK, -2 * TRACK, 3 * TRACK, -3 * TRACK)
OUTWARD = tuple(TRACK * i for i in range(7))
BOUNCES = 4


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


FRAMES = tuple(_Frame(side) for side in Side)


def shapes(
    start: Pair, leave: Side, end: Pair, enter: Side, boxes: tuple[Box, Box], obstacles: Obstacles
) -> Iterator[list[Pair]]:
    """Yield lines from a port of the first box to a port of the second, the plainest first.

    Only the lanes of U shapes and gutters look at the obstacles; the caller checks every line.
    """
    frame = FRAMES[leave]
    p, q = frame.turned(*start), frame.turned(*end)
    s, t = (frame.extent(b.x, b.y, b.right, b.bottom) for b in boxes)
    if (enter - leave) % 2:
        made = _corner(p, q, above=(enter < Side.RIGHT))
    elif enter == leave:
        made = _hook(p, q, max(s[2], t[2]), frame, obstacles)
    else:
        made = _onward(p, q, s, t, frame, obstacles)
    for line in made:
        yield [frame.back(u, v) for u, v in line]


def _corner(p: Pair, q: Pair, *, above: bool) -> Iterator[list[Pair]]:
    """One bend: on to q's place, then into it from its smaller-v side (above) or the other."""
    drop = q[1] - p[1] if above else p[1] - q[1]
    if q[0] - p[0] >= STUB and drop >= STUB:
        yield [p, (q[0], p[1]), q]


def _hook(p: Pair, q: Pair, outermost: float, frame: _Frame, obstacles: Obstacles) -> Iterator[list[Pair]]:
    """Out, along and back in on the same side (U)."""
    lane = outermost + STUB + 4
    for _ in range(BOUNCES):
        for shift in OUTWARD:
            yield [p, (lane + shift, p[1]), (lane + shift, q[1]), q]
        hit = obstacles.hit(*frame.back(lane, p[1]), *frame.back(lane, q[1]))
        if hit is None:
            return
        lane = frame.extent(*hit[:4])[2] + TRACK


def _onward(
    p: Pair,
    q: Pair,
    s: tuple[float, float, float, float],
    t: tuple[float, float, float, float],
    frame: _Frame,
    obstacles: Obstacles,
) -> Iterator[list[Pair]]:
    """Leave towards u and enter in the same direction: straight, Z, or round through a gutter."""
    room = q[0] - p[0]
    if room > 0 and p[1] == q[1]:
        yield [p, q]
    if room >= 2 * STUB:
        for lane in _lanes(p[0], q[0]):
            yield [p, (lane, p[1]), (lane, q[1]), q]
    for gutter in _gutters(s, t):
        lane = gutter
        for _ in range(BOUNCES):
            for shift in LANES[:5]:
                for out in (STUB, STUB + TRACK, STUB + 2 * TRACK):
                    yield [
                        p,
                        (p[0] + out, p[1]),
                        (p[0] + out, lane + shift),
                        (q[0] - out, lane + shift),
                        (q[0] - out, q[1]),
                        q,
                    ]
            hit = obstacles.hit(*frame.back(p[0] + STUB, lane), *frame.back(q[0] - STUB, lane))
            if hit is None:
                break
            extent = frame.extent(*hit[:4])
            lane = extent[3] + TRACK if gutter >= p[1] else extent[1] - TRACK


def _lanes(start: float, end: float) -> list[float]:
    """Where a Z may turn: half way, in the gap after the source, in the gap before the target."""
    low, high = start + STUB, end - STUB
    middle = (start + end) / 2
    places = [middle]
    if end - start > 8 * STUB:
        places = [start + 1.6 * STUB, end - 1.6 * STUB, middle]
    return [place + shift for place in places for shift in LANES if low <= place + shift <= high]


def _gutters(s: tuple[float, float, float, float], t: tuple[float, float, float, float]) -> list[float]:
    """Where a way round may run: between the two boxes if there is room, beyond both on either side."""
    after, before = max(s[3], t[3]) + STUB, min(s[1], t[1]) - STUB
    if t[1] - s[3] >= STUB:
        return [(s[3] + t[1]) / 2, after, before]
    if s[1] - t[3] >= STUB:
        return [(t[3] + s[1]) / 2, before, after]
    return [after, before]
