"""A part of a form under a heading that opens and closes."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance


class SectionBox(QWidget):
    """A heading and what stands under it; without a title it is always open and has no heading."""

    toggled = Signal(bool)

    def __init__(self, title: str, appearance: Appearance, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        self._appearance = appearance
        self.body = QWidget()
        self.body.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        self._head = QToolButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        if title:
            column.addWidget(_hairline())
            column.addWidget(self._heading())
        column.addWidget(self.body)
        self.set_open(is_open=is_open or not title)

    @property
    def is_open(self) -> bool:
        """Tell whether the body shows."""
        return not self.body.isHidden()

    def set_open(self, *, is_open: bool) -> None:
        """Show or hide the body."""
        self.body.setVisible(is_open)
        self._head.setIcon(self._appearance.icon("chevron-down" if is_open else "chevron-right", "dim"))
        self._head.setChecked(is_open)

    def set_count(self, count: int) -> None:
        """Say behind the heading how much stands under it; nothing for none."""
        self._head.setText(f"{self._title} · {count}" if count else self._title)
        self._head.setAccessibleDescription(f"{count} filled in" if count else "empty")

    def _heading(self) -> QToolButton:
        head = self._head
        head.setText(self._title)
        head.setAccessibleName(self._title)
        head.setCheckable(True)
        head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        head.setIconSize(QSize(14, 14))
        head.setProperty("role", "flat")
        head.setStyleSheet(
            "QToolButton { font-size: 12px; font-weight: 600; padding: 4px 4px 4px 0; background: transparent; }"
        )
        head.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        head.clicked.connect(self._toggle)
        return head

    def _toggle(self) -> None:
        is_open = not self.is_open
        self.set_open(is_open=is_open)
        self.toggled.emit(is_open)


def _hairline() -> QFrame:
    line = QFrame()
    line.setProperty("role", "hairline")
    return line
