"""Shapes of our own diagram that another tool has moved: by how much, and so where they stand on the canvas now."""

from collections.abc import Mapping

from svs_designer.drawing.geometry import Box
from svs_designer.formats.bpmn.placing import placing_of
from svs_designer.formats.bpmn.told import Told, canvas_of
from svs_designer.model.layout import Place

_NOTICED = 1.0
"""What is moved by less was only rounded."""


def moved(told: Told, boxes: Mapping[str, Box]) -> dict[str, Place]:
    """Return the new places of the elements whose shapes were moved within the pool, wherever that stands now."""
    canvas = canvas_of(told)
    placing = placing_of(told.flow, told.lanes, canvas)
    pool = boxes.get("pool_", placing.pool)
    found: dict[str, Place] = {}
    for node, was in placing.nodes.items():
        box = boxes.get(node)
        if box is None or node not in canvas:
            continue
        right = (box.centre.x - was.centre.x) - (pool.x - placing.pool.x)
        down = (box.centre.y - was.centre.y) - (pool.y - placing.pool.y)
        if max(abs(right), abs(down)) > _NOTICED:
            at = canvas[node].moved(right, down)
            found[node] = Place(round(at.x), round(at.y)).within_reach()
    return found
