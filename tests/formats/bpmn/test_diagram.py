"""Where things stand in the diagram: in lanes as on the canvas, apart from each other, no line through a shape."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given

from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.picture import picture_of
from svs_designer.model.layout import Layout
from tests.builders import a_document
from tests.exchange.grown import grown_streams
from tests.formats.bpmn.made import CATALOGUE, NAMES, WORKED, exported, tree, worked, worked_file

PROFILES = ("spiff", "bpmn-engine")
"""The two that differ in shapes."""


class Drawn:
    """The shapes and lines of a file."""

    def __init__(self, text):
        root = tree(text)
        self.boxes = {
            shape.get("bpmnElement"): _box(shape.find("dc:Bounds", NAMES))
            for shape in root.iterfind(".//bpmndi:BPMNShape", NAMES)
        }
        self.lines = {
            edge.get("bpmnElement"): [
                Point(float(p.get("x")), float(p.get("y"))) for p in edge.iterfind("di:waypoint", NAMES)
            ]
            for edge in root.iterfind(".//bpmndi:BPMNEdge", NAMES)
        }
        self.lanes = {
            lane.get("id"): [ref.text for ref in lane.iterfind("bpmn:flowNodeRef", NAMES)]
            for lane in root.iterfind(".//bpmn:lane", NAMES)
        }
        self.flows = {
            flow.get("id"): (flow.get("sourceRef"), flow.get("targetRef"))
            for flow in root.iterfind(".//bpmn:sequenceFlow", NAMES)
        }
        self.nodes = [node for nodes in self.lanes.values() for node in nodes]


def _point(waypoint):
    return Point(float(waypoint.get("x")), float(waypoint.get("y")))


def _box(bounds):
    return Box(*(float(bounds.get(name)) for name in ("x", "y", "width", "height")))


def holds(outer, inner):
    return outer.x <= inner.x and outer.y <= inner.y and inner.right <= outer.right and inner.bottom <= outer.bottom


def flaws(drawn):
    """Return what is wrong with lanes, shapes and lines; no other tool looks at this."""
    found = [f"{lane} leaves the pool" for lane in drawn.lanes if not holds(drawn.boxes["pool_"], drawn.boxes[lane])]
    for lane, nodes in drawn.lanes.items():
        found += [f"{node} leaves {lane}" for node in nodes if not holds(drawn.boxes[lane], drawn.boxes[node])]
    for one, other in combinations(drawn.nodes, 2):
        if drawn.boxes[one].intersects(drawn.boxes[other]):
            found.append(f"{one} lies on {other}")
    for one, other in combinations(drawn.lanes, 2):
        if drawn.boxes[one].intersects(drawn.boxes[other]):
            found.append(f"{one} lies on {other}")
    for flow, line in drawn.lines.items():
        source, target = drawn.flows[flow]
        if not (drawn.boxes[source].contains(line[0]) and drawn.boxes[target].contains(line[-1])):
            found.append(f"{flow} hangs in the air")
        for node in drawn.nodes:
            # It begins inside the box of a diamond or a circle, and ends inside one; there it may touch no second time.
            outside = line[1 if node == source else 0 : -1 if node == target else None]
            if crosses(outside, drawn.boxes[node]):
                found.append(f"{flow} runs through {node}")
    return found


def crosses(line, box):
    inner = box.expanded(-1.0)
    pieces = (Box(min(a.x, b.x), min(a.y, b.y), abs(a.x - b.x), abs(a.y - b.y)) for a, b in pairwise(line))
    return any(
        inner.intersects(piece._replace(width=piece.width or 0.1, height=piece.height or 0.1)) for piece in pieces
    )


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("name", WORKED)
def test_every_worked_stream_is_drawn_without_a_flaw(name, profile):
    drawn = Drawn(worked_file(name, profile))

    assert flaws(drawn) == []
    assert drawn.boxes.keys() == {*drawn.nodes, *drawn.lanes, "pool_"}
    assert drawn.lines.keys() == drawn.flows.keys()


@pytest.mark.parametrize("name", WORKED)
def test_steps_keep_their_places_across_and_their_heights_within_a_lane(name):
    document = worked(name)
    picture = picture_of(document, document.streams[0].id, CATALOGUE)

    drawn = Drawn(worked_file(name, "spiff"))

    for nodes in drawn.lanes.values():
        moved = {
            (box.centre.x - place.centre.x, round(box.centre.y - place.centre.y, 2))
            for node in nodes
            if node in picture.figures
            for box, place in [(drawn.boxes[node], picture.figures[node].box)]
        }
        assert len(moved) == 1
        assert moved.pop()[0] == 0.0


@given(grown_streams())
def test_any_stream_is_drawn_without_a_flaw(stream):
    drawn = Drawn(exported(a_document(stream)).data)

    assert flaws(drawn) == []


def test_steps_that_lie_on_each_other_are_moved_apart():
    document = a_document()
    places = {"s": {"demand": [0, 0], "a": [0, 0], "b": [10, 10], "value": [0, 0]}}

    drawn = Drawn(exported(document.model_validate({**dict(document), "layout": Layout.model_validate(places)})).data)

    assert [flaw for flaw in flaws(drawn) if "lies on" in flaw] == []


@pytest.mark.parametrize("name", WORKED)
def test_lines_meet_the_outline_of_diamonds_and_circles(name):
    drawn = Drawn(worked_file(name, "spiff"))

    for flow, line in drawn.lines.items():
        for node, point in zip(drawn.flows[flow], (line[0], line[-1]), strict=True):
            box, right, down = (
                drawn.boxes[node],
                *(abs(a - b) for a, b in zip(point, drawn.boxes[node].centre, strict=True)),
            )
            if node.startswith(("split_", "merge_", "fork_", "join_")):
                assert right + down == pytest.approx(box.width / 2, abs=0.02)
            elif box.width == 36:
                assert (right**2 + down**2) ** 0.5 == pytest.approx(18, abs=0.02)
