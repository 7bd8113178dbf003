"""The view of a rehearsal: what is open now, the ways on, the clocks, and the visits so far."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.drawing.sketches.wording import Wording
from svs_designer.exchange.events import EventKind
from svs_designer.exchange.exporter import CannotExport
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.exporting.refusal_view import RefusalView
from svs_designer.gui.rehearsal.clocks import ClocksView, span_text
from svs_designer.gui.rehearsal.way_buttons import Offer, WayButtons
from svs_designer.gui.review.nothing_yet import NothingYet
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document

if TYPE_CHECKING:
    from svs_designer.gui.rehearsal.drive import Standing

INVITATION = "Send one case through this stream, step by step: see its way, its rework and its clock."
CHANGED = "The stream was changed: restart to rehearse it as it is now."
NOW_WIDTH = 304
_ELEMENT = Qt.ItemDataRole.UserRole


class RehearsalView(QStackedWidget):
    """Show where a case is; every wish of the user leaves as a signal."""

    begin_asked = Signal()
    chosen = Signal(dict)
    back_asked = Signal()
    end_asked = Signal()
    pointed = Signal(str)
    jump_asked = Signal(Selection)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nothing = NothingYet()
        self.nothing.say(INVITATION, "Rehearse a case")
        self.nothing.asked.connect(self.begin_asked)
        self.refusal = RefusalView(appearance)
        self.refusal.jump_asked.connect(self.jump_asked)
        self.again = QPushButton("Try again")
        self.again.clicked.connect(self.begin_asked)
        self._said, self._name, self._about, self._changed = (QLabel() for _ in range(4))
        self.ways = WayButtons()
        self.ways.chosen.connect(self.chosen)
        self.back, self.restart, self.to_end = (
            QPushButton("Back"),
            QPushButton("Restart"),
            QPushButton("Run to the end"),
        )
        self.busy = QProgressBar()
        self.clocks = ClocksView(appearance)
        self.visits = _visit_list()
        self.visits.currentItemChanged.connect(self._point)
        self._case = self._lay_out()
        for page in (self.nothing, self._refused(), self._case):
            self.addWidget(page)
        self._connect()

    def show_nothing(self) -> None:
        """Invite to a rehearsal."""
        self.setCurrentIndex(0)

    def show_refusal(self, refusal: CannotExport, document: Document) -> None:
        """Say why no case can go through the stream."""
        self.refusal.show_refusal(refusal, document)
        self.setCurrentIndex(1)

    def show_standing(self, standing: "Standing", offers: Sequence[Offer], wording: Wording) -> None:
        """Show where the case is, and how it can go on."""
        self.setCurrentIndex(2)
        item = standing.next
        visits = [event for event in standing.log if event.kind is EventKind.SCHEDULED]
        if item is None:
            self._said.setText("" if standing.value_after is None else _after(standing))
            self._name.setText(standing.ended)
            self._about.setText(f"{len(visits)} visits, {span_text(standing.passed, standing.day)} in all")
        else:
            others = len(standing.open) - 1
            self._said.setText("Open now" if not others else f"Open now, beside {others} more")
            self._name.setText(item.name)
            visit = sum(event.element == item.step for event in visits)
            times = f"waited {span_text(item.wait, standing.day)}, takes {span_text(item.touch, standing.day)}"
            parts = (wording.team(item.team), times, f"visit {visit}" if visit > 1 else "")
            self._about.setText(" · ".join(part for part in parts if part))
        self._said.setVisible(bool(self._said.text()))
        self.ways.setVisible(item is not None)
        if item is not None:
            self.ways.offer(offers)
            # New buttons stand at the end of the round of Tab.
            order = (*self.ways.buttons, self.back, self.restart, self.to_end, self.visits)
            for one, other in pairwise(order):
                self.setTabOrder(one, other)
        self.to_end.setEnabled(item is not None)
        self.clocks.show_clocks(standing.passed, standing.clocks, standing.day)
        self._show_visits(standing, wording)

    def show_changed(self, *, changed: bool) -> None:
        """Say that the stream is another than the one that is rehearsed."""
        self._changed.setVisible(changed)

    def set_busy(self, *, busy: bool) -> None:
        """Let nothing be pressed while the case runs on."""
        for widget in (self.ways, self.back, self.restart, self.to_end):
            widget.setEnabled(not busy)

    def take_focus(self) -> None:
        """Put the keyboard where the case goes on."""
        if self.currentIndex() == 0:
            self.nothing.button.setFocus()
        elif self.currentIndex() == 2:
            (self.ways if self.ways.isVisible() else self.restart).setFocus()
            if self.ways.isVisible():
                self.ways.take_focus()

    def _show_visits(self, standing: "Standing", wording: Wording) -> None:
        self.visits.clear()
        for event in standing.log:
            if event.kind not in (EventKind.SCHEDULED, EventKind.MILESTONE):
                continue
            value = event.kind is EventKind.MILESTONE
            again = "" if event.visit == 1 else f" (visit {event.visit})"
            words = [span_text(event.at - standing.began, standing.day), "Value" if value else f"{event.name}{again}"]
            row = QTreeWidgetItem(words)
            row.setData(0, _ELEMENT, event.element)
            row.setToolTip(1, " · ".join(filter(None, (words[1], wording.team(event.team)))))
            self.visits.addTopLevelItem(row)
        self.visits.scrollToBottom()

    def _point(self, item: QTreeWidgetItem | None) -> None:
        self.pointed.emit(str(item.data(0, _ELEMENT)) if item is not None else "")

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.restart.clicked.connect(self.begin_asked)
        self.to_end.clicked.connect(self.end_asked)
        back = QShortcut(QKeySequence(Qt.Key.Key_Backspace), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.activated.connect(self.back.click)
        self.back.setToolTip("One step back (Backspace)")
        self.to_end.setToolTip("Along the likeliest ways")

    def _refused(self) -> QWidget:
        page = QWidget()
        self.again.setAutoDefault(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self.refusal, 1)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        return page

    def _lay_out(self) -> QWidget:
        self._said.setProperty("role", "small")
        self._name.setStyleSheet("font-size: 15px; font-weight: 600;")
        self._about.setProperty("role", "dim")
        self._changed.setProperty("role", "warning")
        self._changed.setText(CHANGED)
        self._changed.hide()
        for label in (self._name, self._about, self._changed):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.busy.setRange(0, 0)
        self.busy.setAccessibleName("The case is running")
        self.busy.hide()
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(20)
        now = _scrolled(self._now())
        now.setMinimumWidth(NOW_WIDTH)
        row.addWidget(now, 6)
        row.addWidget(_scrolled(self.clocks), 4)
        row.addWidget(self.visits, 7)
        return page

    def _now(self) -> QWidget:
        holder = QWidget()
        controls = QHBoxLayout()
        controls.setSpacing(8)
        for button in (self.back, self.restart, self.to_end):
            button.setAutoDefault(False)
            controls.addWidget(button)
        controls.addStretch(1)
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for widget in (self._changed, self._said, self._name, self._about):
            column.addWidget(widget)
        column.addSpacing(6)
        column.addWidget(self.ways)
        column.addStretch(1)
        column.addWidget(self.busy)
        column.addLayout(controls)
        return holder


def _after(standing: "Standing") -> str:
    return f"Value after {span_text(standing.value_after, standing.day)}" if standing.value_after is not None else ""


def _scrolled(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _visit_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setProperty("role", "boxed")
    tree.setAccessibleName("Visits so far")
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setHeaderLabels(["After", "Visit"])
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
    header.resizeSection(0, 100)
    return tree
