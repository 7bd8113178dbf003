"""The check beside the work: rules run in a worker thread a moment after the last change, and never block typing."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.formats.native import find_configuration, read_configuration
from svs_designer.model.check_settings import CheckSettings
from svs_designer.model.document import Document
from svs_designer.rules.configuration import SETTINGS_RULE, settings_for
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.runner import check_document

PAUSE_MS = 150
"""How long the document rests before it is checked: shorter than a pause in thought, longer than one between keys."""


class Checker(QObject):
    """Keep the findings of a session's document up to date.

    Findings of a document that has changed meanwhile are dropped. `close` ends the worker; call it with the window.
    """

    checked = Signal(object)
    """Emitted with a tuple of findings, only where they differ from those told before."""

    _ready = Signal(int, object)

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,
        parent: QObject | None = None,
        *,
        path: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """Check the document of now and after every change; the settings beside the file at `path` count too."""
        super().__init__(parent)
        self._path = path
        self._session = session
        self._catalogue = catalogue
        self._run = 0
        self._cancel = Event()
        self._findings: tuple[Finding, ...] | None = None
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="svs-check")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._start)
        self._ready.connect(self._take)
        self._unsubscribe = session.subscribe(self._changed)
        self._pause.start(0)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was found last; empty before the first check is through."""
        return self._findings or ()

    def close(self) -> None:
        """Stop checking and wait for the worker; may be called twice."""
        self._unsubscribe()
        self._pause.stop()
        self._cancel.set()
        self._worker.shutdown(wait=True, cancel_futures=True)

    def _changed(self, old: Document, new: Document) -> None:
        if not _same_for_rules(old, new):
            self._cancel.set()
            self._pause.start(PAUSE_MS)

    def _start(self) -> None:
        self._cancel.set()
        self._cancel = Event()
        self._run += 1
        run, cancel, document = self._run, self._cancel, self._session.document
        job = self._worker.submit(_findings, document, self._catalogue, self._path(), cancel.is_set)
        job.add_done_callback(lambda done: self._finished(run, cancel, done))

    def _finished(self, run: int, cancel: Event, done: Future[tuple[Finding, ...]]) -> None:
        """Hand the job to the window's thread; the only part that runs in the worker besides the rules."""
        if not done.cancelled() and not cancel.is_set():
            self._ready.emit(run, done)

    def _take(self, run: int, done: Future[tuple[Finding, ...]]) -> None:
        if run != self._run or self._cancel.is_set():
            return
        findings = done.result()
        if findings != self._findings:
            self._findings = findings
            self.checked.emit(findings)


def _findings(
    document: Document, catalogue: Catalogue, path: Path | None, cancelled: Callable[[], bool]
) -> tuple[Finding, ...]:
    """Check a document by its own settings and those beside its file; runs in the worker."""
    beside, faults = _beside(path)
    today = datetime.now().astimezone().date()
    settings = settings_for(document, beside)
    return (*faults, *check_document(document, catalogue, settings=settings, today=today, cancelled=cancelled))


def _beside(path: Path | None) -> tuple[CheckSettings, list[Finding]]:
    """Return what the configuration file beside a document says, and a finding for each of its faults."""
    found = find_configuration(path.parent) if path else None
    if found is None:
        return CheckSettings(), []
    try:
        configuration = read_configuration(found)
    except OSError as error:
        return CheckSettings(), [_fault(found, f"it cannot be read: {error.strerror or error}")]
    return configuration.check, [_fault(found, str(fault)) for fault in configuration.faults]


def _fault(path: Path, complaint: str) -> Finding:
    return Finding(SETTINGS_RULE, Level.WARNING, f"{path}: {complaint}")


def _same_for_rules(old: Document, new: Document) -> bool:
    """Tell whether only the layout differs, which no rule looks at."""
    return all(getattr(old, name) == getattr(new, name) for name in Document.model_fields if name != "layout")
