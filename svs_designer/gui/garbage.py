"""Garbage collection in the window's thread alone.

Python collects cycles in whichever thread happens to allocate. A worker that checks rules would then destroy widgets
and timers of the window, and a Qt timer that is destroyed in another thread goes on firing into freed memory.
"""

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1000


class Sweeper(QObject):
    """Collect garbage now and then in the thread it was made in, instead of anywhere at any time."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Take the collecting over from Python."""
        super().__init__(parent)
        gc.disable()
        gc.freeze()  # what the start made stays: nobody needs to look through it again and again
        self._timer = QTimer(self, interval=PAUSE_MS)
        self._timer.timeout.connect(self.sweep)
        self._timer.start()

    def sweep(self) -> None:
        """Collect the oldest generation that is due, by Python's own thresholds."""
        counts, due = gc.get_count(), gc.get_threshold()
        for generation in (2, 1, 0):
            if counts[generation] > due[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give the collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
