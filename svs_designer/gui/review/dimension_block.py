"""One dimension in the review: each of its aspects with how much is there, and a link to what is not."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from svs_designer.gui.appearance import Appearance
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.review.block_head import BlockHead
from svs_designer.rules.review import DimensionReview, Sight

NAME_WIDTH, BAR_WIDTH, COUNT_WIDTH, ROW = 84, 56, 56, 24


class ShareBar(QWidget):
    """How much of something is there, as a short bar."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._share = 0.0
        appearance.changed.connect(self.update)
        self.setFixedSize(BAR_WIDTH, ROW)

    def show_share(self, share: float) -> None:
        """Show a share of 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, and what is there on it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(0, ROW / 2 - 2, self.width(), 4)
        painter.setBrush(self._appearance.colour("hairline"))
        painter.drawRoundedRect(ground, 2, 2)
        if self._share > 0:
            ground.setWidth(max(4.0, self._share * self.width()))
            painter.setBrush(self._appearance.colour("connector"))
            painter.drawRoundedRect(ground, 2, 2)


class SightRow(QWidget):
    """One aspect on a line: its name, the share that has it, and the gap as a link."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._name, self._count, self._said = QLabel(), QLabel(), QLabel()
        self._bar = ShareBar(appearance)
        self.gap = LinkButton()
        for label in (self._name, self._said):
            label.setStyleSheet("font-size: 12px;")
        for label, role in ((self._count, "small"), (self._said, "dim")):
            label.setProperty("role", role)
        self._name.setFixedWidth(NAME_WIDTH)
        self._count.setFixedWidth(COUNT_WIDTH)
        self._said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setFixedHeight(ROW)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for widget in (self._name, self._bar, self._count, self.gap):
            line.addWidget(widget)
        line.addWidget(self._said, 1)
        line.addStretch(0)

    def show_sight(self, sight: Sight) -> None:
        """Show an aspect."""
        self._name.setText(sight.name)
        self._said.setText(sight.said if sight.is_whole and not sight.gap else "")
        self._bar.show_share(sight.filled / sight.of)
        self._count.setText(f"{sight.filled} of {sight.of}")
        self._count.setAccessibleName(sight.said)
        for widget in (self._name, self._bar, self._count, self._said):
            widget.setToolTip(sight.said)
        for widget in (self._bar, self._count):
            widget.setVisible(not sight.is_whole)
        self._show_gap(sight)

    def _show_gap(self, sight: Sight) -> None:
        self.gap.setVisible(bool(sight.gap))
        if self.gap.words != sight.gap:
            self.gap.set_words(sight.gap)
        self.gap.setToolTip("Show where to fill it in" if sight.is_whole else "Select these steps")


class DimensionBlock(QWidget):
    """A dimension of a stream."""

    gap_asked = Signal(object)
    """Carries the Sight whose gap was clicked."""

    def __init__(self, appearance: Appearance, review: DimensionReview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._appearance = appearance
        self._rows: list[SightRow] = []
        self._sights: tuple[Sight, ...] = ()
        self._head = BlockHead(review.dimension.name)
        question = QLabel(review.dimension.question)
        question.setProperty("role", "small")
        question.setWordWrap(True)
        question.setToolTip(review.dimension.summary)
        self._lines = QVBoxLayout()
        self._lines.setContentsMargins(0, 4, 0, 0)
        self._lines.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head)
        column.addWidget(question)
        column.addLayout(self._lines)
        self.show_review(review)

    def sizeHint(self) -> QSize:
        """Ask for no more width than given."""
        return QSize(240, super().sizeHint().height())

    def show_review(self, review: DimensionReview) -> None:
        """Show a dimension of a stream in the rows there are."""
        self._sights = review.sights
        self._head.say(*_state(review))
        while len(self._rows) < len(review.sights):
            self._add_row()
        for number, row in enumerate(self._rows):
            row.setVisible(number < len(review.sights))
        for row, sight in zip(self._rows, review.sights, strict=False):
            row.show_sight(sight)

    def _add_row(self) -> None:
        number, row = len(self._rows), SightRow(self._appearance)
        row.gap.clicked.connect(lambda: self.gap_asked.emit(self._sights[number]))
        self._rows.append(row)
        self._lines.addWidget(row)


def _state(review: DimensionReview) -> tuple[str, str]:
    """Return how it stands, and the role of the words' colour."""
    if review.is_blind:
        return "Blind", "warning"
    if not review.gaps:
        return "Complete", "good"
    return ("1 gap" if review.gaps == 1 else f"{review.gaps} gaps"), "dim"
