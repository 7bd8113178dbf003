"""Walking along the flow by keyboard: what comes next, what came before, what lies above and below. No Qt."""

from collections.abc import Mapping
from typing import Literal

from svs_designer.drawing.geometry import Box
from svs_designer.model.stream import ValueStream

Direction = Literal["next", "previous", "above", "below"]


def neighbour(stream: ValueStream, boxes: Mapping[str, Box], key: str, direction: Direction) -> str | None:
    """Return the element to jump to, None where there is none."""
    if direction == "next":
        ways = stream.ways(key)
        return ways.links[0].to if ways and ways.links else None
    if direction == "previous":
        return next((source for source, link in stream.links() if link.to == key), None)
    return _stacked(boxes, key, 1 if direction == "below" else -1)


def _stacked(boxes: Mapping[str, Box], key: str, sign: int) -> str | None:
    """Return the nearest element above or below, one in the same column before one beside it."""
    here = boxes[key].centre

    def distance(other: str) -> float:
        there = boxes[other].centre
        return sign * (there.y - here.y) + 2 * abs(there.x - here.x)

    beyond = [other for other, box in boxes.items() if sign * (box.centre.y - here.y) > 8]
    return min(beyond, key=distance, default=None)


def ways_around(stream: ValueStream, key: str) -> tuple[tuple[str, str], ...]:
    """Return the links of an element, those that leave first."""
    links = [(source, link.to) for source, link in stream.links()]
    return (*(link for link in links if link[0] == key), *(link for link in links if link[1] == key))
