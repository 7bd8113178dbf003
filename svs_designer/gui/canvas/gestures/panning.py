"""Moving the canvas by hand: with the middle button, or with the space bar held."""

from PySide6.QtCore import Qt

from svs_designer.gui.canvas.gestures.gesture import Gesture, Pointer


class Panning(Gesture):
    """Push the canvas along with the pointer."""

    cursor = Qt.CursorShape.ClosedHandCursor
    scrolls = False

    def move(self, pointer: Pointer) -> None:
        """Move the canvas as far as the pointer went."""
        way = pointer.port - self.start.port
        self.canvas.camera.pan(way.x(), way.y())
        self.start = pointer
