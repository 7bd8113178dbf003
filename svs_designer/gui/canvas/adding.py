"""Adding from the palette: dropped at a place, or sent to where it belongs."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from svs_designer.drawing.geometry import Point
from svs_designer.gui.canvas.capture import Draft
from svs_designer.gui.canvas.gestures.dropping import END, NOTE, PILL, drop_of
from svs_designer.gui.canvas.placing import CARD, after, centred, free_spot
from svs_designer.gui.mime import PaletteItem
from svs_designer.model.ids import DEMAND

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

SIZES = {"activity": CARD, "end": END, "note": NOTE}


class Adding:
    """Adds items of the palette to a canvas."""

    def __init__(self, canvas: "StreamCanvas") -> None:
        """Add to a canvas."""
        self._canvas = canvas

    def drop(self, item: PaletteItem, at: QPointF) -> None:
        """Do what dropping an item at a place means."""
        canvas = self._canvas
        drop = drop_of(item, canvas.board.hit(at, canvas.zoom), Point(at.x(), at.y()), canvas.editor)
        if drop.deed is None:
            canvas.hint.emit(drop.words)
        elif made := drop.deed():
            canvas.show_new(made, typing=drop.names)

    def add(self, item: PaletteItem) -> None:
        """Add an item where it belongs: after what is selected and connected to it, else into free space in view."""
        canvas = self._canvas
        if item.kind == "practice":
            self._attach(item.id)
            return
        if not canvas.may_edit():
            return
        source, link = self._source(), canvas.selection().only_link
        made: str | None
        if item.kind == "activity" and link:
            made = canvas.editor.insert_step(Draft(activity=item.id), link)
        elif item.kind == "activity" and source:
            made = canvas.editor.add_step_after(Draft(activity=item.id), source)
        elif item.kind == "note" and canvas.selection().only_element:
            made = canvas.editor.add_note(None, about=canvas.selection().only_element)
        elif item.kind in {"value", "end"} and source:
            corner = after(canvas.editor.boxes[source], SIZES.get(item.kind, PILL))
            made = canvas.editor.add_node(item.kind, self._clear(corner, item.kind), source=source)
        else:
            size = SIZES.get(item.kind, PILL)
            self.drop_free(item, self._clear(centred(canvas.middle_of_view(), size), item.kind))
            return
        if made:
            canvas.show_new(made, typing=True)

    def drop_free(self, item: PaletteItem, corner: Point) -> None:
        """Drop an item so that its corner comes to a place that is free."""
        size = SIZES.get(item.kind, PILL)
        self.drop(item, QPointF(corner.x + size.width / 2, corner.y + size.height / 2))

    def first_source(self) -> str | None:
        """Return demand while nothing follows it: the first step belongs there."""
        ways = self._canvas.editor.stream.ways(DEMAND)
        return DEMAND if ways is not None and not ways.links else None

    def _source(self) -> str | None:
        key = self._canvas.selection().only_element
        if key is None:
            return self.first_source() if not self._canvas.editor.stream.steps else None
        return key if self._canvas.editor.stream.ways(key) is not None else None

    def _clear(self, corner: Point, kind: str) -> Point:
        return free_spot(corner, self._canvas.editor.boxes.values(), SIZES.get(kind, PILL))

    def _attach(self, practice: str) -> None:
        canvas = self._canvas
        steps = [key for key in canvas.selection().elements if canvas.editor.stream.step(key)]
        if not steps:
            canvas.hint.emit("Select a step first, or drag the practice onto one")
            return
        canvas.editor.attach(tuple(steps), practice)
