"""A finding told on the canvas, where the list of problems is not to be seen: F8 walks on, Esc closes."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.problems.card import FindingCard
from svs_designer.rules.finding import Finding

WIDEST, AWAY = 520, 12
"""The width of the card, and how far it keeps from the edges of the canvas."""


class Peek(QWidget):
    """One finding over the canvas, at its lower edge, or at the upper one where it would hide what it speaks of."""

    step_asked = Signal(int)
    """Another finding is wanted: the next one (1) or the one before (-1)."""

    def __init__(self, appearance: Appearance, canvas: QWidget) -> None:
        """Begin hidden, over a canvas."""
        super().__init__(canvas)
        self._canvas = canvas
        self._appearance = appearance
        self._about = QRect()
        self._position = QLabel()
        self._position.setProperty("role", "small")
        self._card: FindingCard | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        canvas.installEventFilter(self)
        self.hide()

    @property
    def finding(self) -> Finding | None:
        """Return the finding that is told; None while nothing is."""
        return self._card.finding if self._card and not self.isHidden() else None

    def tell(self, finding: Finding, position: tuple[int, int], about: QRect) -> FindingCard | None:
        """Tell a finding: which of how many it is, and where on the canvas stands what it is about.

        Returns the card where it was made just now, to be connected.
        """
        made = None
        if self._card is None:
            self._card = made = self._made(finding)
        self._card.show_finding(finding)
        self._position.setText("{} of {}".format(*position))
        self._about = about
        self._settle()
        self.show()
        self.raise_()
        return made

    def update_finding(self, finding: Finding | None) -> None:
        """Tell other words of the same finding; close for None."""
        if finding is None:
            self.hide()
        elif self._card and not self.isHidden():
            self._card.show_finding(finding)
            self._settle()

    def event(self, event: QEvent) -> bool:
        """Take another height where other words need it."""
        if event.type() == QEvent.Type.LayoutRequest and not self.isHidden():
            self._settle()
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the size of the canvas, and close by Esc."""
        if self.isHidden():
            return False
        if event.type() == QEvent.Type.Resize:
            self._settle()
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_escape and event.type() == QEvent.Type.KeyPress:
            self.hide()
            return True
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Take a place that does not hide what the finding is about."""
        room = self._canvas.rect()
        width = min(WIDEST, room.width() - 2 * AWAY)
        height = self._column.heightForWidth(width)
        left = (room.width() - width) // 2
        below = QRect(left, room.height() - height - AWAY, width, height)
        hides = below.adjusted(-AWAY, -AWAY, AWAY, AWAY).intersects(self._about)
        self.setGeometry(QRect(left, AWAY, width, height) if hides else below)

    def _made(self, finding: Finding) -> FindingCard:
        card = FindingCard(self._appearance, finding)
        card.head.add(self._position)
        for icon, words, act in (
            ("chevron-up", "Previous problem (Shift+F8)", lambda: self.step_asked.emit(-1)),
            ("chevron-down", "Next problem (F8)", lambda: self.step_asked.emit(1)),
            ("close", "Close (Esc)", self.hide),
        ):
            button = QToolButton()
            button.setIcon(self._appearance.icon(icon, "dim"))
            button.setIconSize(QSize(14, 14))
            button.setToolTip(words)
            button.setAccessibleName(words)
            button.clicked.connect(act)
            card.head.add(button)
        self._column.addWidget(card)
        return card
