"""Figures side by side: name dim, value bold, one dim line that explains; in one row, or in even ones."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from svs_designer.drawing.ladder.summary import Figure
from svs_designer.drawing.marks import Weight
from svs_designer.drawing.text import fit, width
from svs_designer.gui.appearance import Appearance
from svs_designer.qtpaint.fonts import font

NARROWEST, HEIGHT, GAP = 108, 50, 8
SIDE = 16
_LONGEST, _STEP = 112, 12
"""What a line that explains may ask for, and the steps in which tiles widen: typing must not make them dance."""


class FigureTile(QWidget):
    """One figure; the tooltip says what it means."""

    def __init__(self, appearance: Appearance, parent: QWidget) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._figure = Figure("", "", "", "", "")

    def show_figure(self, figure: Figure) -> None:
        """Show another figure, or another value of it."""
        if figure == self._figure:
            return
        self._figure = figure
        self.setAccessibleName(f"{figure.name} {figure.value}, {figure.detail}")
        self.setAccessibleDescription(figure.meaning)
        self.setToolTip("\n".join(filter(None, (f"{figure.name} {figure.value}", figure.detail, figure.meaning))))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint three lines, cut where they are too long."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        for text, size, weight, role, baseline in self._lines():
            painter.setFont(font(size, weight))
            painter.setPen(self._appearance.colour(role))
            painter.drawText(QPointF(0, baseline), fit(text, self.width() - GAP, size, weight))

    def widths(self) -> tuple[int, int]:
        """Return the width that name and value need, and the one in which all can be read, in coarse steps."""
        name, value, detail = (width(text, size, weight) for text, size, weight, _, _ in self._lines())
        needed, whole = max(name, value) + GAP, max(name, value, min(detail, _LONGEST)) + 2 * GAP
        return _STEP * ceil(needed / _STEP), _STEP * ceil(whole / _STEP)

    def _lines(self) -> tuple[tuple[str, float, Weight, str, float], ...]:
        return (
            (self._figure.name, 11, 400, "dim", 12),
            (self._figure.value, 17, 700, "text", 32),
            (self._figure.detail, 11, 400, "dim", 47),
        )


class FigureTiles(QWidget):
    """One row of tiles, each as wide as it needs; where they do not fit, even rows of even columns."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._tiles: list[FigureTile] = []
        self._shown = 0
        appearance.changed.connect(self._repaint)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        """Show figures in the tiles there are; only what differs is painted anew."""
        while len(self._tiles) < len(figures):
            self._tiles.append(FigureTile(self._appearance, self))
        for tile, figure in zip(self._tiles, figures, strict=False):
            tile.show_figure(figure)
        if len(figures) != self._shown:
            self._shown = len(figures)
            for number, tile in enumerate(self._tiles):
                tile.setVisible(number < self._shown)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        tiles = self._tiles[: self._shown]
        columns = _columns([tile.widths() for tile in tiles], max(1, self.width() - 2 * SIDE))
        for number, tile in enumerate(tiles):
            row, column = divmod(number, len(columns))
            left, right = round(sum(columns[:column])), round(sum(columns[: column + 1]))
            tile.setGeometry(SIDE + left, row * (HEIGHT + GAP), right - left, HEIGHT)
        rows = ceil(len(tiles) / len(columns)) if tiles else 1
        self.setFixedHeight(rows * (HEIGHT + GAP) - GAP)

    def _repaint(self) -> None:
        for tile in self._tiles:
            tile.update()


def _columns(widths: Sequence[tuple[int, int]], room: int) -> list[float]:
    """Return the widths of the columns for tiles that need one width and want another, in one row if that can be."""
    least, whole = sum(needed for needed, _ in widths), sum(wanted for _, wanted in widths)
    if not widths or least > room:
        rows = ceil(len(widths) / max(1, room // NARROWEST)) or 1
        columns = ceil(len(widths) / rows) or 1
        return [room / columns] * columns
    if whole <= room:
        return [wanted + (room - whole) / len(widths) for _, wanted in widths]
    share = (room - least) / (whole - least)
    return [needed + share * (wanted - needed) for needed, wanted in widths]
