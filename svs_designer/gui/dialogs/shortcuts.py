"""All shortcuts in one searchable list."""

from collections.abc import Sequence

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.gui.commands import Command

ON_CANVAS: tuple[tuple[str, str], ...] = (
    ("Tab", "Add the next step after the selected one"),
    ("Double-click", "Add what you type at that place, or rename"),
    ("Arrows", "Move what is selected; with Shift a pixel at a time"),
    ("Ctrl + arrows", "Walk along the flow"),
    ("Ctrl+L", "Walk through the links of what is selected"),
    ("Home, End", "Select the first or the last element"),
    ("Space or middle button, and drag", "Move the canvas"),
    ("Ctrl + wheel", "Zoom at the pointer"),
    ("Esc", "Give up a gesture, or select nothing"),
)


class ShortcutsDialog(QDialog):
    """List the keys of all commands, and those of the canvas."""

    def __init__(self, commands: Sequence[Command], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.resize(560, 620)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Search by what it does or by its keys")
        self.search.setAccessibleName("Search shortcuts")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setProperty("role", "boxed")
        self.list.setAccessibleName("Shortcuts")
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels(["What it does", "Keys"])
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(False)
        for command in commands:
            keys = ", ".join(each.toString(QKeySequence.SequenceFormat.NativeText) for each in command.shortcuts)
            if keys:
                self.list.addTopLevelItem(QTreeWidgetItem([command.plain_text.rstrip("…"), keys]))
        for keys, what in ON_CANVAS:
            self.list.addTopLevelItem(QTreeWidgetItem([f"{what} (on the canvas)", keys]))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        for widget in (self.search, self.list, buttons):
            column.addWidget(widget)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is not None:
                words = f"{item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in words for word in wanted))
