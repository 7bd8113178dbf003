"""An end without value: a small ring with its name, in an outline that lines can meet on every side."""

from svs_designer.drawing.figures import FigureKind, Sketch
from svs_designer.drawing.geometry import Size
from svs_designer.drawing.marks import Disc, Mark, Rectangle, Words
from svs_designer.drawing.text import fits, plain, width, wrap
from svs_designer.model.stream import End

UNTITLED_END = "End"
_RING = 6.0
_TEXT_LEFT, _RIGHT_PADDING = 34.0, 16.0
_WIDEST = 126.0
_LINE = 15.0
_GRID = 8


def ending(end: End) -> Sketch:
    """Draw an end."""
    title = plain(end.name) or UNTITLED_END
    lines = wrap(title, _WIDEST, 2 if fits(title, _WIDEST, 2, 12, 500) else 3, 12, 500)
    wide = _TEXT_LEFT + max(width(line, 12, 500) for line in lines) + _RIGHT_PADDING
    size = Size(float(-(-wide // _GRID) * _GRID), 40.0 if len(lines) < 3 else 56.0)
    middle = size.height / 2
    first = middle + 4 - _LINE * (len(lines) - 1) / 2
    marks: list[Mark] = [
        Rectangle(0, 0, *size, 20, "end", "connector", 1.5),
        Disc(21, middle, _RING, "", "connector", 1.5),
        Disc(21, middle, _RING / 2, "connector"),
    ]
    marks += [
        Words(_TEXT_LEFT, first + index * _LINE, line, 12, 500, "on-end", "start", width(line, 12, 500))
        for index, line in enumerate(lines)
    ]
    return Sketch(FigureKind.END, size, tuple(marks), "connector", title, f"End without value, {title}")
