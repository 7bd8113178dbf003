"""Foreign files become documents: which file, in which format, read off the window's thread."""

from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog

from svs_designer.gui.jobs import LatestJob

if TYPE_CHECKING:
    from svs_designer.exchange.importer import Imported, Importer
    from svs_designer.exchange.question import Answers, Question
    from svs_designer.gui.documents import OpenDocument
    from svs_designer.gui.main_window import MainWindow

MOST_BYTES = 256 * 2**20
"""Nobody's process or ticket export is larger; a film that was dropped by mistake is."""
HEAD_BYTES = 2**20
NATIVE_ENDING, YAML = ".svs.yaml", (".yaml", ".yml")


class Read(NamedTuple):
    """A foreign file that was read, or why it was not."""

    path: Path
    imported: "Imported | None" = None
    trouble: str = ""


class Asked(NamedTuple):
    """A foreign file that is read once people have answered a question about it."""

    path: Path
    data: bytes
    importer: "Importer"
    question: "Question"


class Imports(QObject):
    """Read foreign files one after the other, each into a new document that is not saved yet."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._waiting: deque[tuple[Path, bool]] = deque()
        self._path = Path()
        self._progress: QProgressDialog | None = None
        self._job = LatestJob(self)
        self._job.done.connect(self._finish)
        self._job.failed.connect(lambda trouble: self._finish(Read(self._path, trouble=trouble)))
        self._job.slowed.connect(self._show_progress)
        self._job.rested.connect(self._hide_progress)

    @property
    def importers(self) -> "dict[str, Importer]":
        """Return the formats that can be read, by id."""
        return self._window.exports.formats.importers

    def ask(self, *, anew: bool = False) -> None:
        """Let the user choose files and import them."""
        from svs_designer.gui.dialogs.questions import tell

        if not self.importers:
            tell(self._window, "No format to import is installed.", "Install one, and start the program again.")
            return
        folder = str(self._window.settings.last_folder)
        names, _ = QFileDialog.getOpenFileNames(self._window, "Import", folder, self._filters())
        self.take((Path(name) for name in names), anew=anew)

    def take(self, paths: Iterable[Path], *, anew: bool = False) -> None:
        """Import files, one after the other; `anew` asks again what is remembered of how to read them."""
        self._waiting.extend((path, anew) for path in paths)
        if not self._job.is_busy:
            self._begin_next()

    def is_foreign(self, path: Path) -> bool:
        """Tell whether a file is one to import, not to open; of YAML its content decides."""
        from svs_designer.exchange.recognising import has_ending, is_native, recognises

        if path.name.lower().endswith(NATIVE_ENDING):
            return False
        fitting = [each for each in self.importers.values() if has_ending(path.name, each)]
        if not fitting or not path.name.lower().endswith(YAML):
            return bool(fitting)
        head = _head(path)
        return not is_native(head) and any(recognises(each, head) for each in fitting)

    def show_remarks(self, document: "OpenDocument") -> None:
        """List what was guessed and what was not understood when a document was imported."""
        from svs_designer.gui.dialogs.modal import run
        from svs_designer.gui.dialogs.remarks import RemarksDialog

        dialog = RemarksDialog(document.name, document.remarks, document.session.document, self._window)
        run(dialog)
        if dialog.place is not None:
            self._window.page.reveal(dialog.place)

    def close(self) -> None:
        """Give up what is being read."""
        self._waiting.clear()
        self._job.close()

    def _filters(self) -> str:
        each = [f"{one.name} ({_patterns([one])})" for one in self.importers.values()]
        return ";;".join((f"All that can be imported ({_patterns(self.importers.values())})", *each, "All files (*)"))

    def _begin_next(self) -> None:
        if not self._waiting:
            return
        self._path, anew = self._waiting.popleft()
        path, importers = self._path, self.importers
        self._job.ask(lambda wanted: _look_at(path, importers, wanted, anew=anew))

    def _finish(self, found: object) -> None:
        self._hide_progress()
        if isinstance(found, Asked):
            self._put_question(found)
        else:
            self._show(cast("Read", found))

    def _put_question(self, asked: Asked) -> None:
        from svs_designer.gui.dialogs.columns import ask_columns

        answers = ask_columns(self._window, asked.path.name, asked.question)
        if answers is None:
            self._begin_next()
        else:
            self._job.ask(lambda wanted: _read_answered(asked, answers, wanted))

    def _show(self, read: Read) -> None:
        from svs_designer.gui.dialogs.questions import tell
        from svs_designer.gui.documents import open_imported

        if read.imported is None:
            tell(self._window, f"“{read.path.name}” was not imported.", read.trouble)
        else:
            document = open_imported(read.imported, read.path.name)
            self._window.show_document(document)
            if document.remarks:
                self.show_remarks(document)
            else:
                self._window.page.hint.emit(f"Imported {read.path.name}")
        self._begin_next()

    def _show_progress(self) -> None:
        progress = QProgressDialog(f"Reading {self._path.name}…", "Cancel", 0, 0, self._window)
        progress.setWindowTitle("Import")
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setMinimumWidth(360)
        progress.canceled.connect(self._cancel)
        self._progress = progress
        progress.show()

    def _hide_progress(self) -> None:
        progress, self._progress = self._progress, None
        if progress is not None:
            progress.canceled.disconnect(self._cancel)
            progress.close()
            progress.deleteLater()

    def _cancel(self) -> None:
        self._waiting.clear()
        self._job.cancel()


def _look_at(
    path: Path, importers: "dict[str, Importer]", wanted: Callable[[], bool], *, anew: bool
) -> Read | Asked | None:
    """Read a file by the importer it is for, or return what has to be asked before; runs in a thread."""
    from svs_designer.exchange.importer import CannotImport
    from svs_designer.exchange.recognising import importer_for

    try:
        if path.stat().st_size > MOST_BYTES:
            return Read(path, trouble=f"It is larger than {MOST_BYTES // 2**20} MB: export a part of it")
        data = path.read_bytes()
        importer = importer_for(path.name, data, importers)
        question = importer.ask(data)
        if question is not None and (anew or not question.known):
            return Asked(path, data, importer, question)
        return Read(path, importer.import_(data, path.name)) if wanted() else None
    except CannotImport as refusal:
        return Read(path, trouble=str(refusal))
    except OSError as error:
        return Read(path, trouble=f"It cannot be read: {error.strerror or error}")


def _read_answered(asked: Asked, answers: "Answers", wanted: Callable[[], bool]) -> Read | None:
    """Read a file by the answers that were given; runs in a thread."""
    from svs_designer.exchange.importer import CannotImport

    path, question = asked.path, asked.question
    try:
        read = asked.importer.import_(asked.data, path.name, lambda data, name: question.read(data, name, answers))
    except CannotImport as refusal:
        return Read(path, trouble=str(refusal))
    return Read(path, read) if wanted() else None


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:
        return b""


def _patterns(importers: "Iterable[Importer]") -> str:
    return " ".join(dict.fromkeys(f"*.{ending}" for each in importers for ending in each.endings))
