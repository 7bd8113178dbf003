"""The question behind “Accept…”: why a finding is right as it is, who answers for it, and until when."""

from datetime import datetime

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.dialogs.modal import run
from svs_designer.gui.fields.codecs import DATE
from svs_designer.gui.problems.explanation import RuleHead
from svs_designer.model.acceptance import Acceptance
from svs_designer.rules.finding import Finding

EXPLAINED = (
    "An accepted finding stays in the list, under “Accepted”, and no longer counts. The reason is kept in the "
    "document, on the element."
)
_WIDTH = 460


class AcceptDialog(QDialog):
    """A form of three lines; Accept can be pressed once reason and name are there and the day can be read."""

    def __init__(self, finding: Finding, name: str, appearance: Appearance, parent: QWidget | None = None) -> None:
        """Ask about a finding; `name` is who answered last."""
        super().__init__(parent)
        self.setWindowTitle("Accept a finding")
        self._finding = finding
        before = finding.accepted
        self._reason = QPlainTextEdit(before.reason if before else "")
        self._by = QLineEdit(before.by if before else name)
        self._until = QLineEdit(str(before.until or "") if before else "")
        self._trouble = QLabel()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._ok = self._buttons.addButton("Accept", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out(appearance)
        self._reason.textChanged.connect(self._judge)
        self._by.textChanged.connect(self._judge)
        self._until.textChanged.connect(self._judge)
        self._until.editingFinished.connect(self._complain)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self._complain()
        self._judge()
        self._reason.setFocus()

    def acceptance(self) -> Acceptance | None:
        """Return what was filled in; None while it is not whole."""
        reason, by, until = self._reason.toPlainText().strip(), self._by.text().strip(), self._until.text().strip()
        if not reason or not by or _objection_to_day(until):
            return None
        return Acceptance(rule=self._finding.rule, reason=reason, by=by, until=DATE.read(until))

    def _judge(self) -> None:
        self._ok.setEnabled(self.acceptance() is not None)
        if self._trouble.text():
            self._complain()

    def _complain(self) -> None:
        """Say what is wrong with the day, once it is typed to its end."""
        self._trouble.setText(_objection_to_day(self._until.text().strip()))
        self._trouble.setVisible(bool(self._trouble.text()))

    def _lay_out(self, appearance: Appearance) -> None:
        head = RuleHead(appearance)
        head.show_rule(self._finding.rule, self._finding.level)
        message, explained = QLabel(self._finding.message), QLabel(EXPLAINED)
        for label, role in ((message, ""), (explained, "dim"), (self._trouble, "error")):
            label.setWordWrap(True)
            label.setProperty("role", role)
        self._reason.setPlaceholderText("Why is this right as it is? (needed)")
        self._reason.setTabChangesFocus(True)
        self._reason.setFixedHeight(72)
        self._by.setPlaceholderText("Who answers for it (needed)")
        self._until.setPlaceholderText("YYYY-MM-DD, or empty for no end")
        form = QFormLayout()
        form.setVerticalSpacing(8)
        form.setHorizontalSpacing(16)
        for words, field in (("&Reason", self._reason), ("&Name", self._by), ("&Until", self._until)):
            form.addRow(words, field)
            field.setAccessibleName(words.replace("&", ""))
        form.addRow("", self._trouble)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        for widget in (head, message):
            column.addWidget(widget)
        column.addLayout(form)
        column.addWidget(explained)
        column.addWidget(self._buttons)
        self.setFixedWidth(_WIDTH)


def ask_acceptance(parent: QWidget, finding: Finding, name: str, appearance: Appearance) -> Acceptance | None:
    """Ask who accepts a finding and why; None where the user thought better of it."""
    dialog = AcceptDialog(finding, name, appearance, parent)
    return dialog.acceptance() if run(dialog) == QDialog.DialogCode.Accepted else None


def _objection_to_day(text: str) -> str:
    """Say why a text is no last day; nothing for one that is, and for none at all."""
    if not text:
        return ""
    try:
        day = DATE.read(text)
    except ValueError:
        return f"“{text}” is not a day: write it like 2027-03-31"
    today = datetime.now().astimezone().date()
    return "" if day >= today else "This day is over: the finding would count at once"
