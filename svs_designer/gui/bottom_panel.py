"""The panel below the canvas: tabs that look at the whole stream, and a button that folds it away."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QTabBar, QToolButton, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance

ROW_HEIGHT = 36


class BottomPanel(QFrame):
    """Hold views in tabs."""

    fold_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setMinimumHeight(ROW_HEIGHT + 60)
        self._bar = QTabBar()
        self._bar.setDrawBase(False)
        self._bar.setExpanding(False)
        self._bar.setAccessibleName("Views of the stream")
        self._views = QStackedWidget()
        self._bar.currentChanged.connect(self._views.setCurrentIndex)
        fold = QToolButton()
        fold.setIcon(appearance.icon("chevron-down", "dim"))
        fold.setIconSize(QSize(16, 16))
        fold.setToolTip("Fold this panel away")
        fold.setAccessibleName("Fold this panel away")
        fold.clicked.connect(self.fold_asked)
        head = QFrame()
        head.setObjectName("TabRow")
        head.setFixedHeight(ROW_HEIGHT)
        row = QHBoxLayout(head)
        row.setContentsMargins(10, 0, 8, 0)
        row.addWidget(self._bar, 1)
        row.addWidget(fold)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._views, 1)

    def add_view(self, view: QWidget, text: str) -> None:
        """Add a view with its tab."""
        self._views.addWidget(view)
        self._bar.addTab(text)

    def show_text(self, view: QWidget, text: str) -> None:
        """Change what the tab of a view says."""
        self._bar.setTabText(self._views.indexOf(view), text)

    def show_view(self, view: QWidget) -> None:
        """Bring a view to the front."""
        self._bar.setCurrentIndex(self._views.indexOf(view))
