"""The product's own layout: the positions behind "Tidy".

Loops are opened where the author drew them back, nodes get columns, long flows are wrapped into bands read from left to
right like lines of text, columns are ordered for few crossings, and branches get whole rows beside a straight main
line. Nothing here is random.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from svs_designer.drawing.geometry import Box, Point, bounds
from svs_designer.drawing.layout.bands import COLUMN, wrapped
from svs_designer.drawing.layout.layering import Arc, Layering, layered
from svs_designer.drawing.layout.nodes import LayoutEdge, LayoutNode
from svs_designer.drawing.layout.ordering import ordered
from svs_designer.drawing.layout.pinning import around_pinned
from svs_designer.drawing.layout.rows import rows

GRID = 8
COLUMN_GAP, ROW_GAP, BAND_GAP, PIECE_GAP = 64.0, 48.0, 72.0, 72.0
LABEL_ROOM = 40.0
"""What a label needs beside its width: a bit of line before it, the arrow head after it."""
TRACK = 12.0
"""Gaps between rows and bands are whole pairs of tracks: lines counted from above and from below meet on one raster."""


class _Cell(NamedTuple):
    band: int
    column: int
    row: int


def arrange(
    nodes: Sequence[LayoutNode],
    edges: Sequence[LayoutEdge],
    *,
    pinned: Mapping[str, Point] | None = None,
    row_width: float | None = None,
) -> dict[str, Point]:
    """Place every node; positions are top left corners, in the order of `nodes`.

    Columns and rows begin on an 8 px grid and nodes stand in their middle, so that lines between them are straight.

    The order of nodes is the author's: loops are opened in it. `row_width` bounds the width of a band (inf: one band);
    without it long flows are wrapped to suit a screen. Pinned nodes keep their position and the others make room.
    Edges to unknown nodes and from a node to itself are ignored.
    """
    number = {node.key: i for i, node in enumerate(nodes)}
    known: dict[Arc, LayoutEdge] = {}
    for edge in edges:
        if edge.source in number and edge.target in number and edge.source != edge.target:
            known.setdefault((number[edge.source], number[edge.target]), edge)
    corner: dict[int, Point] = {}
    top = 0.0
    for piece in _pieces(len(nodes), known):
        placed = _piece(piece, nodes, known, row_width)
        for v, box in placed.items():
            corner[v] = Point(box.x, box.y + top)
        around = bounds(placed.values())
        top += _up_to(GRID, around.height + PIECE_GAP) if around else 0.0
    free = {node.key: Box.at(corner[i], node.size) for i, node in enumerate(nodes)}
    return around_pinned(free, pinned or {}, grid=GRID, gap=ROW_GAP / 2)


def _pieces(count: int, arcs: Mapping[Arc, LayoutEdge]) -> list[list[int]]:
    """Gather what hangs together, in the author's order."""
    neighbours: list[list[int]] = [[] for _ in range(count)]
    for a, b in arcs:
        neighbours[a].append(b)
        neighbours[b].append(a)
    seen = bytearray(count)
    found = []
    for start in range(count):
        if seen[start]:
            continue
        seen[start] = 1
        piece = [start]
        for v in piece:
            for u in neighbours[v]:
                if not seen[u]:
                    seen[u] = 1
                    piece.append(u)
        found.append(sorted(piece))
    loose = [v for piece in found if len(piece) == 1 for v in piece]
    tied = [piece for piece in found if len(piece) > 1]
    return [*tied, loose] if loose else tied


def _piece(
    piece: Sequence[int], nodes: Sequence[LayoutNode], edges: Mapping[Arc, LayoutEdge], row_width: float | None
) -> dict[int, Box]:
    """Lay out one connected piece (or all the loose nodes, as lines of text), from (0, 0) on."""
    local = {v: i for i, v in enumerate(piece)}
    arcs = {(local[a], local[b]): edge for (a, b), edge in edges.items() if a in local}
    here = [nodes[v] for v in piece]
    if arcs:
        layering = layered(len(here), list(arcs), [edge.share for edge in arcs.values()])
    else:
        layering = Layering([], [], list(range(len(here))), list(range(len(here))))
    widest = None if row_width is None else int(min(len(here), max(1.0, (row_width + COLUMN_GAP) / COLUMN)))
    cells, crossing = _cells(layering, widest)
    return dict(zip(piece, _boxes(here, cells, arcs, crossing), strict=True))


