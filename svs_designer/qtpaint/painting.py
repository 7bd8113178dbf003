"""Marks compiled to painter calls: made once a sketch and theme, painted many times.

Paths, pens, brushes and static text are prepared, neighbours of one style are painted together: a card costs about
fifteen calls. The canvas paints the coarse form where letters are too small to read.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QStaticText, QTransform

from svs_designer.drawing.icons import ICON_GRID, ICON_LINE
from svs_designer.drawing.marks import Band, Disc, Icon, Mark, Rectangle, Stroke, Words
from svs_designer.drawing.theme import Theme
from svs_designer.qtpaint.colours import NO_BRUSH, NO_PEN, brush, pen
from svs_designer.qtpaint.fonts import ascent, font
from svs_designer.qtpaint.paths import band_path, head_path, icon_path, rectangle_path, stroke_path

Call = Callable[[QPainter], None]
COARSE_TEXT, COARSE_SHAPE = 12.0, 24.0
"""Words below this size and shapes below this height are left out of the coarse form."""


class Painting:
    """Marks ready to paint in one theme."""

    __slots__ = ("_coarse", "_full", "_marks", "_theme")

    def __init__(self, marks: Sequence[Mark], theme: Theme) -> None:
        """Take the marks; they are prepared when they are first painted, which needs a Qt application."""
        self._marks = marks
        self._theme = theme
        self._full: tuple[Call, ...] | None = None
        self._coarse: tuple[Call, ...] | None = None

    def paint(self, painter: QPainter) -> None:
        """Paint everything; leaves pen, brush and font of the painter changed."""
        if self._full is None:
            self._full = tuple(_calls(self._marks, self._theme))
        for call in self._full:
            call(painter)

    def paint_coarse(self, painter: QPainter) -> None:
        """Paint what can be made out from far away: large shapes, lines and titles."""
        if self._coarse is None:
            self._coarse = tuple(_calls([mark for mark in self._marks if _is_coarse(mark)], self._theme))
        for call in self._coarse:
            call(painter)

    def forget(self) -> None:
        """Give back what was prepared; painting again prepares it anew."""
        self._full = self._coarse = None


@lru_cache(maxsize=8192)
def painting_of(marks: tuple[Mark, ...], theme: Theme) -> Painting:
    """Return the painting of some marks, prepared once."""
    return Painting(marks, theme)


def paint(painter: QPainter, marks: tuple[Mark, ...], theme: Theme) -> None:
    """Paint marks that may be painted again."""
    painting_of(marks, theme).paint(painter)


def _is_coarse(mark: Mark) -> bool:
    match mark:
        case Words():
            return mark.size >= COARSE_TEXT
        case Rectangle():
            # A pill in the colour of the ground only makes room for words that are left out here.
            return mark.height >= COARSE_SHAPE and mark.fill != "canvas"
        case Band():
            return mark.height >= COARSE_SHAPE
        case Disc():
            return 2 * mark.radius >= COARSE_SHAPE
        case Stroke():
            return mark.arrow
        case Icon():
            return False


def _calls(marks: Sequence[Mark], theme: Theme) -> Iterator[Call]:
    for _, group in groupby(marks, key=_style):
        yield _call(list(group), theme)


def _style(mark: Mark) -> tuple[object, ...]:
    """Return what neighbours must share to be painted together."""
    match mark:
        case Words():
            return Words, mark.colour, mark.size, mark.weight
        case Rectangle():
            # Shapes of one path must not cover each other: only chips come in rows, and they have no stroke.
            return Rectangle, mark.fill, mark.stroke, mark.line, mark.height, mark.y
        case Icon():
            return Icon, mark.colour, mark.size
        case _:
            return (mark,)


def _call(marks: Sequence[Mark], theme: Theme) -> Call:
    first = marks[0]
    match first:
        case Words():
            return _text(marks, theme)
        case Rectangle():
            return _shape(_joined([rectangle_path(m) for m in marks if isinstance(m, Rectangle)]), first, theme)
        case Disc():
            path = QPainterPath()
            path.addEllipse(QPointF(first.x, first.y), first.radius, first.radius)
            return _shape(path, first, theme)
        case Band():
            return _filled(band_path(first), theme, first.fill)
        case Icon():
            return _icons([m for m in marks if isinstance(m, Icon)], theme)
        case Stroke():
            return _line(first, theme)


def _shape(path: QPainterPath, mark: Rectangle | Disc, theme: Theme) -> Call:
    line, fill = pen(theme, mark.stroke, mark.line), brush(theme, mark.fill)

    def call(painter: QPainter) -> None:
        painter.setPen(line)
        painter.setBrush(fill)
        painter.drawPath(path)

    return call


def _filled(path: QPainterPath, theme: Theme, role: str) -> Call:
    fill = brush(theme, role)

    def call(painter: QPainter) -> None:
        painter.setPen(NO_PEN)
        painter.setBrush(fill)
        painter.drawPath(path)

    return call


def _line(stroke: Stroke, theme: Theme) -> Call:
    path, head = stroke_path(stroke), head_path(stroke)
    line, fill = pen(theme, stroke.colour, stroke.line, dashed=stroke.dashed), brush(theme, stroke.colour)

    def call(painter: QPainter) -> None:
        painter.setPen(line)
        painter.setBrush(NO_BRUSH)
        painter.drawPath(path)
        if stroke.arrow:
            painter.setPen(NO_PEN)
            painter.setBrush(fill)
            painter.drawPath(head)

    return call


def _icons(marks: Sequence[Icon], theme: Theme) -> Call:
    paths = []
    for mark in marks:
        place = QTransform.fromTranslate(mark.x, mark.y).scale(mark.size / ICON_GRID, mark.size / ICON_GRID)
        paths.append(place.map(icon_path(mark.name)))
    path = _joined(paths)
    line = pen(theme, marks[0].colour, ICON_LINE * marks[0].size / ICON_GRID)

    def call(painter: QPainter) -> None:
        painter.setPen(line)
        painter.setBrush(NO_BRUSH)
        painter.drawPath(path)

    return call


def _text(marks: Sequence[Mark], theme: Theme) -> Call:
    words = [mark for mark in marks if isinstance(mark, Words)]
    face = font(words[0].size, words[0].weight)
    rise = ascent(words[0].size, words[0].weight)
    ink = pen(theme, words[0].colour)
    lines = []
    for mark in words:
        text = QStaticText(mark.text)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        text.prepare(QTransform(), face)
        lines.append((QPointF(mark.x - _before_anchor(mark), mark.y - rise), text))

    def call(painter: QPainter) -> None:
        painter.setPen(ink)
        painter.setFont(face)
        for corner, text in lines:
            painter.drawStaticText(corner, text)

    return call


def _before_anchor(mark: Words) -> float:
    return {"start": 0.0, "middle": mark.width / 2, "end": mark.width}[mark.anchor]


def _joined(paths: Sequence[QPainterPath]) -> QPainterPath:
    if len(paths) == 1:
        return paths[0]
    joined = QPainterPath()
    joined.setFillRule(Qt.FillRule.WindingFill)
    for path in paths:
        joined.addPath(path)
    return joined
