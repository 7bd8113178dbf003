"""The figures in the status bar: as many as there is room for; a click on one opens the ladder."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

if TYPE_CHECKING:
    from svs_designer.drawing.ladder.status import Said


class StatusFigures(QWidget):
    """Words in a row; where they do not fit, those of the highest rank give way."""

    ladder_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said: tuple[Said, ...] = ()
        self._buttons: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setObjectName("StatusFigures")
        self.setAccessibleName("What the stream adds up to")

    def show_figures(self, said: "Sequence[Said]") -> None:
        """Show other figures; only words that differ are set anew."""
        if tuple(said) == self._said:
            return
        self._said = tuple(said)
        while len(self._buttons) < len(said):
            self._buttons.append(self._button())
        for button, each in zip(self._buttons, said, strict=False):
            button.setText(each.text)
            button.setToolTip(f"{each.meaning}\nClick to see where the time goes." if each.meaning else "")
            button.setAccessibleName(each.text)
            button.setAccessibleDescription(each.meaning)
            if button.property("role") != each.role:
                button.setProperty("role", each.role)
                button.style().unpolish(button)
                button.style().polish(button)
        self.updateGeometry()
        self._settle()

    def sizeHint(self) -> QSize:
        """Return the room for all words."""
        return QSize(sum(button.sizeHint().width() for button in self._used()), 24)

    def minimumSizeHint(self) -> QSize:
        """Let all words give way."""
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for as many as fit."""
        super().resizeEvent(event)
        self._settle()

    def _used(self) -> list[QToolButton]:
        return self._buttons[: len(self._said)]

    def _settle(self) -> None:
        room = self.width()
        shown = set()
        for number in sorted(range(len(self._said)), key=lambda number: self._said[number].rank):
            room -= self._buttons[number].sizeHint().width()
            if room < 0:
                break
            shown.add(number)
        for number, button in enumerate(self._buttons):
            button.setVisible(number in shown)

    def _button(self) -> QToolButton:
        button = QToolButton()
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        button.clicked.connect(self.ladder_asked)
        self._row.addWidget(button)
        return button
