"""One guiding principle in the review: the evidence, written in place, and the rules that speak against it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QToolButton, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.flow_layout import FlowLayout
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.fields.long_text_field import LongTextField
from svs_designer.gui.panels.naming import dot_icon
from svs_designer.gui.problems.rule_words import explained
from svs_designer.gui.review.block_head import BlockHead
from svs_designer.rules.finding import Finding
from svs_designer.rules.review import PrincipleReview


class EvidenceField(LongTextField):
    """The evidence for a principle; it asks for it while it is empty."""

    def __init__(self, principle: str) -> None:
        super().__init__(least_lines=1)
        self.describe(f"Evidence for {principle}", "What in this stream shows that the principle is followed")

    @property
    def text(self) -> str:
        """Return what stands in the field."""
        edit = self.focusProxy()
        return edit.toPlainText() if isinstance(edit, QPlainTextEdit) else ""

    def show_values(self, values: Sequence[Any]) -> None:
        """Show the evidence."""
        super().show_values(values)
        edit = self.focusProxy()
        if isinstance(edit, QPlainTextEdit):
            edit.setPlaceholderText("What in this stream shows it?")


class RuleLink(QWidget):
    """A rule that speaks against a principle: the dot of its level, and its name to click."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._dot, self.link = QLabel(), LinkButton()
        self._dot.setFixedWidth(14)
        self._level = ""
        self.findings: tuple[Finding, ...] = ()
        line = QHBoxLayout(self)
        line.setContentsMargins(4, 0, 4, 0)
        line.setSpacing(0)
        line.addWidget(self._dot)
        line.addWidget(self.link, 1)
        appearance.changed.connect(self._recolour)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show the findings of one rule."""
        self.findings = findings
        rule, level = findings[0].rule, max(finding.level for finding in findings)
        count = f" · {len(findings)}" if len(findings) > 1 else ""
        self.link.set_words(f"{rule} {explained(rule).name}{count}")
        self.link.setToolTip("\n".join(finding.message for finding in findings))
        self.link.setAccessibleName(f"{level} {rule} {explained(rule).name}, {len(findings)} in Problems")
        if level != self._level:
            self._level = level
            self._recolour()

    def _recolour(self) -> None:
        if self._level:
            self._dot.setPixmap(dot_icon(self._appearance, self._level, self.devicePixelRatioF()).pixmap(QSize(16, 10)))


class PrincipleBlock(QWidget):
    """A principle of a stream."""

    written = Signal(str, str)
    """The evidence for a principle, by its id, as it is typed."""
    rest = Signal()
    """Typing came to rest."""
    dropped = Signal(str)
    finding_asked = Signal(Finding)

    def __init__(self, appearance: Appearance, review: PrincipleReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._review = review
        self._head = BlockHead(review.name)
        self.evidence = EvidenceField(review.name)
        self.note, self.drop = LinkButton("Note evidence"), QToolButton()
        self._against = QLabel("Against it:")
        self._links: list[RuleLink] = []
        self._flow = FlowLayout(gap=2)
        self._lay_out(review.summary)
        self._connect()
        self.show_review(review)

    def sizeHint(self) -> QSize:
        """Ask for no more width than given."""
        return QSize(240, super().sizeHint().height())

    def show_review(self, review: PrincipleReview) -> None:
        """Show the principle in a stream; a field that is being typed in stays."""
        self._review = review
        self._head.say(*_state(review))
        self.evidence.show_values([review.evidence])
        self._settle()
        self.drop.setVisible(review.is_claimed)
        self._show_rules(review.against)

    def set_read_only(self, *, on: bool) -> None:
        """Let nothing be written."""
        for widget in (self.evidence, self.note, self.drop):
            widget.setEnabled(not on)

    def begin(self) -> None:
        """Open the place for the evidence, with the cursor in it."""
        self.evidence.show()
        self.evidence.setFocus(Qt.FocusReason.OtherFocusReason)
        self.note.hide()

    def _show_rules(self, against: tuple[Finding, ...]) -> None:
        rules: dict[str, tuple[Finding, ...]] = {}
        for finding in against:
            rules[finding.rule] = (*rules.get(finding.rule, ()), finding)
        while len(self._links) < len(rules):
            self._add_link()
        for number, link in enumerate(self._links):
            link.setVisible(number < len(rules))
        for link, findings in zip(self._links, rules.values(), strict=False):
            link.show_findings(findings)
        self._against.setVisible(bool(rules))

    def _add_link(self) -> None:
        made = RuleLink(self._appearance)
        made.link.clicked.connect(partial(self._ask, made))
        self._links.append(made)
        self._flow.addWidget(made)

    def _ask(self, link: RuleLink) -> None:
        self.finding_asked.emit(link.findings[0])

    def _leave(self) -> None:
        self.rest.emit()
        self._settle()

    def _settle(self) -> None:
        """Keep the place for the evidence open while something is there or about to be written."""
        edit = self.evidence.focusProxy()
        is_open = self._review.is_claimed or (edit is not None and edit.hasFocus()) or bool(self.evidence.text)
        self.evidence.setVisible(is_open)
        self.note.setVisible(not is_open)

    def _connect(self) -> None:
        self.evidence.changed.connect(lambda text: self.written.emit(self._review.id, text))
        self.evidence.finished.connect(self._leave)
        self.note.clicked.connect(self.begin)
        self.drop.clicked.connect(lambda: self.dropped.emit(self._review.id))

    def _lay_out(self, summary: str) -> None:
        said = QLabel(summary)
        said.setWordWrap(True)
        for label in (said, self._against):
            label.setProperty("role", "small")
        self._against.setFixedHeight(24)
        self.note.setAccessibleName(f"Note evidence for {self._review.name}")
        self.drop.setAccessibleName(f"Take back the claim of {self._review.name}")
        self.drop.setToolTip("Take the claim back: the stream does not name this principle any more")
        self.drop.setIcon(self._appearance.icon("close", "dim"))
        self.drop.setIconSize(QSize(10, 10))
        self.drop.setFixedSize(20, 20)
        self._head.add(self.note)
        self._head.add(self.drop)
        self._flow.addWidget(self._against)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for widget in (self._head, said, self.evidence):
            column.addWidget(widget)
        column.addLayout(self._flow)


def _state(review: PrincipleReview) -> tuple[str, str]:
    """Return how it stands, and the role of the words' colour."""
    if not review.is_claimed:
        return "", "dim"
    if review.against:
        return "Claimed and contradicted", "warning"
    return ("No evidence yet", "warning") if review.lacks_evidence else ("Evidence noted", "good")
