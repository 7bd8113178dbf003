"""The rows of a ticket export, each with the line where it begins, and which sign parts its cells."""

import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, TextIO

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 50


class Row(NamedTuple):
    """One row. `cells` is None where the line is no row at all."""

    line: int
    cells: list[str] | None


def rows_of(text: TextIO, delimiter: str) -> Iterator[Row]:
    """Yield the rows that hold anything."""
    reader = csv.reader(text, delimiter=delimiter)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:  # a cell longer than any field: a quotation mark that is never closed
            yield Row(line, None)
            continue
        if any(cell.strip() for cell in cells):
            yield Row(line, cells)


def delimiter_of(head: str) -> str | None:
    """Return the sign that parts most of the first rows into the same number of cells; None where none does."""
    first = head.splitlines()[0].strip().lower() if head.strip() else ""
    if first.startswith("sep=") and first[4:5] in DELIMITERS:  # a spreadsheet's note to itself
        return first[4:5]
    best = max(DELIMITERS, key=lambda delimiter: _evenness(head, delimiter))
    return best if _evenness(head, best)[0] else None


def usual_width(rows: list[list[str]]) -> int:
    """Return how many cells most rows have; 0 where there are none."""
    widths = Counter(len(row) for row in rows)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _evenness(head: str, delimiter: str) -> tuple[float, int]:
    rows = [row.cells or [] for _, row in zip(range(_LOOKED_AT), rows_of(io.StringIO(head), delimiter), strict=False)]
    width = usual_width([row for row in rows if len(row) > 1])
    if width < 2:
        return 0.0, 0
    return sum(len(row) == width for row in rows) / len(rows), width
