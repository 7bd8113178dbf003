"""What the layout is told: boxes to place and the edges between them."""

from typing import NamedTuple

from svs_designer.drawing.geometry import Size


class LayoutNode(NamedTuple):
    """A box to be placed."""

    key: str
    size: Size


class LayoutEdge(NamedTuple):
    """A connector the layout should keep short and straight.

    label_width widens the gap under a straight connector; share (0..1) is the part of the cases that take this way
    and decides which way is the main line.
    """

    source: str
    target: str
    label_width: float = 0.0
    share: float = 1.0
