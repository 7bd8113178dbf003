"""Painter paths of marks: icons, bands, strokes with rounded corners and arrow heads."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from math import atan2, ceil, cos, pi, radians, sin, sqrt, tan

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF

from svs_designer.drawing.icons import icon_paths
from svs_designer.drawing.marks import Band, Rectangle, Stroke
from svs_designer.drawing.strokes import shape_of

_TOKEN = re.compile(r"[A-Z]|-?\d*\.?\d+")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


@cache
def icon_path(name: str) -> QPainterPath:
    """Return an icon on its 24 x 24 grid, to be stroked; empty for a name without an icon. Shared: do not change it."""
    path = QPainterPath()
    for data in icon_paths(name):
        _add_path_data(path, data)
    return path


def rectangle_path(mark: Rectangle) -> QPainterPath:
    """Return a rectangle's outline; a stroke lies within the box, so that hairlines are crisp."""
    path = QPainterPath()
    inset = mark.line / 2 if mark.stroke else 0.0
    area = QRectF(mark.x + inset, mark.y + inset, mark.width - 2 * inset, mark.height - 2 * inset)
    path.addRoundedRect(area, mark.radius - inset, mark.radius - inset) if mark.radius > inset else path.addRect(area)
    return path


def band_path(mark: Band) -> QPainterPath:
    """Return a band with the rounded left corners of its card."""
    card, cut = QPainterPath(), QPainterPath()
    card.addRoundedRect(QRectF(mark.x, mark.y, 4 * mark.radius + mark.width, mark.height), mark.radius, mark.radius)
    cut.addRect(QRectF(mark.x, mark.y, mark.width, mark.height))
    return card.intersected(cut)


def stroke_path(stroke: Stroke) -> QPainterPath:
    """Return the line of a stroke, without its arrow head."""
    path = QPainterPath()
    shape = shape_of(stroke)
    if shape is None:
        return path
    path.moveTo(*shape.start)
    for corner in shape.corners:
        path.lineTo(*corner.begin)
        path.quadTo(*corner.control, *corner.end)
    path.lineTo(*shape.end)
    return path


def head_path(stroke: Stroke) -> QPainterPath:
    """Return the arrow head of a stroke, to be filled; empty without one."""
    path = QPainterPath()
    shape = shape_of(stroke)
    if shape and shape.head:
        path.addPolygon(QPolygonF([QPointF(*point) for point in shape.head]))
        path.closeSubpath()
    return path


def _add_path_data(path: QPainterPath, data: str) -> None:
    for command, numbers in _commands(data):
        here = path.currentPosition()
        match command:
            case "M":
                path.moveTo(*numbers)
            case "L":
                path.lineTo(*numbers)
            case "H":
                path.lineTo(numbers[0], here.y())
            case "V":
                path.lineTo(here.x(), numbers[0])
            case "C":
                path.cubicTo(*numbers)
            case "A":
                _add_arc(path, numbers)
            case "Z":
                path.closeSubpath()


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Read path data; numbers after a whole command repeat it, and after M they are lines."""
    tokens = _TOKEN.findall(data)
    position, command = 0, "M"
    while position < len(tokens):
        if tokens[position] in _ARGUMENTS:
            command = tokens[position]
            position += 1
        count = _ARGUMENTS[command]
        yield command, [float(token) for token in tokens[position : position + count]]
        position += count
        command = "L" if command == "M" else command


def _add_arc(path: QPainterPath, numbers: Sequence[float]) -> None:
    """Add an elliptical arc as cubic curves, after SVG 1.1, appendix F.6."""
    rx, ry, tilt, large, sweep, x, y = numbers
    here = path.currentPosition()
    if (here.x(), here.y()) == (x, y) or rx == 0 or ry == 0:
        path.lineTo(x, y)
        return
    turn_cos, turn_sin = cos(radians(tilt)), sin(radians(tilt))
    half_x, half_y = (here.x() - x) / 2, (here.y() - y) / 2
    ax, ay = turn_cos * half_x + turn_sin * half_y, turn_cos * half_y - turn_sin * half_x
    # Radii too small to reach are enlarged just enough.
    grow = sqrt(max(1.0, (ax / rx) ** 2 + (ay / ry) ** 2))
    rx, ry = rx * grow, ry * grow
    rest = max(0.0, (rx * ry) ** 2 - (rx * ay) ** 2 - (ry * ax) ** 2) / ((rx * ay) ** 2 + (ry * ax) ** 2)
    factor = sqrt(rest) * (-1 if bool(large) == bool(sweep) else 1)
    bx, by = factor * rx * ay / ry, -factor * ry * ax / rx
    centre_x = turn_cos * bx - turn_sin * by + (here.x() + x) / 2
    centre_y = turn_sin * bx + turn_cos * by + (here.y() + y) / 2
    start = atan2((ay - by) / ry, (ax - bx) / rx)
    extent = atan2((-ay - by) / ry, (-ax - bx) / rx) - start
    if sweep and extent < 0:
        extent += 2 * pi
    if not sweep and extent > 0:
        extent -= 2 * pi

    def on_ellipse(along: float, across: float) -> tuple[float, float]:
        return (
            centre_x + turn_cos * rx * along - turn_sin * ry * across,
            centre_y + turn_sin * rx * along + turn_cos * ry * across,
        )

    pieces = max(1, ceil(abs(extent) / (pi / 2) - 1e-9))
    piece = extent / pieces
    handle = 4 / 3 * tan(piece / 4)
    for index in range(pieces):
        a, b = start + index * piece, start + (index + 1) * piece
        path.cubicTo(
            *on_ellipse(cos(a) - handle * sin(a), sin(a) + handle * cos(a)),
            *on_ellipse(cos(b) + handle * sin(b), sin(b) - handle * cos(b)),
            *on_ellipse(cos(b), sin(b)),
        )
