"""Writing a file in one piece, for every writer there is: saving, exports of the window and of the command line."""

import contextlib
import errno
import os
import stat
import tempfile
from pathlib import Path

_NEW_FILE_MODE = 0o666


def write_whole(path: Path, data: bytes) -> Path:
    """Put data into a file and return the file written: afterwards there is the whole new file, or still the old one.

    The file keeps its mode; a symbolic link stays one, and its target is written. Raises OSError.
    """
    # Path.resolve() raises RuntimeError on links that lead in a circle; here the system says so later.
    target = Path(os.path.realpath(path))
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
    return target


def _mode_for(target: Path) -> int:
    """Return the mode of the file to replace, or what a new one gets; raise OSError for what is not to be replaced."""
    try:
        status = target.stat()
    except FileNotFoundError:
        umask = os.umask(0)
        os.umask(umask)
        return _NEW_FILE_MODE & ~umask
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
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
