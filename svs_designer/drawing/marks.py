"""Marks: the few things a picture is made of, in scene units, with colours by role.

Figures are made of marks; the canvas, SVG, PNG and PDF draw the same ones. A theme turns roles into colours.
Coordinates grow to the right and down; 1 unit is 1 pixel at 100 %.
"""

from typing import Literal, NamedTuple

Anchor = Literal["start", "middle", "end"]
Weight = Literal[400, 500, 600, 700]


class Rectangle(NamedTuple):
    """A rectangle with rounded corners; no fill or no stroke where the role is empty."""

    x: float
    y: float
    width: float
    height: float
    radius: float = 0.0
    fill: str = ""
    stroke: str = ""
    line: float = 1.0


class Band(NamedTuple):
    """A vertical band at the left edge of a rounded rectangle, following its corners: the activity on a card."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    fill: str


class Disc(NamedTuple):
    """A circle."""

    x: float
    y: float
    radius: float
    fill: str = ""
    stroke: str = ""
    line: float = 1.0


class Words(NamedTuple):
    """One line of text; `y` is its baseline, `x` where the anchor says; `width` is its advance in scene units."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight
    colour: str
    anchor: Anchor = "start"
    width: float = 0.0


class Icon(NamedTuple):
    """An icon of resources/icons, drawn in strokes of one colour into a square."""

    name: str
    x: float
    y: float
    size: float
    colour: str


class Stroke(NamedTuple):
    """A line through points; corners are rounded by `radius`, the far end may wear an arrow.

    The arrow's tip is the last point, and the line ends inside the arrow.
    """

    points: tuple[tuple[float, float], ...]
    colour: str
    line: float = 1.5
    radius: float = 0.0
    arrow: bool = False
    dashed: bool = False


Mark = Rectangle | Band | Disc | Words | Icon | Stroke

ARROW_LENGTH, ARROW_WIDTH = 10.0, 9.0


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """Return the mark shifted."""
    if isinstance(mark, Stroke):
        return mark._replace(points=tuple((x + dx, y + dy) for x, y in mark.points))
    return mark._replace(x=mark.x + dx, y=mark.y + dy)
