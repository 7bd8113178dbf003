"""A field that holds a list: chips that can be removed, and a box that adds."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.completing import CompletingEdit, OptionSource
from svs_designer.gui.fields.field import Added, Created, Field, Removed
from svs_designer.gui.fields.flow_layout import FlowLayout
from svs_designer.gui.fields.options import Option, exact, noun
from svs_designer.model.document import Register

MOST_CHIPS = 40
"""How many chips are shown at most: many steps selected together may have thousands of items between them."""

Remark = Callable[[str], tuple[str, str]]
"""What stands behind a chip, and the role of its colour: `fits`, `good`."""


class Chip(QWidget):
    """One item: its name, and a cross that removes it; Delete and Backspace do so too."""

    removed = Signal()

    def __init__(self, text: str, appearance: Appearance, *, is_shared: bool = True) -> None:
        """Show a name; `is_shared` is false where only some of the edited parts have the item."""
        super().__init__()
        self._text = text
        self._appearance = appearance
        self._is_shared = is_shared
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(text if is_shared else f"{text}, on some")
        self.setAccessibleDescription("Delete removes it")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        appearance.changed.connect(self.update)

    @property
    def text(self) -> str:
        """Return the name."""
        return self._text

    def sizeHint(self) -> QSize:
        """Return the room for name and cross."""
        font = self.font()
        font.setPixelSize(12)
        return QSize(QFontMetrics(font).horizontalAdvance(self._text) + 40, 24)

    def minimumSizeHint(self) -> QSize:
        """Let long names be cut."""
        return QSize(40, 24)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the chip; dashed where only some have it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._appearance.colour
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("chip") if self._is_shared else Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 2))
        elif not self._is_shared:
            painter.setPen(QPen(colour("dim"), 1, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(box, 11, 11)
        font = self.font()
        font.setPixelSize(12)
        painter.setFont(font)
        painter.setPen(colour("text" if self._is_shared else "dim"))
        words = self.rect().adjusted(12, 0, -26, 0)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        cross = self.rect().adjusted(self.width() - 22, 5, -8, -5)
        self._appearance.icon("close", "text" if self.underMouse() else "dim").paint(painter, cross)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the item where the cross was hit."""
        if event.position().x() >= self.width() - 26 and self.rect().contains(event.position().toPoint()):
            self.removed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the item by Delete or Backspace."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class ChipsField(Field):
    """A list of ids or texts. With several parts, an item that only some have is dashed."""

    def __init__(
        self,
        source: OptionSource,
        appearance: Appearance,
        *,
        adds: str,
        creates: Sequence[Register] = (),
        takes_any: bool = False,
        remark: Remark | None = None,
        name_of: Callable[[str], str] | None = None,
    ) -> None:
        """Offer items of `source`; `adds` is the hint in the box, `remark` says something behind each chip.

        `name_of` names an item; without it, the source does.
        """
        super().__init__()
        self._source = source
        self._appearance = appearance
        self._remark = remark
        self._name_of = name_of or self._name_in_source
        self._creates = tuple(creates)
        self._shown: object = None
        self._items: tuple[str, ...] = ()
        self._add = CompletingEdit(self._addable, appearance, creates=creates, takes_any=takes_any)
        self._add.setPlaceholderText(adds)
        self._add.picked.connect(self._pick)
        self._add.left.connect(self._leave)
        self._add.textEdited.connect(lambda _text: self.accept_text())
        self._holder = QWidget()
        self._layout: FlowLayout | QVBoxLayout = FlowLayout(self._holder) if remark is None else _column(self._holder)
        self._more = QLabel()
        self._more.setProperty("role", "small")
        self._more.hide()
        self._column.addWidget(self._holder)
        self._column.addWidget(self._more)
        self._column.setSpacing(4)
        self.hold(self._add)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show the items of the parts."""
        lists = [tuple(value or ()) for value in values]
        items = tuple(dict.fromkeys(item for value in lists for item in value))
        self._items = items
        chips = [
            (
                item,
                self._name_of(item),
                all(item in value for value in lists),
                self._remark(item) if self._remark else ("", ""),
            )
            for item in items[:MOST_CHIPS]
        ]
        if chips != self._shown:
            self._shown = chips
            self._rebuild(chips)
        left = len(items) - MOST_CHIPS
        self._more.setText(f"and {left} more" if left > 0 else "")
        self._more.setVisible(left > 0)

    @property
    def draft(self) -> str | None:
        """Return the text that names nothing, or None."""
        return self._add.text() if self._pending else None

    def revert(self) -> None:
        """Drop the text that names nothing."""
        self._add.clear()
        self.accept_text()

    def restore_draft(self, text: str) -> None:
        """Show a text again that names nothing."""
        self._add.setText(text)
        self._leave()

    def _name_in_source(self, item: str) -> str:
        return next((option.name for option in self._source() if option.id == item), item)

    def _addable(self) -> list[Option]:
        return [option for option in self._source() if option.id not in self._items]

    def _rebuild(self, chips: list[tuple[str, str, bool, tuple[str, str]]]) -> None:
        while entry := self._layout.takeAt(0):
            widget = entry.widget()
            if widget:
                widget.setParent(None)
                widget.deleteLater()
        for item, name, is_shared, remark in chips:
            chip = Chip(name, self._appearance, is_shared=is_shared)
            chip.removed.connect(lambda item=item: self._remove(item))
            self._layout.addWidget(chip if self._remark is None else _with_remark(chip, remark))
        self._holder.setVisible(bool(chips))
        self._holder.updateGeometry()

    def _remove(self, item: str) -> None:
        self._add.setFocus()
        self.changed.emit(Removed(item))

    def _pick(self, picked: Option | Created) -> None:
        self._add.clear()
        self.accept_text()
        self.changed.emit(Added(picked if isinstance(picked, Created) else picked.id))

    def _leave(self) -> None:
        """Take a text that names something; say so where it names nothing."""
        text = self._add.text().strip()
        if not text:
            return
        found = exact(self._addable(), text)
        if found:
            self._pick(found)
        elif self._creates:
            self.refuse(f"“{text}” is no {noun(self._creates[0])} yet: Enter creates it")
        else:
            self.refuse(f"“{text}” is not added yet: Enter takes the best match")


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column


def _with_remark(chip: Chip, remark: tuple[str, str]) -> QWidget:
    text, role = remark
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    line.addWidget(chip, 1)
    label = QLabel(text)
    label.setProperty("role", role)
    label.setStyleSheet("font-size: 11px;")
    line.addWidget(label)
    return row
