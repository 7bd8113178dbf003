"""What gestures draw over the canvas: guides, the rectangle of a selection, connectors on their way."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from svs_designer.drawing.geometry import Point
from svs_designer.gui.canvas.guides import Guide
from svs_designer.gui.canvas.look import Look

TOP_Z = 10.0
ARROW = 9.0


class Ink:
    """Two shapes above everything: one of thin lines, one of connectors. Nothing can hit them."""

    def __init__(self, scene: QGraphicsScene, look: Look) -> None:
        """Draw on a scene."""
        self._look = look
        self._area = QGraphicsPathItem()
        self._lines = QGraphicsPathItem()
        for item in (self._area, self._lines):
            item.setZValue(TOP_Z)
            scene.addItem(item)

    def clear(self) -> None:
        """Wipe everything away."""
        for item in (self._area, self._lines):
            item.setPath(QPainterPath())

    def draw_area(self, path: QPainterPath) -> None:
        """Draw the rectangle of a selection."""
        fill = QColor(self._look.colour("accent"))
        fill.setAlphaF(0.10)
        self._area.setPen(self._look.pen("accent", 0))
        self._area.setBrush(fill)
        self._area.setPath(path)

    def draw_guides(self, guides: Iterable[Guide]) -> None:
        """Draw the lines that show what is aligned."""
        path = QPainterPath()
        for guide in guides:
            path.moveTo(*guide.start)
            path.lineTo(*guide.end)
        self._area.setPen(self._look.pen("accent", 0))
        self._area.setBrush(Qt.BrushStyle.NoBrush)
        self._area.setPath(path)

    def draw_connectors(self, lines: Iterable[Sequence[Point]], role: str, *, bold: bool = False) -> None:
        """Draw connectors on their way, each with its arrow head."""
        path = QPainterPath()
        for line in lines:
            path.addPolygon(QPolygonF([QPointF(*point) for point in line]))
            tip, tail = line[-1], line[-2]
            dx, dy = _direction(tail, tip)
            for side in (1.0, -1.0):
                path.moveTo(*tip)
                path.lineTo(tip.x - ARROW * dx + side * ARROW / 2 * dy, tip.y - ARROW * dy + side * ARROW / 2 * -dx)
        self._lines.setPen(self._look.pen(role, 2.0 if bold else 1.5))
        self._lines.setPath(path)


def _direction(tail: Point, tip: Point) -> tuple[float, float]:
    dx, dy = tip.x - tail.x, tip.y - tail.y
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return dx / length, dy / length
