"""Pictures leave the window: the dialog with its preview, the clipboard, the printer."""

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter

from svs_designer.formats.native import read_file
from svs_designer.gui.dialogs.export import ALL_STREAMS, ExportDialog
from svs_designer.gui.export_plan import ExportPlan
from svs_designer.gui.jobs import Job
from svs_designer.gui.selection import Selection
from svs_designer.whole_file import write_whole

BEGINS = {"svg": b"<", "png": b"\x89PNG", "pdf": b"%PDF", "yaml": b"# yaml-language-server"}


def plan_of(window, kind="svg"):
    page = window.page
    exporter = window.exports.formats.exporters[kind]
    return ExportPlan(page.document.session.document, page.catalogue, page.stream_id, exporter)


@pytest.fixture
def dialog(opened, qtbot, tmp_path):
    formats = opened.exports.formats
    dialog = ExportDialog(plan_of(opened), formats, tmp_path / "wifi", opened.settings, opened.appearance, opened)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.reject()


def choose(box, value):
    box.setCurrentIndex(box.findData(value))


@pytest.mark.parametrize("kind", BEGINS)
def test_each_format_is_written_where_the_user_says(dialog, answers, qtbot, tmp_path, kind):
    dialog.formats.choose(kind)
    target = tmp_path / f"out.{'svs.yaml' if kind == 'yaml' else kind}"
    answers.file(target)

    with qtbot.waitSignal(dialog.accepted, timeout=20000):
        dialog.export()

    assert target.read_bytes().startswith(BEGINS[kind])
    assert dialog.written.path == target
    assert list(tmp_path.glob(".*.part")) == []


def test_the_preview_shows_the_picture(dialog, qtbot):
    qtbot.waitUntil(lambda: not dialog.preview.picture.pixmap().isNull(), timeout=10000)

    shown = dialog.preview.picture.pixmap()

    assert shown.width() <= dialog.preview.stage.width() + 1
    assert shown.height() <= dialog.preview.stage.height() + 1


def test_the_preview_of_yaml_is_its_text(dialog, qtbot):
    dialog.formats.choose("yaml")

    qtbot.waitUntil(lambda: "streams:" in dialog.preview.text.toPlainText(), timeout=10000)


def test_the_preview_follows_the_theme(dialog, qtbot):
    def ground():
        return dialog.preview.picture.pixmap().toImage().pixelColor(1, 1).name().upper()

    qtbot.waitUntil(lambda: not dialog.preview.picture.pixmap().isNull(), timeout=10000)
    light = ground()

    choose(dialog.fields.field("theme"), "dark")

    qtbot.waitUntil(lambda: ground() != light, timeout=10000)


def test_only_the_fields_of_the_format_are_shown(dialog):
    dialog.formats.choose("png")
    assert dialog.fields.field("scale").isVisible()
    assert dialog.fields.field("paper") is None

    dialog.formats.choose("yaml")

    assert dialog.fields.field("scale") is None
    assert dialog.fields.field("legend") is None


def test_all_streams_can_be_exported_as_yaml_alone(opened, qtbot, tmp_path):
    opened.page.streams.duplicate(opened.page.stream_id)
    formats = opened.exports.formats
    dialog = ExportDialog(plan_of(opened), formats, tmp_path / "x", opened.settings, opened.appearance)
    qtbot.addWidget(dialog)
    assert dialog.stream.findData(ALL_STREAMS) < 0

    dialog.formats.choose("yaml")

    assert dialog.stream.findData(ALL_STREAMS) == 2
    dialog.reject()


def test_one_stream_as_yaml_holds_that_stream_alone(opened, tmp_path):
    opened.page.streams.duplicate(opened.page.stream_id)
    plan = plan_of(opened, "yaml")

    (tmp_path / "one.svs.yaml").write_bytes(plan.make().data)

    document = read_file(tmp_path / "one.svs.yaml").document
    assert [stream.id for stream in document.streams] == [opened.page.stream_id]


def test_giving_up_the_choice_of_a_file_leaves_the_dialog_open(dialog, answers):
    answers.dialog(lambda files: files.reject())

    dialog.export()

    assert dialog.isVisible()
    assert dialog.written is None


def test_a_write_that_fails_leaves_what_was_there_and_no_litter(tmp_path):
    (tmp_path / "out.svg").mkdir()

    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "out.svg", b"<svg/>")

    assert [path.name for path in tmp_path.iterdir()] == ["out.svg"]


def test_a_failed_export_says_why(dialog, answers, qtbot, tmp_path):
    answers.button("OK")

    dialog._fail(tmp_path / "out.svg", "the disk is full")

    assert answers.seen == ["“out.svg” was not written."]


def test_the_whole_picture_goes_to_the_clipboard_as_image_and_svg(opened):
    opened.commands.action("export.copy-picture").trigger()

    mime = QGuiApplication.clipboard().mimeData()
    assert isinstance(mime.imageData(), QImage)
    assert bytes(mime.data("image/svg+xml").data()).startswith(b"<")


def test_a_selection_makes_a_smaller_picture(opened):
    opened.exports.copy_picture()
    whole = QGuiApplication.clipboard().image().size()
    step = opened.current.session.document.streams[0].steps[0].id
    opened.page.canvas.select(Selection(opened.page.stream_id, (step,)))

    opened.exports.copy_picture(only_selected=True)

    part = QGuiApplication.clipboard().image().size()
    assert part.width() < whole.width() / 2


def test_printing_fills_a_page(opened, tmp_path):
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))

    opened.exports._paint(printer)
    del printer

    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


def test_a_job_that_fails_tells_its_reason(qtbot):
    def work():
        raise OSError("no room")

    job = Job(work)
    with qtbot.waitSignal(job.failed) as told:
        job.start()

    assert told.args == ["no room"]


def test_a_cancelled_job_tells_nothing(qtbot):
    job = Job(lambda: 1)
    told = []
    job.done.connect(told.append)

    job.cancel()
    job.start()
    job.wait()
    qtbot.wait(20)

    assert told == []
