"""From the bytes of a ticket export to its text: size, encoding, and what is no text at all."""

import io
from collections.abc import Iterator
from typing import NamedTuple, TextIO

from svs_designer.exchange.importer import CannotImport

MOST_BYTES = 200_000_000
"""A million rows of tickets are a third of that; beyond, a computer of today runs out of memory elsewhere."""

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_HEAD = 4096
_PIECE = 1 << 20


class Encoding(NamedTuple):
    """How bytes become text, by Python's name, and whether nothing in the file says so."""

    name: str
    guessed: bool = False


def require_text(data: bytes) -> None:
    """Raise CannotImport for what is empty, too large or a workbook."""
    if len(data) > MOST_BYTES:
        size, most = len(data) // 1_000_000, MOST_BYTES // 1_000_000
        raise CannotImport(f"The file has {size} MB, and {most} MB is the most: export a shorter time")
    if not data.strip(b" \t\r\n\x00"):
        raise CannotImport("The file is empty: export the tickets again")
    if data.startswith(_WORKBOOKS):
        raise CannotImport("The file is a spreadsheet: save it as CSV first")


def encoding_of(data: bytes) -> Encoding:
    """Return the encoding by its mark, else UTF-16 by its zeros, UTF-8 where all is sound, else Windows' own."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Encoding(name)
    head = data[:_HEAD]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[offset::2]
        if len(head) >= 4 and half.count(0) * 10 > len(half) * 7 and head.count(0) * 10 < len(head) * 7:
            return Encoding(name, guessed=True)
    return Encoding("utf-8") if _is_utf8(data) else Encoding("cp1252", guessed=True)


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    try:
        for _ in _pieces(data):
            pass
    except UnicodeDecodeError:
        return False
    return True


def _pieces(data: bytes) -> Iterator[str]:
    """Decode bit by bit: a copy of a large file as text is four times its size."""
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8", errors="strict", newline="")
    while piece := text.read(_PIECE):
        yield piece


def opened(data: bytes, encoding: Encoding) -> TextIO:
    """Return the text to read from, with its line ends as they are; what is no character becomes the sign for that."""
    return io.TextIOWrapper(io.BytesIO(data), encoding.name, errors="replace", newline="")
