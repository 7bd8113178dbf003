"""The findings of what is selected, as small cards below each other: what stands still is left alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.problems.card import FindingCard
from svs_designer.rules.finding import Finding

FEW = 3
"""How many cards stand above the fields before somebody asks for the others."""


class FindingCards(QWidget):
    """Cards under the heading Findings; nothing at all where there are none."""

    fix_asked = Signal(object, object)
    explain_asked = Signal(object)
    accept_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._shown: list[FindingCard] = []
        self._findings: list[Finding] = []
        self._place: object = None
        self._shows_all = False
        self._more = LinkButton()
        self._more.clicked.connect(self._toggle)
        heading = QLabel("Findings")
        heading.setProperty("role", "heading")
        line = QFrame()
        line.setProperty("role", "hairline")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(line)
        column.addWidget(heading)
        column.addLayout(self._cards)
        column.addWidget(self._more)
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show other findings, the worst first and what is accepted last."""
        self._findings = sorted(findings, key=lambda each: (each.accepted is not None, -each.level.rank))
        place = {(each.stream, each.element) for each in findings}
        self._shows_all = self._shows_all and place == self._place
        self._place = place
        self._show()

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._show()

    def _show(self) -> None:
        ordered = self._findings if self._shows_all else self._findings[:FEW]
        while len(self._shown) > len(ordered):
            card = self._shown.pop()
            self._cards.removeWidget(card)
            card.hide()
            card.deleteLater()
        for card, finding in zip(self._shown, ordered, strict=False):
            if card.finding != finding:
                card.show_finding(finding)
        for finding in ordered[len(self._shown) :]:
            self._shown.append(self._made(finding))
        rest = len(self._findings) - FEW
        self._more.set_words("Show fewer" if self._shows_all else f"{rest} more")
        self._more.setVisible(rest > 0)
        self.setVisible(bool(ordered))

    def _made(self, finding: Finding) -> FindingCard:
        card = FindingCard(self._appearance, finding)
        card.fix_asked.connect(self.fix_asked)
        card.explain_asked.connect(self.explain_asked)
        card.accept_asked.connect(self.accept_asked)
        card.withdraw_asked.connect(self.withdraw_asked)
        self._cards.addWidget(card)
        return card
