"""The inspector: every field of what is selected, and what the rules say about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.ladder.measuring import Reading
from svs_designer.gui.panels.figures_block import FiguresBlock
from svs_designer.gui.panels.finding_cards import FindingCards
from svs_designer.gui.panels.forms.binder import Drafts
from svs_designer.gui.panels.forms.elements import DEMAND, END, LINK, NOTE, VALUE
from svs_designer.gui.panels.forms.form import Form
from svs_designer.gui.panels.forms.items import ItemsEditor
from svs_designer.gui.panels.forms.spec import Section
from svs_designer.gui.panels.forms.step import STEP
from svs_designer.gui.panels.forms.stream import LISTINGS, STREAM
from svs_designer.gui.panels.forms.subjects import stream_of
from svs_designer.gui.panels.forms.ways import WaysEditor
from svs_designer.gui.panels.selected import selected_in
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document
from svs_designer.rules.finding import Element, Finding, Fix

FORMS: dict[str, tuple[Section, ...]] = {
    "stream": STREAM, "step": STEP, "demand": DEMAND, "value": VALUE, "end": END, "note": NOTE, "link": LINK,
}  # fmt: skip
"""The form of each kind of thing that can be selected."""


class Inspector(QWidget):
    """Shows the form of the selection; forms are made once and bound to what is selected."""

    fix_asked = Signal(Finding, Fix)
    explain_asked = Signal(Finding)
    accept_asked = Signal(Finding)
    withdraw_asked = Signal(Finding)
    jump_asked = Signal(Selection)

    def __init__(
        self, session: Session, catalogue: Catalogue, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._catalogue = catalogue
        self._appearance = appearance
        self._selection = Selection("")
        self._findings: tuple[Finding, ...] = ()
        self._forms: dict[str, Form] = {}
        self._form: Form | None = None
        self._opened: dict[str, dict[str, bool]] = {}
        self._drafts: Drafts = {}
        self._kind = QLabel()
        self._title = QLabel()
        self._nothing = QLabel()
        self._reading: Reading | None = None
        self._figures = FiguresBlock()
        self._cards = FindingCards(appearance)
        self._cards.fix_asked.connect(self.fix_asked)
        self._cards.explain_asked.connect(self.explain_asked)
        self._cards.accept_asked.connect(self.accept_asked)
        self._cards.withdraw_asked.connect(self.withdraw_asked)
        self._body = QVBoxLayout()
        self._scroll = QScrollArea()
        self._lay_out()
        self.setAccessibleName("Inspector")
        self._unsubscribe = session.subscribe(self._follow)
        self.destroyed.connect(self._unsubscribe)
        self._show()

    def show_selection(self, selection: Selection) -> None:
        """Show what is selected; the stream itself where nothing is."""
        if selection != self._selection:
            self._session.end_gesture()
            self._selection = selection
            self._scroll.verticalScrollBar().setValue(0)
        self._show()

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show the findings that are about the selection."""
        self._findings = findings
        self._show_findings()

    def set_reading(self, reading: Reading | None) -> None:
        """Show the figures of the selection."""
        self._reading = reading
        self._figures.show_reading(reading, self._selection)

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        if self._form:
            self._form.focus_first()

    def _follow(self, old: Document, new: Document) -> None:
        """Show the new document; an element that is gone leaves the stream."""
        stream = stream_of(new, self._selection.stream)
        if stream is stream_of(old, self._selection.stream) and _same_registers(old, new):
            return
        self._show()

    def _show(self) -> None:
        stream = stream_of(self._session.document, self._selection.stream)
        selected = selected_in(stream, self._selection) if stream else None
        self._kind.setText(selected.heading if selected else "")
        self._title.setText(selected.title if selected else "")
        self._title.setVisible(bool(self._title.text()))
        if selected is None or selected.subject is None:
            self._nothing.setText("Select one element to see its fields." if stream else "No stream is shown.")
            self._switch(None)
        else:
            form = self._forms.get(selected.kind) or self._make_form(selected.kind)
            form.setEnabled(not self._session.read_only)
            form.show_subject(selected.subject)
            self._switch(form)
        self._figures.show_reading(self._reading, self._selection)
        self._show_findings()

    def _switch(self, form: Form | None) -> None:
        if form is not self._form:
            if self._form:
                self._form.hide()
            if form:
                form.put_behind_first(self._figures)
                form.put_behind_first(self._cards)
                form.show()
            self._form = form
        self._nothing.setVisible(form is None)

    def _make_form(self, kind: str) -> Form:
        form = Form(
            FORMS[kind],
            self._session,
            self._catalogue,
            self._appearance,
            custom=self._make_custom,
            opened=self._opened.setdefault(kind, {}),
            drafts=self._drafts,
        )
        self._forms[kind] = form
        self._body.insertWidget(self._body.indexOf(self._nothing), form)
        return form

    def _make_custom(self, name: str) -> QWidget:
        if name != "ways":
            return ItemsEditor(LISTINGS[name], self._session, self._catalogue, self._appearance, self._drafts)
        ways = WaysEditor(self._session, self._catalogue, self._appearance, self._drafts)
        ways.jump_asked.connect(self.jump_asked)
        return ways

    def _show_findings(self) -> None:
        selection = self._selection
        wanted: set[Element | None] = {*selection.elements, *selection.links} or {None}
        here = [each for each in self._findings if each.stream == selection.stream and each.element in wanted]
        self._cards.show_findings(tuple(here))

    def _lay_out(self) -> None:
        self._kind.setProperty("role", "section")
        self._title.setProperty("role", "title")
        self._title.setWordWrap(True)
        self._nothing.setProperty("role", "dim")
        self._nothing.setWordWrap(True)
        content = QWidget()
        content.setProperty("role", "panel")
        self._body = QVBoxLayout(content)
        self._body.setContentsMargins(16, 16, 12, 16)
        self._body.setSpacing(8)
        for widget in (self._kind, self._title, self._nothing, self._cards, self._figures):
            self._body.addWidget(widget)
        self._body.addStretch(1)
        self._scroll.setWidget(content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)
        self.setMinimumWidth(264)


def _same_registers(old: Document, new: Document) -> bool:
    return all(getattr(old, name) == getattr(new, name) for name in Document.model_fields if name != "layout")
