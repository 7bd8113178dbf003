"""The palette: everything that can be put on the canvas, with one search box."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from svs_designer.catalogue import Catalogue
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.mime import PaletteItem, item_data
from svs_designer.gui.panels.palette_entries import Entry
from svs_designer.gui.panels.palette_painting import MARGIN, PaletteDelegate, drag_picture
from svs_designer.gui.panels.palette_rows import ROW_ROLE, PaletteRows, Row
from svs_designer.gui.panels.palette_tiles import Tile

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WALK = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class PaletteList(QListView):
    """The palette's rows: drags begin here, groups open and close."""

    drag_asked = Signal(object)
    entry_chosen = Signal(object)
    entry_shown = Signal(object)

    def __init__(self, rows: PaletteRows, appearance: Appearance) -> None:
        super().__init__()
        self._palette_rows = rows
        self.setModel(rows)
        self.setItemDelegate(PaletteDelegate(appearance))
        self.setAccessibleName("Palette")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.verticalScrollBar().setSingleStep(20)
        self.doubleClicked.connect(self._choose)
        self.clicked.connect(self._toggle)
        self.entered.connect(self._show)
        appearance.changed.connect(self.viewport().update)

    def current_entry(self) -> Entry | None:
        """Return the entry of the current row."""
        return _entry(self.currentIndex())

    def go_to_row(self, number: int) -> None:
        """Make a row the current one."""
        self.setCurrentIndex(self._palette_rows.index(number, 0))

    def startDrag(self, supportedActions: Qt.DropAction) -> None:  # noqa: ARG002
        """Let the panel begin the drag, with the picture of the entry."""
        entry = self.current_entry()
        if entry:
            self.drag_asked.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by Enter; open and close a group by Enter, space or the arrows to the sides."""
        row: Row | None = self.currentIndex().data(ROW_ROLE)
        keys = (*_ENTER, Qt.Key.Key_Space)
        if row is not None and row.group and event.key() in (*keys, Qt.Key.Key_Left, Qt.Key.Key_Right):
            wants_open = not row.is_open if event.key() in keys else event.key() == Qt.Key.Key_Right
            if wants_open != row.is_open:
                self._toggle(self.currentIndex())
        elif event.key() in _ENTER:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which entry is under the pointer."""
        super().mouseMoveEvent(event)
        if _entry(self.indexAt(event.position().toPoint())) is None:
            self.entry_shown.emit(self.current_entry())

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override] # the stub says Persistent too
        """Tell which entry the keyboard is on."""
        super().currentChanged(current, previous)
        self._show(current)

    def leaveEvent(self, event: QEvent) -> None:
        """Explain the current entry again."""
        super().leaveEvent(event)
        self.entry_shown.emit(self.current_entry())

    def _show(self, index: QModelIndex) -> None:
        self.entry_shown.emit(_entry(index))

    def _choose(self, index: QModelIndex) -> None:
        entry = _entry(index)
        if entry:
            self.entry_chosen.emit(entry)

    def _toggle(self, index: QModelIndex) -> None:
        row: Row | None = index.data(ROW_ROLE)
        if row is None or not row.group:
            return
        position, number = self.verticalScrollBar().value(), index.row()
        self._palette_rows.toggle(row.group)
        self.go_to_row(number)
        self.verticalScrollBar().setValue(position)


class PalettePanel(QWidget):
    """Search box, tiles, list, and one calm line that explains what the pointer or the keyboard is on."""

    chosen = Signal(PaletteItem)

    def __init__(self, catalogue: Catalogue, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows = PaletteRows(catalogue, self)
        self._list = PaletteList(self._rows, appearance)
        self._search = self._search_box()
        self._tiles = self._tile_row()
        self._explanation = QLabel()
        self._lay_out()
        self._list.entry_chosen.connect(self._choose)
        self._list.drag_asked.connect(self._drag)
        self._list.entry_shown.connect(self._explain)
        for watched in (self._search, *self._tiles.findChildren(Tile)):
            watched.installEventFilter(self)
        self._explain(None)
        self.setAccessibleName("Palette")
        self.setMinimumWidth(208)

    def focus_search(self) -> None:
        """Put the cursor into the search box, its text selected."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk the list from the search box; Enter chooses, Esc clears; tiles explain themselves on hover."""
        if isinstance(watched, Tile) and event.type() in (QEvent.Type.Enter, QEvent.Type.FocusIn):
            self._explain(watched.entry)
        elif isinstance(watched, Tile) and event.type() == QEvent.Type.Leave:
            self._explain(self._list.current_entry())
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._search_key(event)
        return super().eventFilter(watched, event)

    def _search_key(self, event: QKeyEvent) -> bool:
        if event.key() in _WALK:
            if not self._list.currentIndex().isValid():
                self._list.go_to_row(1)
            else:
                self._list.keyPressEvent(event)
            return True
        if event.key() in _ENTER:
            entry = self._list.current_entry()
            if entry:
                self._choose(entry)
            return True
        if event.key() == Qt.Key.Key_Escape and self._search.text():
            self._search.clear()
            return True
        return False

    def _search_for(self, query: str) -> None:
        self._rows.search(query)
        self._tiles.setVisible(not query.strip())
        self._list.scrollToTop()
        if query.strip():
            self._list.go_to_row(0)
        else:
            self._explain(None)

    def _choose(self, entry: Entry) -> None:
        self.chosen.emit(entry.item)

    def _drag(self, entry: Entry) -> None:
        drag = QDrag(self)
        drag.setMimeData(item_data(*entry.item))
        picture = drag_picture(entry, self._appearance, self.font(), ratio=self.devicePixelRatioF())
        drag.setPixmap(picture)
        size = picture.deviceIndependentSize()
        drag.setHotSpot(QPoint(round(size.width() / 2), round(size.height() / 2)))
        drag.exec(Qt.DropAction.CopyAction)

    def _explain(self, entry: Entry | None) -> None:
        self._explanation.setText(entry.summary if entry else "Drag onto the canvas, or double-click to add.")

    def _search_box(self) -> QLineEdit:
        box = QLineEdit()
        box.setPlaceholderText("Search activities, practices")
        box.setAccessibleName("Search activities, practices")
        box.setProperty("role", "search")
        box.setClearButtonEnabled(True)
        box.textChanged.connect(self._search_for)
        return box

    def _tile_row(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(MARGIN, 0, MARGIN, 0)
        row.setSpacing(4)
        for entry in self._rows.border_entries():
            tile = Tile(entry, self._appearance)
            tile.chosen.connect(self._choose)
            tile.drag_asked.connect(self._drag)
            row.addWidget(tile, 1)
        return holder

    def _lay_out(self) -> None:
        self._explanation.setWordWrap(True)
        self._explanation.setProperty("role", "small")
        self._explanation.setFixedHeight(48)
        self._explanation.setContentsMargins(MARGIN, 4, MARGIN, 4)
        self._explanation.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        line = QFrame()
        line.setProperty("role", "hairline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        searching = QHBoxLayout()
        searching.setContentsMargins(MARGIN, 0, MARGIN, 0)
        searching.addWidget(self._search)
        column.addLayout(searching)
        column.addWidget(self._tiles)
        column.addWidget(self._list, 1)
        column.addWidget(line)
        column.addWidget(self._explanation)


def _entry(index: QModelIndex) -> Entry | None:
    row: Row | None = index.data(ROW_ROLE)
    return row.entry if row else None
