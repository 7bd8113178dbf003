"""Where the shapes of a foreign diagram stand, on our canvas: spread, because our cards are larger than its tasks."""

import math
from collections.abc import Iterable, Mapping
from statistics import median

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.sketches.card import CARD
from svs_designer.formats.bpmn.net import Net, Role
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.layout import FARTHEST, Place

_MOST_SPREAD = 2.5


def boxes_in(root: Element) -> dict[str, Box]:
    """Return the boxes of all shapes by what they show; those with numbers that are none are left out."""
    found: dict[str, Box] = {}
    for shape in root.all():
        bounds = shape.first("dc:Bounds") if shape.tag == "bpmndi:BPMNShape" else None
        box = _box(bounds) if bounds is not None else None
        if box is not None:
            found.setdefault(shape.get("bpmnElement").rpartition(":")[2], box)
    return found


def _box(bounds: Element) -> Box | None:
    try:
        numbers = [float(bounds.get(name)) for name in ("x", "y", "width", "height")]
    except ValueError:
        return None
    return Box(*numbers) if all(math.isfinite(each) and abs(each) <= FARTHEST for each in numbers) else None


def places_of(net: Net, ids: Mapping[str, str], boxes: Mapping[str, Box]) -> tuple[tuple[str, Place], ...]:
    """Return the places of the elements that the diagram shows; `ids` are the elements by the ids of the file."""
    tasks = [box for node in net.having(Role.STEP) if (box := boxes.get(node.id)) and node.element.tag.endswith("ask")]
    across = _spread(CARD.width, [box.width for box in tasks])
    down = _spread(CARD.height, [box.height for box in tasks])
    found = {}
    for node_id, element in ids.items():
        box = boxes.get(node_id)
        if box is not None and element not in found:
            corner = box.centre.x * across - CARD.width / 2, box.centre.y * down - CARD.height / 2
            found[element] = Place(round(corner[0]), round(corner[1])).within_reach()
    return tuple(found.items())


def _spread(wanted: float, sizes: Iterable[float]) -> float:
    known = [size for size in sizes if size > 0]
    return min(max(wanted / median(known), 1.0), _MOST_SPREAD) if known else _MOST_SPREAD
