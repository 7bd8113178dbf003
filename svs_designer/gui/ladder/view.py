"""The view of where the time goes: the lead-time ladder, and the figures under it."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QScrollArea, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from svs_designer.catalogue import Catalogue
from svs_designer.drawing.ladder import Ladder, ladder_of, target_figures
from svs_designer.drawing.ladder.rungs import Rung
from svs_designer.drawing.ladder.steps import rung_lines
from svs_designer.drawing.ladder.summary import stream_figures
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.ladder.drawn import DrawnLadder
from svs_designer.gui.ladder.figure_tiles import FigureTiles
from svs_designer.gui.ladder.measuring import Reading
from svs_designer.gui.selection import Selection

_MARGIN = 80
"""What is kept in view beside a rung: neighbours, and before the first the names of the rows."""
_TOLD = {"flow", "wip"}
"""Figures that stand in the lines under others."""


class LadderView(QWidget):
    """Show a reading; where there are no figures, the sentence that says why and what to do."""

    pointed = Signal(str)
    """A step is pointed at, or none."""
    jump_asked = Signal(Selection)
    """A step was chosen: show it."""
    go_asked = Signal(Selection)
    """As before, and the keyboard is to go there too."""

    def __init__(self, catalogue: Catalogue, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._reading: Reading | None = None
        self._ladder: Ladder | None = None
        self._width = 0
        self._targets: dict[str, str] = {}
        self._stale = False
        self.drawn = DrawnLadder(appearance, self._lines)
        self.tiles = FigureTiles(appearance)
        self._target = QToolButton(self.drawn)
        self._across = _Sideways(self.drawn)
        self._trouble = QLabel()
        self._stack = QStackedWidget()
        self._lay_out(appearance)
        self._connect()
        self.show_reading(None)

    @property
    def trouble(self) -> str:
        """Return the sentence that stands in place of the ladder; empty where there is one."""
        return self._trouble.text() if self._stack.currentIndex() == 0 else ""

    def show_reading(self, reading: Reading | None) -> None:
        """Show other figures; what is not in sight is drawn when it comes into sight."""
        self._reading = reading
        self._stale = True
        if self.isVisible() or reading is None:
            self._draw()

    def show_selection(self, selection: Selection) -> None:
        """Mark what is selected, and bring a single step into view."""
        self.drawn.show_selected(frozenset(selection.elements))
        only = selection.only_element
        place = self.drawn.place_of(only) if only else None
        if place and self._across.horizontalScrollBar().maximum():
            self._bring(place)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while the view was out of sight."""
        super().showEvent(event)
        if self._stale:
            self._draw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw anew for another width, unless the ladder is wider anyway."""
        if event.type() == QEvent.Type.Resize and watched is self._across.viewport() and self._ladder:
            # The wider of both rooms: a ladder beyond it has its least width, which no room changes.
            widest = max(self._width, self._across.viewport().width())
            if self.isVisible() and self._ladder.size.width <= widest + 1:
                self._draw()
            else:
                self._across.fit_height()
        return super().eventFilter(watched, event)

    # -- drawing

    def _draw(self) -> None:
        self._stale = False
        reading = self._reading
        if reading is None:
            self._show_trouble("No stream is shown.")
            return
        stream, measures = reading.stream, reading.measures
        wording = Wording.of(reading.document, self._catalogue)
        width = self._width = self._across.viewport().width()
        target = self._targets.get(stream.id)
        ladder = self._ladder = ladder_of(stream, measures, wording, width=width, target=target)
        if ladder.trouble:
            self._show_trouble(ladder.trouble)
            return
        self.drawn.show_ladder(ladder)
        self.drawn.setFixedSize(QSize(max(width, round(ladder.size.width)), round(ladder.size.height)))
        self._across.fit_height()
        self._show_targets()
        self.tiles.show_figures([each for each in stream_figures(stream, measures) if each.key not in _TOLD])
        self._stack.setCurrentIndex(1)

    def _show_trouble(self, text: str) -> None:
        self._trouble.setText(text)
        self._stack.setCurrentIndex(0)

    def _lines(self, rung: Rung) -> tuple[str, ...]:
        return rung_lines(rung, self._reading.stream, self._reading.measures) if self._reading else (rung.name,)

    # -- targets

    def _show_targets(self) -> None:
        targets = self._reading.measures.targets if self._reading else ()
        self._target.setVisible(len(targets) > 1)

    def _fill_targets(self) -> None:
        menu = self._target.menu()
        reading = self._reading
        if not isinstance(menu, QMenu) or reading is None:
            return
        menu.clear()
        shown = target_figures(reading.measures, self._targets.get(reading.stream.id))
        for target in reading.measures.targets:
            action = QAction(target.label, menu, checkable=True, checked=target is shown)
            action.triggered.connect(lambda _=False, target=target.id: self.choose_target(target))
            menu.addAction(action)

    def choose_target(self, target: str) -> None:
        """Show the clock of another target of the stream."""
        if self._reading:
            self._targets[self._reading.stream.id] = target
            self._draw()

    # -- going places

    def _jump(self, step_id: str) -> None:
        if self._reading:
            self.jump_asked.emit(Selection(self._reading.stream.id, (step_id,)))

    def _go(self, step_id: str) -> None:
        if self._reading:
            self.go_asked.emit(Selection(self._reading.stream.id, (step_id,)))

    def _bring(self, place: QRect) -> None:
        self._across.ensureVisible(place.center().x(), 0, place.width() // 2 + _MARGIN, 0)

    # -- building

    def _connect(self) -> None:
        self.drawn.pointed.connect(self.pointed)
        self.drawn.chosen.connect(self._jump)
        self.drawn.entered.connect(self._go)
        self.drawn.walked.connect(self._bring)
        self._across.viewport().installEventFilter(self)

    def _lay_out(self, appearance: Appearance) -> None:
        self._trouble.setProperty("role", "dim")
        self._trouble.setWordWrap(True)
        self._trouble.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._trouble.setMargin(24)
        self._target.setIcon(appearance.icon("target", "dim"))
        self._target.setIconSize(QSize(14, 14))
        self._target.setToolTip("Choose the target whose clock is shown")
        self._target.setAccessibleName("Choose the target")
        self._target.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._target.setGeometry(12, 9, 24, 24)
        menu = QMenu(self._target)
        menu.aboutToShow.connect(self._fill_targets)
        self._target.setMenu(menu)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._across)
        column.addWidget(self.tiles)
        column.addStretch(1)
        down = QScrollArea()
        down.setWidget(content)
        down.setWidgetResizable(True)
        down.setFrameShape(QFrame.Shape.NoFrame)
        down.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        down.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(self._trouble)
        self._stack.addWidget(down)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)


class _Sideways(QScrollArea):
    """As high as what it shows, and scrolled sideways where that is wider; the wheel does so too."""

    def __init__(self, shown: QWidget) -> None:
        super().__init__()
        self._shown = shown
        self.setWidget(shown)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def fit_height(self) -> None:
        """Take the height of what is shown, and of the scroll bar if there is one."""
        bar = self.horizontalScrollBar().sizeHint().height() if self._shown.width() > self.width() else 0
        self.setFixedHeight(self._shown.height() + bar)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll sideways, whichever way the wheel turns; without anything to scroll leave it to what is around."""
        bar = self.horizontalScrollBar()
        turn = event.angleDelta()
        if not bar.maximum():
            event.ignore()
            return
        bar.setValue(bar.value() - (turn.x() or turn.y()))
        event.accept()
