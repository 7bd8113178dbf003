"""The bar at the bottom: where am I, what does it add up to, how many findings, saved or not."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.ladder.status import StatusFigures

if TYPE_CHECKING:
    from svs_designer.drawing.ladder.status import Said

HEIGHT = 28
HINT = 420
"""The most that a hint takes from the figures, in pixels."""
LEVELS = ("error", "warning", "advice")


class StatusBar(QFrame):
    """Five places in a row; a click on the findings opens the problems, one on the figures the ladder."""

    problems_asked = Signal()
    ladder_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusBar")
        self.setFixedHeight(HEIGHT)
        self._appearance = appearance
        self._place, self._hint, self._state = QLabel(), QLabel(), QLabel()
        self._hint.setProperty("role", "hint")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._figures = StatusFigures()
        self._figures.ladder_asked.connect(self.ladder_asked)
        self._findings = QWidget()
        self._counts = {level: self._count_button(level) for level in LEVELS}
        self._clean = QToolButton()
        self._clean.setText("No findings")
        self._clean.clicked.connect(self.problems_asked)
        findings = QHBoxLayout(self._findings)
        findings.setContentsMargins(0, 0, 0, 0)
        findings.setSpacing(2)
        for button in (*self._counts.values(), self._clean):
            findings.addWidget(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(24)
        row.addWidget(self._place)
        row.addWidget(self._figures)
        row.addWidget(self._hint, 1)
        row.addWidget(self._findings)
        row.addWidget(self._state)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no document is open."""
        self.show_place("")
        self.show_hint("")
        self.show_state("")
        self.show_figures(())
        self._findings.hide()

    def show_place(self, text: str) -> None:
        """Say where the user is: steps, teams, framework."""
        self._place.setText(text)

    def show_hint(self, text: str) -> None:
        """Say what is selected or what the gesture does, in one line."""
        self._hint.setText(text)
        self._hint.setToolTip(text)
        # The figures give way to a hint: it speaks of this moment.
        self._hint.setMinimumWidth(min(HINT, self._hint.fontMetrics().horizontalAdvance(text) + 4) if text else 0)

    def show_figures(self, said: "Sequence[Said]") -> None:
        """Say what the stream adds up to."""
        self._figures.show_figures(said)

    def show_state(self, text: str) -> None:
        """Say whether the document is saved, and the zoom."""
        self._state.setText(text)

    def show_findings(self, counts: Mapping[str, int] | None, none: str = "No findings") -> None:
        """Show how many findings there are by level; None while nothing was checked yet. `none` says there are none."""
        self._clean.setText(none)
        self._findings.setVisible(counts is not None)
        counts = counts or {}
        for level, button in self._counts.items():
            number = counts.get(level, 0)
            button.setVisible(number > 0)
            button.setText(str(number))
            plural = {"error": "errors", "warning": "warnings", "advice": "advice"}[level]
            button.setToolTip(f"{number} {level if number == 1 else plural}: show the problems")
            button.setAccessibleName(button.toolTip())
        self._clean.setVisible(not any(counts.values()))

    def _count_button(self, level: str) -> QToolButton:
        button = QToolButton()
        button.setIcon(self._appearance.dot(level))
        button.setIconSize(QSize(14, 10))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(self.problems_asked)
        return button
