"""The hand on the canvas: turns mouse and drag events into gestures, and shows what the pointer is over."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRectF, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QPainterPath

from svs_designer.gui.canvas.gestures.connecting import Connecting, Retargeting
from svs_designer.gui.canvas.gestures.dragging import Dragging
from svs_designer.gui.canvas.gestures.dropping import Drop, drop_of
from svs_designer.gui.canvas.gestures.gesture import Gesture, Keys, Pointer
from svs_designer.gui.canvas.gestures.panning import Panning
from svs_designer.gui.canvas.gestures.rubber_band import RubberBand
from svs_designer.gui.canvas.hits import Hit, Part
from svs_designer.gui.canvas.placing import CARD, centred
from svs_designer.gui.mime import FRAGMENT_MIME, item_of

if TYPE_CHECKING:
    from svs_designer.gui.canvas.view import StreamCanvas

Button = Qt.MouseButton
Cursor = Qt.CursorShape
CURSORS = {
    Part.BORDER: Cursor.CrossCursor,
    Part.HANDLE: Cursor.PointingHandCursor,
    Part.LINE: Cursor.PointingHandCursor,
    Part.END: Cursor.CrossCursor,
}
EDGE, PUSH, TICK = 24, 14, 30
"""How near the edge a drag makes the canvas move, how many pixels at a time, and how often in milliseconds."""


class Hand(QObject):
    """Holds the gesture that is going on."""

    def __init__(self, canvas: "StreamCanvas") -> None:
        """Work on a canvas."""
        super().__init__(canvas)
        self._canvas = canvas
        self._gesture: Gesture | None = None
        self._space = False
        self._drop: Drop | None = None
        self._last = Pointer(canvas.mapToScene(QPoint()), QPoint())
        self._pusher = QTimer(self)
        self._pusher.setInterval(TICK)
        self._pusher.timeout.connect(self._push)

    @property
    def is_busy(self) -> bool:
        """Tell whether a gesture is going on."""
        return self._gesture is not None

    def pointer(self, port: QPoint, keys: Keys = Keys.NoModifier) -> Pointer:
        """Return the pointer at a point of the viewport."""
        return Pointer(self._canvas.mapToScene(port), port, keys)

    # -- mouse

    def press(self, event: QMouseEvent) -> None:
        """Begin the gesture that fits what lies under the pointer."""
        if self._gesture:
            return
        self._canvas.writing.close()
        pointer = self.pointer(event.position().toPoint(), event.modifiers())
        if event.button() == Button.MiddleButton or (event.button() == Button.LeftButton and self._space):
            self._begin(Panning(self._canvas, pointer))
        elif event.button() == Button.LeftButton:
            self._press_on(self._hit(pointer), pointer)

    def _press_on(self, hit: Hit, pointer: Pointer) -> None:
        canvas = self._canvas
        may = not canvas.editor.session.read_only and not pointer.adds
        if hit.part in {Part.HANDLE, Part.BORDER} and may:
            self._begin(Connecting(canvas, pointer, hit.element, asks=hit.part is Part.HANDLE))
        elif hit.element:
            self._begin(Dragging(canvas, pointer, hit.element))
        elif hit.part is Part.END and may and hit.link:
            self._begin(Retargeting(canvas, pointer, hit.link))
        elif hit.link:
            selection = canvas.selection()
            canvas.select(
                selection.toggled(hit.link) if pointer.adds else selection._replace(elements=(), links=(hit.link,))
            )
        else:
            self._begin(RubberBand(canvas, pointer))

    def move(self, event: QMouseEvent) -> None:
        """Go on with the gesture, or show what the pointer is over."""
        self._last = self.pointer(event.position().toPoint(), event.modifiers())
        if self._gesture:
            self._gesture.move(self._last)
            if self._gesture.scrolls:
                self._watch_edge()
        else:
            self._show_hover(self._last)

    def release(self, event: QMouseEvent) -> None:
        """End the gesture."""
        gesture = self._end()
        if gesture:
            gesture.finish(self.pointer(event.position().toPoint(), event.modifiers()))

    def double_click(self, event: QMouseEvent) -> None:
        """Rename what was hit, type a link's words, or ask for a new step on empty canvas."""
        if event.button() != Button.LeftButton:
            return
        pointer = self.pointer(event.position().toPoint())
        hit = self._hit(pointer)
        if hit.element:
            self._canvas.writing.edit(hit.element)
        elif hit.link:
            self._canvas.writing.edit_link(hit.link)
        else:
            self._canvas.writing.quick_add(at=pointer.at)

    def cancel(self) -> bool:
        """Break off what is going on; False where nothing is."""
        gesture = self._end()
        if gesture:
            gesture.cancel()
        return gesture is not None

    def leave(self) -> None:
        """Show no hover: the pointer left the canvas."""
        if not self._gesture:
            self._canvas.board.show_hover(Hit(Part.CANVAS))

    def hold_space(self, *, held: bool) -> None:
        """With the space bar held the left button moves the canvas."""
        self._space = held
        if not self._gesture:
            self._set_cursor(Cursor.OpenHandCursor if held else Cursor.ArrowCursor)

    def select_under(self, port: QPoint) -> None:
        """Select what lies under a point, unless it is selected: a context menu speaks of what was hit."""
        hit = self._hit(self.pointer(port))
        selection = self._canvas.selection()
        if hit.element and hit.element not in selection.elements:
            self._canvas.select_elements(hit.element)
        elif hit.link and hit.link not in selection.links:
            self._canvas.select_link(hit.link)
        elif not hit.element and not hit.link:
            self._canvas.clear_selection()

    def _begin(self, gesture: Gesture) -> None:
        self._gesture = gesture
        self._set_cursor(gesture.cursor)

    def _end(self) -> Gesture | None:
        gesture, self._gesture = self._gesture, None
        self._pusher.stop()
        if gesture:
            self._set_cursor(Cursor.OpenHandCursor if self._space else Cursor.ArrowCursor)
        return gesture

    def _hit(self, pointer: Pointer) -> Hit:
        return self._canvas.board.hit(pointer.at, self._canvas.zoom)

    def _show_hover(self, pointer: Pointer) -> None:
        hit = self._hit(pointer)
        self._canvas.board.show_hover(hit)
        if not self._space:
            self._set_cursor(CURSORS.get(hit.part, Cursor.ArrowCursor))

    def _set_cursor(self, shape: Qt.CursorShape) -> None:
        port = self._canvas.viewport()
        if port.cursor().shape() != shape:
            port.setCursor(shape)

    # -- the canvas moves along with a drag

    def _watch_edge(self) -> None:
        if self._way_out() != (0, 0):
            if not self._pusher.isActive():
                self._pusher.start()
        else:
            self._pusher.stop()

    def _way_out(self) -> tuple[int, int]:
        port, at = self._canvas.viewport().rect(), self._last.port
        across = (at.x() > port.width() - EDGE) - (at.x() < EDGE)
        down = (at.y() > port.height() - EDGE) - (at.y() < EDGE)
        return int(across), int(down)

    def _push(self) -> None:
        across, down = self._way_out()
        if self._gesture is None or (across, down) == (0, 0):
            self._pusher.stop()
            return
        self._canvas.camera.pan(-across * PUSH, -down * PUSH)
        self._last = self.pointer(self._last.port, self._last.keys)
        self._gesture.move(self._last)

    # -- drag and drop

    def drag(self, event: QDragEnterEvent | QDragMoveEvent) -> None:
        """Show what a drop would do here."""
        pointer = self.pointer(event.position().toPoint())
        item = item_of(event.mimeData())
        if item is None:
            if event.mimeData().hasFormat(FRAGMENT_MIME) or (
                event.mimeData().hasText() and not event.mimeData().hasUrls()
            ):
                event.acceptProposedAction()
            return
        drop = drop_of(item, self._hit(pointer), pointer.point, self._canvas.editor)
        self._mark(drop, pointer)
        if drop.deed:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def drag_leave(self) -> None:
        """Forget what was shown."""
        self._mark(None, self._last)

    def drop(self, event: QDropEvent) -> None:
        """Do what was shown."""
        pointer = self.pointer(event.position().toPoint())
        self._mark(None, pointer)
        item = item_of(event.mimeData())
        if item:
            self._canvas.adding.drop(item, pointer.at)
        else:
            self._canvas.clipboard.paste(event.mimeData(), centred(pointer.point))
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

    def _mark(self, drop: Drop | None, pointer: Pointer) -> None:
        canvas = self._canvas
        for last, tint in ((self._drop, ""), (drop, (drop.role or "accent") if drop else "")):
            if last and (card := canvas.board.cards.get(last.element)):
                card.wear(tint=tint)
            if last and last.link and (line := canvas.board.connectors.get(last.link)):
                line.wear(tint=tint)
        self._drop = drop
        canvas.ink.clear()
        if drop is None:
            canvas.say_nothing()
            return
        canvas.say_at(pointer.port, drop.words, drop.role)
        if drop.deed and drop.names and not drop.element and not drop.link:
            ghost = QPainterPath()
            ghost.addRoundedRect(QRectF(*centred(pointer.point, CARD), *CARD), 10, 10)
            canvas.ink.draw_area(ghost)
