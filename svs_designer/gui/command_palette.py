"""The command palette: one field that finds everything the window can do, from any place, by a few letters."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.commands import Command

Source = Callable[[], Iterable[Command]]
Index = QModelIndex | QPersistentModelIndex

WIDTH = 560
ROW_HEIGHT = 34
MOST_ROWS = 10
ICON_SIZE = 16


class CommandPalette(QFrame):
    """Overlay the window with a search over the commands that can run now."""

    def __init__(self, appearance: Appearance, source: Source, parent: QWidget) -> None:
        """Prepare the palette; `source` is asked for the commands each time it opens."""
        super().__init__(parent)
        self._window = parent
        self.setObjectName("CommandPalette")
        self.setAccessibleName("Command palette")
        self._source = source
        self._all: tuple[Command, ...] = ()
        self._recent: list[str] = []
        self._before: QWidget | None = None
        self._model = _CommandModel()
        self.field = QLineEdit()
        self.field.setPlaceholderText("Do anything: type a few letters")
        self.field.setAccessibleName("Search commands")
        self.field.textChanged.connect(self._search)
        self.field.installEventFilter(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_CommandDelegate(appearance, self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Commands")
        self.list.clicked.connect(lambda index: self._run(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.list)
        self.hide()

    def open(self) -> None:
        """Show the palette with everything that can run now, ready to type."""
        self._before = QApplication.focusWidget()
        self._all = tuple(command for command in self._source() if command.enabled())
        self.field.clear()
        self._search("")
        self.raise_()
        self.show()
        self.field.setFocus()
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one while a widget lives

    def close_palette(self) -> None:
        """Hide the palette and give the focus back."""
        if self.isHidden():
            return
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # as above
        self.hide()
        if self._before and self._before.isVisible():
            self._before.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list from the field; a click outside closes."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._heard_key(event.key())
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress:
            outside = not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint()))
            if outside and isinstance(watched, QWidget):
                self.close_palette()
        elif event.type() == QEvent.Type.Resize and watched is self._window:
            self._place()
        return False

    def _heard_key(self, key: int) -> bool:
        row, rows = self.list.currentIndex().row(), self._model.rowCount()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key == Qt.Key.Key_Escape:
            self.close_palette()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(row)
        elif key in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}:
            pass
        elif key in steps and rows:
            step = steps[Qt.Key(key)]
            wanted = (row + step) % rows if abs(step) == 1 else min(max(row + step, 0), rows - 1)
            self.list.setCurrentIndex(self._model.index(wanted))
        else:
            return False
        return True

    def _search(self, text: str) -> None:
        found = ranked(self._all, text, self._recent)
        self._model.show_commands(found)
        self.list.setCurrentIndex(self._model.index(0))
        self.list.setFixedHeight(ROW_HEIGHT * max(1, min(len(found), MOST_ROWS)) + 2)
        self._place()

    def _place(self) -> None:
        width = min(WIDTH, self._window.width() - 32)
        self.setFixedWidth(width)
        self.adjustSize()
        self.move((self._window.width() - width) // 2, 6)

    def _run(self, row: int) -> None:
        command = self._model.command(row)
        if command is None:
            return
        self._recent = [command.id, *(each for each in self._recent if each != command.id)][:20]
        self.close_palette()
        command.run()


def ranked(commands: Sequence[Command], text: str, recent: Sequence[str] = ()) -> tuple[Command, ...]:
    """Return the commands that hold all letters of the text in order, best first; all of them for no text.

    A match at the start of words beats one inside; what was used lately goes first among equals.
    """
    wanted = text.casefold().split()
    lately = {command_id: place for place, command_id in enumerate(recent)}
    scored = []
    for place, command in enumerate(commands):
        scores = [_score(command.plain_text.casefold(), command.tip.casefold(), word) for word in wanted]
        if None not in scores:
            total = sum(score for score in scores if score is not None)
            scored.append((-total, lately.get(command.id, len(lately)), place, command))
    return tuple(command for *_, command in sorted(scored, key=lambda item: item[:3]))


def _score(text: str, tip: str, word: str) -> int | None:
    """Score one word of a search: 4 at the start, 3 at the start of a word, 2 inside, 1 in the tip; None without."""
    at = text.find(word)
    if at == 0:
        return 4
    if at > 0:
        return 3 if f" {word}" in text else 2
    if word in tip:
        return 1
    letters = iter(text)
    return 0 if len(word) > 1 and all(letter in letters for letter in word) else None


class _CommandModel(QAbstractListModel):
    """The commands found, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._found: tuple[Command, ...] = ()

    def show_commands(self, found: tuple[Command, ...]) -> None:
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def command(self, row: int) -> Command | None:
        return self._found[row] if 0 <= row < len(self._found) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._found)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.command(index.row())
        if command is None:
            return None
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return command.says().replace("&", "") if command.says else command.plain_text
        if role == Qt.ItemDataRole.UserRole:
            return command
        return None


class _CommandDelegate(QStyledItemDelegate):
    """Draw a command: icon, text, what it does in dim, shortcut at the right."""

    def __init__(self, appearance: Appearance, commands: QListView) -> None:
        super().__init__(commands)
        self._list = commands
        self._appearance = appearance
        self._icons: dict[str, QIcon] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        return QSize(100, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect.adjusted(6, 1, -6, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._list.currentIndex():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._appearance.colour("chip"))
            painter.drawRoundedRect(rect, 6, 6)
        if command.icon:
            square = QRect(rect.left() + 8, rect.center().y() - ICON_SIZE // 2 + 1, ICON_SIZE, ICON_SIZE)
            self._icon(command.icon).paint(painter, square)
        words = rect.adjusted(34, 0, -10, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        keys = command.keys
        painter.setPen(self._appearance.colour("dim"))
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignRight, keys)
        metrics = painter.fontMetrics()
        words.setRight(words.right() - (metrics.horizontalAdvance(keys) + 16 if keys else 0))
        text = index.data(Qt.ItemDataRole.DisplayRole).rstrip("…")
        painter.setPen(self._appearance.colour("text"))
        painter.drawText(words, middle, metrics.elidedText(text, Qt.TextElideMode.ElideRight, words.width()))
        words.setLeft(words.left() + metrics.horizontalAdvance(text) + 12)
        if command.tip and words.width() > 60:
            painter.setPen(self._appearance.colour("dim"))
            painter.drawText(words, middle, metrics.elidedText(command.tip, Qt.TextElideMode.ElideRight, words.width()))
        painter.restore()

    def _icon(self, name: str) -> QIcon:
        if name not in self._icons:
            self._icons[name] = self._appearance.icon(name, "dim")
        return self._icons[name]
