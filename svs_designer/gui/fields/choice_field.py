"""A field with a closed set of values: a list that opens, or a box to tick."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPaintEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from svs_designer.gui.fields.field import MIXED, SEVERAL, Field, common

NOT_SET = "Not set"
_ICON = 16


class ChoiceOption(NamedTuple):
    """One choice: its value, what people read, and an icon."""

    value: Any
    text: str
    icon: QIcon = QIcon()


def options_of(kind: type[StrEnum]) -> tuple[ChoiceOption, ...]:
    """Return the members of an enumeration as choices: `calendar-slot` reads `Calendar slot`."""
    return tuple(ChoiceOption(each, words(each)) for each in kind)


def words(value: str) -> str:
    """Return an id-like value as people read it."""
    spoken = value.replace("-", " ")
    return spoken[:1].upper() + spoken[1:]


class Combo(QComboBox):
    """A combo box that lets the wheel scroll the form, and is as narrow as it must be.

    `blank` is what shows while the first line, which takes the choice back, is the current one; None without such.
    """

    def __init__(self, *, blank: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blank = blank
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(3)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setIconSize(QSize(_ICON, _ICON))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the choice, cut with an ellipsis where it is too long, and dim where nothing is chosen."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        edit = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, edit, self).adjusted(0, 0, 2, 0)
        if not option.currentIcon.isNull():
            option.currentIcon.paint(painter, QRect(room.left(), room.center().y() - 7, _ICON, _ICON))
            room.setLeft(room.left() + _ICON + 6)
        is_set = self.currentIndex() >= (1 if self.blank is not None else 0)
        role = QPalette.ColorRole.Text if is_set else QPalette.ColorRole.PlaceholderText
        painter.setPen(QApplication.palette().color(role))
        is_blank = self.currentIndex() == 0 and self.blank is not None
        text = self.currentText() if is_set else (self.blank or "") if is_blank else self.placeholderText()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the form: values do not change by scrolling past."""
        event.ignore()


class ChoiceField(Field):
    """A list to choose from. Where nothing need be chosen, the first line takes the choice back."""

    def __init__(
        self, options: Sequence[ChoiceOption], *, optional: bool, hint: str = "", parent: QWidget | None = None
    ) -> None:
        """Offer options; `hint` stands where nothing is chosen."""
        super().__init__(parent)
        self._options = [ChoiceOption(None, NOT_SET), *options] if optional else list(options)
        self._combo = Combo(blank=hint if optional else None)
        for option in self._options:
            self._combo.addItem(option.icon, option.text)
        self._combo.activated.connect(self._choose)
        self.hold(self._combo)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show what is chosen; a value that is no choice is named as it is."""
        value = common(values)
        found = (number for number, option in enumerate(self._options) if option.value == value)
        number = -1 if value is MIXED else next(found, -1)
        self._combo.setPlaceholderText(SEVERAL if value is MIXED else str(value))
        self._combo.setCurrentIndex(number)
        self.accept_text()

    def _choose(self, number: int) -> None:
        self.changed.emit(self._options[number].value)


class FlagField(Field):
    """A box to tick; half ticked where the parts differ."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(text)
        self._box.clicked.connect(lambda: self.changed.emit(self._box.checkState() != Qt.CheckState.Unchecked))
        self.hold(self._box)

    def show_values(self, values: Sequence[Any]) -> None:
        """Show whether it is so."""
        value = common(values)
        states = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        self._box.setTristate(value is MIXED)
        self._box.setCheckState(Qt.CheckState.PartiallyChecked if value is MIXED else states[bool(value)])
