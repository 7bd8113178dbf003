"""A few words beside the pointer: what would happen here, in the colour of its meaning."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from svs_designer.gui.canvas.look import Look

AWAY = QPoint(16, 20)
ABOVE = 24
"""How far above the pointer the words stand at the lower edge: clear of what is dragged."""
PADDING = 10


class HoverNote(QLabel):
    """A small label that follows the pointer and lets every event through."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        """Begin hidden."""
        super().__init__(parent)
        self._parent = parent
        self._look = look
        self._role = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setMargin(PADDING // 2)
        self.setIndent(PADDING)
        self.setObjectName("HoverNote")
        self.hide()

    def say(self, at: QPoint, words: str, role: str) -> None:
        """Show words beside a point, coloured by a role (good, warning, error, accent) or neutral."""
        self._role = role
        self.setText(words)
        self.setStyleSheet(f"color: {self._look.colour('on-accent' if role else 'text').name()}; font-weight: 500;")
        self.adjustSize()
        room = self._parent.rect()
        corner = at + AWAY
        corner.setX(max(4, min(corner.x(), room.width() - self.width() - 4)))
        if corner.y() + self.height() > room.height() - 4:
            corner.setY(at.y() - self.height() - ABOVE)
        self.move(corner)
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, then the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._look.pen(self._role or "hairline"))
        painter.setBrush(self._look.brush(self._role or "card"))
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.end()
        super().paintEvent(event)
