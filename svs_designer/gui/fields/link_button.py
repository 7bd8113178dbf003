"""A button that looks like a link, its words cut with an ellipsis where there is no room."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

_ROOM = 10
"""What frame and padding take of the width."""


class LinkButton(QPushButton):
    """Words to click; `words` are the whole ones, also for screen readers.

    A click leaves the focus where it was: a link often goes away with what it mends, and would take the focus with it.
    """

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        self.setProperty("role", "link")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setStyleSheet("QPushButton { font-size: 12px; }")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        """Show other words."""
        self.words = words
        self.setAccessibleName(words)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the room for all words."""
        return QSize(self.fontMetrics().horizontalAdvance(self.words) + _ROOM, 24)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut."""
        return QSize(24, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _ROOM + 2
        shown = self.fontMetrics().elidedText(self.words, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip("" if shown == self.words else self.words)
