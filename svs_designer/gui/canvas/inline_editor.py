"""Typing over the canvas: a card's title, a note's text, the words of a link. Enter keeps, Esc leaves as it was."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractScrollArea, QLabel, QPlainTextEdit

from svs_designer.qtpaint.fonts import font

Keep = Callable[[str], str | None]
"""Takes what was typed; returns what is wrong with it, or None when it was taken."""
SMALLEST_TEXT = 11


class InlineEditor(QPlainTextEdit):
    """A field right where the words stand; made for one edit and gone after it."""

    def __init__(
        self, view: QAbstractScrollArea, place: QRect, *, text: str, hint: str, size: float, lines: bool, keep: Keep
    ) -> None:
        """Open over a place of a view's port with the text selected; `lines` allows line breaks by Shift+Enter."""
        super().__init__(view.viewport())
        self._view = view
        self._keep = keep
        self._lines = lines
        self._done = False
        self._trouble = QLabel(view.viewport())
        self._trouble.setProperty("role", "error")
        self._trouble.setStyleSheet("background: palette(base); border-radius: 6px; padding: 3px 8px;")
        self._trouble.hide()
        self.setObjectName("InlineEditor")
        self.setAccessibleName(hint)
        self.setPlaceholderText(hint)
        self.setPlainText(text)
        self.setFont(_scaled(size))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            f"QPlainTextEdit {{ font-size: {max(SMALLEST_TEXT, round(size))}px; padding: 0 2px; font-weight: 600; }}"
        )
        line = QFontMetrics(self.font()).height()
        self.document().setDocumentMargin(
            max(2.0, (place.height() - line) / 2 - 3) if place.height() < 2 * line else 2.0
        )
        self.setGeometry(place)
        self.textChanged.connect(self._trouble.hide)
        self.selectAll()
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def trouble(self) -> str:
        """Return what is wrong with what was typed; empty while nothing is."""
        return self._trouble.text() if self._trouble.isVisible() else ""

    def keep(self) -> bool:
        """Hand over what was typed and close; stay open with the reason where it cannot be taken."""
        if self._done:
            return True
        self._done = True
        trouble = self._keep(self.toPlainText() if self._lines else " ".join(self.toPlainText().split()))
        if trouble:
            self._done = False
            self._trouble.setText(trouble)
            self._trouble.adjustSize()
            self._trouble.move(self.x(), self.geometry().bottom() + 4)
            self._trouble.show()
            self._trouble.raise_()
            return False
        self._close()
        return True

    def leave(self) -> None:
        """Close without keeping anything."""
        self._done = True
        self._close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep on Enter, leave on Esc; Shift+Enter breaks the line where there may be several."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            if self._lines and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self.insertPlainText("\n")
            else:
                self.keep()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Keep what was typed when the focus goes elsewhere; what cannot be taken is left as it was."""
        super().focusOutEvent(event)
        if event.reason() not in {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}:
            self._leave_after_trying()

    def _leave_after_trying(self) -> None:
        if not self._done and not self.keep():
            self.leave()

    def event(self, event: QEvent) -> bool:
        """Keep shortcuts of the window from taking keys that are typed here."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def _close(self) -> None:
        had_focus = self.hasFocus()
        self._trouble.deleteLater()
        self.hide()
        self.deleteLater()
        if had_focus:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)


def _scaled(size: float) -> QFont:
    made = QFont(font(13, 600))
    made.setPixelSize(max(SMALLEST_TEXT, round(size)))
    return made
