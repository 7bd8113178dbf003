"""The review of a stream: the dimensions it is seen from, and the guiding principles with their evidence."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from svs_designer.catalogue import Aspect, Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.review.columns import Columns
from svs_designer.gui.review.dimension_block import DimensionBlock
from svs_designer.gui.review.principle_block import PrincipleBlock
from svs_designer.gui.review.stream_view import StreamView
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document
from svs_designer.model.edits.principles import drop_principle, note_evidence
from svs_designer.model.stream import ValueStream
from svs_designer.rules.finding import Finding
from svs_designer.rules.review import PrincipleReview, Sight, review_dimensions, review_principles


class ReviewView(StreamView):
    """Show what is filled and what is blind; each gap leads to where it is mended."""

    show_asked = Signal(Selection)
    """Steps to select and bring into view."""
    aspect_asked = Signal(Aspect)
    """What the stream as a whole should say: the place to fill it in is wanted."""
    finding_asked = Signal(Finding)

    def __init__(
        self, session: Session, catalogue: Catalogue, appearance: Appearance, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, appearance, parent)
        self._catalogue = catalogue
        self._findings: tuple[Finding, ...] = ()
        self._dimensions: dict[str, DimensionBlock] = {}
        self._principles: dict[str, PrincipleBlock] = {}
        self._columns = Columns()
        self._headings = (_heading("Dimensions"), _heading("Guiding principles"))
        self.pane.setWidget(self._columns)
        self.nothing.asked.connect(self.add_step_asked)

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Take what the check found; the review shows what of it speaks against a principle."""
        self._findings = findings
        self.refresh()

    def draw(self, document: Document, stream: ValueStream) -> bool:
        """Show a stream in the blocks there are."""
        if not stream.steps:
            self.nothing.say("A review looks at the steps of a stream: begin with the first.", "Add the first step")
            return False
        for review in review_dimensions(document, stream, self._catalogue):
            block = self._dimensions.get(review.dimension.id)
            if block:
                block.show_review(review)
            else:
                block = DimensionBlock(self.appearance, review)
                block.gap_asked.connect(self._go_to)
                self._dimensions[review.dimension.id] = block
        principles = review_principles(stream, self._catalogue, self._findings)
        shown = [self._principle(review) for review in principles]
        self._columns.put([self._headings[0], *self._dimensions.values()], [self._headings[1], *shown])
        return True

    def _principle(self, review: PrincipleReview) -> PrincipleBlock:
        block = self._principles.get(review.id)
        if block:
            block.show_review(review)
        else:
            block = self._principles[review.id] = PrincipleBlock(self.appearance, review)
            block.written.connect(self._write)
            block.rest.connect(self.session.end_gesture)
            block.dropped.connect(self._drop)
            block.finding_asked.connect(self.finding_asked)
        block.set_read_only(on=self.session.read_only)
        return block

    def _write(self, principle: str, evidence: str) -> None:
        gesture = f"{self.stream_id}/evidence/{principle}"
        self.session.apply_in_gesture(gesture, "Note evidence", note_evidence, self.stream_id, principle, evidence)

    def _drop(self, principle: str) -> None:
        self.session.apply("Take the claim back", drop_principle, self.stream_id, principle)

    def _go_to(self, sight: Sight) -> None:
        if sight.is_whole:
            self.aspect_asked.emit(sight.aspect)
        else:
            self.show_asked.emit(Selection(self.stream_id, sight.lacking))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "section")
    return label
