"""What a format could not hold, each with the elements it is about."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from svs_designer.exchange.exporter import Loss
from svs_designer.gui.fields.wrapping_rows import wrap_rows
from svs_designer.gui.panels.naming import element_name
from svs_designer.model.document import Document

MOST_HEIGHT = 132
MOST_NAMES = 3
_FRAME = 8


class LossesList(QWidget):
    """A heading that counts and a list below it; nothing at all where the format holds everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = QLabel()
        self._heading.setProperty("role", "heading")
        self.list = QTreeWidget()
        self.list.setProperty("role", "boxed")
        self.list.setRootIsDecorated(False)
        wrap_rows(self.list)
        self.list.setHeaderHidden(True)
        self.list.setColumnCount(2)
        self.list.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.list.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName("What the format cannot hold")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 200)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self.list)
        self.hide()

    def show_losses(self, format_name: str, losses: Sequence[Loss], document: Document) -> None:
        """Show what was lost in a format."""
        self.list.clear()
        for loss in losses:
            names = [_name(element, document) for element in loss.elements]
            item = QTreeWidgetItem([loss.message, _few(names)])
            item.setToolTip(1, ", ".join(names))
            for column in (0, 1):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            self.list.addTopLevelItem(item)
        many = "1 thing" if len(losses) == 1 else f"{len(losses)} things"
        self._heading.setText(f"{many} {format_name} cannot hold as it is")
        self.list.setColumnHidden(1, not any(loss.elements for loss in losses))
        self.setVisible(bool(losses))
        self._fit_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep to the height that the rows need in the new width."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        self.list.doItemsLayout()
        rows = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        height = sum(self.list.visualItemRect(row).height() for row in rows if row is not None)
        self.list.setFixedHeight(min(height + _FRAME, MOST_HEIGHT))


def _few(names: Sequence[str]) -> str:
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[: MOST_NAMES - 1])} and {len(names) - MOST_NAMES + 1} more"


def _name(element: str, document: Document) -> str:
    """Return what people read for an element; an id that no stream has stays as it is."""
    for stream in document.streams:
        name = element_name(stream, element)
        if name != element:
            return name
    return element
