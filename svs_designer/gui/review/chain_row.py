"""One policy in the view of governance: the places of its chain, joined by lines that break where it is open."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.review.place_cell import PlaceCell
from svs_designer.rules.review import Chain
from svs_designer.rules.review.governance import Part

TITLES = {
    Part.POLICY: ("Policy", "Write the policy"),
    Part.CONTROL: ("Control", "Choose or create a control"),
    Part.MEASURE: ("Measure", "Name a metric"),
    Part.REVIEWER: ("Reviewer", "Choose a reviewer"),
    Part.FREQUENCY: ("How often", "Say how often"),
}
"""What the places are called, and what they offer while they are open."""
STRETCH = {Part.POLICY: 6, Part.CONTROL: 6, Part.MEASURE: 4, Part.REVIEWER: 4, Part.FREQUENCY: 3}
LINE_WIDTH = 16


class ChainLine(QWidget):
    """The line from one place to the next; dashed where the next is open."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._is_open = False
        appearance.changed.connect(self.update)
        self.setFixedWidth(LINE_WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)

    def show_open(self, *, is_open: bool) -> None:
        """Break the line, or join it."""
        if is_open != self._is_open:
            self._is_open = is_open
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line, with an arrow where it is whole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._appearance.colour("connector"), 1.4)
        if self._is_open:
            pen.setDashPattern([2, 2])
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        middle, right = self.height() / 2, self.width() - 2.0
        painter.drawLine(QPointF(2, middle), QPointF(right, middle))
        if not self._is_open:
            painter.drawPolyline(
                [QPointF(right - 4, middle - 3.5), QPointF(right, middle), QPointF(right - 4, middle + 3.5)]
            )


class ChainRow:
    """The cells of one chain in the grid of all."""

    def __init__(self, grid: QGridLayout, number: int, appearance: Appearance) -> None:
        self.cells: dict[Part, PlaceCell] = {}
        self._lines: dict[Part, ChainLine] = {}
        for column, part in enumerate(Part):
            cell = self.cells[part] = PlaceCell(*TITLES[part], appearance)
            if column:
                line = self._lines[part] = ChainLine(appearance)
                grid.addWidget(line, number, 2 * column - 1)
            grid.addWidget(cell, number, 2 * column)
        self.chain: Chain | None = None

    def show_chain(self, chain: Chain | None, *, read_only: bool = False) -> None:
        """Show a chain; none hides the row."""
        self.chain = chain
        for widget in (*self.cells.values(), *self._lines.values()):
            widget.setVisible(chain is not None)
        if chain is None:
            return
        for place in chain.places:
            is_behind = place.part not in (Part.POLICY, Part.CONTROL)
            asked = not (is_behind and chain.control.is_open) and not (
                place.part is Part.CONTROL and chain.policy.is_unknown
            )
            tip = _tip(chain) if place.part is Part.POLICY else place.name
            can_be_asked = asked and (not read_only or place.part is Part.POLICY)
            self.cells[place.part].show_place(place, asked=can_be_asked, tip=tip)
        for part, line in self._lines.items():
            line.show_open(is_open=self.place_is_open(part))

    def place_is_open(self, part: Part) -> bool:
        """Tell whether the chain does not reach a place."""
        return self.chain is None or next(each for each in self.chain.places if each.part is part).is_open


def _tip(chain: Chain) -> str:
    if chain.policy.is_unknown:
        return "The policy is not written down: write it"
    if not chain.is_attached:
        return "Follow this policy in the stream"
    return f"{chain.policy.name}\nClick to show the steps it directs" if chain.steps else chain.policy.name
