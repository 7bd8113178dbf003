"""Reading and writing files for the subcommands, with one clear line where it cannot be done."""

import errno
import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.trouble import Trouble

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading


def read(name: str) -> "Reading":
    """Read a native file; raise Trouble where there is no file to read. Faults stay in the reading."""
    from svs_designer.formats.native import read_file

    if not name:
        raise Trouble("the name of the file is empty")
    try:
        return read_file(Path(name))
    except FileNotFoundError as error:
        raise Trouble(f"there is no file {name}") from error
    except IsADirectoryError as error:
        raise Trouble(f"{name} is a folder: name a .svs.yaml file in it") from error
    except OSError as error:
        raise Trouble(f"{name} cannot be read: {error.strerror or error}") from error


def write(name: str, data: bytes) -> None:
    """Write a file whole or not at all; `-` is standard output. Raises Trouble where it cannot be written."""
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        mode = _mode_of(Path(name))
        if mode is None or stat.S_ISREG(mode):
            _replace(Path(os.path.realpath(name)), data, 0o666 & ~_umask() if mode is None else stat.S_IMODE(mode))
        else:
            Path(name).write_bytes(data)  # a device or a pipe: there is nothing to replace
    except OSError as error:
        raise Trouble(f"{name} cannot be written: {error.strerror or error}") from error


def _mode_of(path: Path) -> int | None:
    """Return the mode of what is to be written over, None where nothing is; raise OSError where that must not be."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(mode) and not (os.access(path, os.W_OK) and mode & 0o222):
        raise PermissionError(errno.EACCES, "it is write-protected")
    return mode


def _replace(path: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:100]}.")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        part.chmod(mode)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
