"""Opening, saving and closing, with the questions they ask the user."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from svs_designer.resource_files import model_file

if TYPE_CHECKING:
    from svs_designer.gui.documents import CannotOpen, OpenDocument
    from svs_designer.gui.main_window import MainWindow

FILTER = "Value streams (*.svs.yaml);;YAML files (*.yaml *.yml);;All files (*)"
EXAMPLES = {"wifi-as-is.svs.yaml": "Wi-Fi case, as-is", "wifi-to-be.svs.yaml": "Wi-Fi case, to-be"}


class FileActions(QObject):
    """Everything that moves documents between the window and the disk."""

    saved = Signal(object)
    """An OpenDocument that was written."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._untitled = 0

    def new(self) -> None:
        """Open a new document with one empty stream."""
        from svs_designer.gui.documents import new_document

        self._window.show_document(new_document(self.next_title()))

    def next_title(self) -> str:
        """Return the name of the next document without a file."""
        self._untitled += 1
        return f"Untitled {self._untitled}" if self._untitled > 1 else "Untitled"

    def ask_to_open(self) -> None:
        """Let the user choose files and open them."""
        folder = str(self._window.settings.last_folder)
        names, _ = QFileDialog.getOpenFileNames(self._window, "Open", folder, FILTER)
        self.open(Path(name) for name in names)

    def open(self, paths: Iterable[Path]) -> None:
        """Open files, each in a tab: one that is open comes to the front, one of another program is imported."""
        for path in paths:
            if self._window.imports.is_foreign(path):
                self._window.imports.take([path.absolute()])
            else:
                self._open_one(path.absolute())

    def open_example(self, path: Path) -> None:
        """Open a shipped stream as a new document of the user's own."""
        from svs_designer.gui.documents import CannotOpen, open_example

        try:
            self._window.show_document(open_example(path, EXAMPLES.get(path.name) or sample_name(path)))
        except CannotOpen as problem:
            self._tell_faults(path, problem)

    def samples(self) -> tuple[Path, ...]:
        """Return the shipped sample streams, without the Wi-Fi case."""
        return tuple(path for path in sorted(model_file().glob("*.svs.yaml")) if path.name not in EXAMPLES)

    def save(self, document: "OpenDocument") -> bool:
        """Save a document where it belongs, asking what has to be asked; False where it was not saved."""
        from svs_designer.gui.dialogs import questions

        if document.path is None or document.is_partial:
            return self.save_as(document)
        if document.has_changed_on_disk():
            match questions.ask_about_changed_file(self._window, document.path):
                case questions.ChangedOnDisk.SAVE_AS:
                    return self.save_as(document)
                case questions.ChangedOnDisk.RELOAD:
                    self.reload(document)
                    return False
                case questions.ChangedOnDisk.CANCEL:
                    return False
        if document.loses_comments and not questions.ask_about_comments(self._window, document.path):
            return False
        return self._write(document, document.path)

    def save_as(self, document: "OpenDocument") -> bool:
        """Let the user choose a file and save there; False where nothing was saved."""
        from svs_designer.gui.dialogs import questions

        folder = document.path.parent if document.path else self._window.settings.last_folder
        proposed = folder / f"{document.name}{' (mended)' if document.is_partial else ''}.svs.yaml"
        name, _ = QFileDialog.getSaveFileName(self._window, "Save as", str(proposed), FILTER)
        if not name:
            return False
        path = _with_suffix(Path(name))
        other = self._window.document_of(path)
        if other is not None and other is not document:
            questions.tell(self._window, f"“{path.name}” is open in another tab.", "Choose another name, or close it.")
            return False
        return self._write(document, path)

    def save_all(self) -> bool:
        """Save every changed document; stop where the user does."""
        return all(self.save(document) for document in self._window.documents if document.is_modified)

    def revert(self, document: "OpenDocument") -> None:
        """Go back to what the file holds, after asking."""
        from svs_designer.gui.dialogs import questions

        if document.path and questions.ask_to_revert(self._window, document.name):
            self.reload(document)

    def reload(self, document: "OpenDocument") -> None:
        """Take what the file holds now, as one undo step."""
        from svs_designer.gui.documents import CannotOpen

        try:
            document.reload()
        except CannotOpen as problem:
            self._tell_faults(document.path or Path(), problem)
        else:
            self.saved.emit(document)

    def may_close(self, documents: Iterable["OpenDocument"]) -> bool:
        """Ask what to do with unsaved work; False where the documents must stay open."""
        from svs_designer.gui.dialogs import questions

        changed = [document for document in documents if document.is_modified]
        if not changed:
            return True
        match questions.ask_about_unsaved(self._window, [document.name for document in changed]):
            case questions.Unsaved.SAVE:
                return all(self.save(document) for document in changed)
            case questions.Unsaved.DISCARD:
                return True
        return False

    def show_faults(self, document: "OpenDocument") -> None:
        """List what could not be read of a document's file."""
        from svs_designer.gui.dialogs.faults import FaultsDialog
        from svs_designer.gui.dialogs.modal import run

        path = document.path or Path(document.name)
        run(FaultsDialog(path, "What stands in these places could not be read.", document.faults, self._window))

    def _open_one(self, path: Path) -> None:
        from svs_designer.gui.documents import CannotOpen, open_file

        known = self._window.document_of(path)
        if known is not None:
            self._window.bring_forward(known)
            return
        try:
            document = open_file(path)
        except CannotOpen as problem:
            self._tell_faults(path, problem)
            return
        self._window.settings.remember_file(path)
        self._window.show_document(document)

    def _write(self, document: "OpenDocument", path: Path) -> bool:
        from svs_designer.gui.dialogs import questions
        from svs_designer.gui.documents import CannotSave

        try:
            document.save_to(path.absolute())
        except CannotSave as problem:
            questions.tell(self._window, str(problem))
            return False
        self._window.settings.remember_file(path)
        self.saved.emit(document)
        return True

    def _tell_faults(self, path: Path, problem: "CannotOpen") -> None:
        from svs_designer.gui.dialogs import questions

        if not problem.faults:
            questions.tell(self._window, str(problem))
            return
        from svs_designer.gui.dialogs.faults import FaultsDialog
        from svs_designer.gui.dialogs.modal import run

        run(FaultsDialog(path, str(problem), problem.faults, self._window))


def _with_suffix(path: Path) -> Path:
    return path if path.suffix in {".yaml", ".yml"} else path.with_name(f"{path.name}.svs.yaml")


def sample_name(path: Path) -> str:
    """Return what people read for a sample's file."""
    return path.name.removesuffix(".svs.yaml").replace("-", " ").capitalize()
