"""Moving cards: with snapping and guides, connectors following, onto a link where a loose step can go in."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from svs_designer.drawing.figures import LinkKey
from svs_designer.drawing.geometry import Box, Point, bounds
from svs_designer.drawing.routing import RouteLink, route
from svs_designer.gui.canvas.gestures.gesture import Gesture, Keys, Pointer
from svs_designer.gui.canvas.guides import REACH, Snap, snapped
from svs_designer.model.edits.steps import objection_to_putting_on_link

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

SURROUNDINGS = 240.0
"""How far around a connector cards are looked at while it follows a drag."""


class Dragging(Gesture):
    """Move what is selected; a press without a move is a click."""

    cursor = Qt.CursorShape.ArrowCursor

    def __init__(self, canvas: "StreamCanvas", start: Pointer, key: str) -> None:
        """Begin on a card; it is selected at once unless the click adds to a selection."""
        super().__init__(canvas, start)
        self._key = key
        self._moving = False
        self._snap = Snap(0, 0)
        self._onto: LinkKey | None = None
        self._was_chosen = key in canvas.selection().elements
        if not self._was_chosen:
            selection = canvas.selection()
            canvas.select(selection.toggled(key) if start.adds else selection._replace(elements=(key,), links=()))

    def move(self, pointer: Pointer) -> None:
        """Move the cards once the pointer has gone further than a shaking hand."""
        if not self._moving:
            way = pointer.port - self.start.port
            if way.manhattanLength() < QApplication.startDragDistance():
                return
            self._begin()
        dx, dy = (pointer.at - self.start.at).toTuple()
        self._snap = self._snapped(dx, dy, free=bool(pointer.keys & Keys.AltModifier))
        for key in self._keys:
            at = self._from[key]
            self.canvas.board.cards[key].setPos(at.x + self._snap.dx, at.y + self._snap.dy)
        self._look_for_link(pointer)
        self.canvas.ink.draw_guides(self._snap.guides)
        self._lead_connectors()

    def finish(self, pointer: Pointer) -> None:  # noqa: ARG002 (the last move told where)
        """Write the new places as one step; a click chooses the card alone, or takes it out of the selection."""
        if not self._moving:
            self._click()
            return
        onto, snap = self._onto, self._snap
        self._end()
        to = {key: Point(at.x + snap.dx, at.y + snap.dy) for key, at in self._from.items() if key in self._keys}
        if onto:
            moved = self.canvas.editor.put_on_link(self._key, onto)
        else:
            moved = (snap.dx, snap.dy) != (0, 0) and self.canvas.editor.move(to)
        if not moved:
            self.canvas.board.restore()

    def cancel(self) -> None:
        """Put the cards back."""
        if self._moving:
            self._end()
            self.canvas.board.restore()

    def _click(self) -> None:
        selection = self.canvas.selection()
        if self.start.adds and self._was_chosen:
            self.canvas.select(selection.toggled(self._key))
        elif not self.start.adds:
            self.canvas.select(selection._replace(elements=(self._key,), links=()))

    def _begin(self) -> None:
        self._moving = True
        board = self.canvas.board
        self._keys = tuple(key for key in self.canvas.selection().elements if key in board.cards)
        self._from = {key: board.cards[key].figure.at for key in self._keys}
        self._group = bounds(board.cards[key].box for key in self._keys) or Box(0, 0, 0, 0)
        self._moving_keys = moving = set(self._keys)
        touched = [line for line in board.connectors.values() if moving & set(line.key)]
        self._inner = [line.connector for line in touched if moving >= set(line.key)]
        self._outer = [line.connector for line in touched if not moving >= set(line.key)]
        for line in touched:
            line.setVisible(False)
        board.lift(self._keys, lifted=True)

    def _end(self) -> None:
        self.canvas.board.lift(self._keys, lifted=False)
        for line in (*self._inner, *self._outer):
            if item := self.canvas.board.connectors.get(line.key):
                item.setVisible(True)
        self._mark_link(None)
        self.canvas.ink.clear()

    def _snapped(self, dx: float, dy: float, *, free: bool) -> Snap:
        if free:
            return Snap(dx, dy)
        seen = self.canvas.board.boxes_near(self.canvas.seen())
        near = [box for key, box in seen.items() if key not in self._moving_keys]
        return snapped(self._group, dx, dy, near, reach=REACH / self.canvas.zoom)

    def _look_for_link(self, pointer: Pointer) -> None:
        """Mark the link that a loose step is held over."""
        found = None
        if len(self._keys) == 1 and not self._inner and not self._outer:
            editor = self.canvas.editor
            link = self.canvas.board.line_at(pointer.point, self.canvas.zoom)
            if link:
                document = editor.session.document
                objection = objection_to_putting_on_link(document, editor.stream_id, *link, self._keys[0])
                found = link if objection is None else None
        self._mark_link(found)

    def _mark_link(self, link: LinkKey | None) -> None:
        if link != self._onto:
            for key, tint in ((self._onto, ""), (link, "accent")):
                if key and (line := self.canvas.board.connectors.get(key)):
                    line.wear(tint=tint)
            self._onto = link

    def _lead_connectors(self) -> None:
        """Draw the connectors of what moves: inner ones move along, outer ones are routed past what is near."""
        dx, dy = self._snap.dx, self._snap.dy
        lines = [[Point(p.x + dx, p.y + dy) for p in line.points] for line in self._inner]
        lines += self._routed()
        self.canvas.ink.draw_connectors(lines, "connector")

    def _routed(self) -> list[list[Point]]:
        """Return the lines of the outer connectors, past the cards near them."""
        board = self.canvas.board
        links = [connector.key for connector in self._outer]
        area = bounds(board.cards[key].box for link in links for key in link)
        if area is None:
            return []
        routes = route(board.boxes_near(area.expanded(SURROUNDINGS)), [RouteLink(*link) for link in links])
        return [list(found.points) for found in routes.values() if len(found.points) > 1]
