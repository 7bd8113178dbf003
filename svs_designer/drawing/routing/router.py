"""Routing all connectors of a picture: sides, then ports, then one line after the other.

Straight and short lines come first, so that long ones go round them. Natural shapes are tried before anything is
searched for: on a laid-out stream nearly every line is one of them.
"""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.routing.labels import Labels
from svs_designer.drawing.routing.links import CLEARANCE, TRACK, LinkKey, Route, RouteLink, Side
from svs_designer.drawing.routing.obstacles import Obstacles
from svs_designer.drawing.routing.planning import OUT, Plan, plans
from svs_designer.drawing.routing.ports import STEP, Use, middle, on_side, spread, turn
from svs_designer.drawing.routing.search import cheapest, plain
from svs_designer.drawing.routing.shaper import (
    BEND_COST,
    CROSSING_COST,
    LENGTH_COST,
    NO_WAY,
    Drawn,
    Ends,
    Line,
    Shaper,
    least,
    length,
)
from svs_designer.drawing.routing.traffic import Traffic

TIGHT = 1.0
"""The clearance that must do between cards that nearly touch."""
NUDGES = tuple(sign * STEP / 2 * i for i in range(8) for sign in (1, -1))


class _Effort(NamedTuple):
    """How many free lines are compared, how much more than planned a line may cost, whether to draw a second time."""

    patience: int
    tolerance: float
    twice: bool


THOROUGH = _Effort(9, 0.3 * CROSSING_COST, twice=True)
HASTY = _Effort(1, 3 * CROSSING_COST, twice=False)
"""For pictures with more than `MANY` links."""
MANY = 300

_Found = tuple[float, Line, tuple[Side, Side]]
"""The price of a line, its points, its sides."""


def route(boxes: Mapping[str, Box], links: Sequence[RouteLink]) -> dict[LinkKey, Route]:
    """Draw an orthogonal line for every link, in the order of `links`; a link without its boxes is left out.

    A link from a box to itself is left out too. Lines keep clear of foreign cards wherever the boxes lie; where cards
    touch or overlap, a line may run through.
    """
    known = {
        link.key: link for link in links if link.source in boxes and link.target in boxes and link.source != link.target
    }
    shaper = Shaper(boxes)
    planned = plans(shaper, known)
    effort = THOROUGH if len(known) <= MANY else HASTY
    drawing = _Drawing(shaper, planned, effort)
    if effort.twice and drawing.disturbed:
        drawing = min(drawing, _Drawing(shaper, drawing.as_drawn(), effort), key=lambda d: d.cost)
        drawing.mend()
    drawing.labels.place(known, drawing.lines, drawing.traffic)
    return {key: Route(drawing.lines[key], drawing.labels.boxes.get(key)) for key in known}


