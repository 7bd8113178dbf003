"""An end without value: a small ring with its name below."""

from svs_designer.drawing.figures import FigureKind, Sketch
from svs_designer.drawing.geometry import Size
from svs_designer.drawing.marks import Disc, Mark, Words
from svs_designer.drawing.text import plain, width, wrap
from svs_designer.model.stream import End

UNTITLED_END = "End"
_RADIUS = 12.0
_WIDEST = 112.0
_LINE = 14.0


def ending(end: End) -> Sketch:
    """Draw an end. The box holds ring and name, so that lines stop clear of both."""
    lines = wrap(end.name or UNTITLED_END, _WIDEST, 2, 11, 500)
    wide = max(48.0, *(width(line, 11, 500) + 8 for line in lines))
    size = Size(-(-wide // 8) * 8, 2 * _RADIUS + 8 + _LINE * len(lines))
    marks: list[Mark] = [
        Disc(size.width / 2, _RADIUS + 1, _RADIUS - 1, "end", "connector", 1.5),
        Disc(size.width / 2, _RADIUS + 1, _RADIUS - 5, "connector"),
    ]
    marks += [
        Words(size.width / 2, 2 * _RADIUS + 15 + index * _LINE, line, 11, 500, "dim", "middle", width(line, 11, 500))
        for index, line in enumerate(lines)
    ]
    title = plain(end.name) or UNTITLED_END
    return Sketch(FigureKind.END, size, tuple(marks), "connector", title, f"End without value, {title}")
