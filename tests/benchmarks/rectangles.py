"""The least a canvas can cost: plain C++ rectangles and paths where the cards and lines are, and nothing on them.

Less still is two calls of the raster engine: all rectangles, all lines, and no scene that could be edited.
"""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem, QGraphicsScene, QGraphicsView

from svs_designer.drawing.figures import Picture

RECTANGLES, ENGINE = "cpp_rect", "raster engine"


def rectangles(picture: Picture) -> tuple[QGraphicsScene, dict[str, QGraphicsRectItem]]:
    """Return a scene of rectangles and paths for a picture."""
    scene, cards = QGraphicsScene(), {}
    border, fill, line = QPen(QColor("#34495e"), 1.2), QBrush(QColor("#e8f1fb")), QPen(QColor("#5b6b7c"), 1.5)
    for key, figure in picture.figures.items():
        card = cards[key] = QGraphicsRectItem(0, 0, *figure.sketch.size)
        card.setPen(border)
        card.setBrush(fill)
        card.setPos(*figure.at)
        card.setZValue(1)
        scene.addItem(card)
    for connector in picture.connectors.values():
        path = QPainterPath()
        path.moveTo(*connector.points[0])
        for point in connector.points[1:]:
            path.lineTo(*point)
        item = QGraphicsPathItem(path)
        item.setPen(line)
        scene.addItem(item)
    return scene, cards


def view_of(scene: QGraphicsScene, space: QRectF) -> QGraphicsView:
    """Return a view of it with the settings of the canvas."""
    view = QGraphicsView(scene)
    view.setFrameShape(QGraphicsView.Shape.NoFrame)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setOptimizationFlags(
        QGraphicsView.OptimizationFlag.DontSavePainterState | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
    )
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setSceneRect(space)
    return view


def raster_engine(picture: Picture, width: int, height: int) -> Callable[[], None]:
    """Return the painting of a picture, fitted into an image, by as few calls as can be."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    boxes = [QRectF(*figure.box) for figure in picture.figures.values()]
    lines = [QLineF(*one, *two) for each in picture.connectors.values() for one, two in pairwise(each.points)]
    bounds = picture.bounds
    scale = min(1.0, width / bounds.width, height / bounds.height)
    fill, line = QBrush(QColor("#e8f1fb")), QPen(QColor("#5b6b7c"), 0)

    def paint() -> None:
        painter = QPainter(image)
        painter.fillRect(image.rect(), Qt.GlobalColor.white)
        painter.scale(scale, scale)
        painter.translate(-bounds.x, -bounds.y)
        painter.setPen(line)
        painter.drawLines(lines)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRects(boxes)
        painter.end()

    return paint
