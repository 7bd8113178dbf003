"""Where the canvas is typed on: titles in place, the words of a link, and quick add."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect

from svs_designer.drawing.figures import FigureKind, LinkKey
from svs_designer.drawing.geometry import Box, Point
from svs_designer.gui.canvas.gestures.dropping import PILL
from svs_designer.gui.canvas.inline_editor import InlineEditor
from svs_designer.gui.canvas.items import middle
from svs_designer.gui.canvas.link_words import link_words, words_of_link
from svs_designer.gui.canvas.placing import after, centred, free_spot
from svs_designer.gui.canvas.quick_add import QuickAdd
from svs_designer.gui.canvas.suggestions import Setting, Suggestion, suggestions

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

HINTS = {
    FigureKind.STEP: "What is done in this step",
    FigureKind.DEMAND: "What is asked for",
    FigureKind.VALUE: "What the consumer gains",
    FigureKind.END: "How it ends without value",
    FigureKind.NOTE: "Note",
}
TITLE = Box(14, 26, 174, 42)
"""Where a card has its title."""
SMALLEST = (176, 34)
"""The smallest field, in pixels, however far away the card is."""
LINK_FIELD = (220, 30)


class Writing(QObject):
    """Opens one field at a time over the canvas and hands what is typed to the editor."""

    def __init__(self, canvas: "StreamCanvas") -> None:
        """Write on a canvas."""
        super().__init__(canvas)
        self._canvas = canvas
        self._field: InlineEditor | None = None
        self._box: QuickAdd | None = None
        self._last: str | None = None

    def close(self) -> None:
        """Keep what is being typed in place; close quick add."""
        field, self._field = self._field, None
        if field and not field.keep():
            field.leave()
        box, self._box = self._box, None
        if box:
            box.close_box()

    # -- in place

    def edit(self, key: str) -> None:
        """Type the words of an element over its card."""
        canvas = self._canvas
        card = canvas.board.cards.get(key)
        if card is None or not canvas.may_edit():
            return
        self.close()
        self._bring_into_view(key)
        kind = card.sketch.kind
        area = card.box.expanded(-6)
        if kind is FigureKind.STEP:
            area = TITLE.moved(card.x(), card.y())

        def keep(text: str) -> None:
            if text != canvas.editor.words(key):
                named = canvas.editor.rename(key, text)
                canvas.select_elements(named)

        self._open(
            canvas.on_screen(area),
            text=canvas.editor.words(key),
            hint=HINTS[kind],
            lines=kind is FigureKind.NOTE,
            keep=keep,
        )

    def edit_link(self, link: LinkKey) -> None:
        """Type the share and the condition of a link."""
        canvas = self._canvas
        line = canvas.board.connectors.get(link)
        found = canvas.editor.stream.link(*link)
        if line is None or found is None or not canvas.may_edit():
            return
        self.close()

        def keep(text: str) -> str | None:
            try:
                words = link_words(text)
            except ValueError as trouble:
                return str(trouble)
            canvas.editor.set_link(link, share=words.share, when=words.when)
            return None

        centre = canvas.on_screen(Box(*middle(line.connector), 0, 0)).center()
        wide, high = LINK_FIELD
        place = QRect(centre.x() - wide // 2, centre.y() - high // 2, wide, high)
        self._open(place, text=words_of_link(found), hint="80% device suspected", lines=False, keep=keep, size=12)

    def _bring_into_view(self, key: str) -> None:
        """Show what is to be written on: it may have been scrolled away since it was selected."""
        self._canvas.camera.reveal(self._canvas.board.cards[key].sceneBoundingRect(), animated=False)

    def _open(self, place: QRect, *, size: float = 0.0, **how: object) -> None:
        wide, high = max(place.width(), SMALLEST[0]), max(place.height(), SMALLEST[1])
        grown = QRect(place.left(), place.center().y() - high // 2, wide, high)
        size = size or 13 * self._canvas.zoom
        self._field = InlineEditor(self._canvas, grown, size=size, **how)  # type: ignore[arg-type]
        self._field.destroyed.connect(self._forget_field)

    def _forget_field(self) -> None:
        self._field = None

    # -- quick add

    def quick_add(self, *, source: str | None = None, at: QPointF | None = None, link: LinkKey | None = None) -> None:
        """Ask for the next step: after an element, at a place, or on a link."""
        canvas = self._canvas
        if not canvas.may_edit():
            return
        self.close()
        setting = Setting(
            canvas.editor.session.document, canvas.editor.stream_id, canvas.editor.catalogue, source, self._last
        )
        box = QuickAdd(canvas.look, lambda text: suggestions(text, setting), canvas.window())
        box.taken.connect(lambda taken: self._take(taken, source, at, link))
        box.closed.connect(canvas.setFocus)
        self._box = box
        box.finished.connect(canvas.ink.clear)
        box.destroyed.connect(self._forget_box)
        canvas.camera.stop()
        if source is not None and at is None:
            self._bring_into_view(source)
        box.open_at(canvas.viewport().mapTo(canvas.window(), self._corner(source, at, link)))

    def _forget_box(self) -> None:
        self._box = None

    def _corner(self, source: str | None, at: QPointF | None, link: LinkKey | None) -> QPoint:
        canvas = self._canvas
        if at is not None:
            return canvas.mapFromScene(at)
        if link is not None:
            return canvas.mapFromScene(QPointF(*middle(canvas.board.connectors[link].connector)))
        if source is not None:
            box = canvas.board.cards[source].box
            return canvas.mapFromScene(QPointF(box.right + 16, box.y))
        middle_of = canvas.viewport().rect().center()
        return QPoint(middle_of.x() - 200, middle_of.y() - 160)

    def _take(self, hit: Suggestion, source: str | None, at: QPointF | None, link: LinkKey | None) -> None:
        canvas, editor = self._canvas, self._canvas.editor
        self._box = None
        canvas.setFocus()
        spot = Point(at.x(), at.y()) if at is not None else canvas.middle_of_view()
        made: str | None = None
        if hit.action == "connect":
            made = hit.node if editor.connect(source or "", hit.node) else None
        elif hit.action == "step":
            self._last = hit.draft.activity or self._last
            if link:
                made = editor.insert_step(hit.draft, link)
            elif source and at is None:
                made = editor.add_step_after(hit.draft, source)
            else:
                corner = free_spot(centred(spot), editor.boxes.values())
                made = editor.add_step(hit.draft, corner, source=source)
        elif source:
            corner = after(canvas.board.cards[source].box, PILL) if at is None else centred(spot, PILL)
            made = editor.add_node(hit.action, corner, source=source)
        if made:
            canvas.show_new(made, typing=hit.action == "step" and not hit.draft.name)
