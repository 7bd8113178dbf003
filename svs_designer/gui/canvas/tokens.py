"""The case of a rehearsal on the canvas: a ring around each step that is open, and a dot that travels to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QPointF, QRectF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsObject, QStyleOptionGraphicsItem, QWidget

from svs_designer.drawing.figures import FigureKind, LinkKey
from svs_designer.drawing.geometry import Box
from svs_designer.gui.canvas.board import Board
from svs_designer.gui.canvas.ink import TOP_Z
from svs_designer.gui.canvas.motion import MILLISECONDS, duration

DOT, AWAY, LINE = 7.0, 5.0, 3.0
_MARGIN = 24.0
_REACH = 80.0
"""What the dot paints on, also from far away."""
TRAVEL_MS = 3 * MILLISECONDS
"""How long the dot is on its way: the way itself is what is told, so the eye must be able to follow."""


class Tokens(QGraphicsObject):
    """Paints over the cards of a board; nothing can hit it, and it keeps up with cards that move."""

    def __init__(self, board: Board) -> None:
        """Show nothing yet."""
        super().__init__()
        self._board = board
        self._open: tuple[str, ...] = ()
        self._next = ""
        self._dot: QPointF | None = None
        self._running: QVariantAnimation | None = None
        self.setZValue(TOP_Z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.hide()
        board.addItem(self)

    @property
    def open(self) -> tuple[str, ...]:
        """Return the elements that wear a ring."""
        return self._open

    @property
    def is_travelling(self) -> bool:
        """Tell whether the dot is on its way."""
        return self._running is not None

    def show_open(self, elements: Sequence[str], upcoming: str, along: Sequence[LinkKey] = ()) -> None:
        """Ring what is open, and put the dot on what comes next; it travels there along these links."""
        self.stop()
        self.prepareGeometryChange()
        self._open, self._next = tuple(elements), upcoming
        self.setVisible(bool(self._open))
        self._travel(along)
        self.update()

    def settle(self) -> None:
        """Keep up with another picture."""
        self.prepareGeometryChange()

    def stop(self) -> None:
        """Let the dot be where it belongs at once."""
        running, self._running = self._running, None
        if running is not None:
            running.stop()
        self._dot = None
        self.update()

    def boundingRect(self) -> QRectF:
        """Return the space of everything on the board: the dot may be anywhere."""
        picture = self._board.picture
        return QRectF(*picture.bounds).adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN) if picture else QRectF()

    def shape(self) -> QPainterPath:
        """Return nothing: what lies below takes the mouse."""
        return QPainterPath()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint rings and dot; from far away as thick as they are on screen."""
        larger = max(1.0, 1.0 / painter.worldTransform().m11())
        for element in self._open:
            self._paint_ring(painter, element, larger)
        at = self._dot or self._resting()
        if at is not None:
            painter.setPen(self._board.look.pen("card", 2.0 * larger))
            painter.setBrush(self._board.look.brush("accent"))
            painter.drawEllipse(at, DOT * larger, DOT * larger)

    def _paint_ring(self, painter: QPainter, element: str, larger: float) -> None:
        card = self._board.cards.get(element)
        if card is None:
            return
        box = _grown(card.box, AWAY)
        solid = card.sketch.kind in {FigureKind.DEMAND, FigureKind.VALUE, FigureKind.END}
        radius = box.height() / 2 if solid else 10.0 + AWAY
        pen = QPen(self._board.look.pen("accent", LINE * larger))
        if element != self._next:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, radius, radius)

    def _resting(self) -> QPointF | None:
        card = self._board.cards.get(self._next)
        return QPointF(card.box.x - AWAY, card.box.y + card.box.height / 2) if card else None

    def _travel(self, along: Sequence[LinkKey]) -> None:
        path = self._path(along)
        length = TRAVEL_MS if duration() else 0
        if not length or path.isEmpty():
            return
        running = QVariantAnimation(self)
        running.setDuration(length)
        running.setEasingCurve(QEasingCurve.Type.InOutCubic)
        running.setStartValue(0.0)
        running.setEndValue(1.0)
        running.valueChanged.connect(lambda part: self._move(path.pointAtPercent(float(part))))
        running.finished.connect(self.stop)
        self._running = running
        self._dot = path.pointAtPercent(0.0)
        running.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)

    def _path(self, along: Sequence[LinkKey]) -> QPainterPath:
        path = QPainterPath()
        for link in along:
            line = self._board.connectors.get(link)
            points = [QPointF(*point) for point in line.connector.points] if line else []
            for number, point in enumerate(points):
                if path.elementCount() == 0 and number == 0:
                    path.moveTo(point)
                else:
                    path.lineTo(point)
        return path

    def _move(self, at: QPointF) -> None:
        """Show the dot elsewhere; only where it was and where it is are painted anew."""
        for place in (self._dot, at):
            if place is not None:
                self.update(QRectF(place.x(), place.y(), 0, 0).adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self._dot = at


def _grown(box: Box, away: float) -> QRectF:
    return QRectF(*box).adjusted(-away, -away, away, away)
