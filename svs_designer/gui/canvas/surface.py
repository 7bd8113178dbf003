"""The surface of the canvas: a view without edges that passes its events on to hand, camera and keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QWheelEvent,
)
from PySide6.QtWidgets import QGraphicsScene, QGraphicsView, QWidget

from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.board import Board
from svs_designer.gui.canvas.camera import Camera
from svs_designer.gui.canvas.hand import Hand

WHEEL_ZOOM, WHEEL_SCROLL = 1.0015, 0.6
"""Zoom factor, and pixels, for each unit of the wheel; a notch is 120 units."""


class Surface(QGraphicsView):
    """What every widget of this kind needs of Qt. The wheel scrolls, with Shift sideways, with Ctrl it zooms."""

    board: Board
    hand: Hand
    camera: Camera

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None) -> None:
        """Show a scene, ready for fast painting: minimal updates, painter state left to the items."""
        super().__init__(scene, parent)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setOptimizationFlags(
            QGraphicsView.OptimizationFlag.DontSavePainterState
            | QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing
        )
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        # The canvas has no edges: wheel, hand and keys move it.
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        # The stylesheet would make Qt think that something shines through, and repaint all at every pan.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)

    # -- to be filled in

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for; False leaves it to Qt."""
        raise NotImplementedError

    def show_tip(self, port: QPoint, screen: QPoint) -> None:
        """Show the tooltip for a point."""
        raise NotImplementedError

    def open_menu(self, port: QPoint | None, screen: QPoint) -> None:
        """Open the context menu at a point; None when a key asked for it."""
        raise NotImplementedError

    # -- places

    @property
    def zoom(self) -> float:
        """Return pixels per scene unit."""
        return self.transform().m11()

    def seen(self) -> Box:
        """Return the part of the scene that is in view."""
        area: QRectF = self.mapToScene(self.viewport().rect()).boundingRect()
        return Box(area.x(), area.y(), area.width(), area.height())

    def middle_of_view(self) -> Point:
        """Return the point of the scene in the middle of the view."""
        return self.seen().centre

    def on_screen(self, box: Box) -> QRect:
        """Return where a part of the scene is in the viewport."""
        corner = self.mapFromScene(QPointF(box.x, box.y))
        return QRect(corner.x(), corner.y(), round(box.width * self.zoom), round(box.height * self.zoom))

    # -- events

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the ground."""
        self.board.paint_ground(painter, QRectF(rect))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a gesture."""
        self.hand.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go on with it."""
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End it."""
        self.hand.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write, or add."""
        self.hand.double_click(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget what the pointer was over."""
        self.hand.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom at the pointer with Ctrl held."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.camera.zoom_to(self.zoom * WHEEL_ZOOM ** turn.y(), event.position())
        else:
            way = event.pixelDelta() if not event.pixelDelta().isNull() else turn * WHEEL_SCROLL
            sideways = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier) and not way.x()
            self.camera.pan(way.y() if sideways else way.x(), 0 if sideways else way.y())
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hold the canvas with the space bar, or do what the key stands for."""
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.hand.hold_space(held=True)
        elif not self.press_key(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Let the canvas go."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.hand.hold_space(held=False)
        else:
            super().keyReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open the menu, by mouse or by key."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.open_menu(event.pos() if by_mouse else None, event.globalPos())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Show tooltips, and zoom where two fingers pinch."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self.show_tip(event.pos(), event.globalPos())
            return True
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.camera.zoom_to(self.zoom * (1 + event.value()), event.position())
            return True
        return super().viewportEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show what a drop would do; files are for the window, which opens them."""
        if event.mimeData().hasUrls():
            event.ignore()
            return
        self.hand.drag(event)
        event.accept()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show what a drop would do here."""
        self.hand.drag(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show it no longer."""
        self.hand.drag_leave()
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Do it."""
        self.hand.drop(event)
