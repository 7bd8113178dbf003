"""The stream canvas: shows a value stream and lets it be edited by mouse and keyboard.

One signal comes in (the session's change), commands go out through the editor; what is drawn is a function of the
document. Gestures live in `hand` and `gestures`, typing in `writing`, keys in `keys`.
"""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QToolTip, QWidget

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.drawing.alignment import Axis, Edge
from svs_designer.drawing.figures import LinkKey
from svs_designer.drawing.picture import picture_of
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.canvas import keys
from svs_designer.gui.canvas.adding import Adding
from svs_designer.gui.canvas.arranging import Arranging
from svs_designer.gui.canvas.board import Board
from svs_designer.gui.canvas.camera import Camera
from svs_designer.gui.canvas.clipboard import Clipboard
from svs_designer.gui.canvas.editor import StreamEditor
from svs_designer.gui.canvas.empty_state import EmptyState
from svs_designer.gui.canvas.glide import Glide
from svs_designer.gui.canvas.hand import Hand
from svs_designer.gui.canvas.hover_note import HoverNote
from svs_designer.gui.canvas.ink import Ink
from svs_designer.gui.canvas.look import Look
from svs_designer.gui.canvas.menu import context_menu
from svs_designer.gui.canvas.surface import Surface
from svs_designer.gui.canvas.tips import tip
from svs_designer.gui.canvas.tokens import Tokens
from svs_designer.gui.canvas.walking import Walking
from svs_designer.gui.canvas.writing import Writing
from svs_designer.gui.mime import PaletteItem
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document
from svs_designer.rules.finding import Level


