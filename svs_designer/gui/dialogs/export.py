"""The export dialog: what it will look like on the left, how on the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from svs_designer.gui.dialogs.questions import tell
from svs_designer.gui.export_plan import FORMATS, ExportPlan, Format
from svs_designer.gui.jobs import Job
from svs_designer.model.ids import slug
from svs_designer.qtpaint.pdf import Paper
from svs_designer.whole_file import write_whole

ALL_STREAMS = ""
PREVIEW_DELAY_MS = 120
PROGRESS_AFTER_MS = 500
SIDE_WIDTH = 264
PAPERS: tuple[tuple[str, Paper | None], ...] = (("Size of the picture", None), ("A4", "A4"), ("A3", "A3"))


class ExportDialog(QDialog):
    """Choose stream, format and look, see the result, and write it."""

    def __init__(self, plan: ExportPlan, folder: Path, name: str, parent: QWidget | None = None) -> None:
        """Begin with a plan; files go to the folder unless the user says otherwise."""
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.resize(1000, 640)
        self._first = plan
        self._folder = folder
        self._name = name
        self._preview_job: Job | None = None
        self._job: Job | None = None
        self.written: Path | None = None
        self._delay = _timer(self, PREVIEW_DELAY_MS, self._begin_preview)
        self._slow = _timer(self, PROGRESS_AFTER_MS, self._show_progress)
        self._make_fields()
        self._make_preview()
        self._lay_out()
        self._follow_fields()

    @property
    def plan(self) -> ExportPlan:
        """Return what the fields say."""
        return replace(
            self._first,
            stream=self.stream.currentData(),
            format=cast("Format", self.format.currentData()),
            dark=self.theme.currentData(),
            scale=self.scale.value(),
            paper=self.paper.currentData(),
            title=self.title.isChecked(),
            legend=self.legend.isChecked(),
            notes=self.notes.isChecked(),
        )

    def export(self) -> None:
        """Ask for a file and write it in a thread."""
        plan = self.plan
        proposed = self._folder / self._file_name(plan)
        suffix = proposed.suffix
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export", str(proposed), f"{FORMATS[plan.format]} (*{suffix});;All files (*)"
        )
        if not chosen:
            return
        path = Path(chosen) if Path(chosen).suffix else Path(chosen).with_suffix(suffix)

        def work() -> Path:
            write_whole(path, plan.data())
            return path

        self._set_busy(busy=True)
        self._job = Job(work, self)
        self._job.done.connect(self._finish)
        self._job.failed.connect(lambda trouble: self._fail(path, trouble))
        self._job.start()
        self._slow.start()

    def done(self, result: int) -> None:
        """Close; a running export is given up."""
        for job in (self._preview_job, self._job):
            if job:
                job.cancel()
                job.wait()
        self._delay.stop()
        self._slow.stop()
        super().done(result)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the preview anew when its place changes size."""
        if watched is self._stage and event.type() == QEvent.Type.Resize:
            self._delay.start()
        return super().eventFilter(watched, event)

    def _make_fields(self) -> None:
        plan = self._first
        self.format = _choice("Format", [(text, key) for key, text in FORMATS.items()], plan.format)
        self.stream = _choice("Stream", [(each.label, each.id) for each in plan.document.streams], plan.stream)
        self.theme = _choice("Colours", [("Light", False), ("Dark", True)], plan.dark)
        self.paper = _choice("Paper", PAPERS, plan.paper)
        self.scale = QDoubleSpinBox()
        self.scale.setRange(0.25, 16)
        self.scale.setSingleStep(0.5)
        self.scale.setDecimals(2)
        self.scale.setValue(plan.scale)
        self.scale.setSuffix(" ×")
        self.scale.setAccessibleName("Scale")
        self.title = _switch("Title block", checked=plan.title)
        self.legend = _switch("Legend", checked=plan.legend)
        self.notes = _switch("Notes", checked=plan.notes)
        for box in (self.format, self.stream, self.theme, self.paper):
            box.currentIndexChanged.connect(self._follow_fields)
        for switch in (self.title, self.legend, self.notes):
            switch.toggled.connect(self._follow_fields)
        self.scale.valueChanged.connect(self._follow_fields)

    def _make_preview(self) -> None:
        self._picture = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setMinimumSize(1, 1)
        self._picture.setAccessibleName("Preview")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setAccessibleName("Preview of the text")
        self._stage = QStackedWidget()
        self._stage.addWidget(self._picture)
        self._stage.addWidget(self._text)
        self._stage.setMinimumSize(320, 240)
        self._stage.installEventFilter(self)
        self._facts = QLabel()
        self._facts.setProperty("role", "small")
        self._facts.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        for words, field in (
            ("Format", self.format), ("Stream", self.stream), ("Colours", self.theme), ("Scale", self.scale),
            ("Paper", self.paper),
        ):  # fmt: skip
            self._form.addRow(words, field)
        self._go = QPushButton("Export…")
        self._go.clicked.connect(self.export)
        self._close = QPushButton("Cancel")
        self._close.setAutoDefault(False)
        self._close.clicked.connect(self.reject)
        self._progress = QProgressBar()
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName("Export is running")
        self._progress.hide()
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addLayout(self._form)
        side.addSpacing(8)
        for switch in (self.title, self.legend, self.notes):
            side.addWidget(switch)
        side.addStretch(1)
        side.addWidget(self._progress)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._go)
        side.addLayout(buttons)
        holder = QWidget()
        holder.setFixedWidth(SIDE_WIDTH)
        holder.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setProperty("role", "stage")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(12, 12, 12, 8)
        inside.addWidget(self._stage, 1)
        inside.addWidget(self._facts)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        whole.addWidget(frame, 1)
        whole.addWidget(holder)
        self._go.setDefault(True)

    def _follow_fields(self) -> None:
        """Show the fields that matter for the format, and draw the preview a moment later."""
        chosen = self.format.currentData()
        self._offer_all_streams(offered=chosen == "yaml")
        picture = chosen != "yaml"
        self._form.setRowVisible(self.theme, picture)
        self._form.setRowVisible(self.scale, chosen == "png")
        self._form.setRowVisible(self.paper, chosen == "pdf")
        for switch in (self.title, self.legend, self.notes):
            switch.setVisible(picture)
        self._delay.start()

    def _offer_all_streams(self, *, offered: bool) -> None:
        at = self.stream.findData(ALL_STREAMS)
        if offered and at < 0 and self.stream.count() > 1:
            self.stream.addItem("All streams", ALL_STREAMS)
        elif not offered and at >= 0:
            self.stream.removeItem(at)

    def _begin_preview(self) -> None:
        if self._preview_job:
            self._preview_job.cancel()
            self._preview_job.wait()
        plan = self.plan
        room, ratio = self._stage.size(), self.devicePixelRatioF()
        self._preview_job = Job(lambda: plan.preview(room.width(), room.height(), ratio), self)
        self._preview_job.done.connect(self._show_preview)
        self._preview_job.failed.connect(self._facts.setText)
        self._preview_job.start()

    def _show_preview(self, made: object) -> None:
        if isinstance(made, QImage):
            self._picture.setPixmap(QPixmap.fromImage(made))
            self._stage.setCurrentWidget(self._picture)
        else:
            self._text.setPlainText(str(made))
            self._stage.setCurrentWidget(self._text)
        self._facts.setText(self._file_name(self.plan))

    def _file_name(self, plan: ExportPlan) -> str:
        suffix = "svs.yaml" if plan.format == "yaml" else plan.format
        whole = self._name if plan.stream == ALL_STREAMS else slug(plan.document.stream(plan.stream).label)
        return f"{whole or self._name}.{suffix}"

    def _set_busy(self, *, busy: bool) -> None:
        self._go.setEnabled(not busy)
        if not busy:
            self._slow.stop()
            self._progress.hide()

    def _show_progress(self) -> None:
        self._progress.show()

    def _finish(self, path: object) -> None:
        self._set_busy(busy=False)
        self.written = cast("Path", path)
        self.accept()

    def _fail(self, path: Path, trouble: str) -> None:
        self._set_busy(busy=False)
        tell(self, f"“{path.name}” was not written.", trouble)


def _choice(name: str, offers: Sequence[tuple[str, object]], now: object) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for text, value in offers:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, [value for _, value in offers].index(now)))
    box.setMinimumContentsLength(10)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _switch(text: str, *, checked: bool) -> QCheckBox:
    switch = QCheckBox(text)
    switch.setChecked(checked)
    return switch


def _timer(parent: QObject, delay: int, act: Callable[[], None]) -> QTimer:
    timer = QTimer(parent)
    timer.setSingleShot(True)
    timer.setInterval(delay)
    timer.timeout.connect(act)
    return timer
