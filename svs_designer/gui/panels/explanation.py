"""The explanation of a finding: why it matters and how to mend it, from the page of its rule, with the fixes."""

from functools import cache
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.flow_layout import FlowLayout
from svs_designer.rules.finding import Finding, Fix
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.pages import BrokenPage, NoSuchPage, page


class Explained(NamedTuple):
    """A rule in words: its name, and its page as Markdown without the title."""

    name: str
    markdown: str


@cache
def explained(rule_id: str) -> Explained:
    """Return a rule in words: from its page, else from what its plug-in says of it."""
    try:
        found = page(rule_id)
    except (NoSuchPage, BrokenPage):
        rule = next((each for each in installed_rules()[0] if each.id == rule_id), None)
        return Explained(rule.name, rule.help) if rule else Explained(rule_id, "")
    parts = (
        ("Why", f"{found.why}\n\n*{found.source}*"),
        ("How to mend it", found.mend),
        ("Wrong", found.wrong),
        ("Right", found.right),
    )
    return Explained(words(found.name), "\n\n".join(f"### {title}\n\n{text}" for title, text in parts))


def words(name: str) -> str:
    """Return a rule's name as people read it: `dead-end` is `Dead end`."""
    spoken = name.replace("-", " ")
    return spoken[:1].upper() + spoken[1:]


class ExplanationView(QWidget):
    """The page of the current finding's rule, its fixes as buttons above."""

    fix_asked = Signal(object, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._shown: tuple[str, str] = ("", "")
        self._text = QTextBrowser()
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setOpenExternalLinks(False)
        self._text.setAccessibleName("Explanation")
        self._text.document().setDocumentMargin(0)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setStyleSheet("QTextBrowser { background: transparent; border: 0; padding: 0; }")
        self._fixes = FlowLayout(gap=8)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 8, 0)
        column.setSpacing(8)
        column.addLayout(self._fixes)
        column.addWidget(self._text, 1)
        appearance.changed.connect(self._render)

    def show_finding(self, finding: Finding | None) -> None:
        """Explain a finding, with its fixes; nothing for None."""
        if finding == self._finding and finding is not None:
            self._finding = finding
            return
        self._finding = finding
        self._set_fixes(finding.fixes if finding else ())
        self._show(finding.rule if finding else "", finding.message if finding else "")

    def show_rule(self, rule_id: str) -> None:
        """Explain a rule without a finding."""
        self._finding = None
        self._set_fixes(())
        self._show(rule_id, "")

    def _set_fixes(self, fixes: tuple[Fix, ...]) -> None:
        while item := self._fixes.takeAt(0):
            widget = item.widget()
            if widget:
                widget.deleteLater()
        for fix in fixes:
            button = QPushButton(fix.title)
            button.clicked.connect(lambda _=False, fix=fix: self.fix_asked.emit(self._finding, fix))
            self._fixes.addWidget(button)

    def _show(self, rule_id: str, message: str) -> None:
        self._shown = (rule_id, message)
        self._render()

    def _render(self) -> None:
        rule_id, message = self._shown
        if not rule_id:
            self._text.clear()
            return
        rule = explained(rule_id)
        self._text.setMarkdown(f"## {rule.name}\n\n{message}\n\n{rule.markdown}")
        _calm(self._text)


def _calm(view: QTextBrowser) -> None:
    """Bring the headings of Markdown to the window's sizes, and give the text room."""
    block = view.document().begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        cursor = QTextCursor(block)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if level:
            look = QTextCharFormat()
            look.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
            look.setProperty(QTextCharFormat.Property.FontPixelSize, 14 if level <= 2 else 12)
            look.setFontWeight(QFont.Weight.DemiBold)
            cursor.mergeCharFormat(look)
        room = QTextBlockFormat()
        room.setTopMargin(10 if level > 2 else 0)
        room.setBottomMargin(4)
        room.setNonBreakableLines(False)
        cursor.mergeBlockFormat(room)
        block = block.next()
