"""The camera: what part of the canvas is seen, how large, and moving there gently."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QPointF, QRect, QRectF, QVariantAnimation
from PySide6.QtGui import QTransform
from PySide6.QtWidgets import QGraphicsView

from svs_designer.drawing.geometry import Box
from svs_designer.gui.canvas.motion import duration

SMALLEST, LARGEST = 0.1, 4.0
STEPS = (0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 2.0, 3.0, 4.0)
FIT_MARGIN = 32.0
LARGEST_FIT = 1.0
"""A small stream is not blown up to fill the window."""


class Camera(QObject):
    """Zoom and position of a view; the point under the pointer stays where it is while zooming."""

    def __init__(self, view: QGraphicsView, zoomed: Callable[[float], None]) -> None:
        """Look through a view; `zoomed` is told of every other zoom."""
        super().__init__(view)
        self._view = view
        self._zoomed = zoomed
        self._flight: QVariantAnimation | None = None
        self._goal = (QPointF(), 1.0)
        self._content = QRectF()
        self._fitted: QRectF | None = None

    @property
    def zoom(self) -> float:
        """Return pixels per scene unit."""
        return self._view.transform().m11()

    @property
    def is_fitted(self) -> bool:
        """Tell whether what is seen was fitted, and nobody zoomed or moved since."""
        return self._fitted is not None

    @property
    def centre(self) -> QPointF:
        """Return the spot of the scene in the middle of the view."""
        port = self._view.viewport()
        return self._spot(QPointF(port.width() / 2, port.height() / 2))

    def look_at(self, centre: QPointF, zoom: float) -> None:
        """Show a spot of the scene in the middle of the view."""
        self._fitted = None
        self._fly(centre, zoom, animated=False)

    def set_content(self, bounds: Box) -> None:
        """Let every part of the content, and as much empty canvas around it, be moved into view."""
        self._content = QRectF(*bounds)
        self.make_space()

    def make_space(self) -> None:
        """Fit the space that can be scrolled to the content and the size of the window."""
        port = self._view.viewport().size()
        wide, high = port.width() / self.zoom, port.height() / self.zoom
        self._view.setSceneRect(self._content.adjusted(-wide, -high, wide, high))

    def adapt(self) -> None:
        """Follow another size of the window: what was fitted stays fitted until somebody zooms or pans."""
        self.make_space()
        if self._fitted is not None:
            self.fit(self._fitted, animated=False)

    def zoom_to(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Zoom so that a point of the viewport (its middle without one) keeps showing the same spot."""
        self.stop()
        self._fitted = None
        zoom = min(LARGEST, max(SMALLEST, round(zoom, 4)))
        if abs(zoom - 1.0) < 0.02:
            zoom = 1.0
        port = self._view.viewport()
        at = anchor if anchor is not None else QPointF(port.width() / 2, port.height() / 2)
        self._look(self._spot(at), at, zoom)

    def zoom_in(self) -> None:
        """Go to the next larger usual zoom."""
        self.zoom_to(next((step for step in STEPS if step > self.zoom * 1.01), LARGEST))

    def zoom_out(self) -> None:
        """Go to the next smaller usual zoom."""
        self.zoom_to(next((step for step in reversed(STEPS) if step < self.zoom * 0.99), SMALLEST))

    def pan(self, dx: float, dy: float) -> None:
        """Move the canvas by pixels, as if pushed by hand."""
        self.stop()
        self._fitted = None
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - round(dx))
        down.setValue(down.value() - round(dy))

    def fit(self, area: QRectF, *, animated: bool = True) -> None:
        """Show an area whole, in the middle of the window."""
        port = self._view.viewport()
        if area.isEmpty() or port.width() < 2 * FIT_MARGIN or port.height() < 2 * FIT_MARGIN:
            return
        room = (port.width() - 2 * FIT_MARGIN) / area.width(), (port.height() - 2 * FIT_MARGIN) / area.height()
        self._fly(area.center(), min(LARGEST_FIT, max(SMALLEST, min(room))), animated=animated)
        self._fitted = QRectF(area)

    def reveal(self, area: QRectF, *, animated: bool = True) -> None:
        """Bring an area into view, moving no further than needed; centred if it was out of view altogether."""
        port = self._view.viewport()
        seen = QRectF(self._spot(QPointF(0, 0)), self._spot(QPointF(port.width(), port.height())))
        inner = seen.adjusted(24 / self.zoom, 24 / self.zoom, -24 / self.zoom, -24 / self.zoom)
        if inner.contains(area):
            return
        centre = area.center()
        if seen.intersects(area) and area.width() <= inner.width() and area.height() <= inner.height():
            centre = seen.center() + QPointF(
                min(0.0, area.left() - inner.left()) + max(0.0, area.right() - inner.right()),
                min(0.0, area.top() - inner.top()) + max(0.0, area.bottom() - inner.bottom()),
            )
        self._fitted = None
        self._fly(centre, self.zoom, animated=animated)

    def landed(self, area: QRectF) -> QRect:
        """Return where in the viewport an area stands when the flight that is under way has ended."""
        port = self._view.viewport()
        centre, zoom = self._goal if self._flight else (self.centre, self.zoom)
        corner = (area.topLeft() - centre) * zoom + QPointF(port.width() / 2, port.height() / 2)
        return QRectF(corner, area.size() * zoom).toAlignedRect()

    def stop(self) -> None:
        """End a flight at once, where it is."""
        flight, self._flight = self._flight, None
        if flight:
            flight.stop()

    def _land(self) -> None:
        self._flight = None

    def _spot(self, at: QPointF) -> QPointF:
        """Return the point of the scene at a point of the viewport, exactly."""
        inverse, _ = self._view.viewportTransform().inverted()
        return inverse.map(at)

    def _look(self, spot: QPointF, at: QPointF, zoom: float) -> None:
        """Show a spot of the scene at a point of the viewport."""
        changed = zoom != self.zoom
        if changed:
            self._view.setTransform(QTransform.fromScale(zoom, zoom))
            self.make_space()
        left, top = spot.x() * zoom - at.x(), spot.y() * zoom - at.y()
        self._view.horizontalScrollBar().setValue(round(left))
        self._view.verticalScrollBar().setValue(round(top))
        if changed:
            self._zoomed(zoom)

    def _fly(self, centre: QPointF, zoom: float, *, animated: bool) -> None:
        self.stop()
        port = self._view.viewport()
        middle = QPointF(port.width() / 2, port.height() / 2)
        length = duration() if animated and self._view.isVisible() else 0
        if length == 0:
            self._look(centre, middle, zoom)
            return
        start, start_zoom = self._spot(middle), self.zoom
        flight = QVariantAnimation(self)
        flight.setDuration(length)
        flight.setEasingCurve(QEasingCurve.Type.OutCubic)
        flight.setStartValue(0.0)
        flight.setEndValue(1.0)
        flight.valueChanged.connect(
            lambda part: self._look(start + (centre - start) * part, middle, start_zoom + (zoom - start_zoom) * part)
        )
        self._flight, self._goal = flight, (centre, zoom)
        flight.finished.connect(self._land)
        flight.start(QAbstractAnimation.DeletionPolicy.DeleteWhenStopped)
