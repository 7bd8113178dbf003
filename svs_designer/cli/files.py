"""Reading and writing files for the subcommands, with one clear line where it cannot be done."""

import os
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

    path = Path(name)
    if path.is_dir():
        raise Trouble(f"{name} is a folder: name a .svs.yaml file in it")
    if not path.exists():
        raise Trouble(f"there is no file {name}")
    try:
        return read_file(path)
    except OSError as error:
        raise Trouble(f"{name} cannot be read: {error.strerror or error}") from error


def write(name: str, data: bytes) -> None:
    """Write a file whole or not at all; `-` is standard output. Raises Trouble where it cannot be written."""
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(name)
    temporary: str | None = None
    try:
        path = path.resolve()
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe: there is nothing to replace
            return
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise Trouble(f"{name} cannot be written: {error.strerror or error}") from error


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
