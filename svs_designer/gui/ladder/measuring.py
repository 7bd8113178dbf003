"""The figures beside the work: those of the stream that is shown, kept up to date.

Where they take a blink they are made right after a change, before the window paints; those of a long stream are made in
a worker thread, and the last ones stay until then.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from typing import NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from svs_designer.analysis.measures import Measures, measures_of
from svs_designer.drawing.ladder.summary import stream_figures
from svs_designer.editing.session import Session
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

AT_ONCE = 300
"""Up to so many steps the figures take less than a frame: 12 ms for 200."""
PAUSE_MS = 150
"""How long a long stream rests before it is measured, as for the check."""


class Reading(NamedTuple):
    """The figures of one stream of one document."""

    document: Document
    stream: ValueStream
    measures: Measures


class Measuring(QObject):
    """Measure the shown stream of a session after every change; `close` ends the worker, if there was one."""

    measured = Signal()
    """There is another reading, or none any more."""

    _ready = Signal(int, object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Measure nothing yet; `show_stream` chooses what."""
        super().__init__(parent)
        self._session = session
        self._stream = ""
        self._run = 0
        self._worker: ThreadPoolExecutor | None = None
        self.reading: Reading | None = None
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._start)
        self._ready.connect(self._take)
        self._unsubscribe = session.subscribe(self._changed)

    def show_stream(self, stream_id: str) -> None:
        """Measure another stream; none for an empty id."""
        self._stream = stream_id
        self._follow(at_once=True)

    def close(self) -> None:
        """Stop measuring and wait for the worker; may be called twice."""
        self._unsubscribe()
        self._pause.stop()
        self._run += 1
        if self._worker:
            self._worker.shutdown(wait=True, cancel_futures=True)

    def _changed(self, _old: Document, _new: Document) -> None:
        self._follow(at_once=False)

    def _follow(self, *, at_once: bool) -> None:
        """Measure the document of now, unless nothing that counts is different."""
        document = self._session.document
        stream = next((each for each in document.streams if each.id == self._stream), None)
        last = self.reading
        if stream is None:
            self._tell(None)
        elif last is None or last.stream is not stream or not _same_registers(last.document, document):
            self._run += 1
            self._pause.start(PAUSE_MS if len(stream.steps) > AT_ONCE and not at_once else 0)
        else:
            self._pause.stop()

    def _start(self) -> None:
        document = self._session.document
        stream = next((each for each in document.streams if each.id == self._stream), None)
        if stream is None:
            return
        self._run += 1
        if len(stream.steps) <= AT_ONCE:
            self._tell(_read(document, stream))
            return
        run = self._run
        self._worker = self._worker or ThreadPoolExecutor(max_workers=1, thread_name_prefix="svs-measure")
        job = self._worker.submit(_read, document, stream)
        job.add_done_callback(lambda done: self._finished(run, done))

    def _finished(self, run: int, done: Future[Reading]) -> None:
        """Hand the reading to the window's thread; with the measuring itself all that runs in the worker."""
        if run == self._run and not done.cancelled():
            self._ready.emit(run, done)

    def _take(self, run: int, done: Future[Reading]) -> None:
        if run == self._run:
            self._tell(done.result())

    def _tell(self, reading: Reading | None) -> None:
        if reading is not None or self.reading is not None:
            self.reading = reading
            self.measured.emit()


def _read(document: Document, stream: ValueStream) -> Reading:
    """Return the figures that the window shows, computed here and now: each waits for its first question."""
    measures = measures_of(document, stream)
    stream_figures(stream, measures)
    if measures.steps:
        len(measures.targets)
    return Reading(document, stream, measures)


def _same_registers(old: Document, new: Document) -> bool:
    """Tell whether what figures and their words take from the registers is the same."""
    return old.teams == new.teams and old.roles == new.roles and old.calendars == new.calendars
