"""The picture of a stream in BPMN: a shape for every node, an edge for every flow."""

from math import copysign, sqrt

from svs_designer.drawing.geometry import Box, Point
from svs_designer.exchange.gateways import GATEWAYS, NodeKind
from svs_designer.formats.bpmn.naming import flow_names
from svs_designer.formats.bpmn.placing import Placing, lines_of
from svs_designer.formats.bpmn.told import Told
from svs_designer.formats.bpmn.xml_tree import Element
from svs_designer.model.links import LinkKind

_WORDS_BELOW = 140.0, 28.0
"""The room for the name of an event, below it."""


def put_diagram(root: Element, told: Told, placing: Placing) -> None:
    """Put the diagram."""
    diagram = root.add("bpmndi:BPMNDiagram", id="diagram_")
    plane = diagram.add("bpmndi:BPMNPlane", id="plane_", bpmnElement="collaboration_")
    _put_shape(plane, "pool_", placing.pool, isHorizontal="true")
    for lane, box in placing.lanes.items():
        _put_shape(plane, lane, box, isHorizontal="true")
    for node in told.flow.nodes:
        box = placing.nodes[node.id]
        marked = {"isMarkerVisible": "true"} if node.kind in (NodeKind.SPLIT, NodeKind.MERGE) else {}
        shape = _put_shape(plane, node.id, box, **marked)
        if node.kind is not NodeKind.TASK and (node.kind not in GATEWAYS or node.kind is NodeKind.SPLIT):
            wide, high = _WORDS_BELOW
            _put_bounds(shape.add("bpmndi:BPMNLabel"), Box(box.centre.x - wide / 2, box.bottom + 4.0, wide, high))
    kinds = {node.id: node.kind for node in told.flow.nodes}
    rework = {(source, link.to) for source, link in told.stream.links() if link.kind is LinkKind.REWORK}
    lines = lines_of(told.flow, placing.nodes, flow_names(told.stream, told.flow), rework)
    for flow in told.flow.flows:
        line = lines[flow.id]
        edge = plane.add("bpmndi:BPMNEdge", id=f"edge_{flow.id}", bpmnElement=flow.id)
        begin = _on_outline(line.points[0], placing.nodes[flow.source], kinds[flow.source])
        end = _on_outline(line.points[-1], placing.nodes[flow.target], kinds[flow.target])
        for x, y in (begin, *line.points[1:-1], end):
            edge.add("di:waypoint", x=_number(x), y=_number(y))
        if line.label_at is not None:
            _put_bounds(edge.add("bpmndi:BPMNLabel"), line.label_at)


def _on_outline(point: Point, box: Box, kind: NodeKind) -> Point:
    """Return where a line that ends on the side of a box meets what is drawn in it: a diamond, or a circle."""
    if kind is NodeKind.TASK:
        return point
    half = box.width / 2
    right, down = point.x - box.centre.x, point.y - box.centre.y
    aside = min(abs(right), abs(down))
    reach = half - aside if kind in GATEWAYS else sqrt(max(half * half - aside * aside, 0.0))
    if abs(right) < abs(down):
        return Point(point.x, box.centre.y + copysign(reach, down))
    return Point(box.centre.x + copysign(reach, right), point.y)


def _put_shape(plane: Element, element: str, box: Box, **attributes: str) -> Element:
    shape = plane.add("bpmndi:BPMNShape", id=f"shape_{element}", bpmnElement=element, **attributes)
    _put_bounds(shape, box)
    return shape


def _put_bounds(shape: Element, box: Box) -> None:
    shape.add("dc:Bounds", x=_number(box.x), y=_number(box.y), width=_number(box.width), height=_number(box.height))


def _number(value: float) -> str:
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
