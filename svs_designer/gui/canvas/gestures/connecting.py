"""Drawing a connector: from a card's border or handle to another card, or into empty space for a new step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from svs_designer.drawing.figures import LinkKey
from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.routing import RouteLink, route
from svs_designer.gui.canvas.gestures.gesture import Gesture, Pointer
from svs_designer.gui.canvas.hits import NOTHING, Hit
from svs_designer.model.edits.links import objection_to_link

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

TIP = "\0tip"
"""The key of the pointer among the boxes that a connector is routed between."""


class Connecting(Gesture):
    """Lead a new connector to where the button goes up."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas: "StreamCanvas", start: Pointer, source: str, *, asks: bool = False) -> None:
        """Begin at a card; with `asks` a mere click asks for the next step."""
        super().__init__(canvas, start)
        self._asks = asks
        self.source = source
        self.target = ""
        self.objection: str | None = None

    def move(self, pointer: Pointer) -> None:
        """Draw the connector and say whether it can end here."""
        if self._is_click(pointer):
            return
        self._aim(self.canvas.board.hit(pointer.at, self.canvas.zoom))
        role = "error" if self.objection else "accent"
        self.canvas.ink.draw_connectors([self._line(pointer)], role, bold=True)
        if self.target:
            self.canvas.say_at(
                pointer.port, self.objection or self._invitation(), "error" if self.objection else "good"
            )
        else:
            self.canvas.say_at(pointer.port, self._alternative(), "")

    def finish(self, pointer: Pointer) -> None:
        """Connect, or ask what comes next where there is nothing yet; a click asks for the next step, too."""
        source, target, objection = self.source, self.target, self.objection
        self.cancel()
        if self._is_click(pointer):
            self._click()
        elif objection:
            self.canvas.hint.emit(objection)
        elif target:
            self._connect(source, target)
        else:
            self._end_in_space(pointer)

    def cancel(self) -> None:
        """Take the connector away."""
        self._aim(NOTHING)
        self.canvas.ink.clear()
        self.canvas.say_nothing()

    # -- what a connector that is led elsewhere does differently

    def check(self, target: str) -> str | None:
        """Say why the connector cannot end at an element."""
        editor = self.canvas.editor
        return objection_to_link(editor.session.document, editor.stream_id, self.source, target)

    def _connect(self, source: str, target: str) -> None:
        self.canvas.editor.connect(source, target)

    def _end_in_space(self, pointer: Pointer) -> None:
        self.canvas.ink.draw_connectors([self._line(pointer)], "accent", bold=True)
        self.canvas.writing.quick_add(at=pointer.at, source=self.source)

    def _click(self) -> None:
        self.canvas.select_elements(self.source)
        if self._asks:
            self.canvas.quick_add()

    def _invitation(self) -> str:
        return "Connect"

    def _alternative(self) -> str:
        return "Release to choose the next step"

    # -- drawing

    def _is_click(self, pointer: Pointer) -> bool:
        return (pointer.port - self.start.port).manhattanLength() < QApplication.startDragDistance()

    def _aim(self, hit: Hit) -> None:
        target = hit.element if hit.element != self.source else ""
        if target != self.target:
            self._tint(self.target, "")
            self.target = target
            self.objection = self.check(target) if target else None
            self._tint(target, "error" if self.objection else "good")

    def _tint(self, key: str, tint: str) -> None:
        if card := self.canvas.board.cards.get(key):
            card.wear(tint=tint)

    def _line(self, pointer: Pointer) -> list[Point]:
        cards = self.canvas.board.cards
        source = cards[self.source].box
        tip = cards[self.target].box if self.target else Box(pointer.point.x - 1, pointer.point.y - 1, 2, 2)
        found = route({self.source: source, TIP: tip}, [RouteLink(self.source, TIP)])
        points = list(found[self.source, TIP].points)
        return points if len(points) > 1 else [source.centre, pointer.point]


class Retargeting(Connecting):
    """Lead the end of a link to another element."""

    def __init__(self, canvas: "StreamCanvas", start: Pointer, link: LinkKey) -> None:
        """Begin at the end of a link."""
        super().__init__(canvas, start, link[0])
        self._link = link
        canvas.board.connectors[link].setVisible(False)

    def check(self, target: str) -> str | None:
        """Say why the link cannot lead to an element; where it leads already it may stay."""
        return None if target == self._link[1] else super().check(target)

    def cancel(self) -> None:
        """Show the link as it was."""
        super().cancel()
        if line := self.canvas.board.connectors.get(self._link):
            line.setVisible(True)

    def _connect(self, source: str, target: str) -> None:
        if self.canvas.editor.retarget(self._link, target):
            self.canvas.select_link((source, target))

    def _end_in_space(self, pointer: Pointer) -> None:  # noqa: ARG002 (where it was released does not matter)
        self.canvas.hint.emit("The link stays where it was: release its end over a step, value or an end")

    def _click(self) -> None:
        self.canvas.select_link(self._link)

    def _invitation(self) -> str:
        return "Lead the link here"

    def _alternative(self) -> str:
        return "Release over a step, value or an end"
