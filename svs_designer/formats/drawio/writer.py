"""A stream as a draw.io file: the picture of the canvas, in shapes that people move and connectors that follow."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from itertools import pairwise
from math import dist

from svs_designer.drawing.elements import Element, elements_of, ways_of
from svs_designer.drawing.figures import Connector
from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.picture import picture_of
from svs_designer.drawing.sketches.connector import label_of
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.drawing.text import plain, wrap
from svs_designer.drawing.theme import LIGHT
from svs_designer.exchange.exporter import Exported, ExportRequest, Loss
from svs_designer.formats.drawio.cells import LAYER, Style, connector
from svs_designer.formats.drawio.shapes import shapes
from svs_designer.model.links import Link, LinkKind, Split

_LOSS = Loss("draw.io holds the picture, and of each step its team, times and practices: all else stays in the model")
_DASHED = frozenset({LinkKind.REWORK, LinkKind.FEEDBACK})
_MARKS = {Split.ONE: "diamondThin", Split.ALL: "circlePlus", Split.UNDECIDED: "oval"}
_WIDEST_LABEL = 132.0


def drawio_of(request: ExportRequest) -> Exported:
    """Write a stream as uncompressed draw.io XML."""
    stream, document = request.stream, request.document
    picture = picture_of(document, stream.id, request.catalogue)
    wording = Wording.of(document, request.catalogue)
    root = ET.Element("root")
    ET.SubElement(root, "mxCell", {"id": "0"})
    ET.SubElement(root, "mxCell", {"id": LAYER, "parent": "0"})
    elements = elements_of(stream)
    boxes = {key: figure.box for key, figure in picture.figures.items()}
    for source, element in elements.items():
        ways = ways_of(element)
        for link in ways.links:
            drawn = picture.connectors.get((source, link.to))
            if drawn is not None:
                root.append(_connector(drawn, link, ways.split, boxes))
    # After the connectors: shapes lie on top of lines, as on the canvas.
    for key, element in elements.items():
        root.extend(shapes(picture.figures[key], element, wording))
    return Exported(_file(root, plain(stream.label), stream.id), (_LOSS, *_to_itself(elements)))


def _to_itself(elements: Mapping[str, Element]) -> Iterator[Loss]:
    """Say which links lead from a step to itself: no picture draws them."""
    looped = tuple(key for key, each in elements.items() if any(link.to == key for link in ways_of(each).links))
    if looped:
        yield Loss("A link from a step to itself is not drawn", looped)


def _connector(drawn: Connector, link: Link, split: Split | None, boxes: dict[str, Box]) -> ET.Element:
    source, target = drawn.key
    points = drawn.points
    style: dict[str, str | float] = {
        "edgeStyle": "orthogonalEdgeStyle", "rounded": 1, "html": 0, "endArrow": "classic", "endFill": 1,
        "strokeColor": LIGHT.colour("connector"), "strokeWidth": 1.5, "fontColor": LIGHT.colour("dim"), "fontSize": 11,
        "labelBackgroundColor": "#FFFFFF", "dashed": int(link.kind in _DASHED),
    }  # fmt: skip
    if split is not None:
        style |= {"startArrow": _MARKS[split], "startFill": 0, "startSize": 10}
    style |= {**_glue("exit", points[0], boxes[source]), **_glue("entry", points[-1], boxes[target])}
    label = "\n".join(wrap(label_of(link), _WIDEST_LABEL, 3, 11))
    at = _along(points, drawn.label.centre) if drawn.label else 0.0
    return connector(f"link:{source}:{target}", label, (source, target), (points[1:-1], at), style)


def _glue(end: str, point: Point, box: Box) -> Style:
    """Return where on the border of a shape a line begins or ends, so that it stays there when the shape moves."""
    x, y = (point[0] - box.x) / box.width, (point[1] - box.y) / box.height
    return {f"{end}X": x, f"{end}Y": y, f"{end}Perimeter": 0}


def _along(points: tuple[Point, ...], place: Point) -> float:
    """Return how far along a line the point nearest to a place is, from -1 to 1."""
    gone, best, nearest = 0.0, 0.0, float("inf")
    for start, end in pairwise(points):
        long = dist(start, end)
        span = (end[0] - start[0], end[1] - start[1])
        part = ((place[0] - start[0]) * span[0] + (place[1] - start[1]) * span[1]) / (long * long) if long else 0.0
        part = min(1.0, max(0.0, part))
        away = dist(place, (start[0] + part * span[0], start[1] + part * span[1]))
        if away < nearest:
            nearest, best = away, gone + part * long
        gone += long
    return 2 * best / gone - 1 if gone else 0.0


def _file(root: ET.Element, title: str, stream_id: str) -> bytes:
    file = ET.Element("mxfile", {"host": "SVS Designer", "compressed": "false"})
    file.append(ET.Comment(f" {_LOSS.message} "))
    diagram = ET.SubElement(file, "diagram", {"id": stream_id, "name": title})
    settings = {
        "grid": "1",
        "gridSize": "8",
        "guides": "1",
        "tooltips": "1",
        "connect": "1",
        "arrows": "1",
        "fold": "0",
    }
    model = ET.SubElement(diagram, "mxGraphModel", {**settings, "page": "0", "math": "0", "shadow": "0"})
    model.append(root)
    ET.indent(file)
    text: str = ET.tostring(file, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()
