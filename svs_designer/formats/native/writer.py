"""A document as the canonical text of its file, and onto the disk in one piece."""

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from svs_designer.formats.native.comments import SCHEMA_LINE
from svs_designer.formats.native.emitter import emit
from svs_designer.formats.native.notation import tree_of
from svs_designer.formats.native.stamp import FileStamp
from svs_designer.model.document import Document

_IN_BLOCK = frozenset({"streams", "steps", "layout"})
_NEW_FILE_MODE = 0o666


def write_text(document: Document) -> str:
    """Return the text of a document's file: the same document gives the same text, byte for byte."""
    return f"{SCHEMA_LINE}\n{emit(tree_of(document), in_block=_IN_BLOCK)}"


def save_file(path: Path, document: Document) -> FileStamp:
    """Write a document to a file in one piece: afterwards there is the whole new file, or still the old one.

    The file keeps its mode; a symbolic link stays one, and its target is written. Raises OSError.
    """
    data = write_text(document).encode()
    # Path.resolve() raises RuntimeError on links that lead in a circle; here the system says so later.
    target = Path(os.path.realpath(path))
    _replace(target, data)
    return FileStamp(target.stat().st_mtime_ns, len(data), hashlib.sha256(data).hexdigest())


def _replace(target: Path, data: bytes) -> None:
    mode = _mode_for(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(mode)
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _mode_for(target: Path) -> int:
    """Return the mode of the file to replace, or what a new one gets; raise OSError for what is not to be replaced."""
    try:
        status = target.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return _NEW_FILE_MODE & ~umask
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "It is not a file", str(target))
    if not os.access(target, os.W_OK) or not status.st_mode & 0o222:
        raise PermissionError(errno.EACCES, "The file is write-protected", str(target))
    return stat.S_IMODE(status.st_mode)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
