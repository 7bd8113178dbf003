"""One finding as a small card: rule, what is wrong and what to do, and links to fix, to explain and to accept it."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.flow_layout import FlowLayout
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.menus.menu import add_act
from svs_designer.gui.problems.explanation import RuleHead
from svs_designer.gui.problems.rule_words import accepted_words
from svs_designer.rules.finding import Finding


class FindingCard(QFrame):
    """Show a finding; other words of the same finding are put in place without building anything anew."""

    fix_asked = Signal(object, object)
    explain_asked = Signal(object)
    accept_asked = Signal(object)
    withdraw_asked = Signal(object)

    def __init__(self, appearance: Appearance, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.head = RuleHead(appearance)
        self._finding = finding
        self._message, self._note = QLabel(), QLabel()
        self._fix, self._explain, self._accept = (LinkButton() for _ in range(3))
        self._fix.clicked.connect(self._choose_fix)
        self._explain.clicked.connect(lambda: self.explain_asked.emit(self._finding))
        self._accept.clicked.connect(self._accept_or_withdraw)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 8, 10, 8)
        self._column.setSpacing(4)
        self._column.addWidget(self.head)
        for label, role in ((self._message, "dim"), (self._note, "")):
            label.setProperty("role", role)
            label.setStyleSheet("font-size: 12px;")
            label.setWordWrap(True)
            self._column.addWidget(label)
        links = FlowLayout(gap=4)
        for link in (self._fix, self._explain, self._accept):
            links.addWidget(link)
        self._column.addLayout(links)
        self.show_finding(finding)

    @property
    def finding(self) -> Finding:
        """Return the finding shown."""
        return self._finding

    def show_finding(self, finding: Finding) -> None:
        """Show a finding in place of the one before."""
        self._finding = finding
        self.setAccessibleName(f"{finding.level} {finding.rule}: {finding.message}")
        self.head.show_rule(finding.rule, finding.level)
        self._message.setText(finding.message)
        self._note.setText(f"Accepted by {accepted_words(finding)}" if finding.accepted else "")
        self._note.setVisible(finding.accepted is not None)
        self._fix.set_words(finding.fixes[0].title if len(finding.fixes) == 1 else "Fix…")
        self._fix.setVisible(finding.is_fixable and not finding.accepted)
        self._explain.set_words("Explain")
        self._accept.set_words("Withdraw" if finding.accepted else "Accept…")

    def _choose_fix(self) -> None:
        finding = self._finding
        if len(finding.fixes) == 1:
            self.fix_asked.emit(finding, finding.fixes[0])
            return
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for fix in finding.fixes:
            add_act(menu, fix.title, partial(self.fix_asked.emit, finding, fix))
        menu.popup(self._fix.mapToGlobal(self._fix.rect().bottomLeft()))

    def _accept_or_withdraw(self) -> None:
        asked = self.withdraw_asked if self._finding.accepted else self.accept_asked
        asked.emit(self._finding)
