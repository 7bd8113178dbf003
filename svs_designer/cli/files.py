"""Reading and writing files for the subcommands, with one clear line where it cannot be done."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from svs_designer.cli.trouble import Trouble
from svs_designer.whole_file import write_whole

if TYPE_CHECKING:
    from svs_designer.formats.native import Reading
    from svs_designer.model.document import Document


STDIN = "<stdin>"
"""What standard input is called in reports."""


def read(name: str) -> "Reading":
    """Read a native file, or standard input; raise Trouble where there is none to read. Faults stay in the reading."""
    from svs_designer.formats.native import read_file, read_text

    if name == STDIN:
        return read_text(_standard_input())
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


def _standard_input() -> bytes:
    """Return what comes in, as far as the reader looks at it."""
    from svs_designer.formats.native.decoding import MOST_BYTES

    return sys.stdin.buffer.read(MOST_BYTES + 1) if sys.stdin else b""


def read_bytes(name: str, most: int) -> bytes:
    """Return what a foreign file holds, or standard input; raise Trouble where there is none, or more than is read."""
    if not name:
        raise Trouble("the name of the file is empty")
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(most + 1) if sys.stdin else b""
        else:
            with Path(name).open("rb") as file:
                data = file.read(most + 1)
    except FileNotFoundError as error:
        raise Trouble(f"there is no file {name}") from error
    except IsADirectoryError as error:
        raise Trouble(f"{name} is a folder: name a file in it") from error
    except (OSError, ValueError) as error:
        raise Trouble(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    if len(data) > most:
        raise Trouble(f"{name} has more than {most // 1_000_000} MB: that is no file of a value stream")
    return data


def read_whole(name: str, done: str) -> "Document":
    """Read a file without faults; what is `done` with half of it (exported, measured) would hide what is missing."""
    return require_whole(read(name), name, done)


def require_whole(reading: "Reading", name: str, done: str) -> "Document":
    """Return the document of a reading without faults; raise Trouble that says what cannot be `done`."""
    if reading.document is None or not reading.complete:
        first = f": {reading.faults[0]}" if reading.faults else ""
        more = f" (and {len(reading.faults) - 1} more: svs-designer validate {name})" if len(reading.faults) > 1 else ""
        raise Trouble(f"{name} cannot be {done}{first}{more}")
    return reading.document


def write(name: str, data: bytes) -> None:
    """Write a file whole or not at all; `-` is standard output. Raises Trouble where it cannot be written."""
    if name == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    path = Path(name)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)  # a device or a pipe: there is nothing to replace
        else:
            write_whole(path, data)
    except OSError as error:
        raise Trouble(f"{name} cannot be written: {error.strerror or error}") from error
