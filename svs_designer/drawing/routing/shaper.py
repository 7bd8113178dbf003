"""The cheapest natural shape between two ports: clear of the cards, and with few crossings of what is drawn."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import RouteLink, Side
from svs_designer.drawing.routing.obstacles import Obstacles
from svs_designer.drawing.routing.shapes import kinds
from svs_designer.drawing.routing.traffic import Traffic

BEND_COST, CROSSING_COST, ALONG_COST, LABEL_COST = 30.0, 110.0, 400.0, 120.0
LENGTH_COST = 0.25
NO_WAY = 1e6
"""The price from which on no shape was free."""
TRACKS = 7

Line = list[tuple[float, float]]
Ends = tuple[tuple[float, float], tuple[float, float]]


class Drawn(NamedTuple):
    """What is drawn so far, and how many free lines of one shape are compared when each of them crosses something."""

    traffic: Traffic
    labels: Obstacles
    patience: int

    def disturbance(self, line: Line, room: float = float("inf")) -> float:
        """Price what a line would run along, cross and cover; from `room` on the figure need not be exact."""
        along, crossed = self.traffic.against(line, room / ALONG_COST)
        cost = ALONG_COST * along + CROSSING_COST * crossed
        return cost if cost >= room else cost + LABEL_COST * _hits(line, self.labels)


class Shaper:
    """Finds shapes among cards that stay where they are."""

    def __init__(self, boxes: Mapping[str, Box]) -> None:
        self.boxes = boxes
        self.obstacles = Obstacles(boxes)

    def cheapest(
        self,
        link: RouteLink,
        sides: tuple[Side, Side],
        ends: Ends,
        price: float,
        bound: float,
        drawn: Drawn | None = None,
    ) -> tuple[float, Line]:
        """Return the price and points of the cheapest shape that clears the cards, and of what is drawn already.

        `price` is that of the sides. If nothing is cheaper than `bound`, that is the price.
        """
        best, chosen = bound, [ends[0], (ends[0][0], ends[1][1]), ends[1]]
        boxes = self.boxes[link.source], self.boxes[link.target]
        shortest = LENGTH_COST * apart(ends)
        tracks = 1 if drawn is None else TRACKS
        for bends, lines in kinds(ends[0], sides[0], ends[1], sides[1], boxes, self.obstacles, tracks):
            bent = price + BEND_COST * bends
            if bent + shortest >= best:
                continue
            tried = 0
            for line in lines:
                cost = bent + LENGTH_COST * length(line)
                if cost >= best or self.is_blocked(link, line):
                    continue
                disturbance = drawn.disturbance(line, best - cost) if drawn else 0.0
                if cost + disturbance < best:
                    best, chosen = cost + disturbance, line
                tried += 1
                if not disturbance or (drawn and tried == drawn.patience):
                    break
        return best, chosen

    def is_blocked(self, link: RouteLink, line: Line) -> bool:
        """Tell whether a line enters a card; it may touch its own cards only at its ends."""
        hit = self.obstacles.hit
        if len(line) == 2:
            return hit(*line[0], *line[1], spared=link.key) is not None
        (ax, ay), (bx, by), *rest = line
        if hit(ax, ay, bx, by, (link.source,)):
            return True
        last = rest.pop()
        for cx, cy in rest:
            if hit(bx, by, cx, cy):
                return True
            bx, by = cx, cy
        return hit(bx, by, *last, spared=(link.target,)) is not None


def apart(ends: Ends) -> float:
    """Return the length of the shortest orthogonal line between two ports."""
    (ax, ay), (bx, by) = ends
    return abs(ax - bx) + abs(ay - by)


def least(leave: Side, enter: Side, ends: Ends) -> float:
    """Return what a line that is not straight costs at least on two sides."""
    return BEND_COST * (1 if (enter - leave) % 2 else 2) + LENGTH_COST * apart(ends)


def length(line: Sequence[tuple[float, float]]) -> float:
    """Return the length of an orthogonal line."""
    total = 0.0
    x, y = line[0]
    for next_x, next_y in line[1:]:
        total += abs(next_x - x) + abs(next_y - y)
        x, y = next_x, next_y
    return total


def _hits(line: Line, labels: Obstacles) -> int:
    return sum(labels.hit(*a, *b) is not None for a, b in pairwise(line)) if labels else 0
