"""An open document: its session, its file, and what is known about that file.

Opening and saving without a dialog; the conversations with the user are in file_actions.
"""

import errno
import uuid
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from svs_designer.editing.journal import Entry
from svs_designer.editing.session import Session
from svs_designer.exchange.importer import Imported, Remark
from svs_designer.formats.native import Fault, FileStamp, Reading, read_file, read_text, save_file
from svs_designer.model.check_settings import Profile
from svs_designer.model.document import Document
from svs_designer.model.edits.checking import set_profile
from svs_designer.model.edits.streams import UNNAMED, add_stream

SUFFIX = ".svs.yaml"


class CannotOpen(Exception):
    """A file that holds nothing that can be shown; the faults say why."""

    def __init__(self, message: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(message)
        self.faults = faults


class CannotSave(Exception):
    """A file that could not be written; the message names the reason and the way out."""


class OpenDocument(QObject):
    """One document of the window. Everything that shows it listens to its session and to `changed`."""

    changed = Signal()
    """The name, the file or what is saved changed, not the content: that is told by the session."""

    def __init__(
        self, session: Session, *, title: str, path: Path | None = None, reading: Reading | None = None
    ) -> None:
        """Hold a session; `reading` is how its file was read, None for one without a file."""
        super().__init__()
        self.session = session
        self.key = uuid.uuid4().hex
        self.path = path
        self.stamp: FileStamp | None = reading.stamp if reading and path else None
        self.faults: tuple[Fault, ...] = reading.faults if reading else ()
        self.loses_comments = bool(reading and reading.had_comments and path)
        self.saved: Document | None = session.document if session.is_saved else None
        self._title = title
        self.remarks: tuple[Remark, ...] = ()
        session.subscribe(lambda _old, _new: self.changed.emit())

    @property
    def name(self) -> str:
        """Return what tabs and title call the document."""
        return self.path.name.removesuffix(SUFFIX) if self.path else self._title

    @property
    def is_modified(self) -> bool:
        """Tell whether there is work that closing would lose."""
        return not self.session.is_saved

    @property
    def is_partial(self) -> bool:
        """Tell whether the document was opened in part and is held back from editing."""
        return self.session.read_only

    def save_to(self, path: Path) -> None:
        """Write the document of now to a file, whole or not at all; raise CannotSave."""
        document = self.session.document
        try:
            self.stamp = save_file(path, document)
        except OSError as error:
            raise CannotSave(save_trouble(path, error)) from error
        self.path, self.saved = path, document
        self.loses_comments = False
        self.faults = ()
        self.session.read_only = False
        self.session.mark_saved(document)
        self.changed.emit()

    def reload(self) -> None:
        """Take the file's content in place of the document's, as one undo step; raise CannotOpen."""
        if self.path is None:
            return
        reading = _read(self.path)
        document = _whole(self.path, reading)
        self.session.apply("Reload from disk", lambda _: document)
        # An equal document leaves the one that is there in place.
        self.saved = self.session.document
        self.stamp = reading.stamp
        self.loses_comments = reading.had_comments
        self.session.mark_saved(self.saved)
        self.changed.emit()

    def keep_mine(self) -> None:
        """Hold on to the document although its file changed: it is unsaved from now on."""
        self.stamp = FileStamp.of(self.path) if self.path and self.path.exists() else None
        self.saved = None
        self.session.mark_saved(None)
        self.changed.emit()

    def has_changed_on_disk(self) -> bool:
        """Tell whether the file is another than the one that was read or written last; also where it is gone."""
        if self.path is None or self.stamp is None:
            return False
        return not self.stamp.matches(self.path)


def new_document(title: str) -> OpenDocument:
    """Return a new document with one empty stream; as long as nothing is drawn there is nothing to save.

    It is checked by what matters while drawing; the list of problems says so, and offers the rest.
    """
    document = set_profile(add_stream(Document(), UNNAMED), Profile.WORKSHOP)
    return OpenDocument(Session(document, saved=True), title=title)


def empty_document(title: str) -> OpenDocument:
    """Return a new document without a stream."""
    return OpenDocument(Session(Document(), saved=True), title=title)


def open_file(path: Path) -> OpenDocument:
    """Read a file; what can be read of a broken one opens read-only. Raises CannotOpen."""
    reading = _read(path)
    if reading.document is None:
        raise CannotOpen(f"{path.name} holds no document that can be shown.", reading.faults)
    session = Session(reading.document, saved=True, read_only=not reading.complete)
    return OpenDocument(session, title=path.name, path=path, reading=reading)


def open_example(path: Path, title: str) -> OpenDocument:
    """Read a shipped stream as a new document of its own, so that Save asks for a place. Raises CannotOpen."""
    document = _whole(path, _read(path))
    return OpenDocument(Session(document, saved=True), title=title)


def open_recovered(entry: Entry) -> OpenDocument:
    """Bring recovered work back as it was, unsaved; its file is untouched. Raises CannotOpen."""
    reading = read_text(entry.text)
    if reading.document is None:
        raise CannotOpen(f"The recovered text of {entry.name} cannot be read.", reading.faults)
    path = Path(entry.path) if entry.path else None
    found = OpenDocument(Session(reading.document, saved=False), title=entry.name, path=path, reading=reading)
    found.loses_comments = False
    found.stamp = FileStamp.from_text(entry.stamp)
    return found


def open_imported(imported: Imported, name: str) -> OpenDocument:
    """Hold what came of a foreign file as a new document; nothing of it is saved yet."""
    title = name.split(".", maxsplit=1)[0] or name
    document = OpenDocument(Session(imported.document, saved=False), title=title)
    document.remarks = imported.remarks
    return document


def save_trouble(path: Path, error: OSError) -> str:
    """Say in plain words why a file was not written, and what to do. Whatever was there before is untouched."""
    reasons = {
        errno.ENOSPC: "the disk is full. Make room, or save somewhere else",
        errno.EDQUOT: "your share of the disk is used up. Make room, or save somewhere else",
        errno.EACCES: f"{'the file' if path.exists() else path.parent} is write-protected. Save under another name",
        errno.EPERM: f"you may not write in {path.parent}. Save in another folder",
        errno.EROFS: f"{path.parent} can only be read. Save in another folder",
        errno.ENOENT: f"the folder {path.parent} is not there any more. Save in another folder",
        errno.ENOTDIR: f"{path.parent} is not a folder. Save in another one",
        errno.ENAMETOOLONG: "its name is too long. Choose a shorter one",
    }
    reason = reasons.get(error.errno or 0, error.strerror or str(error))
    return f"“{path.name}” was not saved: {reason}."


def _read(path: Path) -> Reading:
    try:
        return read_file(path)
    except FileNotFoundError:
        raise CannotOpen(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise CannotOpen(f"{path} is a folder.") from None
    except PermissionError:
        raise CannotOpen(f"You may not read {path}.") from None
    except OSError as error:
        raise CannotOpen(f"{path} cannot be read: {error.strerror or error}.") from error


def _whole(path: Path, reading: Reading) -> Document:
    if reading.document is None or not reading.complete:
        raise CannotOpen(f"{path.name} has faults now and cannot be taken whole.", reading.faults)
    return reading.document
