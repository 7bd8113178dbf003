"""Where everything stands in the diagram: as on the canvas, but each lane on its own, and gateways in free room."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from math import floor, inf
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point, Size, bounds
from svs_designer.drawing.routing import LinkKey, Route, RouteLink, route
from svs_designer.drawing.text import plain, width
from svs_designer.exchange.gateways import GATEWAYS, FlowNode, GatewayFlow, NodeKind
from svs_designer.formats.bpmn.lanes import Lane

EVENT, GATEWAY = Size(36.0, 36.0), Size(40.0, 40.0)
HEADER = 30.0
"""The width of the strip with the name, of the pool and of each lane."""
MARGIN = 60.0
"""Free room between the border of a lane and what stands in it: lines run there."""
APART = 16.0
"""How far shapes stay apart."""
BESIDE = 34.0
"""How far the middle of a gateway lies from the step that it serves, where there is room."""
_BEFORE = ("merge_", "join_", "tell_", "hear_")
"""How the ids of those begin that stand before the step they serve; the others stand behind it."""
_GRID = 20.0
_RINGS = 30
_CELL = 256.0
"""About as large as a card."""
_LABEL = 11.0


class Placing(NamedTuple):
    """The boxes of pool, lanes and nodes, by id."""

    pool: Box
    lanes: Mapping[str, Box]
    nodes: Mapping[str, Box]


def placing_of(flow: GatewayFlow, lanes: Sequence[Lane], canvas: Mapping[str, Box]) -> Placing:
    """Place a flow; `canvas` are the boxes of the stream's elements.

    What overlaps on the canvas is moved apart: no notation has a meaning for it.
    """
    bands = [_band(lane.nodes, canvas) for lane in lanes]
    inner = bounds(box for band in bands for box in band.values()) or Box(0.0, 0.0, 0.0, 0.0)
    left, right = inner.x - MARGIN, inner.right + MARGIN
    nodes: dict[str, Box] = {}
    strips: dict[str, Box] = {}
    top = 0.0
    for lane, band in zip(lanes, bands, strict=True):
        extent = bounds(band.values()) or inner
        height = extent.height + 2 * MARGIN
        nodes |= {key: box.moved(0.0, top + MARGIN - extent.y) for key, box in band.items()}
        strips[lane.id] = Box(left - HEADER, top, right - left + HEADER, height)
        top += height
    pool = Box(left - 2 * HEADER, 0.0, right - left + 2 * HEADER, top)
    return Placing(pool, strips, {node.id: nodes[node.id] for node in flow.nodes})


def lines_of(
    flow: GatewayFlow, boxes: Mapping[str, Box], names: Mapping[str, str], rework: Collection[LinkKey]
) -> dict[str, Route]:
    """Return the lines of the flows by id, with room for the words on them; `rework` are the links that lead back."""
    links = [
        RouteLink(each.source, each.target, label=_label(names.get(each.id, "")), rework=each.link in rework)
        for each in flow.flows
    ]
    routes = route(boxes, links)
    return {each.id: routes[each.source, each.target] for each in flow.flows}


def _label(name: str) -> Size | None:
    return Size(width(plain(name), _LABEL) + 8.0, 16.0) if name else None


def _band(nodes: Iterable[FlowNode], canvas: Mapping[str, Box]) -> dict[str, Box]:
    """Place what stands in one lane, steps and events first, in the heights of the canvas."""
    nodes = list(nodes)
    placed: dict[str, Box] = {}
    taken = _Taken()
    for node in nodes:
        if node.kind not in GATEWAYS and node.id == node.element:
            box = canvas[node.element]
            ideal = box if node.kind is NodeKind.TASK else Box.around(box.centre, EVENT)
            placed[node.id] = taken.place(ideal)
    for node in nodes:
        if node.id not in placed:
            size = GATEWAY if node.kind in GATEWAYS else EVENT
            placed[node.id] = taken.place(Box.around(_ideal(node, placed, canvas), size))
    return placed


def _ideal(node: FlowNode, placed: Mapping[str, Box], canvas: Mapping[str, Box]) -> Point:
    """Return where a gateway would best be: behind the step it serves, or before it, each before the next."""
    beside = placed.get(node.element, canvas[node.element])
    if node.kind is not NodeKind.TASK and node.id.startswith(_BEFORE):
        deep = node.id.count("_") - 1
        return Point(beside.x - BESIDE - deep * (GATEWAY.width + APART), beside.centre.y)
    return Point(beside.right + BESIDE, beside.centre.y)


class _Taken:
    """The boxes that stand in one lane, by the cells of a grid that they lie in: a long lane has thousands."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[Box]] = {}
        self._lowest = -inf

    def place(self, ideal: Box) -> Box:
        """Take the room nearest to the ideal box that keeps apart from the others: level first, then up and down."""
        spots = (ideal.moved(right * _GRID, down * _GRID) for ring in range(_RINGS) for right, down in _ring(ring))
        found = next((box for box in spots if self._is_free(box.expanded(APART))), None)
        box = found or ideal.moved(0.0, self._lowest + APART - ideal.y)
        self._lowest = max(self._lowest, box.bottom)
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append(box)
        return box

    def _is_free(self, box: Box) -> bool:
        return not any(box.intersects(other) for cell in _cells(box) for other in self._cells.get(cell, ()))


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(floor(box.x / _CELL), floor(box.right / _CELL) + 1):
        for row in range(floor(box.y / _CELL), floor(box.bottom / _CELL) + 1):
            yield column, row


@cache
def _ring(ring: int) -> list[tuple[int, int]]:
    """Return the steps of the grid that are so far away, the level ones first."""
    square = range(-ring, ring + 1)
    found = [(x, y) for x in square for y in square if max(abs(x), abs(y)) == ring]
    return sorted(found, key=lambda at: (abs(at[0]) + abs(at[1]), abs(at[1]), at))
