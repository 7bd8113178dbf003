"""The bar at the top: menus, the field that opens the command palette, and a few buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QMenuBar, QPushButton, QToolButton, QWidget

from svs_designer.gui.commands import Commands
from svs_designer.gui.menus.menu import Menu, build

HEIGHT = 44
WIDEST_FIELD = 330
ANYTHING = "view.anything"
BUTTONS = ("edit.undo", "edit.redo", None, "arrange.tidy", "view.fit", "export.ask", None, "view.switch-theme")
"""The commands that have a button; None is a gap."""


class TopBar(QFrame):
    """One row: menus on the left, "Do anything" in the middle, buttons on the right."""

    anything_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.setFixedHeight(HEIGHT)
        self.menus = QMenuBar(self)
        self.menus.setNativeMenuBar(False)
        self._field = QPushButton("Do anything…", self)
        self._field.setObjectName("AnythingField")
        self._field.setAccessibleName("Do anything: search all commands")
        self._field.setCursor(Qt.CursorShape.IBeamCursor)
        self._field.clicked.connect(self.anything_asked)
        self._buttons = QWidget(self)

    def fill(self, menus: Sequence[Menu], commands: Commands) -> None:
        """Fill the menu bar and the buttons, and show the keys of the command palette in its field."""
        for menu in menus:
            self.menus.addMenu(build(menu, QMenu(self), commands))
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for command_id in BUTTONS:
            if command_id is None:
                row.addSpacing(12)
            else:
                row.addWidget(_button(commands.action(command_id)))
        keys = QLabel(commands.command(ANYTHING).keys)
        keys.setProperty("role", "small")
        inside = QHBoxLayout(self._field)
        inside.setContentsMargins(10, 0, 10, 0)
        inside.addStretch(1)
        inside.addWidget(keys)

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
