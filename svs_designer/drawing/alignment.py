"""Aligning and distributing boxes: where each goes, nothing else."""

from collections.abc import Mapping
from typing import Literal

from svs_designer.drawing.geometry import Box, Point, bounds

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
Axis = Literal["horizontal", "vertical"]


def aligned(boxes: Mapping[str, Box], edge: Edge) -> dict[str, Point]:
    """Return new top left corners with one edge, or the middle, on the line of the box around all."""
    around = bounds(boxes.values())
    if around is None:
        return {}
    return {key: _aligned(box, around, edge) for key, box in boxes.items()}


def distributed(boxes: Mapping[str, Box], axis: Axis) -> dict[str, Point]:
    """Return new top left corners with equal gaps between neighbours; the outermost two stay.

    Fewer than three boxes stay where they are. Where there is too little room the boxes overlap evenly.
    """
    flat = axis == "horizontal"
    spans = {key: (box.x, box.width) if flat else (box.y, box.height) for key, box in boxes.items()}
    if len(spans) < 3:
        return {key: Point(box.x, box.y) for key, box in boxes.items()}
    start = min(low for low, _ in spans.values())
    end = max(low + extent for low, extent in spans.values())
    gap = (end - start - sum(extent for _, extent in spans.values())) / (len(spans) - 1)
    found, place = {}, start
    for key in sorted(spans, key=lambda key: (spans[key][0] + spans[key][1] / 2, key)):
        found[key] = Point(place, boxes[key].y) if flat else Point(boxes[key].x, place)
        place += spans[key][1] + gap
    return {key: found[key] for key in boxes}


def _aligned(box: Box, around: Box, edge: Edge) -> Point:
    match edge:
        case "left":
            return Point(around.x, box.y)
        case "centre":
            return Point(around.centre.x - box.width / 2, box.y)
        case "right":
            return Point(around.right - box.width, box.y)
        case "top":
            return Point(box.x, around.y)
        case "middle":
            return Point(box.x, around.centre.y - box.height / 2)
        case "bottom":
            return Point(box.x, around.bottom - box.height)
