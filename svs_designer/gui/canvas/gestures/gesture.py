"""The shape of a gesture, and what it is told of the pointer."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QPointF, Qt

from svs_designer.drawing.geometry import Point

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

Keys = Qt.KeyboardModifier


class Pointer(NamedTuple):
    """Where the pointer is, in the scene and in the viewport, and the modifier keys held."""

    at: QPointF
    port: QPoint
    keys: Keys = Keys.NoModifier

    @property
    def point(self) -> Point:
        """Return the place in the scene."""
        return Point(self.at.x(), self.at.y())

    @property
    def adds(self) -> bool:
        """Tell whether a click adds to the selection instead of replacing it."""
        return bool(self.keys & (Keys.ControlModifier | Keys.ShiftModifier))


class Gesture:
    """One thing the mouse is doing; the document changes at most once, in `finish`."""

    cursor = Qt.CursorShape.ArrowCursor
    scrolls = True
    """Whether the canvas moves along when the pointer reaches its edge."""

    def __init__(self, canvas: "StreamCanvas", start: Pointer) -> None:
        """Begin where the button went down."""
        self.canvas = canvas
        self.start = start

    def move(self, pointer: Pointer) -> None:
        """Follow the pointer."""

    def finish(self, pointer: Pointer) -> None:
        """Do it: the button went up."""

    def cancel(self) -> None:
        """Undo what was shown: nothing is done."""
