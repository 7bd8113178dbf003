"""The export dialog: the formats on the left, what the file will be like, and what can be chosen on the right."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from svs_designer.exchange.exporter import CannotExport, Exporter
from svs_designer.exchange.installed import Formats
from svs_designer.exchange.settings import SettingValue
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.dialogs.questions import ask_to_replace, tell
from svs_designer.gui.export_plan import ExportPlan, Preview
from svs_designer.gui.exporting.format_list import FormatList
from svs_designer.gui.exporting.preview_panel import PreviewPanel
from svs_designer.gui.exporting.setting_fields import SettingFields, label_of
from svs_designer.gui.fields.link_button import LinkButton
from svs_designer.gui.jobs import LatestJob
from svs_designer.gui.selection import Selection
from svs_designer.gui.settings import Settings
from svs_designer.model.ids import slug
from svs_designer.whole_file import write_whole

ALL_STREAMS = ""
PREVIEW_DELAY_MS = 120
SIZE = (1120, 700)
LIST_WIDTH, SIDE_WIDTH = 184, 272


class Written(NamedTuple):
    """A file that was written, and how many things it could not hold."""

    path: Path
    losses: int


class ExportDialog(QDialog):
    """Choose stream, format and look, see the result, and write it."""

    def __init__(
        self,
        plan: ExportPlan,
        formats: Formats,
        target: Path,
        settings: Settings,
        appearance: Appearance,
        parent: QWidget | None = None,
    ) -> None:
        """Begin with a plan; `target` is the folder to write to and the document's name, without an ending."""
        super().__init__(parent)
        self.setWindowTitle("Export")
        self.resize(*SIZE)
        self._first, self._formats, self._target, self._settings = plan, formats, target, settings
        self.written: Written | None = None
        self.place: Selection | None = None
        self._path = target
        self._left_as: dict[str, dict[str, SettingValue]] = {plan.exporter.id: dict(plan.settings)}
        self.formats = FormatList(formats.exporters.values())
        self.stream = _streams(plan)
        self.fields = SettingFields()
        self.preview = PreviewPanel(appearance)
        self._previewing, self._writing = LatestJob(self), LatestJob(self)
        self._delay = QTimer(self, singleShot=True, interval=PREVIEW_DELAY_MS)
        self._go, self._close, self._progress = QPushButton("Export…"), QPushButton("Cancel"), QProgressBar()
        self._lay_out()
        self._connect()
        self.formats.choose(plan.exporter.id)

    @property
    def exporter(self) -> Exporter:
        """Return the chosen format."""
        return self._formats.exporters[self.formats.current()]

    @property
    def plan(self) -> ExportPlan:
        """Return what the fields say."""
        return replace(
            self._first, stream=self.stream.currentData(), exporter=self.exporter, settings=self.fields.values()
        )

    def export(self) -> None:
        """Ask for a file and write it in a thread."""
        plan = self.plan
        proposed = self._target.parent / self._file_name(plan)
        ending = f".{plan.exporter.ending}"
        chosen, _ = QFileDialog.getSaveFileName(
            self, "Export", str(proposed), f"{plan.exporter.name} (*{ending});;All files (*)"
        )
        if not chosen:
            return
        path = Path(chosen) if _has_ending(chosen) else Path(f"{chosen}{ending}")
        if str(path) != chosen and path.exists() and not ask_to_replace(self, path):
            return
        self._path = path
        self._set_busy(busy=True)
        self._writing.ask(lambda wanted: _write(plan, path, wanted))

    def reject(self) -> None:
        """Give up a running export; without one close."""
        if self._writing.is_busy:
            self._writing.cancel()
            self._set_busy(busy=False)
            return
        super().reject()

    def done(self, result: int) -> None:
        """Close; what is still being made is given up."""
        self._delay.stop()
        self._previewing.close()
        self._writing.close()
        super().done(result)

    def _connect(self) -> None:
        self.formats.chosen.connect(self._follow_format)
        self.stream.currentIndexChanged.connect(self._delay.start)
        self.fields.changed.connect(self._note_choices)
        self.preview.resized.connect(self._delay.start)
        self.preview.jump_asked.connect(self._jump)
        self._delay.timeout.connect(self._begin_preview)
        self._previewing.done.connect(self._show_preview)
        self._previewing.failed.connect(self._show_trouble)
        self._previewing.slowed.connect(self.preview.busy.show)
        self._previewing.rested.connect(self.preview.busy.hide)
        self._writing.done.connect(self._finish)
        self._writing.failed.connect(lambda trouble: self._fail(self._path, trouble))
        self._writing.slowed.connect(self._progress.show)
        self._writing.rested.connect(self._progress.hide)
        self._go.clicked.connect(self.export)
        self._close.clicked.connect(self.reject)

    def _lay_out(self) -> None:
        self._go.setDefault(True)
        self._close.setAutoDefault(False)
        self._progress.setRange(0, 0)
        self._progress.setAccessibleName("Export is running")
        self._progress.hide()
        whole = QHBoxLayout(self)
        whole.setContentsMargins(16, 16, 16, 16)
        whole.setSpacing(16)
        whole.addWidget(_column(self._left(), LIST_WIDTH))
        whole.addWidget(self.preview, 1)
        whole.addWidget(_column(self._right(), SIDE_WIDTH))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(self.formats, 1)
        if self._formats.faults:
            many = len(self._formats.faults)
            link = LinkButton("1 format has a fault" if many == 1 else f"{many} formats have faults")
            link.setObjectName("FormatFaults")
            link.clicked.connect(self._tell_faults)
            column.addWidget(link)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        form = QFormLayout()
        form.setContentsMargins(0, 0, 0, 0)
        form.addRow(label_of("Stream"), self.stream)
        self._none = QLabel("This format has no settings.")
        self._none.setProperty("role", "dim")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._go)
        column.addLayout(form)
        column.addWidget(self.fields)
        column.addWidget(self._none)
        column.addStretch(1)
        column.addWidget(self._progress)
        column.addLayout(buttons)
        return column

    def _note_choices(self) -> None:
        """Keep what is chosen for a format while others are looked at."""
        self._left_as[self.exporter.id] = self.fields.values()
        self._delay.start()

    def _follow_format(self, format_id: str) -> None:
        """Show the settings of the chosen format as they were left, and draw the preview a moment later."""
        exporter = self._formats.exporters[format_id]
        left = self._left_as.get(format_id, {})
        self.fields.show_settings(exporter.settings, {**self._settings.export_choices(format_id), **left})
        self._none.setVisible(not exporter.settings)
        self._offer_all_streams(offered=exporter.whole)
        self.preview.show_format(exporter)
        self._delay.start()

    def _offer_all_streams(self, *, offered: bool) -> None:
        at = self.stream.findData(ALL_STREAMS)
        if offered and at < 0 and self.stream.count() > 1:
            self.stream.addItem("All streams", ALL_STREAMS)
        elif not offered and at >= 0:
            self.stream.removeItem(at)

    def _begin_preview(self) -> None:
        plan, room, ratio = self.plan, self.preview.room(), self.devicePixelRatioF()
        self._previewing.ask(lambda _wanted: (plan, plan.preview(room.width(), room.height(), ratio)))

    def _show_preview(self, made: object) -> None:
        plan, preview = cast("tuple[ExportPlan, Preview]", made)
        self.preview.show_preview(preview, plan.exporter, plan.document)
        refused = isinstance(preview.content, CannotExport)
        more = f" · {preview.lines_left_out:,} more lines" if preview.lines_left_out else ""
        self.preview.show_facts("" if refused else f"{self._file_name(plan)}{more}")
        self._go.setEnabled(not refused and not self._writing.is_busy)

    def _show_trouble(self, trouble: str) -> None:
        refusal = CannotExport(f"{self.exporter.name} could not be made: {trouble}")
        self._show_preview((self.plan, Preview(refusal)))

    def _file_name(self, plan: ExportPlan) -> str:
        name = self._target.name
        whole = name if plan.stream == ALL_STREAMS else slug(plan.document.stream(plan.stream).label)
        return f"{whole or name}.{plan.exporter.ending}"

    def _set_busy(self, *, busy: bool) -> None:
        self._go.setEnabled(not busy)
        self._close.setText("Stop" if busy else "Cancel")

    def _finish(self, made: object) -> None:
        self._set_busy(busy=False)
        if isinstance(made, Preview):
            self._show_preview((self.plan, made))
        elif isinstance(made, Written):
            plan = self.plan
            self._settings.export_format = plan.exporter.id
            self._settings.set_export_choices(plan.exporter.id, plan.settings)
            self.written = made
            self.accept()

    def _fail(self, path: Path, trouble: str) -> None:
        self._set_busy(busy=False)
        tell(self, f"“{path.name}” was not written.", trouble)

    def _jump(self, place: Selection) -> None:
        self.place = place
        self.reject()

    def _tell_faults(self) -> None:
        tell(self, "Some formats of plug-ins are not offered.", "\n".join(self._formats.faults))


def _streams(plan: ExportPlan) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName("Stream")
    for stream in plan.document.streams:
        box.addItem(stream.label, stream.id)
        box.setItemData(box.count() - 1, stream.label, Qt.ItemDataRole.ToolTipRole)
    box.setCurrentIndex(max(0, box.findData(plan.stream)))
    box.setMinimumContentsLength(10)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _column(layout: QVBoxLayout, width: int) -> QWidget:
    holder = QWidget()
    holder.setFixedWidth(width)
    layout.setContentsMargins(0, 0, 0, 0)
    holder.setLayout(layout)
    return holder


def _has_ending(name: str) -> bool:
    """Tell whether a name brings an ending of its own: `v1.2 draft` does not."""
    ending = Path(name).suffix.removeprefix(".")
    return ending.isalnum() and not ending.isdigit()


def _write(plan: ExportPlan, path: Path, wanted: Callable[[], bool]) -> object:
    """Make the file and write it, unless nobody wants it any more; runs in a thread."""
    try:
        made = plan.make()
        return Written(write_whole(path, made.data), len(made.losses)) if wanted() else None
    except CannotExport as refusal:
        return Preview(refusal)
    except OSError as error:
        raise RuntimeError(error.strerror or str(error)) from error
