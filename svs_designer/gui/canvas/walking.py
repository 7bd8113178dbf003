"""Selecting by keyboard: along the flow, above and below, from link to link."""

from typing import TYPE_CHECKING

from svs_designer.drawing.figures import LinkKey
from svs_designer.gui.canvas.flow import Direction, neighbour, ways_around
from svs_designer.gui.selection import Selection

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas


class Walking:
    """Moves the selection of a canvas."""

    def __init__(self, canvas: "StreamCanvas") -> None:
        """Walk on a canvas."""
        self._canvas = canvas
        self._around: tuple[LinkKey, ...] = ()

    def to_end(self, *, last: bool) -> None:
        """Select the first or the last element in the author's order."""
        elements = self._canvas.editor.stream.elements()
        if elements:
            self._go(elements[-1 if last else 0])

    def walk(self, direction: Direction) -> None:
        """Select the neighbour of what is selected; from a link, the element it leads to or comes from."""
        selection = self._canvas.selection()
        editor = self._canvas.editor
        if selection.only_link:
            self._go(selection.only_link[1 if direction == "next" else 0])
        elif not selection.elements:
            self.to_end(last=False)
        elif found := neighbour(editor.stream, editor.boxes, selection.elements[-1], direction):
            self._go(found)

    def to_next_link(self) -> None:
        """Select the links of the selected element in turn."""
        selection = self._canvas.selection()
        now = selection.only_link
        if now is None or now not in self._around:
            key = selection.only_element or (now[0] if now else "")
            self._around = ways_around(self._canvas.editor.stream, key)
        if not self._around:
            self._canvas.hint.emit("Select an element first: Ctrl+L then goes through its links")
            return
        index = self._around.index(now) + 1 if now in self._around else 0
        self._canvas.reveal(Selection(self._canvas.stream_id, (), (self._around[index % len(self._around)],)))

    def _go(self, key: str) -> None:
        self._canvas.reveal(Selection(self._canvas.stream_id, (key,)))
