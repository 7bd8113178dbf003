"""Selecting with a rectangle drawn over the canvas."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath

from svs_designer.gui.canvas.gestures.gesture import Gesture, Pointer

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas


class RubberBand(Gesture):
    """Select what the rectangle touches, added to the selection where Ctrl or Shift is held."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: "StreamCanvas", start: Pointer) -> None:
        """Begin with what is selected."""
        super().__init__(canvas, start)
        self._before = canvas.selection()

    def move(self, pointer: Pointer) -> None:
        """Draw the rectangle, and select what it touches."""
        area = QRectF(self.start.at, pointer.at).normalized()
        path = QPainterPath()
        path.addRect(area)
        self.canvas.ink.draw_area(path)
        elements, links = self.canvas.board.within(area)
        if self.start.adds:
            elements = tuple(dict.fromkeys((*self._before.elements, *elements)))
            links = tuple(dict.fromkeys((*self._before.links, *links)))
        self.canvas.select(self._before._replace(elements=elements, links=links))

    def finish(self, pointer: Pointer) -> None:
        """Keep what is selected; a click on empty canvas selects nothing."""
        self.canvas.ink.clear()
        if pointer.at == self.start.at and not self.start.adds:
            self.canvas.clear_selection()

    def cancel(self) -> None:
        """Take the rectangle away and select what was selected before."""
        self.canvas.ink.clear()
        self.canvas.select(self._before)
