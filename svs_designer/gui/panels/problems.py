"""The problems panel: what the rules found, filters, one-click fixes, and the explanation beside the list."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.explanation import ExplanationView
from svs_designer.gui.panels.naming import LEVEL_WORDS, dot_icon, selection_of
from svs_designer.gui.panels.problem_list import ProblemList
from svs_designer.gui.panels.problem_rows import ProblemRows
from svs_designer.gui.selection import Selection
from svs_designer.rules.finding import Finding, Fix, Level


class ProblemsPanel(QWidget):
    """The findings of a document; whoever owns the session applies the fix that is asked for."""

    fix_asked = Signal(Finding, Fix)
    explain_asked = Signal(str)
    jump_asked = Signal(Selection)

    def __init__(
        self,
        session: Session,
        catalogue: Catalogue,  # noqa: ARG002 (panels of a document are made alike)
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._stream = ""
        self._is_checked = False
        self._rows = ProblemRows(session, self)
        self._list = ProblemList(self._rows, appearance)
        self._explanation = ExplanationView(appearance)
        self._empty = QLabel()
        self._stack = QStackedWidget()
        self._levels = {level: self._level_button(level) for level in sorted(Level, reverse=True)}
        self._scopes = self._scope_buttons()
        self._lay_out()
        self._list.current_changed.connect(self._explanation.show_finding)
        self._list.fix_asked.connect(self.fix_asked)
        self._list.jump_asked.connect(self._jump)
        self._explanation.fix_asked.connect(self.fix_asked)
        appearance.changed.connect(self._recolour)
        self._recolour()
        self._refresh()

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what the check found; the current finding stays current while it stands."""
        self._is_checked = True
        current, number = self._list.finding(), self._list.currentIndex().row()
        position = self._list.verticalScrollBar().value()
        self._rows.set_findings(findings)
        self._refresh()
        if current is not None:
            kept = self._rows.row_of(current)
            self._list.go_to_row(kept if kept >= 0 else min(number, self._rows.rowCount() - 1))
            self._list.verticalScrollBar().setValue(position)

    def show_stream(self, stream_id: str) -> None:
        """Take another stream as `this stream`."""
        self._stream = stream_id
        self._filter()

    def next_finding(self) -> None:
        """Go to the next finding and jump to its place; from the last to the first."""
        self._walk(1)

    def previous_finding(self) -> None:
        """Go to the finding before and jump to its place; from the first to the last."""
        self._walk(-1)

    def explain(self, rule_id: str) -> None:
        """Explain a rule: with its first finding if one is shown."""
        number = next((row for row, each in enumerate(self._rows.shown) if each.rule == rule_id), -1)
        if number >= 0:
            self._list.go_to_row(number)
        else:
            self._explanation.show_rule(rule_id)
            self._stack.setCurrentIndex(1)

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _walk(self, by: int) -> None:
        count = self._rows.rowCount()
        if not count:
            return
        now = self._list.currentIndex().row()
        self._list.go_to_row((now + by) % count if now >= 0 else (0 if by > 0 else count - 1))
        self._jump(self._list.finding())

    def _jump(self, finding: Finding | None) -> None:
        place = selection_of(finding) if finding else None
        if place:
            self.jump_asked.emit(place)

    def _filter(self) -> None:
        only = self._stream if self._scopes.checkedId() == 0 and self._stream else None
        levels = {level for level, button in self._levels.items() if button.isChecked()}
        current = self._list.finding()
        self._rows.set_filter(stream=only, levels=levels)
        if current is not None:
            self._list.go_to_row(self._rows.row_of(current))
        self._refresh()

    def _refresh(self) -> None:
        counts = self._rows.counts()
        for level, button in self._levels.items():
            button.setText(f"{LEVEL_WORDS[level][1]} {counts[level]}")
        has_rows = self._rows.rowCount() > 0
        self._stack.setCurrentIndex(1 if has_rows else 0)
        self._empty.setText(self._empty_text())
        if has_rows and not self._list.currentIndex().isValid():
            self._list.go_to_row(0)

    def _empty_text(self) -> str:
        if not self._is_checked:
            return "The check is under way."
        if self._rows.counts().total():
            return "The findings of this stream are filtered away."
        elsewhere = self._rows.elsewhere()
        others = f" {elsewhere} in other streams." if elsewhere else " What the rules look at is in order."
        return ("No findings in this stream." if elsewhere else "No findings.") + others

    def _recolour(self) -> None:
        for level, button in self._levels.items():
            button.setIcon(dot_icon(self._appearance, level, self.devicePixelRatioF()))

    def _level_button(self, level: Level) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setProperty("role", "flat")
        button.setIconSize(QSize(16, 10))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(f"Show or hide {LEVEL_WORDS[level][1].lower()}")
        button.toggled.connect(self._filter)
        return button

    def _scope_buttons(self) -> QButtonGroup:
        group = QButtonGroup(self)
        for number, text in enumerate(("This stream", "All streams")):
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setProperty("role", "flat")
            button.setToolTip(f"Show the findings of {text.lower()}")
            group.addButton(button, number)
        group.button(0).setChecked(True)
        group.idToggled.connect(lambda _id, on: self._filter() if on else None)
        return group

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 0)
        bar.setSpacing(4)
        for button in self._levels.values():
            bar.addWidget(button)
        bar.addStretch()
        for scope in self._scopes.buttons():
            bar.addWidget(scope)
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self._list)
        split.addWidget(self._explanation)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(True)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(split)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
