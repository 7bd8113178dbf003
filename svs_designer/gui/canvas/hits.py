"""What lies under the pointer: a card, its border, its handle, a line, an end of it, or nothing. No Qt."""

from collections.abc import Iterable
from enum import Enum, auto
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from svs_designer.drawing.figures import Connector, LinkKey
from svs_designer.drawing.geometry import Box, Point

NEAR_LINE, BORDER, GRIP = 6.0, 5.0, 8.0
"""How near counts, in pixels of the screen."""


class Part(Enum):
    """The part of the canvas that was hit."""

    CANVAS = auto()
    BODY = auto()
    BORDER = auto()
    HANDLE = auto()
    LINE = auto()
    END = auto()


class Hit(NamedTuple):
    """A part, and the element or the link it belongs to."""

    part: Part
    element: str = ""
    link: LinkKey | None = None


NOTHING = Hit(Part.CANVAS)


class Card(NamedTuple):
    """What matters of a card: where it is, whether links can leave it, whether its handle shows."""

    key: str
    box: Box
    opens: bool
    handle: bool


def hit_card(at: Point, cards: Iterable[Card], scale: float) -> Hit:
    """Return which card was hit, the uppermost first; `scale` is pixels per scene unit.

    Below half size the border is no target: it would leave no room to grab the card.
    """
    border = BORDER / scale if scale >= 0.5 else 0.0
    for card in cards:
        if card.handle and hypot(at.x - card.box.right, at.y - card.box.centre.y) <= 11 / min(scale, 1.0):
            return Hit(Part.HANDLE, card.key)
        if not card.box.expanded(border / 2).contains(at):
            continue
        inside = card.box.expanded(-border)
        return Hit(Part.BORDER if card.opens and border and not inside.contains(at) else Part.BODY, card.key)
    return NOTHING


def hit_line(at: Point, connectors: Iterable[Connector], scale: float, *, grips: frozenset[LinkKey]) -> Hit:
    """Return which link was hit; the far ends of those in `grips` can be taken."""
    best, nearest = NOTHING, NEAR_LINE / scale
    for connector in connectors:
        end = connector.points[-1]
        if connector.key in grips and hypot(at.x - end.x, at.y - end.y) <= GRIP / scale:
            return Hit(Part.END, link=connector.key)
        distance = 0.0 if connector.label and connector.label.contains(at) else distance_to_line(at, connector.points)
        if distance <= nearest:
            best, nearest = Hit(Part.LINE, link=connector.key), distance
    return best


def distance_to_line(at: Point, points: Iterable[Point]) -> float:
    """Return how far a point is from a line of straight stretches."""
    return min(_distance(at, one, other) for one, other in pairwise(points))


def _distance(at: Point, one: Point, other: Point) -> float:
    dx, dy = other.x - one.x, other.y - one.y
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((at.x - one.x) * dx + (at.y - one.y) * dy) / length))
    return hypot(at.x - one.x - along * dx, at.y - one.y - along * dy)
