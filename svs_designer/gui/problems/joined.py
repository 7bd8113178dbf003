"""The findings of one page, joined: the list, the cards of the inspector, the badges of the canvas, the walk by F8."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect

from svs_designer.formats.native import find_configuration, read_configuration
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.naming import selection_of
from svs_designer.gui.problems.acts import ProblemActs
from svs_designer.gui.problems.badges import badges_of, open_counts
from svs_designer.gui.problems.filtering import drawn_streams, worth_telling
from svs_designer.gui.problems.idle import with_idle_acceptances
from svs_designer.gui.problems.panel import ProblemsPanel
from svs_designer.gui.problems.peek import Peek
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.check_settings import Profile
from svs_designer.model.document import Document
from svs_designer.rules.finding import Finding

if TYPE_CHECKING:
    from svs_designer.gui.document_page import DocumentPage


class PageProblems(QObject):
    """Show the findings of a page everywhere they belong, and walk through them."""

    def __init__(self, page: "DocumentPage", appearance: Appearance, settings: Settings) -> None:
        """Make the panel; the page lays it out and calls `connect_to_page` once it is whole."""
        super().__init__(page)
        self._page = page
        self._appearance = appearance
        self._settings = settings
        self.acts = ProblemActs(page.document.session, self._ask_acceptance, self._profile_beside, self)
        self.panel = ProblemsPanel(page.document.session, appearance, self.acts, settings)
        self.peek = Peek(appearance, page.canvas)
        self.findings: tuple[Finding, ...] | None = None
        self._found: tuple[Finding, ...] | None = None
        self._said = False
        unsubscribe = page.document.session.subscribe(self._follow)
        page.destroyed.connect(lambda *_: unsubscribe())

    def connect_to_page(self) -> None:
        """Join the parts of the page."""
        page, inspector = self._page, self._page.inspector
        inspector.fix_asked.connect(self.acts.fix)
        inspector.accept_asked.connect(self.acts.accept)
        inspector.withdraw_asked.connect(self.acts.withdraw)
        self.panel.jump_asked.connect(page.reveal)
        self.panel.show_asked.connect(lambda place: page.reveal(place, focus=False))
        self.panel.shown.connect(self.peek.hide)
        self.acts.told.connect(self._say)
        self.peek.step_asked.connect(self.step)
        page.canvas.selection_changed.connect(self._follow_selection)
        page.checker.checked.connect(self._take)

    def counts(self) -> Mapping[str, int] | None:
        """Return the number of open findings of the stream by level; None while nothing was checked yet."""
        return None if self.findings is None else open_counts(self.findings, self._page.stream_id)

    def none_words(self) -> str:
        """Return how the status bar says that there are no findings; it tells where few rules looked."""
        profile = self._page.document.session.document.check.profile
        return "No findings (workshop)" if profile is Profile.WORKSHOP else "No findings"

    def show_stream(self, stream_id: str) -> None:
        """Show the findings of a stream."""
        self.peek.hide()
        self.panel.show_stream(stream_id)
        self._show_badges()

    def step(self, by: int) -> None:
        """Go to the next finding (1) or the one before (-1): select it, bring it into view, and tell it."""
        finding = self.panel.step(by)
        if finding is None:
            return
        place = selection_of(finding)
        if place:
            self._page.reveal(place, focus=not self.panel.has_list_focus())
        if self.panel.isVisible():
            self.peek.hide()
        else:
            self._tell(finding)

    def fix_alike(self) -> None:
        """Mend all findings like the current one, asking which way where there are several."""
        at = None
        if not self.panel.isVisible():
            canvas = self._page.canvas
            at = canvas.mapToGlobal(canvas.rect().center())
        self.panel.offer_ways(self.panel.ways_to_fix_alike(), at)

    def accept(self) -> None:
        """Accept the current finding."""
        finding = self.panel.finding()
        if finding:
            self.acts.accept(finding)

    def _follow(self, old: Document, new: Document) -> None:
        """Tell what was held back as soon as something is drawn; the check may find nothing else then."""
        self._unsay()
        if self._found is not None and drawn_streams(old) != drawn_streams(new):
            self._take(self._found)

    def _say(self, words: str) -> None:
        self._said = True
        self._page.hint.emit(words)

    def _unsay(self) -> None:
        """Take back what was said of the change before, such as how many findings it mended: undo brings them back."""
        if self._said:
            self._said = False
            self._page.hint.emit("")

    def _take(self, found: tuple[Finding, ...]) -> None:
        self._found = found
        document = self._page.document.session.document
        findings = with_idle_acceptances(document, worth_telling(document, found))
        self.findings = findings
        self._page.inspector.set_findings(findings)
        self.panel.set_findings(findings)
        told = self.peek.finding
        if told is not None:
            self.peek.update_finding(self.panel.finding())
        self._show_badges()
        self._page.moved.emit()

    def _show_badges(self) -> None:
        """Show what the cards and links wear, and how many there are."""
        count = sum((self.counts() or {}).values())
        self._page.bottom.show_text(self.panel, f"Problems {count}" if count else "Problems")
        badges = badges_of(self.findings or (), self._page.stream_id)
        self._page.canvas.set_badges(badges.levels)
        self._page.canvas.set_badge_texts(badges.texts)

    def _tell(self, finding: Finding) -> None:
        made = self.peek.tell(finding, self.panel.position(), self._place_on_canvas())
        if made:
            made.fix_asked.connect(self.acts.fix)
            made.explain_asked.connect(self._page.explain_asked)
            made.accept_asked.connect(self.acts.accept)
            made.withdraw_asked.connect(self.acts.withdraw)

    def _place_on_canvas(self) -> QRect:
        return self._page.canvas.place_of_selection()

    def _follow_selection(self, selection: Selection) -> None:
        """Close what is told of another place than the one selected."""
        told = self.peek.finding
        if told is not None and selection_of(told) != selection:
            self.peek.hide()

    def _profile_beside(self) -> Profile | None:
        """Return the profile that the settings beside the file choose."""
        path = self._page.document.path
        found = find_configuration(path.parent) if path else None
        try:
            return read_configuration(found).check.profile if found else None
        except OSError:
            return None

    def _ask_acceptance(self, finding: Finding) -> Acceptance | None:
        from svs_designer.gui.dialogs.accept import ask_acceptance

        acceptance = ask_acceptance(self._page, finding, self._settings.signature, self._appearance)
        if acceptance:
            self._settings.signature = acceptance.by
        return acceptance
