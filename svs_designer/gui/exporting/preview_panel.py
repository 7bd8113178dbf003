"""What the file will be like: a picture or its text, what is lost, or why there will be none."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFontDatabase, QImage, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from svs_designer.exchange.exporter import CannotExport, Exporter
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.export_plan import Preview
from svs_designer.gui.exporting.losses_list import LossesList
from svs_designer.gui.exporting.refusal_view import RefusalView
from svs_designer.gui.selection import Selection
from svs_designer.model.document import Document

TEXT_SIZE = 12


class PreviewPanel(QFrame):
    """Show one preview at a time, under a line that says who reads the format."""

    resized = Signal()
    jump_asked = Signal(Selection)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "stage")
        self._name, self._summary = QLabel(), QLabel()
        self._name.setProperty("role", "heading")
        self._summary.setProperty("role", "dim")
        self._summary.setWordWrap(True)
        self._summary.setTextFormat(Qt.TextFormat.PlainText)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setMinimumSize(1, 1)
        self.picture.setAccessibleName("Preview")
        self.text = _text_view()
        self.refusal = RefusalView(appearance)
        self.refusal.jump_asked.connect(self.jump_asked)
        self.stage = QStackedWidget()
        for view in (self.picture, self.text, self.refusal):
            self.stage.addWidget(view)
        self.stage.setMinimumSize(320, 200)
        self.stage.installEventFilter(self)
        self.losses = LossesList()
        self._facts = QLabel()
        self._facts.setProperty("role", "small")
        self.busy = QProgressBar()
        self.busy.setRange(0, 0)
        self.busy.setFixedWidth(120)
        self.busy.setAccessibleName("The preview is being made")
        self.busy.hide()
        self._lay_out()

    def room(self) -> QSize:
        """Return how large a picture may be."""
        return self.stage.size()

    def show_format(self, exporter: Exporter) -> None:
        """Say which format it is, and who reads it."""
        self._name.setText(exporter.name)
        summary = exporter.summary
        self._summary.setText(summary[:1].upper() + summary[1:])

    def show_preview(self, preview: Preview, exporter: Exporter, document: Document) -> None:
        """Show what was made."""
        self.losses.show_losses(exporter.name, preview.losses, document)
        match preview.content:
            case QImage():
                self.picture.setPixmap(QPixmap.fromImage(preview.content))
                self.stage.setCurrentWidget(self.picture)
            case CannotExport():
                self.refusal.show_refusal(preview.content, document)
                self.stage.setCurrentWidget(self.refusal)
            case str():
                self.text.setPlainText(preview.content)
                self.stage.setCurrentWidget(self.text)

    def show_facts(self, words: str) -> None:
        """Show the line under the preview."""
        self._facts.setText(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another preview when its place changes size."""
        if watched is self.stage and event.type() == QEvent.Type.Resize:
            self.resized.emit()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._name)
        head.addWidget(self._summary, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.busy)
        foot.addWidget(self._facts)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.stage, 1)
        column.addWidget(self.losses)
        column.addLayout(foot)


def _text_view() -> QPlainTextEdit:
    view = QPlainTextEdit()
    view.setReadOnly(True)
    view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    view.setAccessibleName("Preview of the text")
    family = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
    # By a style sheet: the window's own would have the last word over setFont.
    view.setStyleSheet(f'QPlainTextEdit {{ font-family: "{family}"; font-size: {TEXT_SIZE}px; }}')
    return view
