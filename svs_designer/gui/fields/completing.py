"""A line edit that completes from options, and offers to create what is not defined yet."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.field import Created
from svs_designer.gui.fields.options import Option, creations, exact, matches, noun
from svs_designer.model.document import Register

OptionSource = Callable[[], Sequence[Option]]
_KEYS_THAT_OPEN = (Qt.Key.Key_Down, Qt.Key.Key_F4)


class CompletingEdit(QLineEdit):
    """Offers options while somebody types; the best one is highlighted, Enter takes it.

    `picked` carries an Option or a Created. Options are asked for each time, so they are those of now.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(
        self,
        source: OptionSource,
        appearance: Appearance,
        *,
        creates: Sequence[Register] = (),
        takes_any: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Complete from `source`; `creates` names registers that can get a new entry, `takes_any` allows free text."""
        super().__init__(parent)
        self._source = source
        self._creates = tuple(creates)
        self._takes_any = takes_any
        self._came_by_mouse = False
        self._offered: list[Option | Created] = []
        self._model = QStandardItemModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setProperty("role", "boxed")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self)
        self._completer.setMaxVisibleItems(9)
        self._completer.activated[QModelIndex].connect(self._take)  # type: ignore[index] # the stub knows no overloads
        arrow = QAction(appearance.icon("chevron-down", "dim"), "Show all", self)
        arrow.triggered.connect(self.open_all)
        self.addAction(arrow, QLineEdit.ActionPosition.TrailingPosition)
        self.textEdited.connect(self._offer)

    def options(self) -> Sequence[Option]:
        """Return the options of now."""
        return self._source()

    def open_all(self) -> None:
        """Show every option."""
        self._fill("")
        self._open()

    def take_best(self) -> None:
        """Pick what the text names, else the best option, else create it."""
        found = exact(self.options(), self.text())
        offered: list[Option | Created] = [found] if found else self._rows(self.text())
        if offered and self.text().strip():
            self.picked.emit(offered[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open all by the down key; Enter takes the best option."""
        if event.key() in _KEYS_THAT_OPEN and not self._popup.isVisible():
            self.open_all()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take_best()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the whole name on the first click, so that typing replaces it."""
        super().mousePressEvent(event)
        if self._came_by_mouse:
            self._came_by_mouse = False
            self.selectAll()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what the press selected."""
        selected = self.hasSelectedText()
        super().mouseReleaseEvent(event)
        if selected and not self.hasSelectedText():
            self.selectAll()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether it was a click that brought the keyboard here: Qt tells that before the click itself."""
        super().focusInEvent(event)
        self._came_by_mouse = event.reason() == Qt.FocusReason.MouseFocusReason

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere; the list of options is not elsewhere."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self._popup.hide()
            self.left.emit()

    def _offer(self, typed: str) -> None:
        self._fill(typed)
        if typed.strip():
            self._open()
        else:
            self._popup.hide()

    def _open(self) -> None:
        if not self._model.rowCount():
            self._popup.hide()
            return
        self._popup.setMinimumWidth(min(max(self.width(), self._popup.sizeHintForColumn(0) + 32), 360))
        self._completer.complete(self.rect().adjusted(0, 0, 0, 4))
        if self.text().strip():
            self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _rows(self, typed: str) -> list[Option | Created]:
        options = self.options()
        rows: list[Option | Created] = [*matches(options, typed)]
        if self._takes_any and typed.strip() and not exact(options, typed):
            rows.insert(0, Option(typed.strip(), typed.strip()))
        return rows + creations(options, typed, self._creates)

    def _fill(self, typed: str) -> None:
        self._model.clear()
        self._offered = self._rows(typed)
        for row in self._offered:
            if isinstance(row, Created):
                item = QStandardItem(f"Create {noun(row.register)} “{row.name}”")
            else:
                item = QStandardItem(f"{row.name}   ({row.remark})" if row.remark else row.name)
            item.setEditable(False)
            self._model.appendRow(item)

    def _take(self, index: QModelIndex) -> None:
        self._popup.hide()
        self.picked.emit(self._offered[index.row()])
