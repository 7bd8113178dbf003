"""The governance of a stream: each policy with its control, measure and reviewer, and the open ends to close."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.options import Option
from svs_designer.gui.panels.forms.subjects import stream_of
from svs_designer.gui.review.chain_row import STRETCH, TITLES, ChainRow
from svs_designer.gui.review.place_cell import PlaceCell
from svs_designer.gui.review.stream_view import StreamView
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document, Register
from svs_designer.model.edits import governing, registers
from svs_designer.model.stream import ValueStream
from svs_designer.rules.review import Chain, Place, governance_of
from svs_designer.rules.review.governance import Part

_LABELS = {
    "control": "Choose a control",
    "metric": "Choose a metric",
    "who": "Choose a reviewer",
    "every": "Say how often",
}
OFTEN = ("each case", "day", "week", "month", "quarter", "year")
_HEAD, _IDLE = 1, 1000
"""Rows of the grid: chains begin here, and below them the policies that no stream follows."""


class GovernanceView(StreamView):
    """Show the chains; each open end is a place to fill."""

    show_asked = Signal(Selection)
    """The steps that a policy directs, or the stream."""
    counted = Signal(int)
    """How many ends are open."""

    def __init__(self, session: Session, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(session, appearance, parent)
        self._rows: list[ChainRow] = []
        self._idle: list[ChainRow] = []
        self._grid = QGridLayout()
        self._idle_heading = QLabel("Followed by no stream")
        self._add = PlaceCell("Add a policy", "Add a policy", appearance, quiet=True)
        self._lay_out()
        self._add.clicked.connect(self._choose_policy)
        self._add.taken.connect(self._follow_policy)
        self._add.made.connect(self._write_policy)
        self._add.left.connect(self.refresh_soon)
        self.nothing.asked.connect(self._begin)

    def refresh(self) -> None:
        """Show the document of now; the open ends are counted also where they are not in sight."""
        super().refresh()
        stream = stream_of(self.session.document, self.stream_id)
        self.counted.emit(governance_of(self.session.document, stream).open_ends if stream else 0)

    def first_key(self) -> QWidget | None:
        """Return the first policy, or what stands in its place."""
        first = self._rows[0].cells[Part.POLICY] if self._rows else None
        return first if first is not None and first.isVisible() else super().first_key()

    def draw(self, document: Document, stream: ValueStream) -> bool:
        """Show the chains in the rows there are."""
        governance = governance_of(document, stream)
        self._show(self._rows, governance.chains, _HEAD)
        self._show(self._idle, governance.idle, _IDLE + 1)
        self._idle_heading.setVisible(bool(governance.idle))
        self._add.show_place(Place(Part.POLICY), asked=not self.session.read_only)
        if governance.chains or governance.idle or self._add.is_editing:
            return True
        self.nothing.say(
            "No policy directs this stream yet: write the first, then say what watches it.",
            "" if self.session.read_only else "Write the first policy",
        )
        return False

    def _show(self, rows: list[ChainRow], chains: Sequence[Chain], first: int) -> None:
        if len(rows) < len(chains):
            rows += [self._new_row(number) for number in range(first + len(rows), first + len(chains))]
            self._order_keys()
        for number, row in enumerate(rows):
            row.show_chain(chains[number] if number < len(chains) else None, read_only=self.session.read_only)

    def _new_row(self, number: int) -> ChainRow:
        row = ChainRow(self._grid, number, self.appearance)
        for part, cell in row.cells.items():
            cell.clicked.connect(partial(self._ask, row, part))
            cell.taken.connect(partial(self._take, row, part))
            cell.made.connect(partial(self._make, row, part))
        return row

    def _order_keys(self) -> None:
        """Let Tab go through the rows from the top, the place for another policy between the groups."""
        cells = [cell for row in self._rows for cell in row.cells.values()]
        cells += [self._add, *(cell for row in self._idle for cell in row.cells.values())]
        for one, following in pairwise(cells):
            self.setTabOrder(one, following)

    # -- what a click asks for

    def _ask(self, row: ChainRow, part: Part) -> None:
        cell, chain = row.cells[part], row.chain
        if chain is None:
            return
        match part:
            case Part.POLICY:
                self._ask_policy(cell, chain)
            case Part.CONTROL:
                cell.choose(partial(self._entries, "controls"), creates=("controls",))
            case Part.MEASURE:
                cell.choose(self._metrics, takes_any=True)
            case Part.REVIEWER:
                cell.choose(partial(self._entries, "roles"), creates=("roles",))
            case Part.FREQUENCY:
                cell.choose(lambda: [Option(each, each) for each in OFTEN], text=chain.frequency.id, takes_any=True)

    def _ask_policy(self, cell: PlaceCell, chain: Chain) -> None:
        if chain.policy.is_unknown:
            cell.choose(list, takes_any=True)
        elif not chain.is_attached:
            self._follow_policy(chain.policy.id)
        else:
            self.show_asked.emit(Selection(self.stream_id, chain.steps))

    def _take(self, row: ChainRow, part: Part, taken: str) -> None:
        if row.chain is None:
            return
        policy, control = row.chain.policy, row.chain.control
        match part:
            case Part.POLICY if taken:
                edit = partial(registers.add_entry, register="policies", name=taken, entry_id=policy.id)
                self.session.apply("Write the policy", edit)
            case Part.CONTROL:
                self._set("policies", policy.id, "control", taken)
            case Part.MEASURE if taken and all(each.id != taken for each in self._metrics()):
                edit = partial(governing.prove_by_metric, stream_id=self.stream_id, control_id=control.id, name=taken)
                self.session.apply("Name a metric", edit)
            case Part.MEASURE:
                self._set("controls", control.id, "metric", taken)
            case Part.REVIEWER:
                self._set("controls", control.id, "who", taken)
            case Part.FREQUENCY:
                self._set("controls", control.id, "every", taken)

    def _set(self, register: Register, entry: str, field: str, value: str) -> None:
        def edit(document: Document) -> Document:
            nothing = "" if field == "every" else None
            return registers.set_entry(document, register, entry, **{field: value or nothing})

        self.session.apply(_LABELS[field], edit)

    def _make(self, row: ChainRow, part: Part, name: str) -> None:
        if row.chain is None:
            return
        if part is Part.CONTROL:
            self.session.apply("Create a control", governing.watch_policy, row.chain.policy.id, name)
        else:
            self.session.apply("Create a reviewer", governing.have_reviewed, row.chain.control.id, name)

    # -- policies

    def _begin(self) -> None:
        """Open the place for the first policy."""
        self.show_content()
        self._choose_policy()

    def _choose_policy(self) -> None:
        followed = {row.chain.policy.id for row in self._rows if row.chain}
        entries: Callable[[], list[Option]] = lambda: [  # noqa: E731 (a source is a function)
            each for each in self._entries("policies") if each.id not in followed
        ]
        self._add.choose(entries, creates=("policies",))

    def _follow_policy(self, policy: str) -> None:
        if policy:
            self.session.apply("Follow a policy", governing.follow_policy, self.stream_id, policy)

    def _write_policy(self, text: str) -> None:
        self.session.apply("Write a policy", governing.write_policy, self.stream_id, text)

    # -- what there is to choose

    def _entries(self, register: Register) -> list[Option]:
        return [Option(entry.id, entry.label) for entry in getattr(self.session.document, register)]

    def _metrics(self) -> list[Option]:
        """Return the metrics of the stream, then those of the others."""
        streams = sorted(self.session.document.streams, key=lambda stream: stream.id != self.stream_id)
        found: dict[str, Option] = {}
        for stream in streams:
            remark = "" if stream.id == self.stream_id else stream.label
            for metric in stream.metrics:
                found.setdefault(metric.id, Option(metric.id, metric.name or metric.id, remark))
        return list(found.values())

    # -- building

    def _lay_out(self) -> None:
        grid = self._grid
        grid.setContentsMargins(16, 8, 16, 16)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(8)
        for column, part in enumerate(Part):
            heading = QLabel(TITLES[part][0])
            heading.setProperty("role", "section")
            grid.addWidget(heading, 0, 2 * column)
            grid.setColumnStretch(2 * column, STRETCH[part])
        self._idle_heading.setProperty("role", "section")
        grid.addWidget(self._add, _IDLE - 1, 0)
        grid.addWidget(self._idle_heading, _IDLE, 0, 1, 9)
        grid.setRowStretch(2 * _IDLE, 1)
        content = QWidget()
        content.setLayout(grid)
        self.pane.setWidget(content)
