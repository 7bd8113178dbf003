"""How the canvas looks in the theme of now: shared pens, brushes and fonts, and the small things items wear."""

from collections.abc import Sequence
from time import perf_counter

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QGraphicsItem
from shiboken6 import isValid

from svs_designer.drawing.marks import Disc, Icon, Mark, Stroke
from svs_designer.gui.appearance import Appearance
from svs_designer.qtpaint.fonts import font
from svs_designer.qtpaint.painting import Painting

BADGE, LARGEST_BADGE = 9.0, 14.0
"""Radius of a badge, close by and from afar."""
SEEN_BADGE = 6.5
"""The least radius of a badge on the screen, in pixels, as far as the largest allows."""
FRAME_SECONDS = 0.010
"""What a frame may spend on preparing cards; with painting it stays below 16.7 ms."""
TILE = 10
"""Dots along the side of the tile that the ground is covered with."""
SIGNS = {"error": "!", "warning": "!", "advice": "i"}


class Look:
    """Resources made once a theme; `revision` grows whenever what was made before is out of date."""

    def __init__(self, appearance: Appearance) -> None:
        """Take the theme from the appearance; call `renew` when it changed."""
        self.appearance = appearance
        self.revision = 0
        self._pens: dict[tuple[str, float], QPen] = {}
        self._brushes: dict[str, QBrush] = {}
        self._frame_ends = 0.0
        self._postponed: list[QGraphicsItem] = []
        self._later = QTimer()
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._repaint_postponed)

    # -- many new cards at once: those that a frame has no time for are painted in title only, and whole in the next

    def begin_frame(self) -> None:
        """Give the cards of a frame their time."""
        self._frame_ends = perf_counter() + FRAME_SECONDS

    def has_time(self) -> bool:
        """Tell whether the frame that is being painted can prepare another card."""
        return perf_counter() < self._frame_ends

    def postpone(self, item: QGraphicsItem) -> None:
        """Paint an item again in a later frame."""
        self._postponed.append(item)
        self._later.start()

    def _repaint_postponed(self) -> None:
        items, self._postponed = self._postponed, []
        for item in items:
            # The canvas may be gone by now, and its items with it.
            if isValid(item) and item.scene() is not None:
                item.update()

    def renew(self) -> None:
        """Forget what was made in another theme."""
        self.revision += 1
        self._pens.clear()
        self._brushes.clear()

    def colour(self, role: str) -> QColor:
        """Return the colour of a role."""
        return self.appearance.colour(role)

    def pen(self, role: str, width: float = 1.0) -> QPen:
        """Return a pen; a width of 0 is one pixel at every zoom."""
        pen = self._pens.get((role, width))
        if pen is None:
            pen = self._pens[role, width] = QPen(self.colour(role), width)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        return pen

    def brush(self, role: str) -> QBrush:
        """Return a brush."""
        brush = self._brushes.get(role)
        if brush is None:
            brush = self._brushes[role] = QBrush(self.colour(role))
        return brush

    def dots(self, spacing: int, ratio: float) -> QBrush:
        """Return a brush of dots on the canvas, crisp at a device pixel ratio."""
        key = f"dots {spacing} {ratio}"
        brush = self._brushes.get(key)
        if brush is None:
            # Large tiles are painted in long spans: 240 px takes a third of the time of 24 px.
            tile = QPixmap(round(TILE * spacing * ratio), round(TILE * spacing * ratio))
            tile.setDevicePixelRatio(ratio)
            tile.fill(self.colour("canvas"))
            painter = QPainter(tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour("grid-dot"))
            for row in range(TILE):
                for column in range(TILE):
                    painter.drawEllipse(QPointF((column + 0.5) * spacing, (row + 0.5) * spacing), 1.25, 1.25)
            painter.end()
            brush = self._brushes[key] = QBrush(tile)
        return brush

    def painting(self, marks: Sequence[Mark], colour: str = "", line: float = 0.0, *, level: str = "") -> Painting:
        """Compile marks; `colour` and `line` replace those of the strokes and icons of a connector.

        The sign of a hand-off takes the colour of a `level`.
        """
        if colour:
            marks = [_recoloured(mark, colour, line) for mark in marks]
        if level:
            marks = [_complained(mark, behind, level) for mark, behind in zip(marks, (*marks[1:], None), strict=True)]
        return Painting(marks, self.appearance.theme)

    def paint_badge(self, painter: QPainter, centre: QPointF, level: str) -> None:
        """Paint the badge of a finding, set off from what lies below; from afar it is larger than what it stands on."""
        radius = min(LARGEST_BADGE, max(BADGE, SEEN_BADGE / painter.worldTransform().m11()))
        painter.setPen(self.pen("card", 1.5))
        painter.setBrush(self.brush(level))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(self.pen(f"on-{level}"))
        painter.setFont(font(round(radius * 4 / 3), 700))
        square = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, SIGNS[level])

    def paint_handle(self, painter: QPainter, centre: QPointF, radius: float) -> None:
        """Paint the + that adds and connects."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.brush("accent"))
        painter.drawEllipse(centre, radius, radius)
        painter.setPen(self.pen("on-accent", 1.6))
        arm = radius * 0.45
        painter.drawLines((
            QLineF(centre - QPointF(arm, 0), centre + QPointF(arm, 0)),
            QLineF(centre - QPointF(0, arm), centre + QPointF(0, arm)),
        ))  # fmt: skip

    def paint_grip(self, painter: QPainter, centre: QPointF) -> None:
        """Paint the end of a selected link, where it can be taken."""
        painter.setPen(self.pen("accent", 1.5))
        painter.setBrush(self.brush("canvas"))
        painter.drawEllipse(centre, 4.0, 4.0)

    def paint_pin(self, painter: QPainter, foot: QPointF) -> None:
        """Paint the small pin of an element that Tidy leaves in place."""
        painter.setPen(self.pen("card", 1.0))
        painter.setBrush(self.brush("dim"))
        painter.drawEllipse(foot + QPointF(6, -1), 5.0, 5.0)
        painter.setPen(self.pen("dim", 1.6))
        painter.drawLine(QLineF(foot + QPointF(6, 4), foot + QPointF(6, 9)))


def _is_handoff(mark: Mark | None) -> bool:
    return isinstance(mark, Icon) and mark.name == "handoff"


def _complained(mark: Mark, behind: Mark | None, level: str) -> Mark:
    """Give the icon of a hand-off, and the ring drawn before it, the colour of a level."""
    if isinstance(mark, Icon) and _is_handoff(mark):
        return mark._replace(colour=level)
    if isinstance(mark, Disc) and _is_handoff(behind):
        return mark._replace(stroke=level)
    return mark


def _recoloured(mark: Mark, colour: str, line: float) -> Mark:
    if isinstance(mark, Stroke):
        return mark._replace(colour=colour, line=max(line, mark.line))
    if isinstance(mark, Icon):
        return mark._replace(colour=colour)
    if isinstance(mark, Disc) and mark.stroke:
        return mark._replace(stroke=colour)
    return mark
