"""The faults of a file, each with its place and what to do."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.formats.native import Fault


class FaultsDialog(QDialog):
    """List the faults of a file with line and column; the list can be copied."""

    def __init__(self, path: Path, said: str, faults: Sequence[Fault], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Faults in {path.name}")
        self.resize(760, 420)
        self._text = "\n".join(f"{path}:{fault}" for fault in faults)
        heading = QLabel(said)
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        place = QLabel(str(path))
        place.setProperty("role", "dim")
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.list = _list_of(faults)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        copy = buttons.addButton("Copy the list", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        for widget in (heading, place, self.list, buttons):
            column.addWidget(widget)


def _list_of(faults: Sequence[Fault]) -> QTreeWidget:
    tree = QTreeWidget()
    tree.setProperty("role", "boxed")
    tree.setAccessibleName("Faults")
    tree.setRootIsDecorated(False)
    tree.setWordWrap(True)
    tree.setHeaderLabels(["Line", "Column", "What is wrong, and the way out"])
    for fault in faults:
        line, column = (str(fault.line), str(fault.column)) if fault.line else ("", "")
        words = f"{fault.message} {fault.suggestion}".rstrip()
        item = QTreeWidgetItem([line, column, words])
        item.setToolTip(2, words)
        tree.addTopLevelItem(item)
    header = tree.header()
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    return tree
