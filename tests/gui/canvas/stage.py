"""A canvas with a document, and hands that use it as a person would: real events, places named by element."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import load_catalogue
from svs_designer.drawing.figures import LinkKey
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.canvas.inline_editor import InlineEditor
from svs_designer.gui.canvas.quick_add import QuickAdd
from svs_designer.gui.canvas.view import StreamCanvas
from svs_designer.gui.mime import item_data
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document
from svs_designer.model.layout import Layout
from svs_designer.model.stream import ValueStream

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


class Stage:
    def __init__(
        self, qtbot: QtBot, appearance: Appearance, document: Document, *, stream: str, read_only: bool
    ) -> None:
        self.qtbot = qtbot
        self.session = Session(document, read_only=read_only)
        self.canvas = StreamCanvas(self.session, load_catalogue("itil4"), appearance)
        qtbot.addWidget(self.canvas)
        self.hints: list[str] = []
        self.canvas.hint.connect(self.hints.append)
        self.canvas.show_stream(stream)
        self.canvas.resize(1200, 800)
        with qtbot.waitActive(self.canvas):
            self.canvas.show()
            self.canvas.activateWindow()
        self.canvas.setFocus()

    @property
    def stream(self) -> ValueStream:
        return self.session.document.stream(self.canvas.stream_id)

    @property
    def port(self) -> object:
        return self.canvas.viewport()

    @property
    def links(self) -> list[LinkKey]:
        return [(source, link.to) for source, link in self.stream.links()]

    # -- places

    def spot(self, key: str, *, across: float = 0.5, down: float = 0.5) -> QPoint:
        """A point of a card: 0 and 1 are its edges."""
        box = self.canvas.board.cards[key].box
        return self.canvas.mapFromScene(QPointF(box.x + across * box.width, box.y + down * box.height))

    def on_link(self, link: LinkKey) -> QPoint:
        points = self.canvas.board.connectors[link].connector.points
        return self.canvas.mapFromScene(QPointF((points[0].x + points[1].x) / 2, (points[0].y + points[1].y) / 2))

    def empty(self) -> QPoint:
        """A point of the canvas with nothing near it."""
        return QPoint(600, 760)

    # -- hands

    def click(self, at: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.mouseClick(self.port, LEFT, keys, at)

    def double_click(self, at: QPoint) -> None:
        self.qtbot.mouseClick(self.port, LEFT, NONE, at)
        self.qtbot.mouseDClick(self.port, LEFT, NONE, at)

    def drag(
        self,
        start: QPoint,
        end: QPoint,
        *,
        keys: Qt.KeyboardModifier = NONE,
        button: Qt.MouseButton = LEFT,
        release: bool = True,
    ) -> None:
        self.qtbot.mouseMove(self.port, start)
        self.qtbot.mousePress(self.port, button, keys, start)
        for part in (0.3, 0.7, 1.0):
            self._move_held(start + (end - start) * part, button, keys)
        if release:
            self.qtbot.mouseRelease(self.port, button, keys, end)

    def _move_held(self, at: QPoint, button: Qt.MouseButton, keys: Qt.KeyboardModifier) -> None:
        from PySide6.QtCore import QEvent
        from PySide6.QtGui import QMouseEvent

        place = QPointF(at)
        screen = QPointF(self.canvas.viewport().mapToGlobal(at))
        event = QMouseEvent(QEvent.Type.MouseMove, place, screen, Qt.MouseButton.NoButton, button, keys)
        QApplication.sendEvent(self.canvas.viewport(), event)

    def key(self, key: Qt.Key, keys: Qt.KeyboardModifier = NONE) -> None:
        self.qtbot.keyClick(self.canvas, key, keys)

    def type(self, text: str) -> None:
        """Type into whatever field is open, ending in Enter where the text ends in a line break."""
        field = self.title or self.box.field
        self.qtbot.keyClicks(field, text.removesuffix("\n"))
        if text.endswith("\n"):
            self.qtbot.keyClick(field, Qt.Key.Key_Return)

    def wheel(self, at: QPoint, turn: QPoint, keys: Qt.KeyboardModifier = NONE) -> None:
        event = QWheelEvent(
            QPointF(at),
            QPointF(self.canvas.viewport().mapToGlobal(at)),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            keys,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(self.canvas.viewport(), event)

    def hover(self, kind: str, item: str, at: QPoint) -> bool:
        """Hold an item of the palette over a point; tells whether it may be dropped there."""
        self._carried = item_data(kind, item)
        return self._hover(self._carried, at)

    def _hover(self, mime: QMimeData, at: QPoint) -> bool:
        enter = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, LEFT, NONE)
        QApplication.sendEvent(self.canvas.viewport(), enter)
        move = QDragMoveEvent(at, Qt.DropAction.CopyAction, mime, LEFT, NONE)
        move.ignore()
        QApplication.sendEvent(self.canvas.viewport(), move)
        return move.isAccepted()

    def drop(self, kind: str, item: str, at: QPoint) -> None:
        self.drop_data(item_data(kind, item), at)

    def drop_data(self, mime: QMimeData, at: QPoint) -> None:
        self._hover(mime, at)
        event = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, LEFT, NONE)
        QApplication.sendEvent(self.canvas.viewport(), event)

    # -- what is to be seen

    @property
    def title(self) -> InlineEditor | None:
        return next((f for f in self.canvas.findChildren(InlineEditor) if f.isVisible()), None)

    @property
    def box(self) -> QuickAdd:
        return next(box for box in self.canvas.findChildren(QuickAdd) if box.isVisible())

    @property
    def has_box(self) -> bool:
        return any(box.isVisible() for box in self.canvas.findChildren(QuickAdd))

    @property
    def hover_words(self) -> str:
        note = self.canvas.findChild(object, "HoverNote")
        return note.text() if note.isVisible() else ""

    def select(self, *elements: str, links: tuple[LinkKey, ...] = ()) -> None:
        self.canvas.select(Selection(self.canvas.stream_id, elements, links))

    @property
    def selected(self) -> tuple[str, ...]:
        return self.canvas.selection().elements

    def undo_restores(self, before: Document) -> bool:
        """One undo brings the very document back that was there before."""
        self.session.undo()
        return self.session.document is before


def placed(document: Document, **places: tuple[float, float]) -> Document:
    """The document with its stream `s` laid out."""
    from svs_designer.model.base import evolve

    return evolve(document, layout=Layout.model_validate({"s": {key: list(at) for key, at in places.items()}}))
