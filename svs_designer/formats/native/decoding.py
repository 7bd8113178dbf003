"""From the bytes of a file to its text: size and encoding, each with a clear fault."""

import codecs
import errno
import os
import re
import stat
from pathlib import Path

from svs_designer.formats.native.faults import Fault

# Ten thousand steps take some five megabytes.
MOST_BYTES = 20_000_000

_MARKED_ENCODINGS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What YAML calls not printable; a lone surrogate cannot even be written in UTF-8.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


class Undecodable(Exception):
    """A file whose text cannot be had; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


def read_bytes(path: Path) -> tuple[bytes, int]:
    """Return the content of a regular file and its time of change, refusing a large one before it is read.

    Raises OSError where there is no file to read, Undecodable where it should not be read.
    """
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        # A pipe or a device might never end.
        raise _undecodable(f"'{path}' is a pipe or a device.", "Choose a file.")
    _refuse_large(status.st_size)
    # Never to wait: a name can become a pipe in between, and some files of the kernel have no end.
    with open(path, "rb", opener=_open_without_waiting) as file:
        data = file.read(MOST_BYTES + 1) or b""
    _refuse_large(len(data))
    return data, status.st_mtime_ns


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def text_of(source: str | bytes) -> str:
    """Return the text without byte order mark. UTF-8, or UTF-16/32 with a mark. Raises Undecodable."""
    _refuse_large(len(source))
    text = source if isinstance(source, str) else _decode(source)
    return text.removeprefix("\ufeff")


def forbidden_character(text: str) -> Fault | None:
    """Name the first character YAML does not allow, if there is one: a NUL, a control character, half a pair."""
    if not (found := _FORBIDDEN.search(text)):
        return None
    code = ord(found.group())
    line, column = place_of(text, found.start())
    if code == 0:
        what, way_out = "NUL character", "The file is damaged, or UTF-16 without its mark: save it as UTF-8."
    else:
        what, way_out = f"Control character U+{code:04X}", "Remove it, or write it as an escape in double quotes."
    return Fault(None, f"{what} in the text (character {found.start()}).", line, column, suggestion=way_out)


def place_of(text: str, index: int) -> tuple[int, int]:
    """Return line and column, from 1, of the character at an index."""
    return text.count("\n", 0, index) + 1, index - (text.rfind("\n", 0, index) + 1) + 1


def _decode(data: bytes) -> str:
    mark, encoding = next((each for each in _MARKED_ENCODINGS if data.startswith(each[0])), (b"", "utf-8"))
    data = data.removeprefix(mark)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(_wrong_encoding(data, encoding, error.start)) from error


def _wrong_encoding(data: bytes, encoding: str, position: int) -> Fault:
    before = data[:position].decode(encoding, "replace")
    line, column = place_of(before, len(before))
    other = "UTF-16 without its mark" if encoding == "utf-8" and b"\0" in data[:100] else "Latin-1"
    return Fault(
        None,
        f"Byte {position} (0x{data[position]:02x}) is not {encoding.upper()} text: "
        f"the file was saved in another encoding, such as {other}, or is no text at all.",
        line,
        column,
        suggestion="Save it as UTF-8 in your text editor.",
    )


def _refuse_large(size: int) -> None:
    if size > MOST_BYTES:
        limit = MOST_BYTES // 1_000_000
        raise _undecodable(
            f"The file has {size / 1e6:,.1f} MB; {limit} MB is the most that is opened.",
            "Split the document into several files.",
        )


def _undecodable(message: str, suggestion: str) -> Undecodable:
    return Undecodable(Fault(None, message, suggestion=suggestion))
