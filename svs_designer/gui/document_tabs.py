"""The row of open documents, above the streams; shown only while more than one is open."""

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QTabBar, QToolButton, QWidget

from svs_designer.gui.appearance import Appearance

HEIGHT = 36
UNSAVED_DOT = 0.5


class DocumentTabs(QFrame):
    """Tabs by the key of a document; a dot tells of unsaved work, the middle button closes."""

    chosen = Signal(str)
    close_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("DocumentRow")
        self.setFixedHeight(HEIGHT)
        self._appearance = appearance
        self._file = appearance.icon("file", "dim")
        self._unsaved = appearance.dot("accent", UNSAVED_DOT)
        self.bar = QTabBar()
        self.bar.setObjectName("DocumentTabs")
        self.bar.setDrawBase(False)
        self.bar.setExpanding(False)
        self.bar.setMovable(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideMiddle)
        self.bar.setAccessibleName("Open documents")
        self.bar.currentChanged.connect(self._choose)
        self.bar.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignBottom)
        row.addStretch(1)
        self.hide()

    def order(self) -> tuple[str, ...]:
        """Return the keys from left to right."""
        return tuple(self.bar.tabData(index) for index in range(self.bar.count()))

    def current(self) -> str:
        """Return the key of the tab in front; empty without tabs."""
        return self.bar.tabData(self.bar.currentIndex()) or ""

    def add(self, key: str, name: str) -> None:
        """Add a tab at the right end."""
        with QSignalBlocker(self.bar):
            index = self.bar.addTab(self._file, name)
            self.bar.setTabData(index, key)
            self.bar.setTabButton(index, QTabBar.ButtonPosition.RightSide, self._close_button(key, name))

    def remove(self, key: str) -> None:
        """Take a tab away."""
        with QSignalBlocker(self.bar):
            self.bar.removeTab(self.order().index(key))

    def choose(self, key: str) -> None:
        """Bring a tab to the front."""
        with QSignalBlocker(self.bar):
            self.bar.setCurrentIndex(self.order().index(key))

    def show_document(self, key: str, name: str, path: Path | None, *, modified: bool) -> None:
        """Show what a document is called and whether it has unsaved work."""
        index = self.order().index(key)
        self.bar.setTabText(index, name.replace("&", "&&"))
        self.bar.setTabToolTip(index, str(path) if path else "Not saved yet")
        self.bar.setAccessibleTabName(index, f"{name}, unsaved" if modified else name)
        self.bar.setTabIcon(index, self._unsaved if modified else self._file)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Close the tab that is clicked with the middle button."""
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonRelease:
            index = self.bar.tabAt(event.position().toPoint())
            if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
                self.close_asked.emit(self.bar.tabData(index))
                return True
        return super().eventFilter(watched, event)

    def _close_button(self, key: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._appearance.icon("close", "dim"))
        button.setIconSize(QSize(12, 12))
        button.setFixedSize(20, 20)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip("Close")
        button.setAccessibleName(f"Close {name}")
        button.clicked.connect(lambda: self.close_asked.emit(key))
        return button

    def _choose(self, index: int) -> None:
        if index >= 0:
            self.chosen.emit(self.bar.tabData(index))
