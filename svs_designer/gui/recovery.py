"""Keeping unsaved work in the recovery journal while it is edited: soon after each change, off the window's thread."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from svs_designer.editing.journal import Entry, Journal, LeftBehind, left_behind
from svs_designer.formats.native import write_text
from svs_designer.gui.documents import OpenDocument
from svs_designer.model.document import Document

DELAY_MS = 700
"""From the first unwritten change to its writing: with the writing itself well below two seconds."""


class RecoveryKeeper(QObject):
    """Write the documents that have unsaved work, and drop what was saved or given up."""

    trouble = Signal(str)
    """The journal cannot be written: work is not protected, and the user should know."""

    def __init__(self, state: Path, parent: QObject | None = None) -> None:
        """Begin a journal of this program's own under the state folder."""
        super().__init__(parent)
        self._state = state
        self._journal: Journal | None = None
        self._changed: dict[str, OpenDocument] = {}
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="recovery")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DELAY_MS)
        self._timer.timeout.connect(self.write_changed)

    def watch(self, document: OpenDocument) -> None:
        """Protect a document from now on."""
        document.changed.connect(lambda: self._note(document))
        if document.is_modified:
            self._note(document)

    def forget(self, document: OpenDocument) -> None:
        """Drop what was kept of a document that was saved or closed."""
        self._changed.pop(document.key, None)
        self._worker.submit(self._drop, document.key)

    def write_changed(self) -> None:
        """Write what changed since the last time."""
        self._timer.stop()
        changed, self._changed = list(self._changed.values()), {}
        for document in changed:
            if document.is_modified:
                self._worker.submit(self._write, document.key, _facts(document), document.session.document)
            else:
                self._worker.submit(self._drop, document.key)

    def write_now(self) -> None:
        """Write what changed and wait until it is on disk."""
        self.write_changed()
        self._worker.submit(lambda: None).result()

    def close(self) -> None:
        """End in order: nothing is left to recover."""
        self._timer.stop()
        self._worker.shutdown(wait=True, cancel_futures=True)
        if self._journal:
            self._journal.close()
            self._journal = None

    def found(self) -> tuple[LeftBehind, ...]:
        """Return what programs that died left; what its file holds already is dropped."""
        folders = left_behind(self._state)
        for folder in folders:
            for key, entry in folder.entries().items():
                if _is_on_disk(entry):
                    folder.forget(key)
        for folder in folders:
            if not folder.entries():
                folder.close()
        return tuple(folder for folder in folders if folder.entries())

    def _note(self, document: OpenDocument) -> None:
        self._changed[document.key] = document
        # Not started anew by each change: steady typing would put the writing off for ever.
        if not self._timer.isActive():
            self._timer.start()

    def _write(self, key: str, facts: dict[str, str], document: Document) -> None:
        try:
            if self._journal is None:
                self._journal = Journal.start(self._state)
            self._journal.write(key, Entry(text=write_text(document), **facts))
        except OSError as error:
            self.trouble.emit(f"Unsaved work is not protected: the recovery journal cannot be written ({error})")

    def _drop(self, key: str) -> None:
        if self._journal:
            with suppress(OSError):
                self._journal.forget(key)


def _facts(document: OpenDocument) -> dict[str, str]:
    return {
        "name": document.name,
        "path": str(document.path or ""),
        "stamp": str(document.stamp or ""),
    }


def _is_on_disk(entry: Entry) -> bool:
    if not entry.path:
        return False
    try:
        return Path(entry.path).read_text(encoding="utf-8") == entry.text
    except (OSError, UnicodeDecodeError):
        return False
