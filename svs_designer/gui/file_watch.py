"""Files that change on disk while they are open: noticed at once where the system tells, else when the window wakes."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

if TYPE_CHECKING:
    from svs_designer.gui.documents import OpenDocument

SETTLING_MS = 250
"""Editors write a file in several steps; it is looked at when they are through."""


class FileWatch(QObject):
    """Tell of documents whose file is another than the one that was read or written."""

    changed = Signal(object)
    """An OpenDocument; told once for each state of the file."""

    def __init__(self, documents: Callable[[], Iterable["OpenDocument"]], parent: QObject) -> None:
        super().__init__(parent)
        self._documents = documents
        self._told: dict[str, bool] = {}
        self._watcher = QFileSystemWatcher(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLING_MS)
        self._timer.timeout.connect(self.look)
        self._watcher.fileChanged.connect(lambda _path: self._timer.start())

    def follow(self) -> None:
        """Watch the files of the documents that are open now."""
        wanted = {str(document.path) for document in self._documents() if document.path and document.path.exists()}
        watched = set(self._watcher.files())
        if watched - wanted:
            self._watcher.removePaths(sorted(watched - wanted))
        if wanted - watched:
            self._watcher.addPaths(sorted(wanted - watched))

    def look(self) -> None:
        """Compare every open file with what is known of it."""
        for document in self._documents():
            differs = document.has_changed_on_disk()
            if differs and not self._told.get(document.key):
                self.changed.emit(document)
            self._told[document.key] = differs
        # A file that was replaced by another is watched no longer.
        self.follow()

    def stop(self) -> None:
        """Watch nothing any more."""
        self._timer.stop()
        if self._watcher.files():
            self._watcher.removePaths(self._watcher.files())
