"""The dialog of the hand-over folder: which stream, into which folder, and what will be in it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.exchange.exporter import CannotExport, Exporter
from svs_designer.exchange.hand_over import README, HandOver, folder_name, hand_over
from svs_designer.exchange.hand_over_readme import ABOUT, MARK
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.dialogs.questions import ask_to_replace, tell
from svs_designer.gui.exporting.refusal_view import RefusalView
from svs_designer.gui.fields.wrapping_rows import wrap_rows
from svs_designer.gui.jobs import LatestJob
from svs_designer.gui.selection import Selection
from svs_designer.whole_folder import Standing, standing, write_folder

if TYPE_CHECKING:
    from collections.abc import Mapping

    from svs_designer.catalogue import Catalogue
    from svs_designer.model.document import Document

INTRODUCTION = (
    "Everything an engineer needs to read, run and change a stream: the stream itself, definitions that engines run, "
    "the picture, and a README that says what each file is, how to run it and what it could not hold."
)
NAME_WIDTH = 410
README_ABOUT = "What everything here is, in plain words. Begin with this one."


class Handed(NamedTuple):
    """What is handed over from: a document, its catalogue, and the formats there are."""

    document: "Document"
    catalogue: "Catalogue"
    exporters: "Mapping[str, Exporter]"


class HandOverDialog(QDialog):
    """Choose a stream and a folder, see what will be in it, and write it."""

    def __init__(
        self, source: Handed, stream_id: str, parent_folder: Path, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Begin with a stream; the folder is made in `parent_folder` unless the user says otherwise."""
        super().__init__(parent)
        self.setWindowTitle("Hand-over folder")
        self.resize(900, 560)
        self._source, self._parent_folder = source, parent_folder
        self._made: HandOver | None = None
        self.written: Path | None = None
        self.place: Selection | None = None
        self.stream = QComboBox()
        self.folder = QLineEdit()
        self.list = _file_list()
        self.refusal = RefusalView(appearance)
        self._missing = QLabel()
        self._stage = QStackedWidget()
        self._go, self._close, self._progress = QPushButton("Make the folder"), QPushButton("Cancel"), QProgressBar()
        self._making, self._writing = LatestJob(self), LatestJob(self)
        self._lay_out()
        for stream in source.document.streams:
            self.stream.addItem(stream.label, stream.id)
        self.stream.setCurrentIndex(max(0, self.stream.findData(stream_id)))
        self._connect()
        self._follow_stream()

    def make(self) -> None:
        """Write the folder, asking before anything is replaced."""
        folder = Path(self.folder.text().strip()).expanduser()
        if self._made is None or not self.folder.text().strip():
            return
        match standing(folder, README, MARK):
            case Standing.FOREIGN:
                tell(
                    self, f"“{folder.name}” holds something else.", "Choose an empty folder, or one that is not there."
                )
                return
            case Standing.OURS if not ask_to_replace(self, folder):
                return
        files = self._made.files
        self._set_busy(busy=True)
        self._writing.ask(lambda wanted: _write(folder, files, wanted))

    def reject(self) -> None:
        """Give up a running write; without one close."""
        if self._writing.is_busy:
            self._writing.cancel()
            self._set_busy(busy=False)
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close; what is still being made is given up."""
        self._making.close()
        self._writing.close()
        super().done(result)

    def _connect(self) -> None:
        self.stream.currentIndexChanged.connect(self._follow_stream)
        self.folder.textChanged.connect(self._show_whether_it_goes)
        self.refusal.jump_asked.connect(self._jump)
        self._making.done.connect(self._show)
        self._making.failed.connect(lambda trouble: self._show(CannotExport(f"A file could not be made: {trouble}")))
        self._writing.done.connect(self._finish)
        self._writing.failed.connect(self._fail)
        for job in (self._making, self._writing):
            job.slowed.connect(self._progress.show)
            job.rested.connect(self._progress.hide)
        self._go.clicked.connect(self.make)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        introduction = QLabel(INTRODUCTION)
        introduction.setProperty("role", "dim")
        introduction.setWordWrap(True)
        self.stream.setAccessibleName("Stream")
        self.folder.setAccessibleName("Folder")
        choose = QPushButton("Choose…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.folder, 1)
        place.addWidget(choose)
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.addRow("Stream", self.stream)
        form.addRow("Folder", place)
        self._stage.addWidget(self.list)
        self._stage.addWidget(self.refusal)
        self._missing.setProperty("role", "small")
        self._missing.setWordWrap(True)
        self._missing.setTextFormat(Qt.TextFormat.PlainText)
        self._progress.setRange(0, 0)
        self._progress.setFixedWidth(160)
        self._progress.setAccessibleName("The folder is being made")
        self._progress.hide()
        self._go.setDefault(True)
        self._close.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addWidget(self._progress)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(introduction)
        column.addLayout(form)
        column.addWidget(self._stage, 1)
        column.addWidget(self._missing)
        column.addLayout(foot)

    def _follow_stream(self) -> None:
        source, stream_id = self._source, self.stream.currentData()
        self._made = None
        self.folder.setText(str(self._parent_folder / folder_name(source.document.stream(stream_id))))
        self._making.ask(lambda _wanted: _made_or_refused(source, stream_id))

    def _show(self, made: object) -> None:
        self.list.clear()
        self._missing.clear()
        if isinstance(made, CannotExport):
            self.refusal.show_refusal(made, self._source.document)
            self._stage.setCurrentWidget(self.refusal)
        elif isinstance(made, HandOver):
            self._made = made
            self._show_files(made)
            self._stage.setCurrentWidget(self.list)
        self._show_whether_it_goes()

    def _show_files(self, made: HandOver) -> None:
        self.list.addTopLevelItem(_row(README, README_ABOUT))
        for each in made.handed:
            row = _row(each.name, ABOUT[each.part.name])
            for loss in each.losses:
                row.addChild(_row("cannot hold", loss.message))
            self.list.addTopLevelItem(row)
        self.list.setRootIsDecorated(any(each.losses for each in made.handed))
        self._missing.setText("\n".join(f"Left out: {each}" for each in made.missing))
        self._missing.setVisible(bool(made.missing))

    def _show_whether_it_goes(self) -> None:
        known = self._made is not None and bool(self.folder.text().strip())
        self._go.setEnabled(known and not self._writing.is_busy)

    def _choose(self) -> None:
        name = Path(self.folder.text()).name
        found = QFileDialog.getExistingDirectory(self, "Make the folder in", str(self._parent_folder))
        if found:
            self.folder.setText(str(Path(found) / name))

    def _set_busy(self, *, busy: bool) -> None:
        self._close.setText("Stop" if busy else "Cancel")
        self._go.setEnabled(not busy)

    def _finish(self, folder: object) -> None:
        self._set_busy(busy=False)
        if isinstance(folder, Path):
            self.written = folder
            self.accept()

    def _fail(self, trouble: str) -> None:
        self._set_busy(busy=False)
        tell(self, "The folder was not written.", trouble)

    def _jump(self, place: Selection) -> None:
        self.place = place
        self.reject()


def _made_or_refused(source: Handed, stream_id: str) -> HandOver | CannotExport:
    from datetime import datetime

    today = datetime.now().astimezone().date().isoformat()
    try:
        return hand_over(source.document, source.catalogue, stream_id, source.exporters, date=today)
    except CannotExport as refusal:
        return refusal


def _write(folder: Path, files: "Mapping[str, bytes]", wanted: Callable[[], bool]) -> Path | None:
    """Write the files, unless nobody wants them any more; runs in a thread."""
    if not wanted():
        return None
    try:
        write_folder(folder, files)
    except OSError as error:
        raise RuntimeError(f"{folder}: {error.strerror or error}") from error
    return folder


def _file_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setProperty("role", "boxed")
    tree.setAccessibleName("What will be in the folder")
    tree.setHeaderLabels(["File", "What it is"])
    tree.setIndentation(18)
    tree.setFrameShape(QFrame.Shape.NoFrame)
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
    tree.header().resizeSection(0, NAME_WIDTH)
    wrap_rows(tree)
    return tree


def _row(name: str, about: str) -> QTreeWidgetItem:
    row = QTreeWidgetItem([name, about])
    row.setToolTip(1, about)
    for column in (0, 1):
        row.setTextAlignment(column, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    return row
