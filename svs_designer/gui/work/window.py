"""The window of open work: what people have to do in the cases on a server, and what they say about it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from itertools import pairwise
from typing import cast

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from svs_designer.analysis.measures.wording import time_text
from svs_designer.gui.dialogs.questions import ask_to_cancel_case, tell
from svs_designer.gui.jobs import LatestJob
from svs_designer.gui.rehearsal.way_buttons import DONE, Offer, WayButtons
from svs_designer.gui.review.nothing_yet import NothingYet
from svs_designer.gui.settings import Settings
from svs_designer.gui.work.desk import Choice, Desk, Row

LOOK_AGAIN_MS = 3000
SOON_MS = 400
"""The lists of a server lag behind what was told to it by a moment."""
INVITATION = "See what people have to do in the cases on a Temporal server, and say that it is done."
NO_WORK = "No work is open on this server. A case begins with: svs-designer run FILE --on temporal"
_ROW = Qt.ItemDataRole.UserRole


class WorkWindow(QDialog):
    """List the open work of one server and act on it; while it is shown it looks again every few seconds."""

    def __init__(
        self, settings: Settings, parent: QWidget | None = None, *, desk: Callable[[str], Desk] = Desk
    ) -> None:
        """Ask no server yet; `desk` makes what asks the server of an address."""
        super().__init__(parent)
        self.setWindowTitle("Work on a server")
        self.resize(760, 480)
        self._settings = settings
        self._make_desk = desk
        self._desk: Desk | None = None
        self.rows: tuple[Row, ...] = ()
        self.address = QLineEdit(settings.server_address)
        self.connect_button = QPushButton("Connect")
        self.nothing = NothingYet()
        self.list = _work_list()
        self.trouble, self._about = QLabel(), QLabel()
        self.ways = WayButtons()
        self.pause, self.cancel = QPushButton("Pause the case"), QPushButton("Cancel the case…")
        self._busy = QProgressBar()
        self._stage, self._act = QStackedWidget(), QWidget()
        self._looking, self._telling = LatestJob(self), LatestJob(self)
        self._again = QTimer(self, singleShot=True)
        self._lay_out()
        self._connect_parts()
        self._say(INVITATION)

    def connect_to_server(self) -> None:
        """Ask the server of the address field from now on."""
        self._desk = self._make_desk(self.address.text())
        self._fill(())
        self._say("Asking the server.")
        self.look()

    def look(self) -> None:
        """Ask what is open now."""
        desk = self._desk
        if desk is not None:
            self._again.stop()
            self._looking.ask(lambda _wanted: (desk, desk.rows()))

    def done(self, result: int) -> None:
        """Close; what is being asked is given up."""
        self._again.stop()
        self._looking.close()
        self._telling.close()
        super().done(result)

    def _connect_parts(self) -> None:
        self.connect_button.clicked.connect(self.connect_to_server)
        self.address.returnPressed.connect(self.connect_to_server)
        self.list.currentItemChanged.connect(self._show_act)
        self.ways.chosen.connect(self._complete)
        self.pause.clicked.connect(self._pause)
        self.cancel.clicked.connect(self._cancel)
        self._again.timeout.connect(self.look)
        self._looking.done.connect(self._show)
        self._looking.failed.connect(self._show_trouble)
        self._telling.done.connect(lambda _: self._again.start(SOON_MS))
        self._telling.failed.connect(self._refuse)
        for job in (self._looking, self._telling):
            job.slowed.connect(self._busy.show)
            job.rested.connect(self._busy.hide)

    # -- what is shown

    def _show(self, found: object) -> None:
        desk, rows = cast("tuple[Desk, tuple[Row, ...]]", found)
        self._settings.server_address = desk.address
        self.trouble.hide()
        self._again.start(LOOK_AGAIN_MS)
        self._act.setEnabled(True)
        if rows != self.rows:
            self._fill(rows)
        self._show_ages()
        if not rows:
            self._say(NO_WORK)
            return
        self._stage.setCurrentWidget(self.list)

    def _fill(self, rows: tuple[Row, ...]) -> None:
        before = self._row()
        self.rows = rows
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for row in rows:
            state = "paused: " if row.paused else ""
            item = QTreeWidgetItem([row.step, row.team, f"{state}{row.case}", ""])
            item.setData(0, _ROW, row.id)
            item.setToolTip(0, f"{row.step}\n{row.stream}")
            item.setToolTip(2, row.case)
            self.list.addTopLevelItem(item)
        self.list.setCurrentIndex(self.list.model().index(_again(before, rows), 0))
        blocker.unblock()
        self._show_act()

    def _show_ages(self) -> None:
        now = datetime.now(UTC)
        for number, row in enumerate(self.rows):
            item = self.list.topLevelItem(number)
            if item is not None and row.since is not None:
                item.setText(3, time_text(max(0, round((now - row.since).total_seconds()))))

    def _show_act(self) -> None:
        row = self._row()
        self._act.setVisible(row is not None)
        if row is None:
            return
        state = " is paused: resume it to go on" if row.paused else ""
        self._about.setText(f"{row.step} · case {row.case}{state}")
        self.ways.offer(_offers(row.choices))
        # New buttons stand at the end of the round of Tab.
        for one, other in pairwise((self.list, *self.ways.buttons, self.pause, self.cancel)):
            self.setTabOrder(one, other)
        self.ways.setEnabled(not row.paused)
        self.pause.setText("Resume the case" if row.paused else "Pause the case")

    def _say(self, sentence: str) -> None:
        self.nothing.say(sentence)
        self._stage.setCurrentWidget(self.nothing)
        self._act.hide()

    def _show_trouble(self, trouble: str) -> None:
        """Say what is wrong with the server, and try again in a while: it may come back."""
        self.trouble.setText(trouble)
        self.trouble.show()
        self._again.start(LOOK_AGAIN_MS)

    # -- acting

    def _row(self) -> Row | None:
        item = self.list.currentItem()
        wanted = item.data(0, _ROW) if item else None
        return next((row for row in self.rows if row.id == wanted), None)

    def _complete(self, answers: Mapping[str, bool]) -> None:
        row = self._row()
        if row is not None:
            self._tell(lambda desk: desk.complete(row.id, answers))

    def _pause(self) -> None:
        row = self._row()
        if row is not None:
            self._tell(lambda desk: desk.tell(row.case, "resume" if row.paused else "pause"))

    def _cancel(self) -> None:
        row = self._row()
        if row is not None and ask_to_cancel_case(self, row.case):
            self._tell(lambda desk: desk.tell(row.case, "cancel"))

    def _tell(self, act: Callable[[Desk], None]) -> None:
        desk = self._desk
        if desk is not None and not self._telling.is_busy:
            self._act.setEnabled(False)  # until the next list: what stands there now may be done already
            self._telling.ask(lambda _wanted: act(desk))

    def _refuse(self, trouble: str) -> None:
        self._act.setEnabled(True)
        tell(self, "Nothing was changed on the server.", trouble)
        self.look()

    # -- building

    def _lay_out(self) -> None:
        self.address.setAccessibleName("Address of the server")
        self.address.setPlaceholderText("host:port")
        self.connect_button.setAutoDefault(False)
        self._busy.setRange(0, 0)
        self._busy.setFixedWidth(80)
        self._busy.setAccessibleName("The server is being asked")
        self._busy.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        for widget in (QLabel("Temporal server"), self.address, self.connect_button, self._busy):
            head.addWidget(widget)
        head.setStretch(1, 1)
        self.trouble.setProperty("role", "error")
        self.trouble.setWordWrap(True)
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.hide()
        self._stage.addWidget(self.nothing)
        self._stage.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.trouble)
        column.addWidget(self._stage, 1)
        column.addWidget(self._lay_out_act())

    def _lay_out_act(self) -> QWidget:
        self._about.setProperty("role", "heading")
        self._about.setTextFormat(Qt.TextFormat.PlainText)
        self._about.setWordWrap(True)
        self.cancel.setProperty("role", "danger")
        case = QHBoxLayout()
        case.setSpacing(8)
        case.addStretch(1)
        for button in (self.pause, self.cancel):
            button.setAutoDefault(False)
            case.addWidget(button)
        column = QVBoxLayout(self._act)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._about)
        column.addWidget(self.ways)
        column.addLayout(case)
        return self._act


def _again(before: Row | None, rows: tuple[Row, ...]) -> int:
    """Return which row to select in a new list: the one before, else other work of its case; of others none, -1.

    Without one before, it is the first: nobody's key is on its way to a button then.
    """
    if before is None:
        return 0
    same = [number for number, row in enumerate(rows) if row.id == before.id]
    return next(iter(same or [number for number, row in enumerate(rows) if row.case == before.case]), -1)


def _offers(choices: tuple[Choice, ...]) -> tuple[Offer, ...]:
    if len(choices) < 2:
        return (DONE,)
    return tuple(Offer(_words(each), dict(each.answers), each.usual) for each in choices)


def _words(choice: Choice) -> str:
    share = "" if choice.share is None else f"{choice.share * 100:.3g} % "
    return f"Done: {share}{choice.title}"


def _work_list() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setProperty("role", "boxed")
    tree.setAccessibleName("Open work")
    tree.setRootIsDecorated(False)
    tree.setUniformRowHeights(True)
    tree.setHeaderLabels(["Step", "Team", "Case", "For"])
    header = tree.header()
    header.setStretchLastSection(False)
    header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for column, width in ((1, 130), (2, 210), (3, 80)):
        header.resizeSection(column, width)
    return tree
