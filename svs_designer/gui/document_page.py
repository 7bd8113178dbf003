"""One open document in the window: its stream tabs, the canvas, the inspector and the problems, joined."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from svs_designer.catalogue.catalogue import Catalogue
from svs_designer.drawing.ladder.status import Said, status_figures
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.banner import Banner
from svs_designer.gui.bottom_panel import BottomPanel
from svs_designer.gui.canvas.view import StreamCanvas
from svs_designer.gui.checking import Checker
from svs_designer.gui.documents import OpenDocument
from svs_designer.gui.ladder.measuring import Measuring
from svs_designer.gui.ladder.view import LadderView
from svs_designer.gui.panels.inspector import Inspector
from svs_designer.gui.problems.joined import PageProblems
from svs_designer.gui.rehearsal.joined import PageRehearsal
from svs_designer.gui.review.joined import PageReview
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.gui.stream_edits import StreamEdits
from svs_designer.gui.stream_tabs import StreamTabs
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding


class DocumentPage(QWidget):
    """Show one document. What the window's frame says about it is asked here after each `moved`."""

    moved = Signal()
    """The stream, the selection, the zoom, the findings or the document changed."""
    hint = Signal(str)
    explain_asked = Signal(Finding)
    stream_menu_asked = Signal(str, QPoint)
    fold_asked = Signal()

    def __init__(
        self,
        document: OpenDocument,
        catalogue: Catalogue,
        appearance: Appearance,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.document = document
        self.catalogue = catalogue
        session = document.session
        self.said: tuple[Said, ...] = ()
        self.tabs = StreamTabs(appearance)
        self.banner = Banner(appearance)
        self.canvas = StreamCanvas(session, catalogue, appearance)
        self.inspector = Inspector(session, catalogue, appearance)
        self.problems = PageProblems(self, appearance, settings)
        self.bottom = BottomPanel(appearance)
        self.ladder = LadderView(catalogue, appearance)
        self.bottom.add_view(self.ladder, "Time")
        self.bottom.add_view(self.problems.panel, "Problems")
        self.review = PageReview(self, appearance)
        self.bottom.add_view(self.review.view, "Review")
        self.bottom.add_view(self.review.governance, "Governance")
        self.rehearsal = PageRehearsal(self, appearance)
        self.bottom.add_view(self.rehearsal.view, "Rehearse")
        self.measuring = Measuring(session)
        self.checker = Checker(session, catalogue, path=lambda: document.path)
        self.streams = StreamEdits(self)
        self._places: dict[str, Selection] = {}
        self._middle = QStackedWidget()
        self._middle.addWidget(self.canvas)
        self._middle.addWidget(_no_stream(self.streams.add))
        self.upright = QSplitter(Qt.Orientation.Vertical)
        self.across = QSplitter(Qt.Orientation.Horizontal)
        self._lay_out()
        self._connect()
        self._stop_listening = session.subscribe(self._follow)
        first = session.document.streams[0].id if session.document.streams else ""
        self._show_stream(first)

    @property
    def stream_id(self) -> str:
        """Return the stream that is shown; empty where there is none, or where it was just undone or deleted."""
        shown = self.canvas.stream_id if self._middle.currentIndex() == 0 else ""
        return shown if any(stream.id == shown for stream in self.document.session.document.streams) else ""

    @property
    def selection(self) -> Selection:
        """Return what is selected on the canvas."""
        return self.canvas.selection() if self.stream_id else Selection("")

    def show_stream(self, stream_id: str) -> None:
        """Show another stream of the document; nothing happens for one that is gone."""
        known = {stream.id for stream in self.document.session.document.streams}
        if stream_id in known and stream_id != self.stream_id:
            self._show_stream(stream_id)

    def reveal(self, selection: Selection, *, focus: bool = True) -> None:
        """Show elements, in whichever stream they are; the keyboard goes there too unless told otherwise."""
        self.show_stream(selection.stream)
        if selection.stream == self.stream_id:
            self.canvas.reveal(selection)
            if focus:
                self.canvas.setFocus()

    @property
    def findings(self) -> tuple[Finding, ...] | None:
        """Return what the check found last; None while nothing was checked yet."""
        return self.problems.findings

    def counts(self) -> Mapping[str, int] | None:
        """Return the number of open findings by level; None while nothing was checked yet."""
        return self.problems.counts()

    def place_text(self) -> str:
        """Say how much the stream holds, for the status bar."""
        if not self.stream_id:
            return self.catalogue.name
        steps = self.document.session.document.stream(self.stream_id).steps
        teams = {step.team for step in steps if step.team}
        return " · ".join((_count(len(steps), "step"), _count(len(teams), "team"), self.catalogue.name))

    def state_text(self) -> str:
        """Say whether the document is saved, and the zoom, for the status bar."""
        if self.document.is_partial:
            saved = "Read-only"
        elif self.document.is_modified:
            saved = "Unsaved"
        else:
            saved = "Saved" if self.document.path else "New"
        return f"{saved} · {round(self.canvas.zoom * 100)} %"

    def close_page(self) -> None:
        """Stop the check and everything that listens."""
        self._stop_listening()
        self.checker.close()
        self.measuring.close()
        self.rehearsal.close()

    def _lay_out(self) -> None:
        self.upright.addWidget(self._middle)
        self.upright.addWidget(self.bottom)
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.tabs, self.banner, self.upright):
            column.addWidget(widget)
        column.setStretch(2, 1)
        self.across.addWidget(middle)
        self.across.addWidget(self.inspector)
        for splitter in (self.upright, self.across):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
            splitter.setStretchFactor(0, 1)
            splitter.setStretchFactor(1, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.across)

    def _connect(self) -> None:
        self.tabs.chosen.connect(self.show_stream)
        self.tabs.add_asked.connect(self.streams.add)
        self.tabs.renamed.connect(self.streams.rename)
        self.tabs.rename_ended.connect(self.canvas.setFocus)
        self.tabs.reordered.connect(self.streams.reorder)
        self.tabs.menu_asked.connect(self.stream_menu_asked)
        self.canvas.selection_changed.connect(self._show_selection)
        self.canvas.zoom_changed.connect(lambda _zoom: self.moved.emit())
        self.canvas.hint.connect(self.hint)
        self.bottom.fold_asked.connect(self.fold_asked)
        self.inspector.explain_asked.connect(self.explain_asked)
        self.inspector.jump_asked.connect(self.reveal)
        self.problems.connect_to_page()
        self.review.connect_to_page()
        self.rehearsal.connect_to_page()
        self.measuring.measured.connect(self._show_reading)
        self.ladder.pointed.connect(self.canvas.point_at)
        self.ladder.jump_asked.connect(self.canvas.reveal)
        self.ladder.go_asked.connect(self.reveal)
        self.document.changed.connect(self._show_document)

    def _show_stream(self, stream_id: str) -> None:
        if self.stream_id:
            self._places[self.stream_id] = self.canvas.selection()
        self._middle.setCurrentIndex(0 if stream_id else 1)
        if stream_id:
            self.canvas.show_stream(stream_id)
            self.problems.show_stream(stream_id)
            before = self._places.get(stream_id)
            if before and not before.is_empty:
                self.canvas.select(before)
            self._show_selection(self.canvas.selection())
        self.review.show_stream(stream_id)
        self.rehearsal.show_stream(stream_id)
        self.measuring.show_stream(stream_id)
        self._show_document()

    def _show_document(self) -> None:
        shown = self.document.session.document
        self.tabs.show_document(shown, self.document.saved, self.stream_id)
        self.moved.emit()

    def _follow(self, _old: Document, new: Document) -> None:
        """Keep a stream on the canvas that the document holds: undo and delete can take the shown one away."""
        if not self.stream_id:
            self._show_stream(new.streams[0].id if new.streams else "")

    def _show_selection(self, selection: Selection) -> None:
        self.inspector.show_selection(selection)
        self.ladder.show_selection(selection)
        self.moved.emit()

    def _show_reading(self) -> None:
        reading = self.measuring.reading
        self.inspector.set_reading(reading)
        self.ladder.show_reading(reading)
        self.said = status_figures(*reading[1:], Wording.of(reading.document, self.catalogue)) if reading else ()
        self.moved.emit()


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _no_stream(add: object) -> QWidget:
    page = QWidget()
    page.setProperty("role", "panel")
    sentence = QLabel("This document holds no value stream yet.")
    sentence.setProperty("role", "dim")
    button = QPushButton("Add a stream")
    button.setProperty("role", "primary")
    button.clicked.connect(add)
    column = QVBoxLayout(page)
    column.setSpacing(16)
    column.addStretch(1)
    column.addWidget(sentence, 0, Qt.AlignmentFlag.AlignCenter)
    column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
    column.addStretch(1)
    return page
