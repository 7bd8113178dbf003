"""Why a stream cannot be exported: the findings, each with a way to the element it is about."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from svs_designer.exchange.exporter import CannotExport
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.panels.naming import PlaceNames, selection_of
from svs_designer.gui.problems.explanation import RuleHead
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding


class RefusalView(QScrollArea):
    """What stands in place of a preview where there is none."""

    jump_asked = Signal(Selection)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QScrollArea { background: transparent; }")
        self.links: tuple[LinkButton, ...] = ()

    def show_refusal(self, refusal: CannotExport, document: Document) -> None:
        """Show another refusal; the places of its findings are called as the document calls them."""
        names = PlaceNames(document)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(4, 4, 4, 4)
        column.setSpacing(8)
        said = QLabel(str(refusal))
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setProperty("role", "heading")
        said.setWordWrap(True)
        column.addWidget(said)
        self.setAccessibleName(str(refusal))
        links: list[LinkButton] = []
        for finding in refusal.findings:
            card = self._card(finding, names, links)
            column.addWidget(card)
        column.addStretch(1)
        self.links = tuple(links)
        self.setWidget(inside)
        self.verticalScrollBar().setValue(0)

    def _card(self, finding: Finding, names: PlaceNames, links: list[LinkButton]) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        card.setAccessibleName(f"{finding.level} {finding.rule}: {finding.message}")
        head = RuleHead(self._appearance)
        head.show_rule(finding.rule, finding.level)
        message = QLabel(finding.message)
        message.setTextFormat(Qt.TextFormat.PlainText)
        message.setProperty("role", "dim")
        message.setWordWrap(True)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(4)
        column.addWidget(head)
        column.addWidget(message)
        place = selection_of(finding)
        if place is not None:
            link = LinkButton(f"Show “{names(finding.stream, finding.element)}” on the canvas")
            link.clicked.connect(lambda: self.jump_asked.emit(place))
            links.append(link)
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return card
