"""The frame of the window: top bar, document tabs, welcome page or work, status bar, one below the other."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.document_tabs import DocumentTabs
from svs_designer.gui.file_actions import sample_name
from svs_designer.gui.status_bar import StatusBar
from svs_designer.gui.top_bar import TopBar
from svs_designer.gui.welcome import Welcome
from svs_designer.resource_files import model_file

CASES = (
    ("wifi-as-is.svs.yaml", "The Wi-Fi case, as-is", "A dead spot in the warehouse, and a promise of two hours."),
    ("wifi-to-be.svs.yaml", "The Wi-Fi case, to-be", "The same demand, sent to the right team from the start."),
)


class Frame(QWidget):
    """Hold the parts of the window; who joins them is the window itself."""

    def __init__(self, appearance: Appearance, samples: Sequence[Path], parent: QWidget) -> None:
        super().__init__(parent)
        # From the outside in: a widget that changes its parent has all below it styled anew.
        self.top = TopBar(self)
        self.tabs = DocumentTabs(appearance, self)
        self.views = QStackedWidget(self)
        cases = [(model_file(name), title, sentence) for name, title, sentence in CASES if model_file(name).exists()]
        self.welcome = Welcome(appearance, cases, [(path, sample_name(path)) for path in samples], self.views)
        self.work = QSplitter(Qt.Orientation.Horizontal, self.views)
        self._palette_place = QFrame(self.work)
        self._palette_place.setProperty("role", "panel")
        self.stack = QStackedWidget(self.work)
        self.work.setHandleWidth(1)
        self.work.setChildrenCollapsible(False)
        self.work.addWidget(self._palette_place)
        self.work.addWidget(self.stack)
        self.work.setStretchFactor(1, 1)
        self.views.addWidget(self.welcome)
        self.views.addWidget(self.work)
        self.status = StatusBar(appearance, self)
        # What was said of one document means nothing beside another.
        self.stack.currentChanged.connect(lambda _: self.status.show_hint(""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.top, self.tabs, self.views, self.status):
            column.addWidget(widget)
        column.setStretch(2, 1)

    def set_palette_panel(self, panel: QWidget) -> None:
        """Put the palette into its place at the left."""
        column = QVBoxLayout(self._palette_place)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
