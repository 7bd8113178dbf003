"""Figures: what stands on the canvas, keyed by element, and the picture they make together."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.marks import Mark

LinkKey = tuple[str, str]
"""Source and target of a link."""


class FigureKind(StrEnum):
    """What a figure stands for."""

    STEP = "step"
    DEMAND = "demand"
    VALUE = "value"
    END = "end"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Sketch:
    """How an element looks, apart from where: marks relative to its top left corner.

    `fill` and `title` serve for drawing it from far away: the role that tells its kind (for a step its activity) and
    the words to read; `spoken` is what a screen reader says.
    """

    kind: FigureKind
    size: Size
    marks: tuple[Mark, ...]
    fill: str
    title: str
    spoken: str


@dataclass(frozen=True, slots=True)
class Figure:
    """An element in its place."""

    key: str
    at: Point
    sketch: Sketch

    @property
    def box(self) -> Box:
        """Return the space it takes."""
        return Box(self.at.x, self.at.y, self.sketch.size.width, self.sketch.size.height)


@dataclass(frozen=True, slots=True)
class Connector:
    """A link, routed: marks in scene coordinates, the points of its line, and the box of its label if it has one."""

    key: LinkKey
    points: tuple[Point, ...]
    label: Box | None
    marks: tuple[Mark, ...]
    spoken: str


@dataclass(frozen=True, slots=True)
class Picture:
    """All figures and connectors of one stream, in drawing order, and the space they take."""

    figures: Mapping[str, Figure]
    connectors: Mapping[LinkKey, Connector]
    bounds: Box
