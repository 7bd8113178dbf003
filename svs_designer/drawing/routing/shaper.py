"""The cheapest natural shape between two ports: clear of the cards, and with few crossings of what is drawn."""

from collections.abc import Mapping
from itertools import pairwise

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
PATIENCE = 9
"""So many free lines of one shape are compared when each crosses something."""

Line = list[tuple[float, float]]
Ends = tuple[tuple[float, float], tuple[float, float]]


class Shaper:
    """Finds shapes among cards that stay where they are."""

    def __init__(self, boxes: Mapping[str, Box]) -> None:
        self.boxes = boxes
        self.obstacles = Obstacles(boxes)

    def planned(
        self, link: RouteLink, sides: tuple[Side, Side], ends: Ends, price: float, bound: float
    ) -> tuple[float, Line]:
        """Return the price and points of the cheapest shape that clears the cards, whatever else is drawn."""
        return self._best(link, sides, ends, price, bound, None, None)

    def drawn(
        self,
        link: RouteLink,
        sides: tuple[Side, Side],
        ends: Ends,
        price: float,
        bound: float,
        traffic: Traffic,
        labels: Obstacles,
    ) -> tuple[float, Line]:
        """Return the price and points of the cheapest shape, also looking at lines and labels already drawn."""
        return self._best(link, sides, ends, price, bound, traffic, labels)

    def price(self, line: Line, price: float, traffic: Traffic, labels: Obstacles) -> float:
        """Price a line, on sides that have a price themselves, among lines and labels already drawn."""
        along, crossed = traffic.against(line)
        drawn = BEND_COST * (len(line) - 2) + LENGTH_COST * length(line)
        return price + drawn + ALONG_COST * along + CROSSING_COST * crossed + LABEL_COST * _hits(line, labels)

    def _best(
        self,
        link: RouteLink,
        sides: tuple[Side, Side],
        ends: Ends,
        price: float,
        bound: float,
        traffic: Traffic | None,
        labels: Obstacles | None,
    ) -> tuple[float, Line]:
        best, chosen = bound, [ends[0], (ends[0][0], ends[1][1]), ends[1]]
        boxes = self.boxes[link.source], self.boxes[link.target]
        apart = abs(ends[0][0] - ends[1][0]) + abs(ends[0][1] - ends[1][1])
        tracks = 1 if traffic is None else TRACKS
        for bends, lines in kinds(ends[0], sides[0], ends[1], sides[1], boxes, self.obstacles, tracks):
            least = price + BEND_COST * bends
            if least + LENGTH_COST * apart >= best:
                continue
            tried = 0
            for line in lines:
                cost = bare = least + LENGTH_COST * length(line)
                if cost >= best or self.is_blocked(link, line):
                    continue
                if traffic is not None and labels is not None:
                    along, crossed = traffic.against(line)
                    cost += ALONG_COST * along + CROSSING_COST * crossed + LABEL_COST * _hits(line, labels)
                if cost < best:
                    best, chosen = cost, line
                tried += 1
                if cost == bare or tried == PATIENCE:
                    break
        return best, chosen

    def is_blocked(self, link: RouteLink, line: Line) -> bool:
        """Tell whether a line enters a card; it may touch its own cards only at its ends."""
        hit = self.obstacles.hit
        last = len(line) - 2
        for i in range(last + 1):
            spared = link.key if i == 0 == last else (link.source,) if i == 0 else (link.target,) if i == last else ()
            if hit(*line[i], *line[i + 1], spared=spared):
                return True
        return False


def length(line: Line) -> float:
    """Return the length of an orthogonal line."""
    return sum([abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(line)])


def _hits(line: Line, labels: Obstacles) -> int:
    return sum(labels.hit(*a, *b) is not None for a, b in pairwise(line)) if labels else 0
