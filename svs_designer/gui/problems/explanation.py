"""The explanation of a finding: what to do, why it matters, from the page of its rule, with the fixes as links."""

import re

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QFont, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QTextBrowser, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.naming import dot_icon
from svs_designer.gui.problems.rule_words import accepted_words, explained
from svs_designer.rules.finding import Finding

HEIGHT = 20
_FIX, _EXAMPLES = "fix", "examples"
NOTHING = "Choose a problem to read why it matters and how to mend it."
GONE = "The check does not find this any more."


class RuleHead(QWidget):
    """The dot of a level, the id of a rule and its name on one line."""

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._dot, self._rule, self._name = QLabel(), QLabel(), QLabel()
        self._level = ""
        self._rule.setStyleSheet("font-size: 11px; font-weight: 600;")
        self._name.setProperty("role", "heading")
        self._name.setWordWrap(True)
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for label in (self._dot, self._rule):
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            label.setFixedHeight(HEIGHT)
        self._name.setMinimumHeight(HEIGHT)
        line.addWidget(self._name, 1, Qt.AlignmentFlag.AlignTop)
        appearance.changed.connect(self._recolour)

    def show_rule(self, rule_id: str, level: str = "") -> None:
        """Show a rule, with the level of a finding."""
        self._level = level
        self._rule.setText(rule_id)
        self._name.setText(explained(rule_id).name)
        if self._rule.property("role") != (level or "dim"):
            self._rule.setProperty("role", level or "dim")
            self._rule.style().unpolish(self._rule)
            self._rule.style().polish(self._rule)
        self._recolour()

    def add(self, widget: QWidget) -> None:
        """Put something at the end of the line."""
        self._line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def _recolour(self) -> None:
        self._dot.setVisible(bool(self._level))
        if self._level:
            icon = dot_icon(self._appearance, self._level, self.devicePixelRatioF())
            self._dot.setPixmap(icon.pixmap(QSize(16, 10)))


class ExplanationView(QWidget):
    """The page of the current finding's rule; its fixes are links below the message.

    What is being read stays: the page keeps its place when the words of the finding change, and when it is mended.
    """

    fix_asked = Signal(object, object)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._finding: Finding | None = None
        self._rule = ""
        self._is_gone = False
        self._shows_examples = False
        self._head = RuleHead(appearance)
        self._text = QTextBrowser()
        self._text.setFrameShape(QFrame.Shape.NoFrame)
        self._text.setOpenLinks(False)
        self._text.setAccessibleName("Explanation")
        self._text.document().setDocumentMargin(0)
        self._text.document().setDefaultFont(_small(self.font()))
        self._text.document().setIndentWidth(16)
        self._text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._text.setStyleSheet("QTextBrowser { background: transparent; border: 0; padding: 0; }")
        self._text.anchorClicked.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 4, 0)
        column.setSpacing(6)
        column.addWidget(self._head)
        column.addWidget(self._text)
        appearance.changed.connect(self._render)
        self._render()

    @property
    def finding(self) -> Finding | None:
        """Return the finding that is explained; None where a rule is, or nothing."""
        return self._finding

    @property
    def is_gone(self) -> bool:
        """Tell whether the finding that is explained is no more."""
        return self._is_gone

    def has_page(self) -> bool:
        """Tell whether anything is explained."""
        return bool(self._rule)

    def forget_gone(self) -> None:
        """Take the page of a finding away that is no more."""
        if self._is_gone:
            self.show_finding(None)

    def show_finding(self, finding: Finding | None) -> None:
        """Explain a finding, with its fixes; nothing for None."""
        if finding == self._finding and not self._is_gone and bool(finding) == bool(self._rule):
            self._finding = finding
            return
        self._show(finding, finding.rule if finding else "")

    def show_rule(self, rule_id: str) -> None:
        """Explain a rule without a finding."""
        self._show(None, rule_id)

    def tell_gone(self) -> None:
        """Say that the finding is no more, and leave its page to who reads it."""
        if self._finding and not self._is_gone:
            self._is_gone = True
            self._render(keep=True)

    def _show(self, finding: Finding | None, rule: str) -> None:
        keep = rule == self._rule
        self._finding, self._rule, self._is_gone = finding, rule, False
        self._shows_examples = self._shows_examples and keep
        self._render(keep=keep)

    def _follow(self, link: QUrl) -> None:
        number = link.path()
        if link.scheme() == _EXAMPLES:
            self._shows_examples = not self._shows_examples
            self._render(keep=True)
        elif self._finding and link.scheme() == _FIX and number.isdigit():
            self.fix_asked.emit(self._finding, self._finding.fixes[int(number)])

    def _render(self, *, keep: bool = True) -> None:
        bar = self._text.verticalScrollBar()
        position = bar.value() if keep else 0
        self._head.setVisible(bool(self._rule))
        if self._rule:
            self._head.show_rule(self._rule, self._finding.level if self._finding else "")
        if self._rule:
            self._text.setMarkdown(self._markdown())
            _calm(self._text)
        else:
            self._text.setHtml(f'<p style="color: {self._appearance.colour("dim").name()}">{NOTHING}</p>')
        bar.setValue(position)

    def _markdown(self) -> str:
        rule = explained(self._rule)
        parts = [GONE] if self._is_gone else list(_told(self._finding))
        parts.append(rule.markdown)
        if rule.examples:
            parts.append(f"[{'Hide' if self._shows_examples else 'Show'} the examples]({_EXAMPLES}:all)")
        if self._shows_examples:
            parts.append(rule.examples)
        return "\n\n".join(parts)


def _told(finding: Finding | None) -> list[str]:
    """Return the message of a finding and its fixes as Markdown."""
    if finding is None:
        return []
    fixes = [f"- [{_plain(fix.title)}]({_FIX}:{number})" for number, fix in enumerate(finding.fixes)]
    accepted = [f"**Accepted** by {_plain(accepted_words(finding))}"] if finding.accepted else []
    return [_plain(finding.message), *accepted, "\n".join(fixes)]


def _plain(text: str) -> str:
    """Return text that Markdown takes as it stands."""
    return re.sub(r"([\\`*_{}\[\]<>#|~])", r"\\\1", text)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPixelSize(12)
    return small


def _calm(view: QTextBrowser) -> None:
    """Bring the headings of Markdown to the window's sizes, and give the text room."""
    block = view.document().begin()
    while block.isValid():
        _calm_block(block)
        block = block.next()


def _calm_block(block: QTextBlock) -> None:
    level = block.blockFormat().headingLevel()
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    look = QTextCharFormat()
    look.setProperty(QTextCharFormat.Property.FontSizeAdjustment, 0)
    look.setProperty(QTextCharFormat.Property.FontPixelSize, 12)
    if level:
        look.setFontWeight(QFont.Weight.DemiBold)
    cursor.mergeCharFormat(look)
    room = QTextBlockFormat()
    room.setTopMargin(10 if level else 0)
    room.setBottomMargin(4)
    room.setNonBreakableLines(False)
    cursor.mergeBlockFormat(room)
