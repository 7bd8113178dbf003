"""The clocks of a rehearsed case: how long it has been under way, and how much of each promise is used up."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from svs_designer.analysis.measures.wording import time_text
from svs_designer.drawing.text import fit
from svs_designer.gui.appearance import Appearance
from svs_designer.qtpaint.fonts import font

if TYPE_CHECKING:
    from svs_designer.gui.rehearsal.drive import Clock

_ROW, _BAR, _TOP = 54, 8, 46


class ClocksView(QWidget):
    """Paint the time since demand, and below it a bar for each target: full and red where it is broken."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._passed = ""
        self._clocks: tuple[Clock, ...] = ()
        self._day = timedelta(days=1)
        appearance.changed.connect(self.update)

    def show_clocks(self, passed: timedelta, clocks: "Sequence[Clock]", day: timedelta) -> None:
        """Show other times; `day` is how long a day is."""
        self._passed, self._clocks, self._day = span_text(passed, day), tuple(clocks), day
        spoken = [f"{self._passed} since demand", *(f"{clock.name}: {self._times(clock)}" for clock in clocks)]
        self.setAccessibleName(", ".join(spoken))
        self.setToolTip("\n".join(spoken))
        self.setMinimumHeight(_TOP + _ROW * len(self._clocks))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all clocks."""
        return QSize(200, _TOP + _ROW * len(self._clocks))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint words and bars."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        colour = self._appearance.colour
        painter.setFont(font(11, 400))
        painter.setPen(colour("dim"))
        painter.drawText(0, 11, "Since demand")
        painter.setFont(font(17, 700))
        painter.setPen(colour("text"))
        painter.drawText(0, 32, self._passed)
        painter.setFont(font(11, 400))
        for number, clock in enumerate(self._clocks):
            self._paint_clock(painter, clock, _TOP + number * _ROW)

    def _paint_clock(self, painter: QPainter, clock: "Clock", top: int) -> None:
        """Paint the name of a target, the bar, and below it the times in words."""
        colour = self._appearance.colour
        painter.setPen(colour("text"))
        painter.drawText(0, top + 11, fit(clock.name, self.width(), 11, 400))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("chip"))
        painter.drawRoundedRect(QRectF(0, top + 17, self.width(), _BAR), 4, 4)
        used = min(1.0, clock.ran / clock.within) if clock.within else 1.0
        if used > 0:
            painter.setBrush(colour("error" if clock.is_late else "accent"))
            painter.drawRoundedRect(QRectF(0, top + 17, max(_BAR, used * self.width()), _BAR), 4, 4)
        painter.setPen(colour("error" if clock.is_late else "dim"))
        painter.drawText(0, top + 38, fit(self._times(clock), self.width(), 11, 400))

    def _times(self, clock: "Clock") -> str:
        within = span_text(clock.within, self._day)
        if clock.is_late:
            return f"{span_text(clock.ran - clock.within, self._day)} late of {within}"
        return f"{span_text(clock.ran, self._day)} of {within}"


def span_text(span: timedelta, day: timedelta) -> str:
    """Return a time as people read it."""
    return time_text(span.total_seconds(), day=day.total_seconds())
