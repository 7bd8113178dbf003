"""Fields of several lines that grow with their text: notes, and the title of what is selected."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from svs_designer.gui.fields.field import MIXED, SEVERAL, Field, common

_MOST_LINES = 14
_FRAME_HEIGHT = 12


class GrowingEdit(QPlainTextEdit):
    """A plain text edit as high as its text, between some lines and many; Tab leaves it."""

    def __init__(self, *, least_lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._least_lines = least_lines
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._fit)

    def sizeHint(self) -> QSize:
        """Return the height the text needs."""
        return QSize(80, self._height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: the height is never less than the text."""
        return QSize(40, self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Grow or shrink as lines wrap."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    def _height(self) -> int:
        lines = round(self.document().size().height())
        shown = max(self._least_lines, min(lines, _MOST_LINES))
        return round(shown * self.fontMetrics().lineSpacing()) + _FRAME_HEIGHT

    def _fit(self) -> None:
        height = self._height()
        if self.height() != height or self.minimumHeight() != height:
            self.setFixedHeight(height)
        many = self.document().size().height() > _MOST_LINES
        bar = Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(bar)


class LongTextField(Field):
    """Several lines of free text."""

    is_typed = True

    def __init__(self, *, least_lines: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = ""
        self._quiet = False
        self._edit = self._make_edit(least_lines)
        self._edit.textChanged.connect(self._typed)
        self.hold(self._edit)

    def _make_edit(self, least_lines: int) -> GrowingEdit:
        return _Edit(self, least_lines=least_lines)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show a text; one that stands already is left alone, with the cursor in it."""
        self._value = common(values)
        text = "" if self._value is MIXED else self._value or ""
        self._edit.setPlaceholderText(SEVERAL if self._value is MIXED else "")
        if self._edit.toPlainText() != text:
            self._quiet = True
            self._edit.setPlainText(text)
            self._quiet = False

    def end(self) -> None:
        """Tell that typing came to rest."""
        self.finished.emit()

    def _typed(self) -> None:
        text = self._edit.toPlainText()
        if not self._quiet and text != self._value:
            self._value = text
            self.changed.emit(text)


class TitleField(LongTextField):
    """The name of what is selected, large; it looks like a title until the pointer or the keyboard comes."""

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(least_lines=1, parent=parent)
        self._placeholder = placeholder
        self._edit.setProperty("role", "title")
        self._edit.setStyleSheet(
            "QPlainTextEdit { font-size: 17px; font-weight: 700; background: transparent;"
            " border: 1px solid transparent; padding: 0; margin-left: -3px; }"
        )
        self._edit.setFrameShape(QFrame.Shape.NoFrame)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show a name."""
        super().show_values(values)
        self._edit.setPlaceholderText(self._placeholder)


class _Edit(GrowingEdit):
    """Tells its field when typing ends; Enter ends it in a title."""

    def __init__(self, field: LongTextField, *, least_lines: int) -> None:
        super().__init__(least_lines=least_lines)
        self._field = field

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that typing came to rest."""
        super().focusOutEvent(event)
        self._field.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep a title on one paragraph: Enter ends typing."""
        if isinstance(self._field, TitleField) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._field.end()
            return
        super().keyPressEvent(event)
