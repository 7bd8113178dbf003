"""Long work off the window's thread, with a way to lose interest in it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Job(QObject):
    """Run a function in a thread of its own; the result comes back on the window's thread."""

    done = Signal(object)
    failed = Signal(str)
    _ended = Signal(object, str)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted = True
        self._ended.connect(self._tell)
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)

    def start(self) -> "Job":
        """Begin, and return the job."""
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Lose interest: nothing will be told. What cannot be stopped runs out in its thread."""
        self._wanted = False

    def wait(self) -> None:
        """Wait until the thread has ended; `done` is told later, by the event loop."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        try:
            result, trouble = self._work(), ""
        except Exception as error:
            result, trouble = None, str(error) or type(error).__name__
        if self._wanted:
            self._ended.emit(result, trouble)

    def _tell(self, result: object, trouble: str) -> None:
        if not self._wanted:
            return
        if trouble:
            self.failed.emit(trouble)
        else:
            self.done.emit(result)
