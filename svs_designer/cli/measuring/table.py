"""Text in columns, as wide as the terminal allows; characters that take two places are counted so."""

import textwrap
import unicodedata
from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from svs_designer.rules.report.located import one_line

BOLD, DIM, RED, GREEN = "1", "2", "31", "32"
Paint = Callable[[str, str], str]
"""Puts a text into an ANSI style, or leaves it as it is."""
_GAP = 2
_NARROWEST = 24


class Cell(NamedTuple):
    """What stands in one column of a row, and the ANSI style it has on a terminal."""

    text: str
    style: str = ""


class Layout(NamedTuple):
    """How a table stands.

    `right` are the columns that lean to the right. Where there is too little room, those of `cuts` give way one after
    the other, down to so many places each; then those of `drops` go, one by one. The texts of the column `breaks` go
    on below instead of being cut.
    """

    width: int
    right: Collection[int] = ()
    cuts: Sequence[tuple[int, int]] = ()
    drops: Sequence[int] = ()
    breaks: int | None = None


def painted(text: str, style: str) -> str:
    """Return a text with an ANSI style."""
    return f"\x1b[{style}m{text}\x1b[0m" if style and text else text


def plain(text: str, _style: str) -> str:
    """Return a text as it is."""
    return text


def table(head: Sequence[str], rows: Sequence[Sequence[Cell]], layout: Layout, paint: Paint) -> list[str]:
    """Return lines: the head where there is one, then the rows.

    A column without any text is left out. What is too long is cut, and ends with `…`.
    """
    if not rows:
        return []
    rows = [[cell._replace(text=one_line(cell.text)) for cell in row] for row in rows]
    filled = {number for number, column in enumerate(zip(*rows, strict=True)) if any(cell.text for cell in column)}
    titles = [[Cell(text if number in filled else "", DIM) for number, text in enumerate(head)]] if any(head) else []
    lines = [*titles, *rows]
    widths = _widths(lines, layout)
    return [_line(row, widths, layout, paint) for line in lines for row in _broken(line, widths, layout)]


def paragraph(text: str, width: int, *, indent: int = _GAP) -> list[str]:
    """Return a text broken into lines; those after the first stand further in."""
    return textwrap.wrap(
        one_line(text),
        max(width, _NARROWEST),
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + _GAP),
        break_on_hyphens=False,
    )


def places(text: str) -> int:
    """Count the places a text takes on a terminal."""
    return len(text) if text.isascii() else sum(_places(character) for character in text)


def cut(text: str, room: int) -> str:
    """Return a text that takes no more than `room` places."""
    if places(text) <= room:
        return text
    kept, used = "", 1
    for character in text:
        used += _places(character)
        if used > room:
            break
        kept += character
    return f"{kept.rstrip()}…"


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _widths(rows: Sequence[Sequence[Cell]], layout: Layout) -> list[int]:
    widths = [max(places(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    over = sum(width + _GAP for width in widths if width) - layout.width
    least = dict(layout.cuts)
    for column in layout.drops:
        if over > sum(width - min(width, least[cut]) for cut, width in enumerate(widths) if cut in least):
            over -= widths[column] + _GAP if widths[column] else 0
            widths[column] = 0
    for column, most in layout.cuts:
        given = max(0, min(over, widths[column] - most))
        widths[column] -= given
        over -= given
    return widths


def _broken(row: Sequence[Cell], widths: Sequence[int], layout: Layout) -> list[Sequence[Cell]]:
    """Return a row and the rows its long text needs below it."""
    column = layout.breaks
    if column is None or places(row[column].text) <= widths[column]:
        return [row]
    first, *rest = textwrap.wrap(row[column].text, widths[column], break_on_hyphens=False)
    style = row[column].style
    blank = [Cell("")] * len(row)
    return [_with(row, column, Cell(first, style)), *(_with(blank, column, Cell(text, style)) for text in rest)]


def _with(row: Sequence[Cell], column: int, cell: Cell) -> list[Cell]:
    return [*row[:column], cell, *row[column + 1 :]]


def _line(row: Sequence[Cell], widths: Sequence[int], layout: Layout, paint: Paint) -> str:
    texts = []
    for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
        if not width:
            continue
        text = cut(cell.text, width)
        space = " " * (width - places(text))
        shown = paint(text, cell.style)
        texts.append(space + shown if column in layout.right else shown + space)
    return "".join(" " * _GAP + text for text in texts).rstrip()
