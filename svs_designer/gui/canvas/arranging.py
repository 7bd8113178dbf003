"""Moving what is selected in an orderly way: nudge, align, distribute, pin, tidy."""

from svs_designer.drawing.alignment import Axis, Edge, aligned, distributed
from svs_designer.drawing.geometry import Point
from svs_designer.drawing.tidy import tidied
from svs_designer.gui.canvas.editor import StreamEditor, counted


class Arranging:
    """Arrange elements of the stream that is edited."""

    def __init__(self, editor: StreamEditor) -> None:
        """Arrange through the editor."""
        self._editor = editor

    def nudge(self, elements: tuple[str, ...], dx: float, dy: float) -> None:
        """Move elements a little; nudges in a row are one step."""
        boxes = self._editor.boxes
        to = {key: Point(boxes[key].x + dx, boxes[key].y + dy) for key in elements if key in boxes}
        if to:
            self._editor.move(to, gesture=f"nudge {' '.join(elements)}")

    def align(self, elements: tuple[str, ...], edge: Edge) -> None:
        """Bring one edge, or the middle, of elements onto one line."""
        if len(elements) < 2:
            self._editor.tell("Select two elements or more to align them")
            return
        boxes = self._editor.boxes
        to = aligned({key: boxes[key] for key in elements if key in boxes}, edge)
        self._editor.move(to, label=f"Align {counted(self._editor.stream, elements)}")

    def distribute(self, elements: tuple[str, ...], axis: Axis) -> None:
        """Make the gaps between elements equal."""
        if len(elements) < 3:
            self._editor.tell("Select three elements or more to distribute them")
            return
        boxes = self._editor.boxes
        to = distributed({key: boxes[key] for key in elements if key in boxes}, axis)
        self._editor.move(to, label=f"Distribute {counted(self._editor.stream, elements)}")

    def toggle_pin(self, elements: tuple[str, ...]) -> None:
        """Pin elements, or free them where all are pinned."""
        if not elements:
            self._editor.tell("Select what Tidy should leave in place, then pin it")
            return
        self._editor.pin(elements, pinned=not set(elements) <= self._editor.pinned)

    def tidy(self) -> bool:
        """Lay the stream out anew around what is pinned; return whether anything moved."""
        before = self._editor.session.document
        self._editor.apply("Tidy", tidied, self._editor.stream_id, self._editor.catalogue)
        moved = self._editor.session.document is not before
        if not moved and not self._editor.session.read_only:
            self._editor.tell("The stream is tidy already")
        return moved
