"""From a change of a time to the painted ladder, beside plain bars: as many rectangles painted into the same view."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from svs_designer.catalogue import load_catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.ladder.measuring import Measuring
from svs_designer.gui.ladder.view import LadderView
from svs_designer.model.edits.steps import set_steps
from tests.benchmarks.big_document import STREAM, big_document
from tests.benchmarks.frames import appearance
from tests.benchmarks.measuring import OURS, Cost, side_by_side

BARS = "plain bars, no figures"
WIDTH, HEIGHT = 1400, 300
ROUNDS = 15


def ladder_costs(n: int) -> Iterator[Cost]:
    """Measure a change of one time until figures and ladder are painted."""
    look = appearance()
    session = Session(big_document(n))
    measuring, view = Measuring(session), LadderView(load_catalogue("itil4"), look)
    measuring.measured.connect(lambda: view.show_reading(measuring.reading))
    painted = _Painted(view.drawn)
    view.resize(WIDTH, HEIGHT)
    view.show()
    measuring.show_stream(STREAM)
    painted.wait(0)
    minutes = iter(range(1, 1000))

    def change() -> None:
        before = painted.count
        session.apply("Set the time", set_steps, STREAM, (f"s{n // 2}",), touch=f"{next(minutes)}h")
        painted.wait(before)

    bars = _Bars(n)
    bars.resize(WIDTH, HEIGHT)
    bars.show()
    rows = _Painted(bars)

    def repaint() -> None:
        before = rows.count
        bars.update()
        rows.wait(before)

    rows.wait(0)
    for tool, ms in side_by_side({OURS: change, BARS: repaint}, ROUNDS).items():
        yield Cost("ladder", n, "change to painted ladder", tool, {"ms": ms})
    measuring.close()
    for widget in (view, bars):
        widget.hide()


class _Bars(QWidget):
    """Two rows of bars, as if somebody had measured and laid them out already."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self._bars = [QRectF(24 * number, 40 + 30 * row, 20, 28) for number in range(n) for row in (0, 1)]

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#0B7285"))
        painter.drawRects(self._bars)


class _Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)

    def wait(self, before: int) -> None:
        """Let the event loop run until the widget is painted again."""
        while self.count <= before:
            QApplication.processEvents()
