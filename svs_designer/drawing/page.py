"""A page: a stream's picture with its title block and legend, as exports draw it.

The date comes from outside: a page of the same document is the same page on every day.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from math import ceil, floor
from typing import NamedTuple

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.figures import Connector, Figure, Picture
from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.legend import legend
from svs_designer.drawing.marks import Mark, moved
from svs_designer.drawing.title_block import notes_block, title_block
from svs_designer.model.document import Document

MARGIN, GAP = 32.0, 24.0
NARROWEST = 560.0
"""A page with a title is at least this wide, so that it reads well also over a single card."""
_BLEED = 8.0
"""What arrow heads and line widths may reach beyond the points of a line."""


@dataclass(frozen=True, slots=True)
class PageOptions:
    """What stands around the picture.

    `version` is the document's own where none is given; `date` is printed as given. `only` keeps these elements and
    the links between them.
    """

    title: bool = True
    legend: bool = True
    notes: bool = True
    version: str = ""
    date: str = ""
    only: Collection[str] | None = None
    margin: float = MARGIN


WHOLE = PageOptions()
BARE = PageOptions(title=False, legend=False, notes=False, margin=_BLEED)
"""The picture alone, as for a copy to the clipboard."""


class PagePart(NamedTuple):
    """One thing on a page: its marks relative to `at`, the space they take, and what a screen reader says.

    The key of an element is its id, that of a link `source_target`; ids hold no `_`, so all keys differ.
    """

    key: str
    at: Point
    box: Box
    marks: tuple[Mark, ...]
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What an export draws, from (0, 0) to its size, on a ground of the role `canvas`."""

    size: Size
    title: str
    description: str
    parts: tuple[PagePart, ...] = field(repr=False)

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return everything flat, in page coordinates, in drawing order."""
        return tuple(chain.from_iterable((moved(mark, *part.at) for mark in part.marks) for part in self.parts))


def page_of(
    picture: Picture, document: Document, stream_id: str, catalogue: Catalogue, *, options: PageOptions = WHOLE
) -> Page:
    """Lay out a page for a picture of the stream; raise NoSuchStream."""
    stream = document.stream(stream_id)
    figures, connectors = _chosen(picture, options.only)
    lines = [_connector_box(connector) for connector in connectors]
    area = _area([*(figure.box for figure in figures), *lines])
    width = max(area.width, NARROWEST if options.title or options.legend else 0.0)
    parts: list[PagePart] = []
    top = options.margin
    if options.title:
        version = options.version or document.version
        block, height = title_block(document, stream, width, version=version, date=options.date)
        parts.append(_block("title", Box(options.margin, top, width, height), block))
        top += height + GAP
    shift = Point(options.margin - area.x + (width - area.width) / 2, top - area.y)
    parts += _drawn(figures, zip(connectors, lines, strict=True), shift)
    top += area.height
    below = []
    if options.legend:
        below.append(("legend", *legend(stream, catalogue, [figure.key for figure in figures], width)))
    if options.notes:
        below.append(("notes", *notes_block(document, stream, width)))
    for key, marks, height in below:
        if marks:
            parts.append(_block(key, Box(options.margin, top + GAP, width, height), marks))
            top += GAP + height
    return Page(
        size=Size(width + 2 * options.margin, top + options.margin),
        title=stream.label,
        description=_description(figures, connectors),
        parts=tuple(parts),
    )


def _chosen(picture: Picture, only: Collection[str] | None) -> tuple[list[Figure], list[Connector]]:
    if only is None:
        return list(picture.figures.values()), list(picture.connectors.values())
    kept = set(only)
    return (
        [figure for key, figure in picture.figures.items() if key in kept],
        [line for (source, target), line in picture.connectors.items() if source in kept and target in kept],
    )


def _area(boxes: Sequence[Box]) -> Box:
    """Return the space of all boxes, on whole units, so that hairlines stay crisp."""
    if not boxes:
        return Box(0.0, 0.0, 0.0, 0.0)
    left, top = floor(min(box.x for box in boxes)), floor(min(box.y for box in boxes))
    right, bottom = ceil(max(box.x + box.width for box in boxes)), ceil(max(box.y + box.height for box in boxes))
    return Box(left, top, right - left, bottom - top)


def _connector_box(connector: Connector) -> Box:
    across, down = [x for x, _ in connector.points], [y for _, y in connector.points]
    line = Box(min(across), min(down), max(across) - min(across), max(down) - min(down)).expanded(_BLEED)
    return line.united(connector.label) if connector.label else line


def _drawn(figures: Iterable[Figure], connectors: Iterable[tuple[Connector, Box]], shift: Point) -> Iterator[PagePart]:
    """Place connectors below the figures, so that no line runs over a card."""
    for connector, box in connectors:
        key = "_".join(connector.key)
        yield PagePart(key, shift, box.moved(*shift), connector.marks, connector.spoken)
    for figure in figures:
        at = Point(figure.at.x + shift.x, figure.at.y + shift.y)
        yield PagePart(figure.key, at, Box.at(at, figure.sketch.size), figure.sketch.marks, figure.sketch.spoken)


def _block(key: str, box: Box, marks: tuple[Mark, ...]) -> PagePart:
    return PagePart(f"page_{key}", Point(box.x, box.y), box, marks)


def _description(figures: Sequence[Figure], connectors: Sequence[Connector]) -> str:
    steps = sum(figure.sketch.kind == "step" for figure in figures)
    return f"Value stream with {steps} step{'' if steps == 1 else 's'} and {len(connectors)} connectors."
