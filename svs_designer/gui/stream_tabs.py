"""The row of a document's streams: choose, add, rename in place, duplicate, move, delete."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QTabBar, QToolButton, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.model.document import Document
from svs_designer.model.stream import StreamKind, ValueStream


class StreamTabs(QFrame):
    """Show the streams of a document as tabs; every wish of the user leaves as a signal."""

    chosen = Signal(str)
    add_asked = Signal()
    renamed = Signal(str, str)
    rename_ended = Signal()
    reordered = Signal(tuple)
    menu_asked = Signal(str, QPoint)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TabRow")
        self.setFixedHeight(40)
        self._appearance = appearance
        self._streams: tuple[ValueStream, ...] = ()
        self.bar = self._make_bar()
        self._add = QToolButton()
        self._add.setIcon(appearance.icon("plus", "dim"))
        self._add.setIconSize(QSize(16, 16))
        self._add.setToolTip("Add a stream to this document")
        self._add.setAccessibleName("Add stream")
        self._add.clicked.connect(self.add_asked)
        self._field: QLineEdit | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._add)
        row.addStretch(1)

    def show_document(self, document: Document, saved: Document | None, current: str) -> None:
        """Show the streams; those that differ from the saved document wear a dot."""
        self._streams = document.streams
        blocker = QSignalBlocker(self.bar)
        while self.bar.count() > len(self._streams):
            self.bar.removeTab(self.bar.count() - 1)
        while self.bar.count() < len(self._streams):
            self.bar.addTab("")
        for index, stream in enumerate(self._streams):
            self._show_stream(index, stream, document, saved)
        self.bar.setCurrentIndex(next((i for i, stream in enumerate(self._streams) if stream.id == current), -1))
        blocker.unblock()
        self.bar.setVisible(bool(self._streams))

    def rename_in_place(self, stream_id: str) -> None:
        """Let the user type a new name where the old one stands: Enter takes it, Escape leaves it."""
        index = next((i for i, stream in enumerate(self._streams) if stream.id == stream_id), -1)
        if index < 0:
            return
        self._end_rename(take=False)
        field = QLineEdit(self._streams[index].name, self)
        field.setAccessibleName("New name of the stream")
        rect = self.bar.tabRect(index)
        corner = self.bar.mapTo(self, rect.topLeft())
        field.setGeometry(corner.x(), 6, max(rect.width(), 180), 28)
        field.setProperty("stream", stream_id)
        field.installEventFilter(self)
        field.returnPressed.connect(lambda: self._end_rename(take=True))
        self._field = field
        field.show()
        field.selectAll()
        field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear Escape and the loss of focus in the name field, and a click with the right button on a tab."""
        if watched is self._field:
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                if event.key() == Qt.Key.Key_Escape:
                    self._end_rename(take=False)
                    return True
            elif event.type() == QEvent.Type.FocusOut:
                self._end_rename(take=True)
        elif watched is self.bar and isinstance(event, QMouseEvent):
            return self._heard_mouse(event)
        return super().eventFilter(watched, event)

    def _make_bar(self) -> QTabBar:
        bar = QTabBar()
        bar.setMovable(True)
        bar.setExpanding(False)
        bar.setUsesScrollButtons(True)
        # Without it a bar with one short tab takes the room of its scroll buttons too.
        bar.setMinimumWidth(40)
        bar.setElideMode(Qt.TextElideMode.ElideRight)
        bar.setDrawBase(False)
        bar.setAccessibleName("Streams of this document")
        bar.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        bar.customContextMenuRequested.connect(self._ask_menu)
        bar.currentChanged.connect(self._choose)
        bar.tabBarDoubleClicked.connect(self._rename_at)
        bar.installEventFilter(self)
        self._moved = False
        bar.tabMoved.connect(self._note_move)
        return bar

    def _show_stream(self, index: int, stream: ValueStream, document: Document, saved: Document | None) -> None:
        text = tab_text(stream, document)
        self.bar.setTabText(index, text.replace("&", "&&"))
        self.bar.setTabData(index, stream.id)
        changed = saved is not None and _differs(stream, document, saved)
        self.bar.setTabToolTip(index, f"{stream.label}: changed since it was saved" if changed else stream.label)
        self.bar.setAccessibleTabName(index, f"{text}, changed" if changed else text)
        side = QTabBar.ButtonPosition.RightSide
        if changed != (self.bar.tabButton(index, side) is not None):
            self.bar.setTabButton(index, side, _dot() if changed else None)

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._streams):
            self.chosen.emit(self.bar.tabData(index))

    def _rename_at(self, index: int) -> None:
        if index >= 0:
            self.rename_in_place(self.bar.tabData(index))

    def _ask_menu(self, point: QPoint) -> None:
        index = self.bar.tabAt(point)
        if index >= 0:
            self.menu_asked.emit(self.bar.tabData(index), self.bar.mapToGlobal(point))

    def _note_move(self) -> None:
        self._moved = True

    def _heard_mouse(self, event: QMouseEvent) -> bool:
        # The bar tells of every tab passed while one is dragged; the document hears of the new order once, at the end.
        if event.type() == QEvent.Type.MouseButtonRelease and self._moved:
            self._moved = False
            self.reordered.emit(tuple(self.bar.tabData(index) for index in range(self.bar.count())))
        return False

    def _end_rename(self, *, take: bool) -> None:
        field, self._field = self._field, None
        if field is None:
            return
        field.removeEventFilter(self)
        name, stream_id = field.text().strip(), field.property("stream")
        field.hide()
        field.deleteLater()
        self.rename_ended.emit()
        if take and name:
            self.renamed.emit(stream_id, name)


def tab_text(stream: ValueStream, document: Document) -> str:
    """Return what a stream's tab says; its kind only where the document holds the present and a future of it."""
    both = {StreamKind.AS_IS, StreamKind.TO_BE} <= {each.kind for each in document.streams}
    if both and stream.kind is not StreamKind.SAMPLE and stream.kind.value not in stream.label.lower():
        return f"{stream.label} ({stream.kind.value})"
    return stream.label


def _differs(stream: ValueStream, document: Document, saved: Document) -> bool:
    before = next((each for each in saved.streams if each.id == stream.id), None)
    return before != stream or document.layout.of(stream.id) != saved.layout.of(stream.id)


def _dot() -> QLabel:
    dot = QLabel()
    dot.setObjectName("UnsavedDot")
    dot.setFixedSize(20, 8)
    return dot
