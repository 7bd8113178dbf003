"""The findings of what is selected, as small cards: rule, why, fixes and explanation."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.flow_layout import FlowLayout
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.panels.explanation import explained
from svs_designer.gui.panels.naming import dot_icon
from svs_designer.rules.finding import Finding, Fix

_DOT = QSize(16, 10)


class FindingCards(QWidget):
    """Cards under the heading Findings; nothing at all where there are none."""

    fix_asked = Signal(object, object)
    explain_asked = Signal(str)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._findings: tuple[Finding, ...] = ()
        self._heading = QLabel("Findings")
        self._heading.setProperty("role", "heading")
        line = QFrame()
        line.setProperty("role", "hairline")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(line)
        column.addWidget(self._heading)
        column.addLayout(self._cards)
        appearance.changed.connect(self._rebuild)
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show other findings, the worst first."""
        ordered = tuple(sorted(findings, key=lambda each: -each.level.rank))
        if ordered != self._findings:
            self._findings = ordered
            self._rebuild()
        self.setVisible(bool(ordered))

    def _rebuild(self) -> None:
        while item := self._cards.takeAt(0):
            card = item.widget()
            if card:
                card.hide()
                card.deleteLater()
        for finding in self._findings:
            self._cards.addWidget(self._card(finding))

    def _card(self, finding: Finding) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setAccessibleName(f"{finding.level} {finding.rule}: {finding.message}")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(self._head(finding))
        message = QLabel(finding.message)
        message.setProperty("role", "dim")
        message.setStyleSheet("font-size: 12px;")
        message.setWordWrap(True)
        column.addWidget(message)
        column.addLayout(self._links(finding))
        return card

    def _head(self, finding: Finding) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        dot = QLabel()
        dot.setPixmap(dot_icon(self._appearance, finding.level, self.devicePixelRatioF()).pixmap(_DOT))
        rule = QLabel(finding.rule)
        rule.setProperty("role", finding.level.value)
        rule.setStyleSheet("font-size: 11px; font-weight: 600;")
        name = QLabel(explained(finding.rule).name)
        name.setProperty("role", "heading")
        name.setWordWrap(True)
        line.addWidget(dot)
        line.addWidget(rule)
        line.addWidget(name, 1)
        return line

    def _links(self, finding: Finding) -> FlowLayout:
        line = FlowLayout(gap=8)
        if len(finding.fixes) == 1:
            fix = finding.fixes[0]
            line.addWidget(self._link(fix.title, lambda: self.fix_asked.emit(finding, fix)))
        elif finding.fixes:
            button = self._link("Fix…", lambda: None)
            button.clicked.connect(lambda: self._choose(finding, button))
            line.addWidget(button)
        line.addWidget(self._link("Explain", lambda: self.explain_asked.emit(finding.rule)))
        return line

    def _choose(self, finding: Finding, button: LinkButton) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for fix in finding.fixes:
            menu.addAction(fix.title).triggered.connect(lambda _=False, fix=fix: self._fix(finding, fix))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _fix(self, finding: Finding, fix: Fix) -> None:
        self.fix_asked.emit(finding, fix)

    def _link(self, text: str, act: object) -> LinkButton:
        button = LinkButton(text)
        button.clicked.connect(act)
        return button
