"""Which panels are shown and how large they are: the same for every document, and remembered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QSplitter, QWidget

from svs_designer.gui.settings import Settings

if TYPE_CHECKING:
    from svs_designer.gui.document_page import DocumentPage

SIZES = {"palette": 240, "inspector": 288, "problems": 284}
"""Width or height in pixels until the user says otherwise."""


class PanelLayout(QObject):
    """Show, hide and size the panels of the page in front; others follow when they come forward."""

    def __init__(self, settings: Settings, frame: QSplitter) -> None:
        """Begin as remembered; `frame` has the palette on its left."""
        super().__init__(frame)
        self._settings = settings
        self._frame = frame
        self._page: DocumentPage | None = None
        self._shown = {panel: settings.is_shown(panel) for panel in SIZES}
        self._sizes = {panel: settings.size(panel, size) for panel, size in SIZES.items()}
        frame.splitterMoved.connect(self._measure)

    def is_shown(self, panel: str) -> bool:
        """Tell whether a panel is shown."""
        return self._shown[panel]

    def toggle(self, panel: str) -> None:
        """Show a panel, or hide it."""
        self.show(panel, shown=not self._shown[panel])

    def show(self, panel: str, *, shown: bool = True) -> None:
        """Show a panel or hide it; nothing happens where it is so already."""
        if self._shown[panel] != shown:
            self._measure()
            self._shown[panel] = shown
            self._settings.set_shown(panel, shown)
            self._apply()

    def bring(self, page: "DocumentPage") -> None:
        """Lay out a page that comes forward like the one before it."""
        if page is not self._page:
            self._measure()
            self._page = page
            for splitter in (page.upright, page.across):
                splitter.splitterMoved.connect(self._measure)
            # A splitter that has not been laid out yet would scale the sizes it is given.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._apply()

    def forget(self, page: "DocumentPage") -> None:
        """Stop looking at a page that closes."""
        if page is self._page:
            self._measure()
            self._page = None

    def save(self) -> None:
        """Remember the sizes of now."""
        self._measure()
        for panel, size in self._sizes.items():
            self._settings.set_size(panel, size)

    def _apply(self) -> None:
        _give(self._frame, 0, self._sizes["palette"], shown=self._shown["palette"])
        if self._page:
            _give(self._page.across, 1, self._sizes["inspector"], shown=self._shown["inspector"])
            _give(self._page.upright, 1, self._sizes["problems"], shown=self._shown["problems"])

    def _measure(self) -> None:
        places = {"palette": (self._frame, 0)}
        if self._page:
            places |= {"inspector": (self._page.across, 1), "problems": (self._page.upright, 1)}
        for panel, (splitter, index) in places.items():
            widget: QWidget | None = splitter.widget(index)
            if widget is not None and widget.isVisible() and splitter.sizes()[index] > 0:
                self._sizes[panel] = splitter.sizes()[index]


def _give(splitter: QSplitter, index: int, size: int, *, shown: bool) -> None:
    """Give one side of a splitter its size, and the other all the rest."""
    widget = splitter.widget(index)
    if widget is None:
        return
    widget.setVisible(shown)
    whole = splitter.width() if splitter.orientation().name == "Horizontal" else splitter.height()
    rest = max(1, whole - size)
    splitter.setSizes([size, rest] if index == 0 else [rest, size])
