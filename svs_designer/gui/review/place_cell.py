"""One place in a chain of governance: what stands there, or a dashed empty place that is filled by a click."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QVBoxLayout

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.completing import CompletingEdit
from svs_designer.gui.fields.field import Created
from svs_designer.gui.fields.options import Option
from svs_designer.model.document import Register
from svs_designer.rules.review import Place

RADIUS, LEAST_HEIGHT = 6, 40
_MARGINS = (8, 4, 8, 4)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlaceCell(QAbstractButton):
    """Show a place; a click, Enter or Space asks for what to do with it, mostly to choose something else."""

    taken = Signal(str)
    """The id of what was chosen; empty where the place is to be empty again."""
    made = Signal(str)
    """The name of something new that is to stand here."""
    left = Signal()
    """Choosing is over, whatever came of it."""

    def __init__(self, title: str, offer: str, appearance: Appearance, *, quiet: bool = False) -> None:
        """Name a place by its `title`; while it is open it says the `offer`. A `quiet` one is no open end: no frame."""
        super().__init__()
        self._is_quiet = quiet
        self._title, self._offer = title, offer
        self._appearance = appearance
        self._place: Place | None = None
        self._is_asked = True
        self._edit: _Edit | None = None
        self._name, self._detail = QLabel(), QLabel()
        for label in (self._name, self._detail):
            label.setWordWrap(True)
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._name.setStyleSheet("font-size: 12px;")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(*_MARGINS)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self._column.addWidget(self._name)
        self._column.addWidget(self._detail)
        self._column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setMinimumSize(72, LEAST_HEIGHT)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def show_place(self, place: Place, *, asked: bool = True, tip: str = "") -> None:
        """Show what stands here; a place that nobody can fill yet is not `asked` for."""
        self._place, self._is_asked = place, asked
        self._name.setText(self._words())
        self._detail.setText("Not defined: choose or create it" if place.is_unknown else place.detail)
        self._detail.setVisible(bool(self._detail.text()) and self._edit is None)
        _set_role(self._name, "dim" if not asked else "")
        _set_role(self._detail, "warning" if place.is_unknown else "small")
        self._detail.setStyleSheet("font-size: 11px;")
        self.setAccessibleName(f"{self._title}: {place.name or 'open'}")
        self.setAccessibleDescription(f"{self._detail.text() or tip}" if place.name else self._words())
        self.setToolTip(tip)
        self.setEnabled(asked)
        self.setCursor(Qt.CursorShape.PointingHandCursor if asked else Qt.CursorShape.ArrowCursor)
        self._recolour()
        self.update()

    def choose(
        self,
        source: Callable[[], Sequence[Option]],
        *,
        text: str | None = None,
        creates: Sequence[Register] = (),
        takes_any: bool = False,
    ) -> None:
        """Open a field in the place, with everything there is to choose; it holds the place's name, or this text."""
        if self._edit is not None:
            return
        self._edit = edit = _Edit(source, self._appearance, creates=creates, takes_any=takes_any)
        edit.setAccessibleName(self._title)
        edit.setPlaceholderText("Type or choose" if source() or creates else "Type a name")
        held = self._place.name if self._place else ""
        edit.setText(held if text is None else text)
        edit.picked.connect(self._take)
        edit.emptied.connect(lambda: self._finish(lambda: self.taken.emit("")))
        edit.left.connect(self._close)
        edit.given_up.connect(lambda: self._finish(lambda: None))
        self._column.insertWidget(1, edit)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._name.hide()
        self._detail.hide()
        edit.show()
        edit.setFocus(Qt.FocusReason.OtherFocusReason)
        edit.selectAll()
        if source():
            edit.open_all()

    @property
    def is_editing(self) -> bool:
        """Tell whether something is being chosen."""
        return self._edit is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter do what Space and a click do."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a switch of the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._recolour()

    def sizeHint(self) -> QSize:
        """Return the room for the words."""
        return QSize(96, max(LEAST_HEIGHT, self._column.sizeHint().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame: a hairline, dashed where the place is open, in the accent where the keyboard is."""
        if self._edit is not None or (self._is_quiet and not self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = self._place is not None and self._place.is_open
        focused = self.hasFocus()
        pen = QPen(self._line_colour(is_open=is_open), 2 if focused else 1)
        if is_open and not focused:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        ground = "field" if self.underMouse() and self.isEnabled() else "card"
        painter.setBrush(Qt.BrushStyle.NoBrush if is_open else self._appearance.colour(ground))
        inset = pen.widthF() / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)

    def _line_colour(self, *, is_open: bool) -> QColor:
        if self.hasFocus() or (is_open and self._is_asked and self.underMouse()):
            return self._appearance.colour("accent")
        if is_open and self._is_asked:
            return self._appearance.colour("warning" if self._place and self._place.is_unknown else "connector")
        return self._appearance.colour("hairline")

    def _words(self) -> str:
        if self._place is None or self._place.name:
            return self._place.name if self._place else ""
        return self._offer if self._is_asked else "–"

    def _recolour(self) -> None:
        """Show an offer like the link it is."""
        offers = self._place is not None and not self._place.name and self._is_asked
        weight = "font-weight: 600;" if offers else ""
        colour = f" color: {self._appearance.colour('accent').name()};" if offers else ""
        sheet = f"font-size: 12px;{weight}{colour}"
        if self._name.styleSheet() != sheet:
            self._name.setStyleSheet(sheet)

    def _take(self, picked: Any) -> None:
        if isinstance(picked, Created):
            self._finish(lambda: self.made.emit(picked.name))
        elif isinstance(picked, Option):
            self._finish(lambda: self.taken.emit(picked.id))

    def _finish(self, act: Callable[[], None]) -> None:
        """Close the field, act, and leave the keyboard on the place."""
        self._close()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        act()

    def _close(self) -> None:
        edit, self._edit = self._edit, None
        if edit is not None:
            edit.blockSignals(True)  # noqa: FBT003 (Qt's own signature)
            edit.hide()
            edit.deleteLater()
            self._column.setContentsMargins(*_MARGINS)
            self._name.show()
            self._detail.setVisible(bool(self._detail.text()))
            self.update()
            self.left.emit()


class _Edit(CompletingEdit):
    """Tells when everything was deleted, and when choosing was given up."""

    emptied = Signal()
    given_up = Signal()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.setMinimumHeight(24)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give up by Escape, also where a menu would take the key."""
        if watched is self and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.given_up.emit()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter in an empty field for the wish to leave the place empty."""
        if event.key() in _ENTER and not self.text().strip():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)


def _set_role(label: QLabel, role: str) -> None:
    if label.property("role") != role:
        label.setProperty("role", role)
        label.style().unpolish(label)
        label.style().polish(label)