class StreamCanvas(Surface):
    """One stream of a session's document, drawn and edited."""

    selection_changed = Signal(object)
    """Carries the Selection."""
    zoom_changed = Signal(float)
    hint = Signal(str)
    """One line for the status bar."""

    def __init__(
        self, session: Session, catalogue: Catalogue, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        """Show nothing yet; `show_stream` chooses what."""
        self.look = Look(appearance)
        self.board = Board(self.look)
        super().__init__(self.board, parent)
        self.setObjectName("StreamCanvas")
        self.setAccessibleName("Value stream")
        self.ink = Ink(self.board, self.look)
        self.tokens = Tokens(self.board)
        self.editor = StreamEditor(session, catalogue, self.hint.emit)
        self.arranging = Arranging(self.editor)
        self.clipboard = Clipboard(self.editor, self)
        self.camera = Camera(self, self._zoomed)
        self.adding = Adding(self)
        self.walking = Walking(self)
        self.writing = Writing(self)
        self.hand = Hand(self)
        self._glide = Glide(self.board)
        self._selection = Selection("")
        self._badge_texts: Mapping[str | LinkKey, str] = {}
        self._left_at: dict[str, tuple[QPointF, float]] = {}
        self._fit_pending = False
        self._note = HoverNote(self.look, self.viewport())
        self._empty = EmptyState(self.quick_add, self.viewport())
        unsubscribe = session.subscribe(self._changed)
        self.destroyed.connect(lambda *_: unsubscribe())
        appearance.changed.connect(self.board.renew_look)

    # -- what is shown

    @property
    def stream_id(self) -> str:
        """Return the stream that is shown; empty before the first."""
        return self.editor.stream_id

    def show_stream(self, stream_id: str) -> None:
        """Show a stream of the document, fitted or where it was left; raise NoSuchStream."""
        self.editor.session.document.stream(stream_id)
        if stream_id == self.stream_id:
            return
        self.hand.cancel()
        self.writing.close()
        if self.stream_id:
            self._left_at[self.stream_id] = self.camera.centre, self.zoom
        self.editor.stream_id = stream_id
        self.editor.picture = self.board.picture = None
        self._draw()
        self.clear_selection()
        if stream_id in self._left_at:
            self.camera.look_at(*self._left_at[stream_id])
        elif self.isVisible():
            self.camera.fit(self._content(), animated=False)
        else:
            self._fit_pending = True

    def _changed(self, _old: Document, new: Document) -> None:
        if self.stream_id in {stream.id for stream in new.streams}:
            self.hand.cancel()
            self._draw()
            reborn = self.editor.reborn
            self.select(self._selection._replace(elements=tuple(reborn.get(e, e) for e in self._selection.elements)))

    def _draw(self) -> None:
        self._glide.stop()
        editor = self.editor
        before = self.board.picture
        picture = picture_of(editor.session.document, self.stream_id, editor.catalogue, previous=before)
        editor.picture = picture
        self.board.show_picture(picture, editor.pinned)
        self.tokens.settle()
        self.camera.set_content(picture.bounds)
        self._settle_empty_state()

    def _settle_empty_state(self) -> None:
        empty = bool(self.stream_id) and not self.editor.stream.steps
        below = self.mapFromScene(self._content().bottomLeft()).y()
        self._empty.settle(shown=empty and not self.editor.session.read_only, below=below)

    def set_badges(self, badges: Mapping[str | LinkKey, Level]) -> None:
        """Show the level of the worst finding on elements and links."""
        self.board.show_badges({key: level.value for key, level in badges.items()})

    def set_badge_texts(self, texts: Mapping[str | LinkKey, str]) -> None:
        """Tell tooltips the findings of elements and links, one a line."""
        self._badge_texts = texts

    # -- selection

    def selection(self) -> Selection:
        """Return what is selected."""
        return self._selection

    def select(self, selection: Selection) -> None:
        """Select what a selection names, as far as it is there; shows its stream."""
        if selection.stream and selection.stream != self.stream_id:
            self.show_stream(selection.stream)
        found = Selection(
            self.stream_id,
            tuple(key for key in dict.fromkeys(selection.elements) if key in self.board.cards),
            tuple(link for link in dict.fromkeys(selection.links) if link in self.board.connectors),
        )
        self.board.show_selection(found)
        if found != self._selection:
            self._selection = found
            self._speak()
            self.selection_changed.emit(found)

    def reveal(self, selection: Selection) -> None:
        """Select, and bring what is selected into view."""
        self.select(selection)
        area = self._selected_area()
        if not area.isEmpty():
            self.camera.reveal(area)

    def bring(self, element: str) -> None:
        """Bring an element into view, and leave the selection as it is."""
        if card := self.board.cards.get(element):
            self.camera.reveal(card.sceneBoundingRect())

    def place_of_selection(self) -> QRect:
        """Return where on the canvas the selection stands, or will stand once the camera is still; else nothing."""
        area = self._selected_area()
        return QRect() if area.isEmpty() else self.camera.landed(area)

    def _selected_area(self) -> QRectF:
        area = QRectF()
        for key in self._selection.elements:
            area = area.united(self.board.cards[key].sceneBoundingRect())
        for link in self._selection.links:
            area = area.united(self.board.connectors[link].sceneBoundingRect())
        return area

    def select_elements(self, *elements: str) -> None:
        """Select elements alone."""
        self.select(Selection(self.stream_id, elements))

    def select_link(self, link: LinkKey) -> None:
        """Select a link alone."""
        self.select(Selection(self.stream_id, (), (link,)))

    def select_all(self) -> None:
        """Select every element and every link."""
        self.select(Selection(self.stream_id, tuple(self.board.cards), tuple(self.board.connectors)))

    def clear_selection(self) -> None:
        """Select nothing."""
        self.select(Selection(self.stream_id))

    def point_at(self, element: str) -> None:
        """Ring an element that is pointed at in another view; none for an empty id."""
        self.board.show_pointed(element)

    def _speak(self) -> None:
        """Tell screen readers what is selected."""
        spoken = [self.board.cards[key].sketch.spoken for key in self._selection.elements]
        spoken += [self.board.connectors[link].connector.spoken for link in self._selection.links]
        text = spoken[0] if len(spoken) == 1 else f"{len(spoken)} elements selected" if spoken else "Nothing selected"
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    # -- adding and writing

    def may_edit(self) -> bool:
        """Tell whether the document can be edited; where not, say why."""
        if self.editor.session.read_only:
            self.hint.emit("This document was opened in part: save it under another name to edit it")
        return not self.editor.session.read_only

    def add_item(self, item: PaletteItem) -> None:
        """Add an item of the palette after what is selected, or into free space."""
        self.adding.add(item)

    def quick_add(self) -> None:
        """Ask for the next step: after the selected element, on the selected link, or into free space."""
        key, link = self._selection.only_element, self._selection.only_link
        if key and self.editor.stream.ways(key) is not None:
            self.writing.quick_add(source=key)
        elif link:
            self.writing.quick_add(link=link)
        else:
            self.writing.quick_add(source=self.adding.first_source())

    def rename_selected(self) -> None:
        """Type the words of the selected element or link in place."""
        if self._selection.only_element:
            self.writing.edit(self._selection.only_element)
        elif self._selection.only_link:
            self.writing.edit_link(self._selection.only_link)

    def show_new(self, key: str, *, typing: bool) -> None:
        """Select an element that was just added, and let its words be typed."""
        self.setFocus()
        self.select_elements(key)
        self.camera.reveal(self.board.cards[key].sceneBoundingRect(), animated=not typing)
        if typing:
            self.writing.edit(key)

    # -- editing what is selected

    def delete_selection(self) -> None:
        """Delete what is selected; a single step leads what arrives on to what follows."""
        if not self._selection.is_empty:
            self.editor.delete(self._selection.elements, self._selection.links)

    def cut(self) -> None:
        """Move what is selected to the clipboard."""
        self.clipboard.cut()

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        self.clipboard.copy()

    def paste(self) -> None:
        """Paste elements, or rows and lines as steps."""
        self.clipboard.paste()

    def duplicate(self) -> None:
        """Put a copy of what is selected beside it."""
        self.clipboard.duplicate()

    def align(self, edge: Edge) -> None:
        """Align what is selected."""
        self.arranging.align(self._selection.elements, edge)

    def distribute(self, axis: Axis) -> None:
        """Make the gaps between what is selected equal."""
        self.arranging.distribute(self._selection.elements, axis)

    def toggle_pin(self) -> None:
        """Pin what is selected in place, or free it."""
        self.arranging.toggle_pin(self._selection.elements)

    def tidy(self) -> None:
        """Lay the stream out anew, keeping what is pinned."""
        before, whole, fitted = self.editor.boxes, self._shows_all(), self.camera.is_fitted
        if self.arranging.tidy():
            self._glide.start(before)
            if fitted or (whole and not self._shows_all()):
                self.zoom_to_fit()

    # -- camera

    def zoom_in(self) -> None:
        """Zoom in by a step."""
        self.camera.zoom_in()

    def zoom_out(self) -> None:
        """Zoom out by a step."""
        self.camera.zoom_out()

    def zoom_to_100(self) -> None:
        """Show scene units as pixels."""
        self.camera.zoom_to(1.0)

    def zoom_to_fit(self) -> None:
        """Show the whole stream."""
        self.camera.fit(self._content())

    def _shows_all(self) -> bool:
        return QRectF(*self.seen()).contains(self._content())

    def _content(self) -> QRectF:
        return QRectF(*self.board.picture.bounds) if self.board.picture else QRectF()

    def _zoomed(self, zoom: float) -> None:
        self.board.set_zoom(zoom)
        self.writing.close()
        self.zoom_changed.emit(zoom)

    # -- words beside the pointer, menus, keys

    def say_at(self, port: QPoint, words: str, role: str) -> None:
        """Show words beside the pointer, coloured by their role."""
        self._note.say(port, words, role)

    def say_nothing(self) -> None:
        """Take the words beside the pointer away."""
        self._note.hide()

    def show_tip(self, port: QPoint, screen: QPoint) -> None:
        """Show the tooltip of the card or link under a point."""
        hit = self.board.hit(self.mapToScene(port), self.zoom)
        item = self.board.item_of(hit)
        if item is None or self.hand.is_busy:
            QToolTip.hideText()
            return
        findings = self._badge_texts.get(item.key, "")
        editor = self.editor
        text = tip(item.key, editor.session.document, editor.stream, editor.catalogue, findings, item.spoken)
        QToolTip.showText(screen, text, self)

    def open_menu(self, port: QPoint | None, screen: QPoint) -> None:
        """Open the context menu for what lies under a point, or for what is selected."""
        at = port if port is not None else self.viewport().rect().center()
        if port is not None:
            self.hand.select_under(port)
        elif self._selection.elements:
            at = self.on_screen(self.board.cards[self._selection.elements[0]].box).center()
            screen = self.viewport().mapToGlobal(at)
        menu = context_menu(self, self.mapToScene(at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(screen)

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key stands for."""
        return keys.press(self, event)

    def escape(self) -> None:
        """Break off a gesture, else select nothing."""
        if not self.hand.cancel():
            self.clear_selection()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001 (Qt's own signature)
        """Let Tab add after the selected element; with nothing selected it goes on to the next widget."""
        key = self._selection.only_element
        if next and key and self.editor.stream.ways(key) is not None and not self.editor.session.read_only:
            self.quick_add()
            return True
        return super().focusNextPrevChild(next)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the canvas without edges, and the offer of an empty stream in its middle."""
        super().resizeEvent(event)
        self.camera.adapt()
        self._settle_empty_state()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Move the canvas; Qt moves the widgets on it along, and the offer of an empty stream stays in its middle."""
        super().scrollContentsBy(dx, dy)
        if self._empty.isVisible():
            self._settle_empty_state()

    def showEvent(self, event: QShowEvent) -> None:
        """Fit the stream that was chosen before there was a window."""
        super().showEvent(event)
        if self._fit_pending:
            self._fit_pending = False
            self.camera.fit(self._content(), animated=False)
