"""The four small tiles above the palette's list: demand, value, end and note."""

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.palette_entries import Entry


class Tile(QAbstractButton):
    """An entry as a tile with icon and word: dragged onto the canvas, or chosen by double click, Enter or space."""

    chosen = Signal(object)
    drag_asked = Signal(object)

    def __init__(self, entry: Entry, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._appearance = appearance
        self._pressed_at: QPoint | None = None
        self.setText(entry.name)
        self.setToolTip(f"{entry.name}: {entry.summary}")
        self.setAccessibleName(entry.name)
        self.setAccessibleDescription(entry.summary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        appearance.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return the size of a tile; tiles share the row's width."""
        return QSize(44, 52)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint frame, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        colour = self._appearance.colour
        painter.fillPath(shape, colour("chip" if self.underMouse() else "card"))
        painter.strokePath(shape, QPen(colour("accent"), 2) if self.hasFocus() else QPen(colour("hairline"), 1))
        icon = QRect(self.width() // 2 - 9, 8, 18, 18)
        self._appearance.icon(self.entry.icon, self.entry.colour).paint(painter, icon)
        font = QFont(self.font())
        font.setPixelSize(11)
        painter.setFont(font)
        painter.setPen(colour("text"))
        painter.drawText(self.rect().adjusted(0, 28, 0, -6), Qt.AlignmentFlag.AlignCenter, self.text())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a drag may begin."""
        self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin a drag once the pointer has gone far enough."""
        if self._pressed_at is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position().toPoint() - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
            self._pressed_at = None
            self.setDown(False)
            self.drag_asked.emit(self.entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: ARG002
        """Choose the entry."""
        self.chosen.emit(self.entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the entry by Enter or space; arrows walk along the tiles."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.entry)
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it is alive."""
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Calm down."""
        super().leaveEvent(event)
        self.update()
