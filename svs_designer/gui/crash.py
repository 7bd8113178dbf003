"""Unexpected errors: written to a log, shown calmly, and never a silent death."""

import faulthandler
import sys
import threading
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

LOG_NAME = "svs-designer.log"
FAULT_LOG_NAME = "svs-designer.fault.log"
LOG_BYTES = 512_000


class CrashGuard(QObject):
    """Catch what nobody caught, on every thread, for as long as it lives."""

    _caught = Signal(str)

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        """Log below the state folder; a folder that cannot be written costs the log only."""
        super().__init__(parent)
        self._showing = False
        self._log = state / LOG_NAME
        self._caught.connect(self._show)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._hear
        threading.excepthook = lambda told: self._hear(told.exc_type, told.exc_value, told.exc_traceback)
        self._faults = _fault_log(state / FAULT_LOG_NAME)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        if self._faults:
            faulthandler.disable()
            self._faults.close()

    def _hear(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        import traceback

        details = "".join(traceback.format_exception(kind, error, trace))
        _write(self._log, details)
        # By signal: the error may come from another thread, and a dialog belongs to the window's.
        self._caught.emit(details)

    def _show(self, details: str) -> None:
        # One is enough: a fault in painting comes back with every frame.
        if self._showing:
            return
        from svs_designer.gui.dialogs.modal import run
        from svs_designer.gui.dialogs.unexpected import UnexpectedDialog

        self._showing = True
        try:
            run(UnexpectedDialog(details, QApplication.activeWindow()))
        finally:
            self._showing = False


def _fault_log(path: Path) -> TextIO | None:
    """Have faults below Python (a crash of Qt) leave a trace; None where they do already, or nothing can be written."""
    if faulthandler.is_enabled():
        return None
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("a", encoding="utf-8")
        faulthandler.enable(file)
        return file
    return None


def _write(log: Path, details: str) -> None:
    """Add an error to the log; a log that grew large becomes the old one."""
    with suppress(OSError):
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now().astimezone().isoformat(timespec='seconds')}\n{details}\n")
