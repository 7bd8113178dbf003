"""A page ready to paint: its parts compiled for a theme, painted whole or in slices."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.page import Page
from svs_designer.drawing.theme import Theme
from svs_designer.qtpaint.colours import brush
from svs_designer.qtpaint.fonts import load_fonts
from svs_designer.qtpaint.painting import Painting

HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


class Sheet:
    """Paint one page, any number of times."""

    def __init__(self, page: Page, theme: Theme) -> None:
        """Take every part; makes a Qt application if there is none."""
        load_fonts()
        self._ground = brush(theme, "canvas")
        self._parts = [(part.box, part.at, Painting(part.marks, theme)) for part in page.parts]
        self.size = page.size

    def forget_above(self, y: float) -> None:
        """Give back what was prepared for parts that end above a line, as when painting goes downwards."""
        for box, _, painting in self._parts:
            if box.bottom < y:
                painting.forget()

    def paint(self, painter: QPainter, within: Box | None = None) -> None:
        """Paint the page from (0, 0) on, or only what touches a part of it."""
        painter.setRenderHints(HINTS)
        painter.fillRect(QRectF(*(within or (0, 0, *self.size))), self._ground)
        for box, at, painting in self._parts:
            if within is None or box.intersects(within):
                painter.translate(*at)
                painting.paint(painter)
                painter.translate(-at.x, -at.y)
