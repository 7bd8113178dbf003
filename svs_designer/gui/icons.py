"""Icons of resources/icons as QIcon, stroked in a colour of the theme; crisp at every size and device pixel ratio."""

from collections.abc import Callable
from functools import cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from svs_designer.resource_files import resource

DISABLED_OPACITY = 0.35
_clones: list[QIconEngine] = []
"""Qt takes over the engine that `clone` returns without PySide knowing: a reference here keeps it from being freed."""


@cache
def icon_source(name: str) -> str:
    """Return the SVG text of an icon; raise FileNotFoundError where there is none of that name."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


class ThemedIcon(QIconEngine):
    """Draw an icon in whatever colour the theme has now, so that icons follow a switch of the theme by themselves."""

    def __init__(self, name: str, colour: Callable[[], str]) -> None:
        super().__init__()
        self._name = name
        self._colour = colour
        self._pixmaps: dict[tuple[str, QIcon.Mode, int, int, float], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002
        """Draw the icon into a rectangle, as large as its square fits."""
        self._draw(painter, QRectF(rect), self._colour(), mode)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return the icon at a size in pixels."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:  # noqa: ARG002
        """Return the icon at a size in device-independent pixels for a device pixel ratio."""
        colour = self._colour()
        key = (colour, mode, size.width(), size.height(), scale)
        if key not in self._pixmaps:
            pixmap = QPixmap(round(size.width() * scale), round(size.height() * scale))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            self._draw(painter, QRectF(pixmap.rect()), colour, mode)
            painter.end()
            pixmap.setDevicePixelRatio(scale)
            self._pixmaps[key] = pixmap
        return self._pixmaps[key]

    def clone(self) -> QIconEngine:
        """Return another engine for the same icon."""
        twin = ThemedIcon(self._name, self._colour)
        _clones.append(twin)
        return twin

    def _draw(self, painter: QPainter, rect: QRectF, colour: str, mode: QIcon.Mode) -> None:
        side = min(rect.width(), rect.height())
        square = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        painter.setOpacity(DISABLED_OPACITY if mode == QIcon.Mode.Disabled else 1.0)
        text = icon_source(self._name).replace("currentColor", colour)
        QSvgRenderer(QByteArray(text.encode())).render(painter, square)


class ThemedDot(ThemedIcon):
    """Draw a disc in the colour of a role: the level of a finding, unsaved work; `share` of the square is its size."""

    def __init__(self, colour: Callable[[], str], share: float) -> None:
        super().__init__("", colour)
        self._share = share

    def clone(self) -> QIconEngine:
        """Return another engine for the same dot."""
        twin = ThemedDot(self._colour, self._share)
        _clones.append(twin)
        return twin

    def _draw(self, painter: QPainter, rect: QRectF, colour: str, mode: QIcon.Mode) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(DISABLED_OPACITY if mode == QIcon.Mode.Disabled else 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        radius = min(rect.width(), rect.height()) * self._share / 2
        painter.drawEllipse(rect.center(), radius, radius)
