"""Unexpected errors: written to a log, shown calmly, and never a silent death."""

import logging
import sys
import threading
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

LOG_NAME = "svs-designer.log"
LOG_BYTES = 512_000
_log = logging.getLogger("svs_designer")


class CrashGuard(QObject):
    """Catch what nobody caught, on every thread, for as long as it lives."""

    _caught = Signal(str)

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        """Log below the state folder; a folder that cannot be written costs the log only."""
        super().__init__(parent)
        self._showing = False
        self._handler = _handler(state)
        self._caught.connect(self._show)
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._hear
        threading.excepthook = lambda told: self._hear(told.exc_type, told.exc_value, told.exc_traceback)

    def close(self) -> None:
        """Give the hooks back."""
        sys.excepthook, threading.excepthook = self._before
        if self._handler:
            _log.removeHandler(self._handler)
            self._handler.close()

    def _hear(self, kind: type[BaseException], error: BaseException | None, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        details = "".join(traceback.format_exception(kind, error, trace))
        _log.error("unexpected error\n%s", details)
        # By signal: the error may come from another thread, and a dialog belongs to the window's.
        self._caught.emit(details)

    def _show(self, details: str) -> None:
        # One is enough: a fault in painting comes back with every frame.
        if self._showing:
            return
        from svs_designer.gui.dialogs.unexpected import UnexpectedDialog

        self._showing = True
        try:
            UnexpectedDialog(details, QApplication.activeWindow()).exec()
        finally:
            self._showing = False


def _handler(state: Path) -> logging.Handler | None:
    try:
        state.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(state / LOG_NAME, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    return handler
