"""The last resort: the cheapest way on a sparse grid of lines beside the cards (A*)."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from heapq import heappop, heappush

from svs_designer.drawing.routing.links import TRACK
from svs_designer.drawing.routing.obstacles import Extent

BEND = 40.0
Pair = tuple[float, float]


def cheapest(
    start: Pair, out: Pair, end: Pair, into: Pair, cards: Sequence[Extent], clearance: float
) -> list[Pair] | None:
    """Find a line from a port (leaving in direction `out`) to a port (arriving in direction `into`), None if walled in.

    Cards carry the clearance already; the ports' own cards are among them.
    """
    first = start[0] + out[0] * clearance, start[1] + out[1] * clearance
    last = end[0] - into[0] * clearance, end[1] - into[1] * clearance
    if any(x0 < x < x1 and y0 < y < y1 for x, y in (first, last) for x0, y0, x1, y1, _ in cards):
        return None
    found = _Grid(first, _direction(out), last, _direction(into), cards).walk()
    return None if found is None else plain([start, *found, end])


class _Grid:
    def __init__(self, first: Pair, out: int, last: Pair, into: int, cards: Sequence[Extent]) -> None:
        self.xs = _lines([c[0] for c in cards], [c[2] for c in cards], (first[0], last[0]))
        self.ys = _lines([c[1] for c in cards], [c[3] for c in cards], (first[1], last[1]))
        self.width = len(self.xs)
        self.level, self.upright = self._walls(cards)
        self.first, self.last = self._number(first), self._number(last)
        self.out, self.into = out, into

    def _number(self, point: Pair) -> int:
        return bisect_left(self.ys, point[1]) * self.width + bisect_left(self.xs, point[0])

    def _walls(self, cards: Sequence[Extent]) -> tuple[bytearray, bytearray]:
        """Mark the pieces to the right of and below each crossing that enter a card."""
        xs, ys, width = self.xs, self.ys, self.width
        level, upright = bytearray(width * len(ys)), bytearray(width * len(ys))
        for x0, y0, x1, y1, _ in cards:
            columns = range(bisect_right(xs, x0), bisect_left(xs, x1))
            lines = range(bisect_right(ys, y0), bisect_left(ys, y1))
            reach = range(max(0, bisect_right(xs, x0) - 1), bisect_left(xs, x1))
            depth = range(max(0, bisect_right(ys, y0) - 1), bisect_left(ys, y1))
            for j in lines:
                for i in reach:
                    level[j * width + i] = 1
            for j in depth:
                for i in columns:
                    upright[j * width + i] = 1
        return level, upright

    def walk(self) -> list[Pair] | None:
        """Search from crossing to crossing; a state is a crossing and the direction it was entered in."""
        goal = self.last * 4 + self.into
        begin = self.first * 4 + self.out
        best = {begin: 0.0}
        came: dict[int, int] = {}
        queue = [(self._left(self.first), begin)]
        while queue:
            _, state = heappop(queue)
            if state == goal:
                return self._trace(came, state)
            spent = best[state]
            for following, price in self._ways(state):
                total = spent + price
                if total < best.get(following, float("inf")):
                    best[following] = total
                    came[following] = state
                    heappush(queue, (total + self._left(following // 4), following))
        return None

    def _left(self, crossing: int) -> float:
        j, i = divmod(crossing, self.width)
        n, m = divmod(self.last, self.width)
        return abs(self.xs[i] - self.xs[m]) + abs(self.ys[j] - self.ys[n])

    def _ways(self, state: int) -> list[tuple[int, float]]:
        crossing, came = divmod(state, 4)
        j, i = divmod(crossing, self.width)
        found = []
        for direction in range(4):
            if (direction - came) % 4 == 2:
                continue
            if direction % 2:
                n, m, wall = j + direction - 2, i, self.upright
                if not 0 <= n < len(self.ys) or wall[min(j, n) * self.width + i]:
                    continue
                length = abs(self.ys[n] - self.ys[j])
            else:
                n, m, wall = j, i + direction - 1, self.level
                if not 0 <= m < self.width or wall[j * self.width + min(i, m)]:
                    continue
                length = abs(self.xs[m] - self.xs[i])
            found.append(((n * self.width + m) * 4 + direction, length + (BEND if direction != came else 0.0)))
        return found

    def _trace(self, came: dict[int, int], state: int) -> list[Pair]:
        line = []
        while True:
            j, i = divmod(state // 4, self.width)
            line.append((self.xs[i], self.ys[j]))
            if state not in came:
                return line[::-1]
            state = came[state]


def _direction(way: Pair) -> int:
    """Return the number of a direction, as of the sides: left 0, up 1, right 2, down 3."""
    return int(1 + way[0]) if way[0] else int(2 + way[1])


def _lines(lows: Sequence[float], highs: Sequence[float], own: tuple[float, float]) -> list[float]:
    """Lay grid lines along the cards: at their clearance and, with more air, a track further."""
    return sorted({*lows, *highs, *own, *(low - TRACK for low in lows), *(high + TRACK for high in highs)})


def plain(line: Sequence[Pair]) -> list[Pair]:
    """Leave out the points at which a line does not bend."""
    kept: list[Pair] = []
    for point in line:
        if kept and point == kept[-1]:
            continue
        if len(kept) > 1 and (kept[-2][0] == kept[-1][0] == point[0] or kept[-2][1] == kept[-1][1] == point[1]):
            kept[-1] = point
        else:
            kept.append(point)
    return kept
