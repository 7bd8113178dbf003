"""The formats that are installed, as a list under what they are for."""

from collections.abc import Iterable

from PySide6.QtCore import QItemSelectionModel, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from svs_designer.exchange.exporter import Exporter, Kind

KINDS = {
    Kind.NATIVE: "Native",
    Kind.PICTURE: "Pictures",
    Kind.DEFINITION: "Definitions",
    Kind.SKETCH: "Sketches",
}
"""What people read for what a format is for."""
_ROLE = Qt.ItemDataRole.UserRole
_ROW, _HEADING = 28, 30


class FormatList(QListWidget):
    """Choose one of the formats; `chosen` tells its id."""

    chosen = Signal(str)

    def __init__(self, exporters: Iterable[Exporter], parent: QWidget | None = None) -> None:
        """List exporters in their order, which keeps those of a kind together."""
        super().__init__(parent)
        self.setProperty("role", "boxed")
        self.setAccessibleName("Format")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        kind = None
        for exporter in exporters:
            if exporter.kind is not kind:
                kind = exporter.kind
                self._add_heading(KINDS[kind])
            self._add(exporter)
        self.currentItemChanged.connect(self._tell)

    def choose(self, format_id: str) -> None:
        """Choose a format; nothing happens for one that is not there."""
        for row in range(self.count()):
            if self.item(row).data(_ROLE) == format_id:
                self.setCurrentRow(row, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def current(self) -> str:
        """Return the id of the chosen format; empty where there is none."""
        item: QListWidgetItem | None = self.currentItem()
        return "" if item is None else str(item.data(_ROLE))

    def ids(self) -> list[str]:
        """Return the formats from top to bottom."""
        return [str(self.item(row).data(_ROLE)) for row in range(self.count()) if self.item(row).data(_ROLE)]

    def _add(self, exporter: Exporter) -> None:
        item = QListWidgetItem(exporter.name)
        item.setData(_ROLE, exporter.id)
        item.setToolTip(exporter.summary)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, exporter.summary)
        item.setSizeHint(QSize(0, _ROW))
        self.addItem(item)

    def _add_heading(self, words: str) -> None:
        item = QListWidgetItem(words)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        font = self.font()
        font.setPixelSize(11)
        font.setWeight(font.Weight.DemiBold)
        item.setFont(font)
        item.setSizeHint(QSize(0, _HEADING))
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.addItem(item)

    def _tell(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(_ROLE)))
