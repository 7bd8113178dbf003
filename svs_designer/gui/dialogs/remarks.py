"""What an import did not understand and what it guessed, each with its place."""

from collections.abc import Sequence
from typing import NamedTuple

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

from svs_designer.exchange.importer import Remark
from svs_designer.gui.fields.wrapping_rows import wrap_rows
from svs_designer.gui.panels.naming import element_name
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document

_PLACE = Qt.ItemDataRole.UserRole


class _Group(NamedTuple):
    """Remarks of one kind: what they are called, and what to do about them."""

    title: str
    remarks: list[Remark]


class RemarksDialog(QDialog):
    """List the remarks of an import; the list can be copied, and a row leads to its element."""

    def __init__(self, name: str, remarks: Sequence[Remark], document: Document, parent: QWidget | None = None) -> None:
        """Show what was remarked of a file; the elements are called as the document calls them now."""
        super().__init__(parent)
        self.setWindowTitle(f"Import of {name}")
        self.resize(860, 520)
        self.place: Selection | None = None
        self._document = document
        groups = [
            _Group("Not understood", [each for each in remarks if not each.guess]),
            _Group("Guessed", [each for each in remarks if each.guess]),
        ]
        self._text = "\n".join(_copied(group) for group in groups if group.remarks)
        heading = QLabel(_heading(name, *(len(group.remarks) for group in groups)))
        heading.setProperty("role", "heading")
        heading.setWordWrap(True)
        advice = QLabel("The document is new and not saved. Double-click a line to see its element on the canvas.")
        advice.setProperty("role", "dim")
        advice.setWordWrap(True)
        self.list = self._filled(groups)
        self.list.itemActivated.connect(self._jump)
        self.list.currentItemChanged.connect(self._offer_to_show)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._show = buttons.addButton("Show on the canvas", QDialogButtonBox.ButtonRole.ActionRole)
        self._show.clicked.connect(lambda: self._jump(self.list.currentItem()))
        self._show.setEnabled(False)
        copy = buttons.addButton("Copy the list", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._text))
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(8)
        for widget in (heading, advice, self.list, buttons):
            column.addWidget(widget)

    def _filled(self, groups: Sequence[_Group]) -> QTreeWidget:
        tree = QTreeWidget()
        tree.setProperty("role", "boxed")
        tree.setAccessibleName("Remarks")
        tree.setIndentation(16)
        tree.setHeaderLabels(["What", "Element", "Place in the file"])
        for group in groups:
            if group.remarks:
                self._add(tree, group)
        tree.expandAll()
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 200), (2, 140)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(column, width)
        wrap_rows(tree)
        return tree

    def _add(self, tree: QTreeWidget, group: _Group) -> None:
        head = QTreeWidgetItem([f"{group.title} · {len(group.remarks)}"])
        head.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = tree.font()
        font.setWeight(font.Weight.DemiBold)
        head.setFont(0, font)
        tree.addTopLevelItem(head)
        head.setFirstColumnSpanned(True)
        for remark in group.remarks:
            place = _place(remark, self._document)
            name = element_name(self._document.stream(place.stream), place.elements[0]) if place else ""
            row = QTreeWidgetItem([remark.message, name, remark.place])
            row.setData(0, _PLACE, place)
            for column, words in enumerate((remark.message, name, remark.place)):
                row.setToolTip(column, words)
                row.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            head.addChild(row)

    def _offer_to_show(self, item: QTreeWidgetItem | None) -> None:
        self._show.setEnabled(item is not None and item.data(0, _PLACE) is not None)

    def _jump(self, item: QTreeWidgetItem | None) -> None:
        place = item.data(0, _PLACE) if item is not None else None
        if place is not None:
            self.place = Selection(*place)
            self.accept()


def _heading(name: str, unknown: int, guessed: int) -> str:
    parts = []
    if unknown:
        parts.append("1 thing was not understood" if unknown == 1 else f"{unknown} things were not understood")
    if guessed:
        parts.append("1 was guessed" if guessed == 1 else f"{guessed} were guessed")
    return f"“{name}” was imported: {' and '.join(parts)}."


def _copied(group: _Group) -> str:
    lines = [f"{each.place}: {each.message}" if each.place else each.message for each in group.remarks]
    return "\n".join((f"{group.title}:", *(f"- {line}" for line in lines)))


def _place(remark: Remark, document: Document) -> Selection | None:
    """Return where a remark's element is; None where it has none, or where that is gone."""
    if remark.element is None:
        return None
    for stream in document.streams:
        if remark.element in stream.elements():
            return Selection(stream.id, (remark.element,))
    return None
