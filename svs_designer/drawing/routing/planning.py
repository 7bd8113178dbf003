"""The sides each connector will use, decided by the cards alone, before anything is drawn."""

from collections.abc import Mapping
from typing import NamedTuple

from svs_designer.drawing.routing.links import LinkKey, RouteLink, Side
from svs_designer.drawing.routing.ports import middle, on_side, straight_place
from svs_designer.drawing.routing.shaper import LENGTH_COST, NO_WAY, Line, Shaper, apart, least
from svs_designer.drawing.routing.sides import Choice, choices

OUT = ((-1.0, 0.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0))
"""The direction out of each side."""


class Plan(NamedTuple):
    """The sides a link will use, all it may use, the place if its line is straight, and its likely price and line."""

    link: RouteLink
    options: list[Choice]
    leave: Side
    enter: Side
    straight: float | None
    cost: float
    line: Line

    @property
    def price(self) -> float:
        """The price of the chosen sides."""
        return next(price for leave, enter, price in self.options if (leave, enter) == (self.leave, self.enter))


def plans(shaper: Shaper, links: Mapping[LinkKey, RouteLink]) -> list[Plan]:
    """Plan every link, in the order of `links`."""
    leaving: dict[str, int] = {}
    entering: dict[str, int] = {}
    for source, target in links:
        leaving[source] = leaving.get(source, 0) + 1
        entering[target] = entering.get(target, 0) + 1
    return [
        _plan(shaper, link, fork=leaving[link.source] > 1, join=entering[link.target] > 1) for link in links.values()
    ]


def _plan(shaper: Shaper, link: RouteLink, *, fork: bool, join: bool) -> Plan:
    source, target = shaper.boxes[link.source], shaper.boxes[link.target]
    options = choices(source, target, fork=fork, join=join, rework=link.rework)
    bound = 2 * NO_WAY
    chosen: tuple[Side, Side, float | None, Line] | None = None
    for leave, enter, price in options:
        if price >= bound:
            continue
        straight = _straight(shaper, link, leave, enter)
        if straight is None:
            ends = on_side(source, leave, middle(source, leave)), on_side(target, enter, middle(target, enter))
            if price + least(leave, enter, ends) >= bound:
                continue
            cost, line = shaper.cheapest(link, (leave, enter), ends, price, bound)
        else:
            ends = on_side(source, leave, straight), on_side(target, enter, straight)
            cost, line = price + LENGTH_COST * apart(ends), [*ends]
        if cost < bound or chosen is None:
            bound, chosen = cost, (leave, enter, straight, line)
            if straight is not None and not price:
                break
    assert chosen is not None  # noqa: S101  # choices is never empty
    leave, enter, straight, line = chosen
    return Plan(link, options, leave, enter, straight, bound, line)


def _straight(shaper: Shaper, link: RouteLink, leave: Side, enter: Side) -> float | None:
    """Return the place of a free straight line between two opposite sides, None if there is none."""
    if abs(leave - enter) != 2:
        return None
    source, target = shaper.boxes[link.source], shaper.boxes[link.target]
    place = straight_place(source, target, upright=bool(leave % 2))
    if place is None:
        return None
    a, b = on_side(source, leave, place), on_side(target, enter, place)
    way = OUT[leave]
    if (b[0] - a[0]) * way[0] + (b[1] - a[1]) * way[1] <= 0:
        return None
    return None if shaper.obstacles.hit(*a, *b, spared=link.key) else place
