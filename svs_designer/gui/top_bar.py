"""The bar at the top: menus, the field that opens the command palette, and a few buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenuBar, QPushButton, QToolButton, QWidget

HEIGHT = 44
WIDEST_FIELD = 330


class TopBar(QFrame):
    """One row: menus on the left, "Do anything" in the middle, buttons on the right."""

    anything_asked = Signal()

    def __init__(self, buttons: Sequence[QAction | None], keys: str, parent: QWidget | None = None) -> None:
        """Lay out the bar; None among the buttons is a gap. `keys` is the shortcut shown in the field."""
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.setFixedHeight(HEIGHT)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self._field = _anything_field(keys)
        self._field.setParent(self)
        self._field.clicked.connect(self.anything_asked)
        self._buttons = QWidget(self)
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for action in buttons:
            if action is None:
                row.addSpacing(12)
            else:
                row.addWidget(_button(action))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the field in the middle of the window as long as there is room."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Place menus, field and buttons for the width of now."""
        menus, buttons = self.menus.sizeHint().width() + 8, self._buttons.sizeHint().width()
        self.menus.setGeometry(6, 7, menus, 30)
        self._buttons.setGeometry(self.width() - buttons - 12, 6, buttons, 32)
        left, right = 6 + menus + 12, self.width() - buttons - 24
        width = max(0, min(WIDEST_FIELD, right - left))
        middle = (self.width() - width) // 2
        self._field.setGeometry(max(left, min(middle, right - width)), 8, width, 28)
        self._field.setVisible(width >= 90)


def _button(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(32, 32)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAccessibleName(action.text().replace("&", "").rstrip("…"))
    return button


def _anything_field(keys: str) -> QPushButton:
    field = QPushButton("Do anything…")
    field.setObjectName("AnythingField")
    field.setAccessibleName("Do anything: search all commands")
    field.setCursor(Qt.CursorShape.IBeamCursor)
    label = QLabel(keys)
    label.setProperty("role", "small")
    row = QHBoxLayout(field)
    row.setContentsMargins(10, 0, 10, 0)
    row.addStretch(1)
    row.addWidget(label)
    return field
