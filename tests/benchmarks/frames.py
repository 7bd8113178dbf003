"""A view whose frames are counted: each measurement is one change until it is painted."""

import gc
import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QGraphicsView

from svs_designer.gui.appearance import Appearance

WIDTH, HEIGHT = 1600, 1000
PATIENCE = 6
"""How often the event loop is asked to paint before a frame counts as not needed."""


def appearance() -> Appearance:
    """Return the look of the one application, made at the first call."""
    application = QApplication.instance() or QApplication([])
    return application.findChild(Appearance) or Appearance("light", application)


class Frames(QObject):
    """Counts the frames of a view."""

    def __init__(self, view: QGraphicsView) -> None:
        """Watch a view, shown or not; no child of it, or it would hear the view being destroyed."""
        super().__init__()
        self.view = view
        self._painted = 0
        view.resize(WIDTH, HEIGHT)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count."""
        self._painted += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def wait(self) -> None:
        """Let the event loop run until a frame is painted."""
        before = self._painted
        for _ in range(PATIENCE):
            QApplication.processEvents()
            if self._painted > before:
                return

    def show(self) -> None:
        """Show the view and wait for its first frame."""
        self.view.show()
        self.wait()

    def settle(self) -> None:
        """Let everything be painted that still has to be."""
        for _ in range(50):
            before = self._painted
            self.wait()
            if self._painted == before:
                return

    def time(self, change: Callable[[int], object], rounds: int = 15) -> tuple[float, float]:
        """Return the median and the longest time of a change with its frame; the first one warms up."""
        times = []
        gc.collect()
        for number in range(rounds + 1):
            start = time.perf_counter()
            change(number)
            self.wait()
            times.append((time.perf_counter() - start) * 1e3)
        return statistics.median(times[1:]), max(times[1:])

    def repaint(self, _number: int = 0) -> None:
        """Ask for the whole view anew."""
        self.view.viewport().update()
