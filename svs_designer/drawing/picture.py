"""The picture of a stream: every element in its place, every link on its way.

The canvas, the exports and the overview all draw this. Made again after each edit, it reuses whatever did not change,
so that a reader finds by identity what to draw anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.elements import Element, elements_of, name_of, sketch_of, team_of, ways_of
from svs_designer.drawing.figures import Connector, Figure, LinkKey, Picture, Sketch
from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.places import placed
from svs_designer.drawing.routing import Route, RouteLink, route
from svs_designer.drawing.sketches import ConnectorFace, Wording, connector
from svs_designer.model.document import Document
from svs_designer.model.links import LinkKind
from svs_designer.model.stream import Annotation

NOTHING = Box(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a picture was drawn from, so that the next one knows what changed."""

    stream_id: str
    wording: Wording
    elements: Mapping[str, Element]
    faces: Mapping[LinkKey, ConnectorFace]
    boxes: Mapping[str, Box]
    links: tuple[RouteLink, ...]
    routes: Mapping[LinkKey, Route]


@dataclass(frozen=True, slots=True)
class _Drawn(Picture):
    origin: _Origin = field(compare=False, repr=False)


def picture_of(document: Document, stream_id: str, catalogue: Catalogue, *, previous: Picture | None = None) -> Picture:
    """Draw a stream of the document; raise NoSuchStream.

    Elements without a place are arranged around those that have one. With a previous picture of the same stream the
    result equals one drawn afresh, but is made of the same objects wherever nothing changed.
    """
    stream = document.stream(stream_id)
    last = previous if isinstance(previous, _Drawn) and previous.origin.stream_id == stream_id else None
    wording = Wording.of(document, catalogue)
    if last and wording.says_the_same(last.origin.wording):
        wording = last.origin.wording
    elements = elements_of(stream)
    sketches = _sketches(elements, wording, last)
    faces = _faces(elements, last)
    corners = placed(document.layout.of(stream_id), {key: s.size for key, s in sketches.items()}, faces, stream)
    figures = {key: _figure(key, corners[key], sketch, last) for key, sketch in sketches.items()}
    boxes = {key: _box(figure, last) for key, figure in figures.items()}
    links = _links(faces, last)
    routes = last.origin.routes if last and _same_ways(last.origin, boxes, links) else route(boxes, links)
    # From a node to itself there is no line to draw.
    connectors = {key: _connector(face, routes[key], last) for key, face in faces.items() if key in routes}
    return _Drawn(
        figures=MappingProxyType(figures),
        connectors=MappingProxyType(connectors),
        bounds=_extent(boxes.values(), connectors.values()),
        origin=_Origin(stream_id, wording, elements, faces, boxes, links, routes),
    )


def boxes_of(document: Document, stream_id: str, catalogue: Catalogue) -> dict[str, Box]:
    """Return where the picture of a stream has its elements, for those who lead their own lines between them."""
    stream = document.stream(stream_id)
    elements = elements_of(stream)
    sketches = _sketches(elements, Wording.of(document, catalogue), None)
    sizes = {key: sketch.size for key, sketch in sketches.items()}
    corners = placed(document.layout.of(stream_id), sizes, _faces(elements, None), stream)
    return {key: _figure(key, corners[key], sketch, None).box for key, sketch in sketches.items()}


def _sketches(elements: Mapping[str, Element], wording: Wording, last: _Drawn | None) -> dict[str, Sketch]:
    if last is None:
        return {key: sketch_of(element, wording, _subject(element, elements)) for key, element in elements.items()}
    same_words = wording is last.origin.wording
    before = last.origin.elements
    found = {}
    for key, element in elements.items():
        old = last.figures[key].sketch if key in last.figures else None
        if old and same_words and element is before[key] and not isinstance(element, Annotation):
            found[key] = old
        else:
            new = sketch_of(element, wording, _subject(element, elements))
            found[key] = old if old == new else new
    return found


def _subject(element: Element, elements: Mapping[str, Element]) -> str:
    """Return the name of what a note is about."""
    return name_of(elements.get(element.about)) if isinstance(element, Annotation) and element.about else ""


def _faces(elements: Mapping[str, Element], last: _Drawn | None) -> dict[LinkKey, ConnectorFace]:
    """Word every link; a face depends on the link's two ends alone."""
    known = last.origin.faces if last else {}
    before = last.origin.elements if last else {}
    found = {}
    for source, element in elements.items():
        ways = ways_of(element)
        same_source = before.get(source) is element
        for link in ways.links:
            target = elements[link.to]
            key = (source, link.to)
            if same_source and before.get(link.to) is target:
                found[key] = known[key]
                continue
            teams = (team_of(element), team_of(target))
            new = ConnectorFace.of(
                key,
                link,
                ways.split,
                handoff=None not in teams and teams[0] != teams[1],
                ends=(name_of(element), name_of(target)),
            )
            old = known.get(key)
            found[key] = old if old == new and old is not None else new
    return found


def _figure(key: str, at: Point, sketch: Sketch, last: _Drawn | None) -> Figure:
    old = last.figures.get(key) if last else None
    return old if old and old.sketch is sketch and old.at == at else Figure(key, at, sketch)


def _box(figure: Figure, last: _Drawn | None) -> Box:
    return last.origin.boxes[figure.key] if last and last.figures.get(figure.key) is figure else figure.box


def _links(faces: Mapping[LinkKey, ConnectorFace], last: _Drawn | None) -> tuple[RouteLink, ...]:
    if last and list(faces.values()) == list(last.origin.faces.values()):
        return last.origin.links
    return tuple(RouteLink(*face.key, label=face.label, rework=face.kind is LinkKind.REWORK) for face in faces.values())


def _same_ways(origin: _Origin, boxes: Mapping[str, Box], links: tuple[RouteLink, ...]) -> bool:
    """Tell whether routing again would give the same: notes and words do not matter to it."""
    return origin.boxes == boxes and origin.links == links and list(origin.boxes) == list(boxes)


def _connector(face: ConnectorFace, way: Route, last: _Drawn | None) -> Connector:
    if last and last.origin.faces.get(face.key) is face and last.origin.routes[face.key] == way:
        return last.connectors[face.key]
    return connector(face, way.points, way.label_at)


def _extent(boxes: Iterable[Box], connectors: Iterable[Connector]) -> Box:
    """Return the smallest box around all that is drawn."""
    areas = [*boxes, *(each.label for each in connectors if each.label)]
    corners = [point for each in connectors for point in each.points]
    lefts, tops = [box.x for box in areas], [box.y for box in areas]
    rights, bottoms = [box.x + box.width for box in areas], [box.y + box.height for box in areas]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    if not areas:
        return NOTHING
    left, top = min(lefts + across), min(tops + down)
    return Box(left, top, max(rights + across) - left, max(bottoms + down) - top)
