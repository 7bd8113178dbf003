"""A field of one line: free text, or a value read by a codec."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from svs_designer.gui.fields.codecs import Codec
from svs_designer.gui.fields.field import MIXED, SEVERAL, Field, common


class TextField(Field):
    """One line. Every key that leaves readable text behind is a change; the text is tidied when typing ends."""

    is_typed = True

    def __init__(self, codec: Codec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._codec = codec
        self._value: Any = codec.empty
        self._edit = QLineEdit()
        self._edit.setPlaceholderText(codec.placeholder)
        self._edit.textEdited.connect(self._typed)
        self._edit.editingFinished.connect(self._finish)
        self.hold(self._edit)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show a value; typed text that means it, or that could not be read while it stood, is left alone."""
        value = common(values)
        if self._pending and value == self._value:
            return
        unchanged = self._means(value)
        self._value = value
        self._edit.setPlaceholderText(SEVERAL if value is MIXED else self._codec.placeholder)
        if not (unchanged and self._edit.hasFocus()):
            self._set_text("" if value is MIXED else self._codec.write(value))
        self.accept_text()

    @property
    def draft(self) -> str | None:
        """Return the text that could not be written, or None."""
        return self._edit.text() if self._pending else None

    def revert(self) -> None:
        """Show the value again instead of what could not be read."""
        self._set_text("" if self._value is MIXED else self._codec.write(self._value))
        self.accept_text()

    def restore_draft(self, text: str) -> None:
        """Show a text again that could not be written."""
        self._edit.setText(text)
        self._read(at_once=True)

    def _means(self, value: Any) -> bool:
        if value is MIXED:
            return not self._edit.text()
        try:
            return bool(self._codec.read(self._edit.text()) == value)
        except ValueError:
            return False

    def _typed(self) -> None:
        self._read(at_once=False)

    def _read(self, *, at_once: bool) -> None:
        try:
            value = self._codec.read(self._edit.text())
        except ValueError as fault:
            self.refuse(first_line(fault), at_once=at_once)
            return
        self.accept_text()
        if value != self._value:
            self._value = value
            self.changed.emit(value)

    def _finish(self) -> None:
        if not self._pending and self._value is not MIXED:
            self._set_text(self._codec.write(self._value))
        self.finished.emit()

    def _set_text(self, text: str) -> None:
        if self._edit.text() != text:
            self._edit.setText(text)
            if not self._edit.hasFocus():
                self._edit.setCursorPosition(0)


def first_line(fault: Exception) -> str:
    """Return what is wrong, as one sentence that begins with a capital."""
    text = str(fault).splitlines()[0] if str(fault) else type(fault).__name__
    return text[:1].upper() + text[1:]
