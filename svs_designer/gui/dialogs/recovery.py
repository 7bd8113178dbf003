"""What was recovered after the program died: look at it, restore it, or give it up."""

from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from svs_designer.editing.journal import Entry, LeftBehind
from svs_designer.formats.native import read_text
from svs_designer.model.document import Document

PREVIEW = (440, 260)


class Recovered(NamedTuple):
    """An entry, and where it lies."""

    folder: LeftBehind
    key: str
    entry: Entry


class RecoveryDialog(QDialog):
    """List recovered documents with a picture of each; what is neither restored nor given up is offered again."""

    restored = Signal(object)
    """A Recovered that the user wants to open."""

    def __init__(self, folders: tuple[LeftBehind, ...], parent: QWidget | None = None) -> None:
        """Offer the entries of folders that programs left behind; the folders are let go when the dialog closes."""
        super().__init__(parent)
        self.setWindowTitle("Recovered work")
        self.resize(760, 440)
        self._folders = folders
        self.list = QListWidget()
        self.list.setProperty("role", "boxed")
        self.list.setAccessibleName("Recovered documents")
        for folder in folders:
            for key, entry in folder.entries().items():
                self._add(Recovered(folder, key, entry))
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setAccessibleName("Preview of the recovered document")
        self._facts = QLabel()
        self._facts.setProperty("role", "dim")
        self._facts.setWordWrap(True)
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self.restore_button = QPushButton("Restore")
        self.restore_button.clicked.connect(self._restore)
        self.discard_button = QPushButton("Discard")
        self.discard_button.setProperty("role", "danger")
        self.discard_button.clicked.connect(self._discard)
        self._later = QPushButton("Decide later")
        self._later.clicked.connect(self.reject)
        self._lay_out()
        self.list.currentItemChanged.connect(lambda _now, _before: self._look())
        self.list.setCurrentRow(0)

    def done(self, result: int) -> None:
        """Close and let the folders go."""
        for folder in self._folders:
            folder.close()
        super().done(result)

    def _lay_out(self) -> None:
        heading = QLabel("SVS Designer ended unexpectedly. This work was not saved:")
        heading.setProperty("role", "heading")
        right = QVBoxLayout()
        self._frame = QStackedWidget()
        self._frame.addWidget(self._picture)
        self._frame.setFixedSize(*PREVIEW)
        right.addWidget(self._frame)
        right.addWidget(self._facts)
        right.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list, 1)
        middle.addLayout(right)
        buttons = QHBoxLayout()
        buttons.addWidget(self.discard_button)
        buttons.addStretch(1)
        buttons.addWidget(self._later)
        buttons.addWidget(self.restore_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(heading)
        column.addLayout(middle, 1)
        column.addLayout(buttons)
        for button in (self.discard_button, self._later):
            button.setAutoDefault(False)
        self.restore_button.setDefault(True)

    def _add(self, found: Recovered) -> None:
        time = found.entry.time
        when = f"{time:%d %b %Y, %H:%M}" if time else "at an unknown time"
        item = QListWidgetItem(f"{found.entry.name}\n{when}")
        item.setData(Qt.ItemDataRole.UserRole, found)
        item.setToolTip(found.entry.path or "Never saved")
        self.list.addItem(item)

    def _current(self) -> Recovered | None:
        item = self.list.currentItem()
        # The last item that is taken leaves a wrapper without content behind for a moment.
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return found if isinstance(found, Recovered) else None

    def _look(self) -> None:
        found = self._current()
        if found is None:
            return
        document = read_text(found.entry.text).document
        place = found.entry.path or "Never saved to a file"
        self._facts.setText(f"{place}\n{_holds(document)}")
        picture = _picture_of(document, self.devicePixelRatioF()) if document else None
        self._picture.setPixmap(QPixmap.fromImage(picture) if picture else QPixmap())

    def _restore(self) -> None:
        found = self._current()
        if found is not None:
            self.restored.emit(found)
            self._take(found)

    def _discard(self) -> None:
        found = self._current()
        if found is not None:
            self._take(found)

    def _take(self, found: Recovered) -> None:
        found.folder.forget(found.key)
        self.list.takeItem(self.list.currentRow())
        if self.list.count() == 0:
            self.accept()


def _holds(document: Document | None) -> str:
    if document is None:
        return "Its text cannot be read any more."
    steps = sum(len(stream.steps) for stream in document.streams)
    names = ", ".join(stream.label for stream in document.streams)
    return f"{steps} {'step' if steps == 1 else 'steps'} in: {names}" if names else "No stream in it yet."


def _picture_of(document: Document, ratio: float) -> QImage | None:
    from svs_designer.catalogue import load_catalogue
    from svs_designer.drawing.theme import LIGHT
    from svs_designer.gui.export_plan import bare_page
    from svs_designer.qtpaint.export import image_of

    if not document.streams:
        return None
    page = bare_page(document, document.streams[0].id, load_catalogue(document.catalogue.id), None)
    scale = min(PREVIEW[0] / page.size.width, PREVIEW[1] / page.size.height, 1.0)
    image = image_of(page, LIGHT, max(scale * ratio, 0.01))
    image.setDevicePixelRatio(ratio)
    return image
