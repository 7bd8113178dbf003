"""The review of one page, joined: its two views follow the stream and the findings, and lead to canvas and problems."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QScrollArea, QToolButton, QWidget

from svs_designer.catalogue import Aspect
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.field import Field
from svs_designer.gui.panels.forms.section import SectionBox
from svs_designer.gui.panels.naming import selection_of
from svs_designer.gui.review.governance_view import GovernanceView
from svs_designer.gui.review.view import ReviewView
from svs_designer.gui.selection import Selection
from svs_designer.rules.finding import Finding

if TYPE_CHECKING:
    from svs_designer.gui.document_page import DocumentPage

_PLACES = {Aspect.OWNER: "stream.owner", Aspect.SUPPLIERS: "stream.suppliers.state"}
"""The fields of the stream's form where what is missing is filled in."""
_SECTIONS = {Aspect.TARGETS: "Targets"}


class PageReview(QObject):
    """Hold the views of the review, and go where they lead."""

    def __init__(self, page: "DocumentPage", appearance: Appearance) -> None:
        """Make the views; the page puts them into its tabs and calls `connect_to_page` once it is whole."""
        super().__init__(page)
        self._page = page
        self.view = ReviewView(page.document.session, page.catalogue, appearance)
        self.governance = GovernanceView(page.document.session, appearance)

    def connect_to_page(self) -> None:
        """Join the parts of the page."""
        page = self._page
        page.checker.checked.connect(self.view.set_findings)
        for view in (self.view, self.governance):
            view.show_asked.connect(lambda place: page.reveal(place, focus=False))
        self.governance.counted.connect(self._show_count)
        self.view.add_step_asked.connect(page.canvas.quick_add)
        self.view.aspect_asked.connect(self._show_aspect)
        self.view.finding_asked.connect(self._show_problem)

    def show_stream(self, stream_id: str) -> None:
        """Show another stream."""
        self.view.show_stream(stream_id)
        self.governance.show_stream(stream_id)

    def _show_count(self, count: int) -> None:
        self._page.bottom.show_text(self.governance, f"Governance · {count} open" if count else "Governance")

    def _show_problem(self, finding: Finding) -> None:
        """Go to a finding in the list of problems."""
        problems = self._page.problems.panel
        self._page.bottom.show_view(problems)
        problems.explain(finding)
        place = selection_of(finding)
        if place:
            self._page.reveal(place, focus=False)
        problems.focus_list()

    def _show_aspect(self, aspect: Aspect) -> None:
        """Go to the place where the stream says something of an aspect."""
        page = self._page
        if aspect is Aspect.POLICIES:
            page.bottom.show_view(self.governance)
            return
        page.reveal(Selection(page.stream_id), focus=False)
        if not page.inspector.isVisible():
            page.hint.emit("Open the inspector (Ctrl+I): the stream says it there")
            return
        place = self._place(aspect)
        if place is not None:
            _bring(place)

    def _place(self, aspect: Aspect) -> QWidget | None:
        inspector = self._page.inspector
        if aspect in _PLACES:
            return inspector.findChild(Field, _PLACES[aspect])
        heads = inspector.findChildren(QToolButton)
        wanted = _SECTIONS.get(aspect)
        return next((head for head in heads if head.accessibleName() == wanted and head.isVisible()), None)


def _bring(place: QWidget) -> None:
    """Open the section around a place, put the keyboard there, and scroll to it once all is laid out."""
    around = place.parentWidget()
    while around is not None and not isinstance(around, SectionBox):
        around = around.parentWidget()
    if around is not None:
        around.set_open(is_open=True)
    place.setFocus(Qt.FocusReason.OtherFocusReason)
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    if isinstance(around, QScrollArea):
        QTimer.singleShot(0, around, lambda: around.ensureWidgetVisible(place))
