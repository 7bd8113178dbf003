"""The ladder as a widget: paints the pieces in view, and is walked by pointer and keyboard."""

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from svs_designer.drawing.geometry import Box, Point
from svs_designer.drawing.ladder import Ladder, Step
from svs_designer.drawing.ladder.rungs import Rung
from svs_designer.gui.appearance import Appearance
from svs_designer.qtpaint.painting import Painting

SELECTED, POINTED = 0.16, 0.09
"""How much of the accent lies under a rung that is selected or pointed at: its names must stay readable."""
_HINTS = QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing


class DrawnLadder(QWidget):
    """A ladder to point at: the pointer and the arrow keys name a step, a click and Enter choose it."""

    pointed = Signal(str)
    """The step that is pointed at; empty for none."""
    chosen = Signal(str)
    """A step was clicked."""
    entered = Signal(str)
    """Enter was pressed on a step, or it was clicked twice: whoever asked wants to go there."""
    walked = Signal(QRect)
    """The keyboard went to the rung at this place."""

    def __init__(self, appearance: Appearance, lines: Callable[[Rung], tuple[str, ...]]) -> None:
        """Show nothing yet; `lines` tell what is to be said of a rung, its name first."""
        super().__init__()
        self._appearance = appearance
        self._lines = lines
        self._ladder: Ladder | None = None
        self._paintings: list[tuple[Box, Painting]] = []
        self._selected: frozenset[str] = frozenset()
        self._pointed = ""
        self._current = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName("Lead-time ladder")
        appearance.changed.connect(self._prepare)

    def show_ladder(self, ladder: Ladder) -> None:
        """Show a ladder; what was pointed at and walked to stays so while it is there."""
        self._ladder = ladder
        known = {step.rung.step for step in ladder.steps}
        if self._current not in known:
            self._current = ""
        if self._pointed not in known:
            self._point("")
        self._prepare()

    def show_selected(self, steps: frozenset[str]) -> None:
        """Mark the steps that are selected elsewhere; the keyboard goes on from there."""
        if steps == self._selected:
            return
        self._selected = steps
        if len(steps) == 1 and self._step(next(iter(steps))):
            self._current = next(iter(steps))
        self.update()

    def place_of(self, step_id: str) -> QRect | None:
        """Return where the rung of a step is."""
        step = self._step(step_id)
        return _area(step).toAlignedRect() if step else None

    def _prepare(self) -> None:
        pieces = self._ladder.pieces if self._ladder else ()
        self._paintings = [(piece.box, Painting(piece.marks, self._appearance.theme)) for piece in pieces]
        self.update()

    def _step(self, step_id: str) -> Step | None:
        return self._ladder.step(step_id) if self._ladder and step_id else None

    # -- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in view: columns behind what is selected or pointed at, the ladder, the focus."""
        painter = QPainter(self)
        painter.setRenderHints(_HINTS)
        for step_id in self._selected | ({self._pointed} if self._pointed else frozenset()):
            self._paint_column(painter, step_id)
        seen = Box(event.rect().x(), event.rect().y(), event.rect().width(), event.rect().height())
        for box, painting in self._paintings:
            if box.intersects(seen):
                painting.paint(painter)
        step = self._step(self._current)
        if step and self.hasFocus():
            painter.setPen(self._appearance.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(_area(step).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def _paint_column(self, painter: QPainter, step_id: str) -> None:
        step = self._step(step_id)
        if step is None:
            return
        fill = self._appearance.colour("accent")
        fill.setAlphaF(SELECTED if step_id in self._selected else POINTED)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(_area(step), 4, 4)

    # -- pointer

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the rung under the pointer."""
        step = self._at(event.position().x(), event.position().y())
        self.setCursor(Qt.CursorShape.PointingHandCursor if step else Qt.CursorShape.ArrowCursor)
        self._point(step.rung.step if step else "")

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self._point("")

    def hideEvent(self, event: QHideEvent) -> None:
        """Point at nothing."""
        super().hideEvent(event)
        self._point("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the rung under the pointer."""
        step = self._at(event.position().x(), event.position().y())
        if step and event.button() == Qt.MouseButton.LeftButton:
            self._current = step.rung.step
            self.chosen.emit(step.rung.step)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go to the step under the pointer."""
        step = self._at(event.position().x(), event.position().y())
        if step and event.button() == Qt.MouseButton.LeftButton:
            self.entered.emit(step.rung.step)

    def event(self, event: QEvent) -> bool:
        """Show what there is to say of the rung under the pointer."""
        if not isinstance(event, QHelpEvent) or event.type() != QEvent.Type.ToolTip:
            return super().event(event)
        step = self._at(event.pos().x(), event.pos().y())
        if step is None:
            QToolTip.hideText()
            return True
        name, *rest = self._lines(step.rung)
        text = "<br>".join((f"<b>{escape(name)}</b>", *map(escape, rest)))
        QToolTip.showText(event.globalPos(), f"<qt>{text}</qt>", self, _area(step).toAlignedRect())
        return True

    def _at(self, x: float, y: float) -> Step | None:
        return self._ladder.step_at(Point(x, y)) if self._ladder else None

    def _point(self, step_id: str) -> None:
        if step_id != self._pointed:
            self._pointed = step_id
            self.pointed.emit(step_id)
            self.update()

    # -- keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the rungs by the arrow keys, go to one by Enter."""
        steps = [step.rung.step for step in self._ladder.steps] if self._ladder else []
        now = steps.index(self._current) if self._current in steps else -1
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(steps) - 1}
        ways = {Qt.Key.Key_Right: now + 1, Qt.Key.Key_Left: max(now - 1, 0)} | ends
        if steps and event.key() in ways:
            self._walk(steps[min(ways[Qt.Key(event.key())], len(steps) - 1)])
        elif now >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Point at nothing."""
        super().focusOutEvent(event)
        self._point("")
        self.update()

    def _walk(self, step_id: str) -> None:
        self._current = step_id
        self._point(step_id)
        step = self._step(step_id)
        if step:
            self._speak(", ".join(self._lines(step.rung)))
            self.walked.emit(_area(step).toAlignedRect())
        self.update()

    def _speak(self, text: str) -> None:
        self.setAccessibleDescription(text)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))


def _area(step: Step) -> QRectF:
    return QRectF(*step.box)
