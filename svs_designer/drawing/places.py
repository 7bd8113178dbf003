"""Where the elements of a stream stand: as the layout says, and around that for what it does not mention."""

from collections.abc import Mapping

from svs_designer.drawing.geometry import Box, Point, Size, bounds
from svs_designer.drawing.layout import LayoutEdge, LayoutNode, arrange
from svs_designer.drawing.sketches import ConnectorFace
from svs_designer.model.layout import Place
from svs_designer.model.stream import Annotation, ValueStream

GAP = 16.0
GRID = 8


def placed(
    places: Mapping[str, Place],
    sizes: Mapping[str, Size],
    faces: Mapping[tuple[str, str], ConnectorFace],
    stream: ValueStream,
) -> dict[str, Point]:
    """Return the top left corner of every element: its place, or one that the layout finds around the others."""
    known = {key: Point(places[key].x, places[key].y) for key in sizes if key in places}
    if len(known) == len(sizes):
        return known
    notes = {note.id: note for note in stream.annotations}
    nodes = {key: size for key, size in sizes.items() if key not in notes}
    pinned = {key: at for key, at in known.items() if key in nodes}
    found = pinned if len(pinned) == len(nodes) else _arranged(nodes, faces, stream, pinned)
    found |= {key: at for key, at in known.items() if key in notes}
    for key, note in notes.items():
        if key not in found:
            found[key] = _beside(note, sizes, found)
    return {key: found[key] for key in sizes}


def _arranged(
    sizes: Mapping[str, Size],
    faces: Mapping[tuple[str, str], ConnectorFace],
    stream: ValueStream,
    pinned: Mapping[str, Point],
) -> dict[str, Point]:
    nodes = [LayoutNode(key, size) for key, size in sizes.items()]
    edges = []
    for source, link in stream.links():
        label = faces[source, link.to].label
        share = 1.0 if link.share is None else link.share
        edges.append(LayoutEdge(source, link.to, label.width if label else 0.0, share))
    return arrange(nodes, edges, pinned=pinned)


def _beside(note: Annotation, sizes: Mapping[str, Size], found: Mapping[str, Point]) -> Point:
    """Find a free place for a note: around what it is about, else below the picture."""
    taken = [Box.at(at, sizes[key]) for key, at in found.items()]
    size = sizes[note.id]
    if note.about and note.about in found:
        host = Box.at(found[note.about], sizes[note.about])
        for corner in (
            Point(host.x, host.bottom + GAP),
            Point(host.x, host.y - GAP - size.height),
            Point(host.right + GAP, host.y),
            Point(host.x - GAP - size.width, host.y),
        ):
            box = Box.at(_snapped(corner), size)
            if not any(box.intersects(other) for other in taken):
                return Point(box.x, box.y)
    around = bounds(taken)
    if around is None:
        return Point(0.0, 0.0)
    return _snapped(Point(around.x, around.bottom + 2 * GAP))


def _snapped(point: Point) -> Point:
    return Point(float(round(point.x / GRID) * GRID), float(round(point.y / GRID) * GRID))
