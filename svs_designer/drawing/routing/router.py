"""Routing all connectors of a picture: sides, then ports, then one line after the other.

Straight and short lines come first, so that long ones go round them; every line is a pure function of boxes and links.
Natural shapes are tried before anything is searched for: on a laid-out stream nearly every line is one of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.routing.labels import place_labels
from svs_designer.drawing.routing.links import TRACK, LinkKey, Route, RouteLink, Side
from svs_designer.drawing.routing.obstacles import Obstacles
from svs_designer.drawing.routing.ports import Use, middle, on_side, spread, straight_place
from svs_designer.drawing.routing.search import cheapest
from svs_designer.drawing.routing.shapes import shapes
from svs_designer.drawing.routing.sides import Choice, choices
from svs_designer.drawing.routing.traffic import Traffic

BEND_COST, CROSSING_COST, ALONG_COST, HIT_COST = 30.0, 70.0, 400.0, 1e6
LENGTH_COST = 0.25
TIGHT = 1.0
OUT = ((-1.0, 0.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0))
NUDGES = (0.0, TRACK, -TRACK, 2 * TRACK, -2 * TRACK, 3 * TRACK, -3 * TRACK)

Line = list[tuple[float, float]]


def route(boxes: Mapping[str, Box], links: Sequence[RouteLink]) -> dict[LinkKey, Route]:
    """Draw an orthogonal line for every link, in the order of `links`; a link without its boxes is left out.

    Lines keep clear of foreign cards wherever the boxes lie; where cards touch or overlap, a line may run through.
    About 40 us a link on a laid-out stream.
    """
    known = {link.key: link for link in links if link.source in boxes and link.target in boxes}
    return _Router(boxes, known).routes()


class _Plan(NamedTuple):
    """The sides a link will use, all that it may use, and the shared place if it is a straight line."""

    link: RouteLink
    options: list[Choice]
    leave: Side
    enter: Side
    straight: float | None
    cost: float


class _Router:
    def __init__(self, boxes: Mapping[str, Box], links: Mapping[LinkKey, RouteLink]) -> None:
        self.boxes, self.links = boxes, links
        self.obstacles = Obstacles(boxes)
        self.traffic = Traffic()
        self.ports: dict[tuple[LinkKey, bool], float] = {}
        self.taken: dict[tuple[str, Side], list[float]] = {}

    def routes(self) -> dict[LinkKey, Route]:
        plans = self._plans()
        self._spread_ports(plans)
        lines: dict[LinkKey, tuple[Point, ...]] = {}
        for plan in sorted(plans, key=lambda p: (p.straight is None, p.cost, p.link.key)):
            line = tuple(Point(*point) for point in self._line(plan))
            self.traffic.add(line, plan.link.key)
            lines[plan.link.key] = line
        labels = place_labels(self.links, lines, self.obstacles, self.traffic)
        return {key: Route(lines[key], labels.get(key)) for key in self.links}

    def _plans(self) -> list[_Plan]:
        leaving: dict[str, int] = {}
        entering: dict[str, int] = {}
        for source, target in self.links:
            leaving[source] = leaving.get(source, 0) + 1
            entering[target] = entering.get(target, 0) + 1
        return [
            self._plan(link, fork=leaving[link.source] > 1, join=entering[link.target] > 1)
            for link in self.links.values()
        ]

    def _plan(self, link: RouteLink, *, fork: bool, join: bool) -> _Plan:
        """Choose the sides by the cards alone, from the middle of each side."""
        source, target = self.boxes[link.source], self.boxes[link.target]
        options = choices(source, target, fork=fork, join=join, rework=link.rework)
        best: _Plan | None = None
        for leave, enter, price in options:
            if best is not None and price >= best.cost:
                continue
            straight = self._straight(link, leave, enter)
            if straight is not None:
                cost = price + LENGTH_COST * _distance(source, target)
                plan = _Plan(link, options, leave, enter, straight, cost)
            else:
                ends = on_side(source, leave, middle(source, leave)), on_side(target, enter, middle(target, enter))
                cost, _ = self._best_shape(link, leave, enter, ends, price, busy=False)
                plan = _Plan(link, options, leave, enter, None, cost)
            if best is None or plan.cost < best.cost:
                best = plan
        assert best is not None  # noqa: S101  # choices is never empty
        return best

    def _straight(self, link: RouteLink, leave: Side, enter: Side) -> float | None:
        if abs(leave - enter) != 2:
            return None
        source, target = self.boxes[link.source], self.boxes[link.target]
        place = straight_place(source, target, upright=bool(leave % 2))
        if place is None:
            return None
        a, b = on_side(source, leave, place), on_side(target, enter, place)
        way = OUT[leave]
        if (b[0] - a[0]) * way[0] + (b[1] - a[1]) * way[1] <= 0:
            return None
        return None if self.obstacles.hit(*a, *b, spared=link.key) else place

    def _spread_ports(self, plans: Iterable[_Plan]) -> None:
        uses: dict[tuple[str, Side], list[Use]] = {}
        for plan in plans:
            link = plan.link
            source, target = self.boxes[link.source], self.boxes[link.target]
            uses.setdefault((link.source, plan.leave), []).append(
                Use(link.key, outgoing=True, other=target, fixed=plan.straight)
            )
            uses.setdefault((link.target, plan.enter), []).append(
                Use(link.key, outgoing=False, other=source, fixed=plan.straight)
            )
        for (key, side), here in uses.items():
            places = spread(self.boxes[key], side, here)
            self.ports |= places
            self.taken[key, side] = list(places.values())

    def _line(self, plan: _Plan) -> Line:
        link = plan.link
        ends = self._port(plan, leaving=True), self._port(plan, leaving=False)
        if plan.straight is not None:
            return list(ends)
        price = next(price for leave, enter, price in plan.options if (leave, enter) == (plan.leave, plan.enter))
        best, line = self._best_shape(link, plan.leave, plan.enter, ends, price, busy=True)
        if best > plan.cost + CROSSING_COST / 2:
            for leave, enter, other_price in plan.options:
                if (leave, enter) != (plan.leave, plan.enter) and other_price < best:
                    spare = self._spare_port(link.source, leave), self._spare_port(link.target, enter)
                    cost, other = self._best_shape(link, leave, enter, spare, other_price, busy=True, bound=best)
                    if cost < best:
                        best, line = cost, other
        if best >= HIT_COST:
            line = self._searched(plan, ends) or line
        return line

    def _port(self, plan: _Plan, *, leaving: bool) -> tuple[float, float]:
        key, side = (plan.link.source, plan.leave) if leaving else (plan.link.target, plan.enter)
        return on_side(self.boxes[key], side, self.ports[plan.link.key, leaving])

    def _spare_port(self, key: str, side: Side) -> tuple[float, float]:
        """Return the free place nearest to the middle of a side."""
        box, taken = self.boxes[key], self.taken.get((key, side), ())
        centre = middle(box, side)
        room = (box.width if side % 2 else box.height) / 2 - TRACK
        for nudge in NUDGES:
            if abs(nudge) < room and all(abs(centre + nudge - place) >= TRACK for place in taken):
                return on_side(box, side, centre + nudge)
        return on_side(box, side, centre)

    def _best_shape(
        self,
        link: RouteLink,
        leave: Side,
        enter: Side,
        ends: tuple[tuple[float, float], tuple[float, float]],
        price: float,
        *,
        busy: bool,
        bound: float = 2 * HIT_COST,
    ) -> tuple[float, Line]:
        """Return the cheapest natural shape between two ports; `busy` looks at the lines already drawn."""
        best, chosen = bound, [ends[0], (ends[0][0], ends[1][1]), ends[1]]
        boxes = self.boxes[link.source], self.boxes[link.target]
        for shift, line in enumerate(shapes(ends[0], leave, ends[1], enter, boxes, self.obstacles)):
            cost = price + _plain_cost(line) + 0.01 * shift
            if cost >= best:
                continue
            if self._blocked(link, line):
                continue
            if busy:
                along, crossed = self.traffic.against(line)
                cost += ALONG_COST * along + CROSSING_COST * crossed
            if cost < best:
                best, chosen = cost, line
        return best, chosen

    def _blocked(self, link: RouteLink, line: Line) -> bool:
        hit = self.obstacles.hit
        last = len(line) - 2
        for i in range(last + 1):
            spared = link.key if i == 0 == last else (link.source,) if i == 0 else (link.target,) if i == last else ()
            if hit(*line[i], *line[i + 1], spared=spared):
                return True
        return False

    def _searched(self, plan: _Plan, ends: tuple[tuple[float, float], tuple[float, float]]) -> Line | None:
        """Search for a way, first near the two cards, then far around, last with hardly any clearance."""
        (ax, ay), (bx, by) = ends
        out, into = OUT[plan.leave], OUT[plan.enter]
        tight = Obstacles(self.boxes, TIGHT)
        for obstacles, reach in ((self.obstacles, 300.0), (self.obstacles, 1200.0), (tight, 1200.0)):
            area = min(ax, bx) - reach, min(ay, by) - reach, max(ax, bx) + reach, max(ay, by) + reach
            cards = obstacles.within(*area)
            line = cheapest(ends[0], out, ends[1], (-into[0], -into[1]), cards, area)
            if line is not None:
                return line
        return None


def _plain_cost(line: Line) -> float:
    length = sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(line))
    return BEND_COST * (len(line) - 2) + LENGTH_COST * length


def _distance(a: Box, b: Box) -> float:
    one, other = a.centre, b.centre
    return abs(one.x - other.x) + abs(one.y - other.y)
