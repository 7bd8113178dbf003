"""The buttons that lead a rehearsed case on: one for each way, named by its condition and how often it is taken."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

_ROOM = 32
"""What frame and padding take of a button's width."""


class Offer(NamedTuple):
    """A way on in words, and what to answer for a case to take it; one is the usual way."""

    words: str
    answers: Mapping[str, bool]
    usual: bool


DONE = Offer("Done", {}, usual=True)
"""What is offered where there is nothing to choose."""


class WayButtons(QWidget):
    """Offer the ways on from a piece of work, the usual one first; `chosen` carries the answers that lead along one."""

    chosen = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: tuple[QPushButton, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Offer other ways; the keyboard stays on the buttons where it was there."""
        had_focus = any(button.hasFocus() for button in self.buttons)
        for button in self.buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        ordered = sorted(offers, key=lambda offer: not offer.usual)
        self.buttons = tuple(self._made(offer) for offer in ordered)
        for button in self.buttons:
            self._column.addWidget(button)
            button.show()
        if had_focus:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard on the usual way."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _made(self, offer: Offer) -> QPushButton:
        button = _Cut(offer.words)
        if offer.usual:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self.chosen.emit(dict(offer.answers)))
        return button


class _Cut(QPushButton):
    """A button whose words are cut where there is no room; the tooltip has all of them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setAutoDefault(False)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut."""
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = max(48, self.width() - _ROOM)
        cut = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(cut.replace("&", "&&"))
