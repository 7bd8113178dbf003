"""A view of the stream that is shown: drawn while it is in sight, and a moment after a change of the document."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.forms.subjects import stream_of
from svs_designer.gui.review.nothing_yet import NothingYet
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream

AT_ONCE, PAUSE_MS = 300, 150
"""Up to so many steps a view is drawn right after a change; a longer stream rests so long first."""


class StreamView(QWidget):
    """Follow the document; subclasses put a widget into `pane`, and `draw` says whether there is anything to show."""

    add_step_asked = Signal()

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.appearance = appearance
        self._stream = ""
        self._stale = True
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self.refresh)
        self.nothing = NothingYet()
        self.pane = QScrollArea()
        self.pane.setWidgetResizable(True)
        self.pane.setFrameShape(QFrame.Shape.NoFrame)
        self.pane.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.pane.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        self._stack.addWidget(self.pane)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)

    @property
    def stream_id(self) -> str:
        """Return the id of the stream that is shown; empty for none."""
        return self._stream

    def show_stream(self, stream_id: str) -> None:
        """Show another stream."""
        self._stream = stream_id
        self.refresh()

    def refresh(self) -> None:
        """Show the document of now; what is not in sight is drawn when it comes into sight."""
        self._pause.stop()
        self._stale = not self.isVisible()
        if self._stale:
            return
        stream = stream_of(self.session.document, self._stream)
        has_content = stream is not None and self.draw(self.session.document, stream)
        if stream is None:
            self.nothing.say("No stream is shown.")
        self._stack.setCurrentIndex(int(has_content))

    def refresh_soon(self) -> None:
        """Show the document of now, once what is under way is through."""
        self._pause.start(0)

    def take_focus(self) -> None:
        """Put the keyboard where it begins in this view, and bring that into view."""
        first = self.first_key()
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.pane.ensureWidgetVisible(first)

    def first_key(self) -> QWidget | None:
        """Return the first thing in sight that takes the keyboard."""
        # Not along Qt's focus chain: PySide would make each widget of it the owner of the next.
        return next((each for each in self.findChildren(QWidget) if _takes_keys(each)), None)

    def show_content(self) -> None:
        """Show what there is, though it is nothing yet."""
        self._stack.setCurrentIndex(1)

    def draw(self, document: Document, stream: ValueStream) -> bool:
        """Show a stream; False where there is nothing to show, and `nothing` says what to do next."""
        raise NotImplementedError

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the view was out of sight."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _follow(self, old: Document, new: Document) -> None:
        stream = stream_of(new, self._stream)
        if all(getattr(old, name) == getattr(new, name) for name in Document.model_fields if name != "layout"):
            return
        self._stale = True
        self._pause.start(PAUSE_MS if stream is not None and len(stream.steps) > AT_ONCE else 0)


def _takes_keys(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()
