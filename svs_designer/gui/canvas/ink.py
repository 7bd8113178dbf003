"""What gestures draw over the canvas: guides, the rectangle of a selection, connectors on their way."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainterPath
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene

from svs_designer.drawing.geometry import Point
from svs_designer.drawing.marks import Stroke
from svs_designer.gui.canvas.guides import Guide
from svs_designer.gui.canvas.look import Look
from svs_designer.qtpaint.paths import head_path, stroke_path

TOP_Z = 10.0
LINE, RADIUS = 1.5, 8.0


class Ink:
    """Shapes above everything: thin lines, connectors, and their heads. Nothing can hit them."""

    def __init__(self, scene: QGraphicsScene, look: Look) -> None:
        """Draw on a scene."""
        self._look = look
        self._area = QGraphicsPathItem()
        self._lines = QGraphicsPathItem()
        self._heads = QGraphicsPathItem()
        self._heads.setPen(Qt.PenStyle.NoPen)
        for item in (self._area, self._lines, self._heads):
            item.setZValue(TOP_Z)
            scene.addItem(item)

    def clear(self) -> None:
        """Wipe everything away."""
        for item in (self._area, self._lines, self._heads):
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
        """Draw connectors on their way, as they will look."""
        path, heads = QPainterPath(), QPainterPath()
        for line in lines:
            stroke = Stroke(tuple((point.x, point.y) for point in line), role, LINE, RADIUS, arrow=True)
            path.addPath(stroke_path(stroke))
            heads.addPath(head_path(stroke))
        self._lines.setPen(self._look.pen(role, 2.0 if bold else LINE))
        self._lines.setPath(path)
        self._heads.setBrush(self._look.brush(role))
        self._heads.setPath(heads)
