"""The palette's rows as a Qt model: headings, groups that open and close, entries, and what a search finds."""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from svs_designer.catalogue import Catalogue
from svs_designer.gui.mime import PaletteItem
from svs_designer.gui.panels.palette_entries import ACTIVITIES, BORDER, Entry, matching, palette_entries

Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole
RowKind = Literal["section", "group", "activity", "practice", "result", "nothing"]


class Row(NamedTuple):
    """One line of the palette; `group` is the id of a group that opens and closes."""

    kind: RowKind
    text: str
    entry: Entry | None = None
    group: str = ""
    is_open: bool = True


class PaletteRows(QAbstractListModel):
    """The rows shown now: everything by heading, or the hits of a search."""

    def __init__(self, catalogue: Catalogue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries = palette_entries(catalogue)
        self._groups = [
            (group.id, group.name.removesuffix(" practices"), len(catalogue.practices_in(group.id)))
            for group in catalogue.practice_groups
        ]
        self._closed: set[str] = set()
        self._query = ""
        self._rows = self._everything()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Return the rows shown now."""
        return tuple(self._rows)

    def search(self, query: str) -> None:
        """Show what a query finds; everything for an empty one."""
        self._query = query.strip()
        self._show()

    def toggle(self, group: str) -> None:
        """Open or close a group of practices."""
        self._closed ^= {group}
        self._show()

    def row_of(self, item: PaletteItem) -> int:
        """Return the row that shows an item, or -1."""
        return next((number for number, row in enumerate(self._rows) if row.entry and row.entry.item == item), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (Qt's own signature)
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what Qt asks of a row: its text, tooltip, what a screen reader says, or the row itself."""
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.text
            case Qt.ItemDataRole.ToolTipRole:
                return f"{row.entry.name}: {row.entry.summary}" if row.entry else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(row)
            case _ if role == ROW_ROLE:
                return row
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entries be dragged, groups be chosen, and headings be neither."""
        match self._rows[index.row()].kind:
            case "section" | "nothing":
                return Qt.ItemFlag.NoItemFlags
            case "group":
                return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def _show(self) -> None:
        self.beginResetModel()
        self._rows = self._hits() if self._query else self._everything()
        self.endResetModel()

    def _hits(self) -> list[Row]:
        hits = [Row("result", entry.name, entry) for entry in matching(self.entries, self._query)]
        return hits or [Row("nothing", f"Nothing is called “{self._query}”")]

    def _everything(self) -> list[Row]:
        rows = [Row("section", "ACTIVITIES")]
        rows += [Row("activity", entry.name, entry) for entry in self._under(ACTIVITIES)]
        rows.append(Row("section", "PRACTICES"))
        for group, name, count in self._groups:
            is_open = group not in self._closed
            rows.append(Row("group", f"{name} · {count}", group=group, is_open=is_open))
            if is_open:
                rows += [Row("practice", entry.name, entry) for entry in self._under(group)]
        return rows

    def _under(self, heading: str) -> Iterable[Entry]:
        return (entry for entry in self.entries if entry.heading == heading)

    def border_entries(self) -> tuple[Entry, ...]:
        """Return what stands around the chain: demand, value, end and note."""
        return tuple(self._under(BORDER))


def spoken(row: Row) -> str:
    """Return what a screen reader says for a row."""
    if row.kind == "group":
        return f"{row.text}, {'expanded' if row.is_open else 'collapsed'}"
    if row.entry is None:
        return row.text.capitalize()
    return ", ".join(filter(None, (row.entry.name, row.entry.kind_word))) + f". {row.entry.summary}"
