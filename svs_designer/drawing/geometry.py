"""Points, sizes and boxes in scene units (1 unit = 1 px at 100 %), y pointing down."""

from collections.abc import Iterable
from typing import NamedTuple


class Point(NamedTuple):
    """A place on the canvas."""

    x: float
    y: float


class Size(NamedTuple):
    """A width and a height, neither negative."""

    width: float
    height: float


class Box(NamedTuple):
    """An upright rectangle; x and y are its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def at(cls, corner: Point, size: Size) -> "Box":
        """Lay a box of a size with its top left corner on a point."""
        return cls(corner[0], corner[1], size[0], size[1])

    @classmethod
    def around(cls, centre: Point, size: Size) -> "Box":
        """Lay a box of a size around its centre."""
        return cls(centre[0] - size[0] / 2, centre[1] - size[1] / 2, size[0], size[1])

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle of the box."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    @property
    def size(self) -> Size:
        """The extent of the box."""
        return Size(self.width, self.height)

    def expanded(self, by: float) -> "Box":
        """Grow (or shrink, if negative) by so many units on every side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> "Box":
        """Shift the box."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def intersects(self, other: "Box") -> bool:
        """Tell whether the two share more than a border."""
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def contains(self, point: Point) -> bool:
        """Tell whether a point lies inside or on the border."""
        return self.x <= point[0] <= self.right and self.y <= point[1] <= self.bottom

    def united(self, other: "Box") -> "Box":
        """Return the smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


def bounds(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box around all, None around nothing."""
    found: Box | None = None
    for box in boxes:
        found = box if found is None else found.united(box)
    return found
