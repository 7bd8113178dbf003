"""The layout of a ticket export: encoding, delimiter, header, the first rows, and what its columns seem to mean."""

import hashlib
from itertools import islice
from typing import NamedTuple

from svs_designer.exchange.importer import CannotImport
from svs_designer.formats.ticket_export.columns import Columns
from svs_designer.formats.ticket_export.dates import DateOrder, time_of
from svs_designer.formats.ticket_export.guessing import guessed_columns
from svs_designer.formats.ticket_export.rows import Row, delimiter_of, rows_of, usual_width
from svs_designer.formats.ticket_export.text import Encoding, encoding_of, opened, require_text

_HEAD_CHARACTERS = 100_000
_SAMPLE = 200
_MOST_COLUMNS = 1000


class Layout(NamedTuple):
    """How a file is laid out. `first_line` is where its first row of data begins; `sample` are the first of them."""

    encoding: Encoding
    delimiter: str
    header: tuple[str, ...]
    has_header: bool
    first_line: int
    sample: tuple[tuple[str, ...], ...]
    guess: Columns

    @property
    def signature(self) -> str:
        """Return what exports of the same report have in common: the names of their columns."""
        names = "\x1f".join(name.casefold() for name in self.header)
        return hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()


def layout_of(data: bytes) -> Layout:
    """Look at the beginning of an export. Raises CannotImport where there are no columns."""
    require_text(data)
    encoding = encoding_of(data)
    text = opened(data, encoding)
    head = text.read(_HEAD_CHARACTERS)
    if text.read(1):
        head = head[: head.rfind("\n") + 1] or head  # a row that is cut off would be a bad one
    delimiter = delimiter_of(head)
    if delimiter is None:
        raise CannotImport("The file has no columns: cells are parted by comma, semicolon, tab or |")
    rows = list(islice((row for row in rows_of(opened(data, encoding), delimiter) if row.cells), _SAMPLE + 1))
    return _laid_out(rows, encoding, delimiter)


def _laid_out(rows: list[Row], encoding: Encoding, delimiter: str) -> Layout:
    width = usual_width([row.cells for row in rows if row.cells and len(row.cells) > 1])
    if width > _MOST_COLUMNS:
        raise CannotImport(f"The file has {width} columns: export the few that tell who did what when")
    place = _header_place(rows, width)
    first = [cell.strip() for cell in rows[place].cells or ()]
    has_header = not any(_is_time(cell) for cell in first) and sum(map(bool, first)) > 1
    header = _named(first if has_header else [""] * width)
    below = rows[place + has_header :]
    sample = tuple(tuple(row.cells or ()) for row in below)
    first_line = below[0].line if below else rows[place].line + 1
    return Layout(encoding, delimiter, header, has_header, first_line, sample, guessed_columns(header, sample))


def _header_place(rows: list[Row], width: int) -> int:
    """Return which row comes first: behind titles, which fill few cells, and a spreadsheet's note on the delimiter."""
    places = [place for place, row in enumerate(rows) if len(row.cells or ()) == width]
    filled = {place: sum(bool(cell.strip()) for cell in rows[place].cells or ()) for place in places}
    return next((place for place in places if filled[place] * 2 > width and not _is_note(rows[place])), places[0])


def _is_note(row: Row) -> bool:
    return (row.cells or [""])[0].strip().lower() == "sep="


def _named(cells: list[str]) -> tuple[str, ...]:
    """Return a name for each column, each once: the second of a name gets its number."""
    names: list[str] = []
    taken: set[str] = set()  # whatever the case: so are columns found by name
    for number, cell in enumerate(cells, 1):
        name = cell or f"column {number}"
        names.append(name if name.casefold() not in taken else f"{name} (column {number})")
        taken.add(names[-1].casefold())
    return tuple(names)


def _is_time(cell: str) -> bool:
    return any(time_of(cell, order) is not None for order in DateOrder)
