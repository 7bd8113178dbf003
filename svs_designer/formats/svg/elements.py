"""Marks as SVG elements, one function a kind."""

from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import escape

from svs_designer.drawing.icons import ICON_GRID, ICON_LINE
from svs_designer.drawing.marks import Band, Disc, Icon, Mark, Rectangle, Stroke, Words
from svs_designer.drawing.strokes import shape_of
from svs_designer.formats.svg.numbers import number as n
from svs_designer.formats.svg.styles import Styles


class Elements:
    """Write the marks of one picture; what looks the same is written once and repeated."""

    def __init__(self, styles: Styles) -> None:
        """Begin with the styles that the picture collects."""
        self._styles = styles
        self._written: dict[Mark, str] = {}

    def __call__(self, mark: Mark) -> str:
        """Return a mark as SVG."""
        if isinstance(mark, Stroke):
            return _stroke(mark, self._styles)
        written = self._written.get(mark)
        if written is None:
            written = self._written[mark] = _WRITERS[type(mark)](mark, self._styles)
        return written


def _rectangle(mark: Rectangle, styles: Styles) -> str:
    # A stroke lies within the box, so that hairlines fall on whole pixels.
    inset = mark.line / 2 if mark.stroke else 0.0
    radius = f' rx="{n(mark.radius - inset)}"' if mark.radius > inset else ""
    return (
        f'<rect class="{styles.shape(mark.fill, mark.stroke, mark.line)}" x="{n(mark.x + inset)}" '
        f'y="{n(mark.y + inset)}" width="{n(mark.width - 2 * inset)}" height="{n(mark.height - 2 * inset)}"{radius}/>'
    )


def _band(mark: Band, styles: Styles) -> str:
    """Follow the rounded left corners of the card; the band is narrower than their radius."""
    # Where the circle of the corner meets the band's right edge.
    reach = mark.radius - mark.width
    drop = mark.radius - (mark.radius**2 - reach**2) ** 0.5 if reach > 0 else 0.0
    right, bottom = mark.x + mark.width, mark.y + mark.height
    arc = f"A{n(mark.radius)} {n(mark.radius)} 0 0 0 "
    return (
        f'<path class="{styles.shape(mark.fill, "", 0)}" d="M{n(right)} {n(mark.y + drop)}'
        f"{arc}{n(mark.x)} {n(mark.y + mark.radius)}V{n(bottom - mark.radius)}"
        f'{arc}{n(right)} {n(bottom - drop)}Z"/>'
    )


def _disc(mark: Disc, styles: Styles) -> str:
    style = styles.shape(mark.fill, mark.stroke, mark.line)
    return f'<circle class="{style}" cx="{n(mark.x)}" cy="{n(mark.y)}" r="{n(mark.radius)}"/>'


def _words(mark: Words, styles: Styles) -> str:
    style = styles.type(mark.size, mark.weight, mark.colour, mark.anchor)
    return f'<text class="{style}" x="{n(mark.x)}" y="{n(mark.y)}">{escape(mark.text)}</text>'


def _icon(mark: Icon, styles: Styles) -> str:
    style = styles.shape("", mark.colour, ICON_LINE)
    scale = f"{mark.size / ICON_GRID:.4g}"
    return (
        f'<use class="{style}" xlink:href="#icon_{mark.name}" transform="translate({n(mark.x)} {n(mark.y)})'
        f' scale({scale})"/>'
    )


def _stroke(mark: Stroke, styles: Styles) -> str:
    shape = shape_of(mark)
    if shape is None:
        return ""
    path = f"M{n(shape.start[0])} {n(shape.start[1])}"
    for (begin_x, begin_y), (x, y), (end_x, end_y) in shape.corners:
        path += f"L{n(begin_x)} {n(begin_y)}"
        if (begin_x, begin_y) != (end_x, end_y):
            path += f"Q{n(x)} {n(y)} {n(end_x)} {n(end_y)}"
    path += f"L{n(shape.end[0])} {n(shape.end[1])}"
    line = f'<path class="{styles.shape("", mark.colour, mark.line, dashed=mark.dashed)}" d="{path}"/>'
    if not shape.head:
        return line
    head = "L".join(f"{n(x)} {n(y)}" for x, y in shape.head)
    return line + f'<path class="{styles.shape(mark.colour, "", 0)}" d="M{head}Z"/>'


_WRITERS: dict[type, Callable[[Any, Styles], str]] = {
    Rectangle: _rectangle,
    Band: _band,
    Disc: _disc,
    Words: _words,
    Icon: _icon,
}
