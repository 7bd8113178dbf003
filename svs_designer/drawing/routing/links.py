"""What routing is told and what it answers: links between boxes, and the way of each."""

from enum import IntEnum
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point, Size

LinkKey = tuple[str, str]
"""A link's name: (source, target)."""


class RouteLink(NamedTuple):
    """A connector to be routed; `label` is the size of its text, None for none."""

    source: str
    target: str
    label: Size | None = None
    rework: bool = False

    @property
    def key(self) -> LinkKey:
        """The link's name."""
        return self.source, self.target


class Route(NamedTuple):
    """An orthogonal line from the border of the source to the border of the target, and where its label lies."""

    points: tuple[Point, ...]
    label_at: Box | None = None


class Side(IntEnum):
    """A side of a box. Odd sides are left up or down, sides from 2 on towards growing coordinates."""

    LEFT = 0
    TOP = 1
    RIGHT = 2
    BOTTOM = 3


STUB = 20.0
"""The shortest piece at a card's border: a rounded corner and an arrow head fit on it."""
TRACK = 12.0
"""The distance between parallel lines and between ports."""
CLEARANCE = 8.0
"""How near a line may come to a card it does not belong to."""
