"""The bar at the bottom: where am I, what can I do here, how many findings, saved or not."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from svs_designer.gui.appearance import Appearance

HEIGHT = 28
LEVELS = ("error", "warning", "advice")


class StatusBar(QFrame):
    """Four places in a row; a click on the findings opens the problems."""

    problems_asked = Signal()

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("StatusBar")
        self.setFixedHeight(HEIGHT)
        self._appearance = appearance
        self._place, self._hint, self._state = QLabel(), QLabel(), QLabel()
        self._hint.setProperty("role", "hint")
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
        row.addWidget(self._hint, 1)
        row.addWidget(self._findings)
        row.addWidget(self._state)
        self.show_nothing()

    def show_nothing(self) -> None:
        """Show that no document is open."""
        self.show_place("")
        self.show_hint("")
        self.show_state("")
        self._findings.hide()

    def show_place(self, text: str) -> None:
        """Say where the user is: steps, teams, framework."""
        self._place.setText(text)

    def show_hint(self, text: str) -> None:
        """Say what is selected or what the gesture does, in one line."""
        self._hint.setText(text)

    def show_state(self, text: str) -> None:
        """Say whether the document is saved, and the zoom."""
        self._state.setText(text)

    def show_findings(self, counts: Mapping[str, int] | None) -> None:
        """Show how many findings there are by level; None while nothing was checked yet."""
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
        button.setIconSize(QSize(10, 10))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.clicked.connect(self.problems_asked)
        return button