class _Drawing:
    """The lines of all links for given sides, drawn one after the other."""

    def __init__(self, shaper: Shaper, planned: Sequence[Plan], effort: _Effort) -> None:
        self.shaper, self.planned = shaper, planned
        self.traffic = Traffic()
        self.labels = Labels(shaper.obstacles)
        self.effort = effort
        self.drawn = Drawn(self.traffic, self.labels.taken, effort.patience)
        self.lines: dict[LinkKey, tuple[Point, ...]] = {}
        self.cost = 0.0
        self.disturbed = False
        self._sides: dict[LinkKey, tuple[Side, Side]] = {}
        self._ports: dict[tuple[str, Side], dict[tuple[LinkKey, bool], float]] = {}
        self._spread_ports()
        self._draw()

    def as_drawn(self) -> list[Plan]:
        """Return the plans with the sides and lines that came out."""
        found = []
        for plan in self.planned:
            leave, enter = self._sides[plan.link.key]
            line: Line = list(self.lines[plan.link.key])
            straight = plan.straight if len(line) == 2 else None
            found.append(plan._replace(leave=leave, enter=enter, line=line, straight=straight))
        return found

    def mend(self) -> None:
        """Draw again, on any sides, the lines that cross others, now that all are there."""
        for plan in sorted(self.planned, key=lambda p: (-p.cost, p.link.key)):
            key = plan.link.key
            if plan.straight is None and any(self.traffic.against(self.lines[key])):
                self._redraw(plan)

    def _redraw(self, plan: Plan) -> None:
        key = plan.link.key
        sides, line = self._sides[key], [(x, y) for x, y in self.lines[key]]
        self.traffic.remove(self.lines[key], key)
        self._forget_ports(key)
        price = next(price for leave, enter, price in plan.options if (leave, enter) == sides)
        now = price + self.drawn.disturbance(line) + BEND_COST * (len(line) - 2) + LENGTH_COST * length(line)
        best, other = self.shaper.cheapest(plan.link, sides, (line[0], line[-1]), price, now, self.drawn)
        best, other, sides = self._elsewhere(plan, sides, (best, other, sides))
        chosen = other if best < now else line
        self._keep_ports(key, sides, (chosen[0], chosen[-1]))
        self._keep(plan, best, chosen, sides)

    def _spread_ports(self) -> None:
        uses: dict[tuple[str, Side], list[Use]] = {}
        for plan in self.planned:
            link, hook = plan.link, plan.leave == plan.enter
            start, end = turn(plan.line, plan.leave, hook=hook), turn(plan.line[::-1], plan.enter, hook=hook)
            leaving = Use(link.key, outgoing=True, turn=start, fixed=plan.straight)
            entering = Use(link.key, outgoing=False, turn=end, fixed=plan.straight)
            uses.setdefault((link.source, plan.leave), []).append(leaving)
            uses.setdefault((link.target, plan.enter), []).append(entering)
        for (key, side), here in uses.items():
            self._ports[key, side] = dict(spread(self.shaper.boxes[key], side, here))

    def _draw(self) -> None:
        straight = [plan for plan in self.planned if plan.straight is not None]
        bent = [plan for plan in self.planned if plan.straight is None]
        for plan in straight:
            ends = self._ends(plan)
            if self.traffic.beside(*ends):
                bent.append(plan)
            else:
                self._keep(plan, plan.cost, [*ends], (plan.leave, plan.enter))
        tight = {plan.link.key: plan.link for plan in straight if plan.link.key in self.lines}
        self.labels.place(tight, self.lines, self.traffic)
        for plan in sorted(bent, key=lambda p: (p.cost, p.link.key)):
            self._keep(plan, *self._line(plan))

    def _keep(self, plan: Plan, cost: float, line: Line, sides: tuple[Side, Side]) -> None:
        key = plan.link.key
        points = tuple([Point(x, y) for x, y in (line if len(line) == 2 else plain(line))])
        self.traffic.add(points, key)
        self.lines[key] = points
        self.cost += cost
        if self._sides.get(key, (plan.leave, plan.enter)) != sides:
            self._forget_ports(key)
            self._keep_ports(key, sides, (points[0], points[-1]))
        self._sides[key] = sides

    def _keep_ports(self, key: LinkKey, sides: tuple[Side, Side], ends: Ends) -> None:
        for card, side, end, outgoing in ((key[0], sides[0], ends[0], True), (key[1], sides[1], ends[1], False)):
            self._ports.setdefault((card, side), {})[key, outgoing] = end[0] if side % 2 else end[1]

    def _forget_ports(self, key: LinkKey) -> None:
        for card, outgoing in ((key[0], True), (key[1], False)):
            for side in Side:
                self._ports.get((card, side), {}).pop((key, outgoing), None)

    def _ends(self, plan: Plan) -> Ends:
        boxes, key = self.shaper.boxes, plan.link.key
        return (
            on_side(boxes[key[0]], plan.leave, self._ports[key[0], plan.leave][key, True]),
            on_side(boxes[key[1]], plan.enter, self._ports[key[1], plan.enter][key, False]),
        )

    def _line(self, plan: Plan) -> _Found:
        """Draw a line on the planned sides, or on others if it must cross too much there."""
        sides, ends = (plan.leave, plan.enter), self._ends(plan)
        cost, line = self.shaper.cheapest(plan.link, sides, ends, plan.price, 2 * NO_WAY, self.drawn)
        found: _Found = (cost, line, sides)
        if cost > plan.cost + self.effort.tolerance:
            self.disturbed = True
            found = self._elsewhere(plan, sides, found)
        if found[0] >= NO_WAY:
            return found[0], _searched(self.shaper, plan, ends) or line, sides
        return found

    def _elsewhere(self, plan: Plan, but: tuple[Side, Side], found: _Found) -> _Found:
        """Draw a line on other sides if that is cheaper than what was found."""
        link = plan.link
        for leave, enter, price in plan.options:
            if (leave, enter) == but or price >= found[0]:
                continue
            spare = self._spare_port(link.source, leave), self._spare_port(link.target, enter)
            if price + least(leave, enter, spare) >= found[0]:
                continue
            cost, line = self.shaper.cheapest(link, (leave, enter), spare, price, found[0], self.drawn)
            if cost < found[0]:
                found = cost, line, (leave, enter)
        return found

    def _spare_port(self, key: str, side: Side) -> tuple[float, float]:
        """Return the free place nearest to the middle of a side."""
        box, taken = self.shaper.boxes[key], self._ports.get((key, side), {}).values()
        centre = middle(box, side)
        room = (box.width if side % 2 else box.height) / 2 - TRACK
        for nudge in NUDGES:
            if abs(nudge) < room and all(abs(centre + nudge - place) >= STEP for place in taken):
                return on_side(box, side, centre + nudge)
        return on_side(box, side, centre)


def _searched(shaper: Shaper, plan: Plan, ends: Ends) -> Line | None:
    """Search for a way near the two cards, then far around, last with hardly any clearance and on any side."""
    line = _way(shaper.obstacles, CLEARANCE, 300.0, (plan.leave, plan.enter), ends)
    if line is None:
        line = _way(shaper.obstacles, CLEARANCE, 1200.0, (plan.leave, plan.enter), ends)
    if line is not None:
        return line
    tight = Obstacles(shaper.boxes, TIGHT)
    source, target = (shaper.boxes[key] for key in plan.link.key)
    for leave, enter in [(plan.leave, plan.enter), *product(Side, Side)]:
        spare = on_side(source, leave, middle(source, leave)), on_side(target, enter, middle(target, enter))
        line = _way(tight, TIGHT, 1200.0, (leave, enter), spare)
        if line is not None:
            return line
    return None


def _way(obstacles: Obstacles, clearance: float, reach: float, sides: tuple[Side, Side], ends: Ends) -> Line | None:
    (ax, ay), (bx, by) = ends
    out, back = OUT[sides[0]], OUT[sides[1]]
    cards = obstacles.within(min(ax, bx) - reach, min(ay, by) - reach, max(ax, bx) + reach, max(ay, by) + reach)
    return cheapest(ends[0], out, ends[1], (-back[0], -back[1]), cards, clearance)
