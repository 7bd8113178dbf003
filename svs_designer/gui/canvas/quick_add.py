"""Quick add: one box at the pointer or beside a step, to type the next step or choose its activity."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.gui.canvas.look import Look
from svs_designer.gui.canvas.suggestions import Suggestion
from svs_designer.qtpaint.fonts import font

Index = QModelIndex | QPersistentModelIndex
WIDTH, ROW, MOST_ROWS, ICON = 400, 32, 8, 16
PLACEHOLDER = "Name of the next step, or an activity"
HELP = "e Take the call  @Service desk  6m+3m"


class QuickAdd(QFrame):
    """A search box with its hits; Enter takes the first or the chosen one, Esc closes."""

    taken = Signal(object)
    """Carries the Suggestion that was taken."""
    closed = Signal()
    finished = Signal()
    """Told in either case, before what follows."""

    def __init__(self, look: Look, search: Callable[[str], tuple[Suggestion, ...]], parent: QWidget) -> None:
        """Prepare the box; `search` finds the hits for what is typed."""
        super().__init__(parent)
        self._parent = parent
        self._search = search
        self._hits: tuple[Suggestion, ...] = ()
        self._done = False
        self.setProperty("role", "card")
        self.setObjectName("QuickAdd")
        self.setAccessibleName("Add the next step")
        self.field = QLineEdit(self)
        # A click beside the rows must not pass the focus on to what lies behind the box.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.field)
        self.field.setPlaceholderText(PLACEHOLDER)
        self.field.setAccessibleName("Name of the next step")
        self.field.setAccessibleDescription(f"For example: {HELP}")
        self.field.textChanged.connect(self._show_hits)
        self.field.installEventFilter(self)
        self.rows = QListWidget(self)
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setItemDelegate(_Row(look, self.rows))
        self.rows.setUniformItemSizes(True)
        self.rows.setMouseTracking(True)
        self.rows.setStyleSheet("QListWidget { background: transparent; }")
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setAccessibleName("What can be added")
        self.rows.itemClicked.connect(lambda item: self._take(self.rows.row(item)))
        example = QLabel(f"Type  {HELP}  and press Enter", self)
        example.setProperty("role", "small")
        example.setContentsMargins(4, 0, 4, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.field)
        column.addWidget(self.rows)
        column.addWidget(example)
        self.setFixedWidth(WIDTH)
        self._show_hits("")

    def open_at(self, corner: QPoint) -> None:
        """Open with the top left corner at a point of the parent, moved so that it stays inside."""
        self.adjustSize()
        room = self._parent.rect().adjusted(4, 4, -4, -4)
        x = max(room.left(), min(corner.x(), room.right() - self.width()))
        y = max(room.top(), min(corner.y(), room.bottom() - self._largest_height()))
        self.move(x, y)
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Close without adding anything."""
        if not self._done:
            self._done = True
            self.hide()
            self.finished.emit()
            self.closed.emit()
            self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys choose while the field has the focus, Enter take, Esc and a lost focus close."""
        if watched is not self.field or self._done:
            return False
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return event.key() == Qt.Key.Key_Escape
            if event.type() == QEvent.Type.KeyPress:
                return self._key(event.key())
        elsewhere = {Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason}
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in elsewhere:
            self.close_box()
        return False

    def _key(self, key: int) -> bool:
        row = self.rows.currentRow()
        match key:
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(row)
            case Qt.Key.Key_Escape:
                self.close_box()
            case Qt.Key.Key_Down | Qt.Key.Key_Tab:
                self.rows.setCurrentRow((row + 1) % self.rows.count())
            case Qt.Key.Key_Up | Qt.Key.Key_Backtab:
                self.rows.setCurrentRow((row - 1) % self.rows.count())
            case _:
                return False
        return True

    def _take(self, row: int) -> None:
        if self._done or not 0 <= row < len(self._hits):
            return
        self._done = True
        self.hide()
        self.finished.emit()
        self.taken.emit(self._hits[row])
        self.deleteLater()

    def _show_hits(self, text: str) -> None:
        self._hits = self._search(text)
        self.rows.clear()
        for hit in self._hits:
            item = QListWidgetItem(self.rows)
            item.setData(Qt.ItemDataRole.UserRole, hit)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{hit.title}, {hit.detail}")
        self.rows.setCurrentRow(0)
        self.rows.setFixedHeight(ROW * min(MOST_ROWS, len(self._hits)) + 2)
        self.adjustSize()

    def _largest_height(self) -> int:
        return self.height() + ROW * (MOST_ROWS - min(MOST_ROWS, len(self._hits)))


class _Row(QStyledItemDelegate):
    """One hit: icon, title, what it is, and the letter that stands for the activity."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit: Suggestion = index.data(Qt.ItemDataRole.UserRole)
        rect: QRect = option.rect
        look = self._look
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look.brush("chip"))
            painter.drawRoundedRect(rect.adjusted(0, 1, 0, -1), 6, 6)
        icon = look.appearance.icon(hit.icon, hit.colour)
        icon.paint(painter, QRect(rect.left() + 8, rect.center().y() - ICON // 2 + 1, ICON, ICON))
        painter.setFont(font(13, 600))
        painter.setPen(look.pen("text"))
        title = painter.fontMetrics().elidedText(hit.title, Qt.TextElideMode.ElideRight, rect.width() - 150)
        words = rect.adjusted(8 + ICON + 10, 0, -8, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        right = rect.right() - 8
        if hit.letter:
            key = QRect(right - 18, rect.center().y() - 8, 18, 18)
            painter.setPen(look.pen("hairline"))
            painter.setBrush(look.brush("field"))
            painter.drawRoundedRect(key, 4, 4)
            painter.setFont(font(11, 500))
            painter.setPen(look.pen("dim"))
            painter.drawText(key, Qt.AlignmentFlag.AlignCenter, hit.letter)
            right = key.left() - 8
        painter.setFont(font(11, 400))
        painter.setPen(look.pen("dim"))
        painter.setFont(font(13, 600))
        begin = words.left() + painter.fontMetrics().horizontalAdvance(title) + 10
        painter.setFont(font(11, 400))
        room = QRect(begin, rect.top(), max(0, right - begin), rect.height())
        detail = painter.fontMetrics().elidedText(hit.detail, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, detail)
        painter.restore()
