"""The explanation of a finding: why it matters and how to mend it, from the page of its rule, with the fixes."""

import re
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QTextBrowser, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.rules.finding import Finding
from svs_designer.rules.installed import installed_rules
from svs_designer.rules.pages import BrokenPage, NoSuchPage, page

_FIX = "fix"


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
    """The page of the current finding's rule; its fixes are links below the message."""

    fix_asked = Signal(object, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._finding: Finding | None = None
        self._rule = ""
        self._text = QTextBrowser()
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setOpenLinks(False)
        self._text.setAccessibleName("Explanation")
        self._text.document().setDocumentMargin(0)
        self._text.document().setIndentWidth(16)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setStyleSheet("QTextBrowser { background: transparent; border: 0; padding: 0; }")
        self._text.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 8, 0)
        column.addWidget(self._text)
        appearance.changed.connect(self._render)

    def show_finding(self, finding: Finding | None) -> None:
        """Explain a finding, with its fixes; nothing for None."""
        is_same = finding == self._finding
        self._finding = finding
        self._rule = finding.rule if finding else ""
        if not is_same:
            self._render()

    def show_rule(self, rule_id: str) -> None:
        """Explain a rule without a finding."""
        self._finding, self._rule = None, rule_id
        self._render()

    def _follow(self, link: QUrl) -> None:
        number = link.path()
        if self._finding and link.scheme() == _FIX and number.isdigit():
            self.fix_asked.emit(self._finding, self._finding.fixes[int(number)])

    def _render(self) -> None:
        if not self._rule:
            self._text.clear()
            return
        rule = explained(self._rule)
        parts = [f"## {rule.name}"]
        if self._finding:
            parts.append(_plain(self._finding.message))
            parts += [f"- [{_plain(fix.title)}]({_FIX}:{n})" for n, fix in enumerate(self._finding.fixes)]
        self._text.setMarkdown("\n\n".join((*parts, rule.markdown)))
        _calm(self._text)


def _plain(text: str) -> str:
    """Return text that Markdown takes as it stands."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


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
