"""Long work off the window's thread, with a way to lose interest in it."""

import contextlib
import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

SLOW_MS = 500
"""How long a job runs before the window shows that it does."""

Work = Callable[[Callable[[], bool]], object]
"""What a LatestJob does; between its parts it asks whether anybody still wants it."""


class Job(QObject):
    """Run a function in a thread of its own; the result comes back on the window's thread."""

    done = Signal(object)
    failed = Signal(str)
    over = Signal()
    """The thread has ended, wanted or not; told before its result."""
    _ended = Signal(object, str)

    def __init__(self, work: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._wanted = True
        self._ended.connect(self._tell)
        self._thread = threading.Thread(target=self._run, name="job", daemon=True)

    @property
    def is_wanted(self) -> bool:
        """Tell whether anybody is still interested; work in several parts looks here between them."""
        return self._wanted

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

    def let_go(self) -> None:
        """Lose interest and outlive whoever asked: the job goes away when its thread has ended."""
        self.cancel()
        self.setParent(QCoreApplication.instance())
        self.over.connect(self.deleteLater)

    def _run(self) -> None:
        try:
            result, trouble = self._work(), ""
        except Exception as error:
            result, trouble = None, str(error) or type(error).__name__
        # The program may have ended meanwhile, and Qt's half of this object with it.
        with contextlib.suppress(RuntimeError):
            self._ended.emit(result, trouble)

    def _tell(self, result: object, trouble: str) -> None:
        self.over.emit()
        if self._wanted and trouble:
            self.failed.emit(trouble)
        elif self._wanted:
            self.done.emit(result)


class LatestJob(QObject):
    """Run one job at a time; of what is asked meanwhile only the last is done, and nothing else is told."""

    done = Signal(object)
    failed = Signal(str)
    slowed = Signal()
    """A job takes so long that the window should show it."""
    rested = Signal()
    """Nothing runs any more that anybody wants."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._next: Work | None = None
        self._patience = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._patience.timeout.connect(self.slowed)

    @property
    def is_busy(self) -> bool:
        """Tell whether something is done that somebody still wants."""
        return self._next is not None or (self._job is not None and self._job.is_wanted)

    def ask(self, work: Work) -> None:
        """Do this as soon as what runs now has ended, and nothing that was asked before."""
        if self._job is None:
            self._start(work)
            return
        self._job.cancel()
        self._next = work
        self._patience.start()

    def cancel(self) -> None:
        """Lose interest in everything that was asked."""
        self._next = None
        if self._job is not None:
            self._job.cancel()
        self._rest()

    def close(self) -> None:
        """Cancel, without waiting for a thread that runs on."""
        self.cancel()
        job, self._job = self._job, None
        if job is not None:
            job.over.disconnect(self._go_on)
            job.let_go()

    def _start(self, work: Work) -> None:
        job = Job(lambda: work(lambda: job.is_wanted), self)
        job.done.connect(self.done)
        job.failed.connect(self.failed)
        job.over.connect(self._go_on)
        self._job = job
        self._patience.start()
        job.start()

    def _go_on(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.deleteLater()
        work, self._next = self._next, None
        if work is None:
            self._rest()
        else:
            self._start(work)

    def _rest(self) -> None:
        self._patience.stop()
        self.rested.emit()