def _cells(layering: Layering, widest: int | None) -> tuple[list[_Cell], list[int]]:
    """Give every node its cell, and count the connectors in the gutter of each band."""
    arcs = layering.forward + layering.turned
    bands = wrapped(layering.column, arcs, widest)
    band_of = [i for i, band in enumerate(bands) for _ in band]
    inside: list[list[int]] = [[] for _ in bands]
    within: list[list[Arc]] = [[] for _ in bands]
    for v, c in enumerate(layering.column):
        inside[band_of[c]].append(v)
    for a, b in arcs:
        i = band_of[layering.column[a]]
        if i == band_of[layering.column[b]]:
            within[i].append((a, b))
    cells: dict[int, _Cell] = {}
    for i, band in enumerate(bands):
        row = rows(ordered(inside[i], within[i], layering.column, layering.main))
        cells |= {v: _Cell(i, layering.column[v] - band.start, row[v]) for v in inside[i]}
    placed = [cells[v] for v in range(len(cells))]
    return placed, _in_gutters(placed, layering)


def _in_gutters(cells: Sequence[_Cell], layering: Layering) -> list[int]:
    """Count the connectors in the gutter above each band: those that lead past it, and the loops below the last row."""
    bands = max(cell.band for cell in cells) + 1
    lowest = [0] * bands
    for cell in cells:
        lowest[cell.band] = max(lowest[cell.band], cell.row)
    found = [0] * (bands + 1)
    for a, b in layering.forward + layering.turned:
        for i in range(cells[a].band + 1, cells[b].band + 1):
            found[i] += 1
    for a, b in layering.turned:
        band, row = cells[a].band, cells[a].row
        if cells[b].band == band and cells[b].row == row == lowest[band]:
            found[band + 1] += 1
    return found


def _boxes(
    nodes: Sequence[LayoutNode], cells: Sequence[_Cell], edges: Mapping[Arc, LayoutEdge], crossing: Sequence[int]
) -> list[Box]:
    left = _column_edges(nodes, cells, edges)
    top = _row_edges(nodes, cells, crossing)
    boxes = []
    for node, cell in zip(nodes, cells, strict=True):
        x, width = left[cell.column]
        y, height = top[cell.band, cell.row]
        boxes.append(Box(x + (width - node.size.width) / 2, y + (height - node.size.height) / 2, *node.size))
    return boxes


def _column_edges(
    nodes: Sequence[LayoutNode], cells: Sequence[_Cell], edges: Mapping[Arc, LayoutEdge]
) -> list[tuple[float, float]]:
    """Lay the columns side by side, the same in every band: (x, width) of each."""
    count = max(cell.column for cell in cells) + 1
    width = [0.0] * count
    gap = [COLUMN_GAP] * count
    for node, cell in zip(nodes, cells, strict=True):
        width[cell.column] = max(width[cell.column], _up_to(2, node.size.width))
    taken = set(cells)
    for (a, b), edge in edges.items():
        one, other = cells[a], cells[b]
        if edge.label_width and one.band == other.band and abs(other.column - one.column) == 1:
            # A branch leaves below its card if it can, so that half the card's width carries the label too.
            beside = one._replace(row=one.row + (other.row > one.row) - (other.row < one.row))
            bent = 0.0 if beside in taken else nodes[a].size.width / 2 - 16
            left = min(one.column, other.column)
            gap[left] = max(gap[left], edge.label_width + LABEL_ROOM - bent)
    x = 0.0
    found = []
    for exact, space in zip(width, gap, strict=True):
        found.append((x, exact))
        x = _up_to(GRID, x + exact + space)
    return found


def _row_edges(
    nodes: Sequence[LayoutNode], cells: Sequence[_Cell], crossing: Sequence[int]
) -> dict[tuple[int, int], tuple[float, float]]:
    """Lay the rows of all bands below each other: (y, height) of each by (band, row)."""
    height: dict[tuple[int, int], float] = {}
    for node, cell in zip(nodes, cells, strict=True):
        key = (cell.band, cell.row)
        height[key] = max(height.get(key, 0.0), _up_to(2 * GRID, node.size.height))
    y = 0.0
    found: dict[tuple[int, int], tuple[float, float]] = {}
    last = None
    for band, row in sorted(height):
        if last is not None:
            y += ROW_GAP if band == last else _up_to(2 * TRACK, BAND_GAP + TRACK * max(0, min(6, crossing[band] - 1)))
        y = _up_to(GRID, y)
        found[band, row] = y, height[band, row]
        y += height[band, row]
        last = band
    return found


def _up_to(step: float, value: float) -> float:
    return -(-value // step) * step
