"""The problems panel: what the rules found in groups, with filters, and the explanation beside the list."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.panels.naming import PlaceNames, selection_of
from svs_designer.gui.problems.acts import ProblemActs
from svs_designer.gui.problems.bar import ProblemBar
from svs_designer.gui.problems.explanation import ExplanationView
from svs_designer.gui.problems.filtering import drawn_streams, holds_words, told_of
from svs_designer.gui.problems.grouping import Group, Grouping, Identity, Listed, grouped, listed
from svs_designer.gui.problems.listing import ProblemList
from svs_designer.gui.problems.mass_fix import MassFix, safe_fixes, ways_to_fix_all
from svs_designer.gui.problems.menus import finding_menu, fixes_menu, group_menu, ways_menu
from svs_designer.gui.problems.rows import ProblemRows
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.model.check_settings import Profile
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding


class ProblemsPanel(QWidget):
    """The findings of a document: filtered, grouped, explained; what is done about them is the business of `acts`."""

    jump_asked = Signal(Selection)
    """A place to show and to leave to the keyboard."""
    show_asked = Signal(Selection)
    """A place to show while the keyboard stays in the list."""
    shown = Signal()
    """The panel came into view."""

    def __init__(
        self,
        session: Session,
        appearance: Appearance,
        acts: ProblemActs,
        settings: Settings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._acts = acts
        self._settings = settings
        self._stream = ""
        self._all: tuple[Listed, ...] | None = None
        self._told: dict[Identity, str] = {}
        rows = ProblemRows(self)
        self._bar = ProblemBar(appearance)
        self._list = ProblemList(rows, appearance)
        self._explanation = ExplanationView(appearance)
        self._empty, self._way_out = QLabel(), LinkButton()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._recall()
        self._refresh()
        self._follow(session.document, session.document)
        unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(lambda *_: unsubscribe())

    # What the page asks

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what the check found; where the reader is, in the list and on the page, stays."""
        is_first = self._all is None
        self._all = listed(findings)
        self._told.clear()
        self._refresh()
        if is_first:
            self._list.begin()

    def show_stream(self, stream_id: str) -> None:
        """Take another stream as `this stream`."""
        self._stream = stream_id
        self._explanation.forget_gone()
        self._refresh()
        self._list.begin()

    def finding(self) -> Finding | None:
        """Return the current finding."""
        return self._list.finding()

    def step(self, by: int) -> Finding | None:
        """Go to the next finding (1) or the one before (-1), round at the end, and return it."""
        return self._list.step(by)

    def position(self) -> tuple[int, int]:
        """Return which of the open findings shown is the current one, counted from 1, and how many there are."""
        return self._list.position()

    def explain(self, finding: Finding) -> None:
        """Explain a finding, and make it the current one where it is shown."""
        key = next((item.key for item in self._all or () if item.finding == finding), None)
        if key is None or not self._list.go_to(key):
            self._explanation.show_finding(finding)
            self._explanation.show()

    def alike(self, finding: Finding) -> tuple[Finding, ...]:
        """Return the findings in scope that are of the same rule."""
        return tuple(item.finding for item in self._in_scope() if item.finding.rule == finding.rule)

    def ways_to_fix_alike(self) -> tuple[MassFix, ...]:
        """Return the ways to mend all findings like the current one."""
        finding = self.finding()
        return ways_to_fix_all(self.alike(finding)) if finding and not finding.accepted else ()

    def offer_ways(self, ways: Sequence[MassFix], at: QPoint | None = None) -> None:
        """Mend in the only way there is, or let one of several be chosen."""
        if len(ways) == 1:
            self._acts.fix_all(ways[0])
        elif ways:
            at = at or self._list.mapToGlobal(self._list.rect().center())
            ways_menu(self, ways, self._acts).popup(at)

    def fix_safe(self) -> None:
        """Apply the safe fixes of all findings in scope."""
        self._acts.fix_all(self.safe_fixes())

    def safe_fixes(self) -> MassFix:
        """Return the safe fixes of all findings in scope."""
        return safe_fixes(item.finding for item in self._in_scope())

    def focus_list(self) -> None:
        """Put the keyboard on the list."""
        self._list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_list_focus(self) -> bool:
        """Tell whether the keyboard is on the list."""
        return self._list.hasFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Group as was chosen last, maybe beside another document."""
        super().showEvent(event)
        self._recall()
        self.shown.emit()

    # Filters

    def _recall(self) -> None:
        grouping = next((each for each in Grouping if each == self._settings.problem_grouping), Grouping.LEVEL)
        self._bar.choose(grouping, accepted=self._settings.shows_accepted)

    def _remember(self) -> None:
        self._settings.problem_grouping = self._bar.grouping
        self._settings.shows_accepted = self._bar.shows_accepted
        self._refresh()

    def _follow(self, _old: Document, new: Document) -> None:
        """Show what the bar says of the document; its findings follow when it is checked."""
        self._bar.show_streams(len(new.streams))
        self._say_why_empty(len(self._in_scope()))
        self._bar.show_profile(new.check.profile or Profile.DEFAULT, may_change=self._acts.may_edit)

    def _in_scope(self) -> list[Listed]:
        everything = self._bar.all_streams or not self._stream
        return [item for item in self._all or () if everything or item.finding.stream in (None, self._stream)]

    def _shown(self, scope: Sequence[Listed]) -> list[Listed]:
        levels, accepted, words = self._bar.levels, self._bar.shows_accepted, self._bar.words.strip()
        found = [item for item in scope if (accepted if item.finding.accepted else item.finding.level in levels)]
        if not words:
            return found
        if not self._told:
            names = PlaceNames(self._session.document)
            for key, finding, _ in self._all or ():
                self._told[key] = told_of(finding, names(finding.stream, finding.element))
        return [item for item in found if holds_words(self._told[item.key], words)]

    def _refresh(self) -> None:
        document, scope = self._session.document, self._in_scope()
        items = self._shown(scope)
        self._list.show_groups(grouped(items, document, self._bar.grouping, all_streams=self._bar.all_streams))
        counts = Counter(item.finding.level for item in scope if item.finding.accepted is None)
        accepted = len(scope) - counts.total()
        self._bar.show_counts(counts, accepted=accepted, safe=len(self.safe_fixes().fixes))
        self._bar.show_elsewhere(len(self._all or ()) - len(scope))
        self._stack.setCurrentIndex(1 if items else 0)
        self._say_why_empty(len(scope))
        self._settle_explanation()
        self._explanation.setVisible(bool(items) or self._explanation.has_page())

    def _settle_explanation(self) -> None:
        """Leave the page that is read as it is, with the words of now."""
        read = self._explanation.finding
        if read is None:
            return
        current = self._list.finding()
        there = next((item.finding for item in self._all or () if _is_same(item.finding, read)), None)
        if current is not None and _is_same(current, read):
            self._explanation.show_finding(current)
        elif there is None:
            self._explanation.tell_gone()
        elif self._explanation.is_gone:
            self._explanation.show_finding(there)

    def _say_why_empty(self, in_scope: int) -> None:
        text, way_out = self._why_empty(in_scope)
        self._empty.setText(text)
        self._way_out.set_words(way_out)
        self._way_out.setVisible(bool(way_out))

    def _why_empty(self, in_scope: int) -> tuple[str, str]:
        if self._all is None:
            return "The check is under way.", ""
        if in_scope:
            return "The findings are filtered away.", "Show all"
        if self._stream not in drawn_streams(self._session.document):
            return "Nothing is drawn yet: what there is to find comes with the first steps.", ""
        if self._session.document.check.profile is Profile.WORKSHOP:
            return "No findings, as far as the workshop profile looks.", "Check by all rules"
        elsewhere = len(self._all) - in_scope
        if elsewhere:
            return f"No findings in this stream. {elsewhere} in other streams.", ""
        return "No findings. What the rules look at is in order.", ""

    def _take_way_out(self) -> None:
        if self._in_scope():
            self._bar.show_everything()
        else:
            self._acts.set_profile(Profile.DEFAULT)

    # Acts

    def _show_menu(self, subject: Finding | Group, at: QPoint) -> None:
        if isinstance(subject, Group):
            group_menu(self, subject, self._acts).popup(at)
        else:
            finding_menu(self, subject, self.alike(subject), self._acts).popup(at)

    def _offer_fixes(self, finding: Finding, at: QPoint) -> None:
        if len(finding.fixes) == 1:
            self._acts.fix(finding, finding.fixes[0])
        else:
            fixes_menu(self, finding, self._acts).popup(at)

    def _jump(self, finding: Finding) -> None:
        place = selection_of(finding)
        if place:
            self.jump_asked.emit(place)

    def _show(self, finding: Finding) -> None:
        place = selection_of(finding)
        if place:
            self.show_asked.emit(place)

    def _explain_current(self, finding: Finding | None) -> None:
        if finding is not None:
            self._explanation.show_finding(finding)

    def _connect(self) -> None:
        self._bar.changed.connect(self._remember)
        self._bar.fix_safe_asked.connect(self.fix_safe)
        self._bar.profile_asked.connect(self._acts.set_profile)
        self._list.current_changed.connect(self._explain_current)
        self._list.fixes_asked.connect(self._offer_fixes)
        self._list.withdraw_asked.connect(self._acts.withdraw)
        self._list.ways_asked.connect(self.offer_ways)
        self._list.menu_asked.connect(self._show_menu)
        self._list.jump_asked.connect(self._jump)
        self._list.show_asked.connect(self._show)
        self._explanation.fix_asked.connect(self._acts.fix)
        self._way_out.clicked.connect(self._take_way_out)

    def _lay_out(self) -> None:
        split = QSplitter()
        split.setHandleWidth(1)
        split.addWidget(self._stack)
        split.addWidget(self._explanation)
        split.setStretchFactor(0, 5)
        split.setStretchFactor(1, 3)
        split.setSizes([500, 300])
        self._stack.addWidget(self._empty_page())
        self._stack.addWidget(self._list)
        line = QFrame()
        line.setProperty("role", "hairline")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addWidget(line)
        column.addWidget(split, 1)

    def _empty_page(self) -> QWidget:
        page = QWidget()
        self._empty.setProperty("role", "dim")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        column = QVBoxLayout(page)
        column.setSpacing(8)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addWidget(self._way_out, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return page


def _is_same(one: Finding, other: Finding) -> bool:
    return (one.rule, one.stream, one.element, one.field) == (other.rule, other.stream, other.element, other.field)
