"""What every field of a form is: it shows one value or several, tells of changes, and says what is wrong."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from svs_designer.model.document import Register

SEVERAL = "several values"
ERROR_PAUSE_MS = 400
"""How long an error waits while somebody types: `1h3` on the way to `1h30m` is not worth a line."""


class Mixed:
    """Stands for the value of a part whose own places differ; shown as several values."""

    def __repr__(self) -> str:
        """Return what people read."""
        return SEVERAL


MIXED = Mixed()


class Created(NamedTuple):
    """A value that is to be made first: an entry of a register, by its name."""

    register: Register
    name: str


class Added(NamedTuple):
    """A change of a list: something is put at its end."""

    item: Any


class Removed(NamedTuple):
    """A change of a list: something is taken out."""

    item: Any


def common(values: Sequence[Any]) -> Any:
    """Return what all values are, MIXED where they differ, None for no value at all."""
    if not values:
        return None
    return values[0] if all(each == values[0] for each in values[1:]) else MIXED


class Field(QWidget):
    """A field; subclasses put their editor into it with `hold`.

    `changed` carries a value to write; `is_typed` tells that changes come key by key and belong together until
    `finished`. Text that cannot be read is never written: it stays, with the reason under it.
    """

    changed = Signal(object)
    finished = Signal()
    is_typed = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._error: QLabel | None = None
        self._pending = ""
        self._patience: QTimer | None = None
        self._editor: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)

    def hold(self, editor: QWidget) -> None:
        """Take an editor as the field's face."""
        self._editor = editor
        self._column.addWidget(editor)
        self.setFocusProxy(editor)
        editor.installEventFilter(self)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show the values of the parts being edited; what is being typed and means the same is left alone."""
        raise NotImplementedError

    def describe(self, name: str, help_text: str) -> None:
        """Name the field for screen readers, and explain it in one sentence."""
        self.setToolTip(help_text)
        if self._editor:
            self._editor.setAccessibleName(name)
            self._editor.setAccessibleDescription(help_text)

    @property
    def error(self) -> str:
        """Return what is wrong with the text, shown or about to be; empty where nothing is."""
        return self._pending

    @property
    def draft(self) -> str | None:
        """Return the text that could not be written, or None."""
        return None

    def revert(self) -> None:
        """Show the value of the document again instead of what could not be written."""

    def restore_draft(self, text: str) -> None:
        """Show a text again that could not be written."""

    def refuse(self, message: str, *, at_once: bool = True) -> None:
        """Say what is wrong, at once or when typing pauses."""
        self._pending = message
        if at_once or (self._error and self._error.isVisible()):
            self._show_error()
        else:
            self._wait()

    def refuse_on_leaving(self, message: str) -> None:
        """Say what is wrong once the keyboard goes elsewhere: while it is here, options are on offer."""
        if self._error and self._error.isVisible():
            self.accept_text()
        self._pending = message

    def accept_text(self) -> None:
        """Take back what was said to be wrong."""
        self._pending = ""
        if self._patience:
            self._patience.stop()
        if self._error and not self._error.isHidden():
            self._show_error()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undo and redo to the document; where text is not in it: Esc drops it, leaving shows why."""
        match event.type():
            case QEvent.Type.ShortcutOverride if not self._pending and _is_undo(event):
                event.ignore()
                return True
            case QEvent.Type.KeyPress if self._pending and _is_escape(event):
                self.revert()
                return True
            case QEvent.Type.FocusOut if self._pending and not _is_popup(event):
                self._show_error()
        return super().eventFilter(watched, event)

    def _wait(self) -> None:
        if self._patience is None:
            self._patience = QTimer(self, singleShot=True, interval=ERROR_PAUSE_MS)
            self._patience.timeout.connect(self._show_error)
        self._patience.start()

    def _show_error(self) -> None:
        if self._patience:
            self._patience.stop()
        if self._error is None:
            self._error = QLabel()
            self._error.setProperty("role", "error")
            self._error.setStyleSheet("font-size: 11px;")
            self._error.setWordWrap(True)
            self._column.addWidget(self._error)
        self._error.setText(self._pending)
        self._error.setVisible(bool(self._pending))
        if self._editor and self._editor.property("invalid") != bool(self._pending):
            self._editor.setProperty("invalid", bool(self._pending))
            self._editor.style().unpolish(self._editor)
            self._editor.style().polish(self._editor)


def _is_undo(event: QEvent) -> bool:
    keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
    return isinstance(event, QKeyEvent) and any(event.matches(each) for each in keys)


def _is_escape(event: QEvent) -> bool:
    return isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape


def _is_popup(event: QEvent) -> bool:
    return isinstance(event, QFocusEvent) and event.reason() == Qt.FocusReason.PopupFocusReason
