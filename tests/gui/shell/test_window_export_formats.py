"""The export dialog offers what is installed, tells what is lost, and refuses with reasons."""

import threading

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QMenu, QPushButton

from svs_designer.exchange.exporter import CannotExport, Exported, Exporter, Kind, Loss
from svs_designer.exchange.installed import Formats
from svs_designer.exchange.refusal import refuse_unsound
from svs_designer.exchange.settings import Choice, Setting
from svs_designer.gui.dialogs.export import ExportDialog
from svs_designer.gui.export_plan import ExportPlan
from svs_designer.gui.settings import Settings

PROFILE = Setting("profile", "Profile", "a", (Choice("a", "Engine A"), Choice("b", "Engine B")), help="which engine")
ROUNDS = Setting("rounds", "Rounds", 3.0, help="how often rework is unrolled", least=1.0, most=9.0)
NEAT = Setting("neat", "Neat", default=True, help="whether it is neat")
BROKEN = """svs: "1.0"
title: Broken
streams:
  - id: s
    name: Broken
    demand: {text: Somebody asks, next: ask}
    value: {outcome: It works}
    steps:
      - {id: ask, name: Ask for papers, next: archive}
      - {id: archive, name: File them away}
"""


def write_acme(request):
    refuse_unsound(request.document, request.stream.id, request.catalogue)
    first = request.stream.steps[0].id
    said = ", ".join(f"{name}={value}" for name, value in sorted(request.settings.items()))
    return Exported(f"acme: {said}\n".encode(), (Loss("A target becomes a comment", (first, "value")),))


ACME = Exporter(
    "acme", "Acme & Co", "acme", Kind.DEFINITION, write_acme, "the engines of Acme", (PROFILE, ROUNDS, NEAT)
)


def offer(window, *extra, faults=()):
    """Let the window know other formats beside some of ours."""
    ours = {each: window.exports.formats.exporters[each] for each in ("yaml", "pdf", "png", "svg")}
    window.exports.formats = Formats({**ours, **{each.id: each for each in extra}}, {}, tuple(faults))


def a_dialog(window, qtbot, tmp_path, exporter):
    page = window.page
    plan = ExportPlan(page.document.session.document, page.catalogue, page.stream_id, exporter)
    formats = window.exports.formats
    dialog = ExportDialog(plan, formats, tmp_path / "out", window.settings, window.appearance, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def acme(opened, qtbot, tmp_path):
    offer(opened, ACME)
    dialog = a_dialog(opened, qtbot, tmp_path, ACME)
    yield dialog
    dialog.reject()


@pytest.fixture
def broken(window, tmp_path):
    path = tmp_path / "broken.svs.yaml"
    path.write_text(BROKEN)
    window.files.open([path])
    offer(window, ACME)
    return window


def test_formats_stand_under_what_they_are_for_in_the_order_of_the_kinds(acme):
    rows = [acme.formats.item(row).text() for row in range(acme.formats.count())]

    assert rows == ["Native", "YAML", "Pictures", "PDF", "PNG", "SVG", "Definitions", "Acme & Co"]
    assert acme.formats.current() == "acme"


def test_each_setting_gets_the_field_of_its_type(acme):
    profile, rounds, neat = (acme.fields.field(name) for name in ("profile", "rounds", "neat"))

    assert isinstance(profile, QComboBox)
    assert [profile.itemText(row) for row in range(profile.count())] == ["Engine A", "Engine B"]
    assert isinstance(rounds, QDoubleSpinBox)
    assert (rounds.minimum(), rounds.maximum(), rounds.decimals()) == (1, 9, 0)
    assert neat.isChecked()
    assert acme.fields.values() == {"profile": "a", "rounds": 3.0, "neat": True}


def test_a_text_format_is_previewed_as_text_and_follows_the_fields(acme, qtbot):
    qtbot.waitUntil(lambda: acme.preview.text.toPlainText() == "acme: neat=True, profile=a, rounds=3.0", timeout=10000)

    acme.fields.field("profile").setCurrentIndex(1)

    qtbot.waitUntil(lambda: "profile=b" in acme.preview.text.toPlainText(), timeout=10000)


def test_what_is_lost_is_listed_with_the_elements_by_name(acme, opened, qtbot):
    qtbot.waitUntil(acme.preview.losses.isVisible, timeout=10000)

    row = acme.preview.losses.list.topLevelItem(0)

    first = opened.current.session.document.streams[0].steps[0].name
    assert (row.text(0), row.text(1)) == ("A target becomes a comment", f"{first}, Value")


def test_who_reads_the_format_is_said_in_one_line(acme):
    assert acme.preview._summary.text() == "The engines of Acme"


def test_a_format_that_loses_nothing_shows_no_list(acme, qtbot):
    qtbot.waitUntil(acme.preview.losses.isVisible, timeout=10000)

    acme.formats.choose("svg")

    qtbot.waitUntil(lambda: not acme.preview.losses.isVisible(), timeout=10000)


def test_a_stream_no_engine_could_run_shows_its_findings_and_cannot_be_exported(broken, qtbot, tmp_path):
    dialog = a_dialog(broken, qtbot, tmp_path, ACME)

    qtbot.waitUntil(lambda: dialog.preview.stage.currentWidget() is dialog.preview.refusal, timeout=10000)

    assert not dialog._go.isEnabled()
    assert [link.words for link in dialog.preview.refusal.links] == ["Show “File them away” on the canvas"]
    dialog.reject()


def test_a_finding_of_a_refusal_leads_to_its_element(broken, answers, qtbot):
    def follow(dialog):
        qtbot.waitUntil(lambda: bool(dialog.preview.refusal.links), timeout=10000)
        dialog.preview.refusal.links[0].click()

    answers.dialog(follow)
    broken.exports.ask("acme")

    assert broken.page.selection.elements == ("archive",)


def test_a_refusal_does_not_stand_in_the_way_of_other_formats(broken, qtbot, tmp_path):
    dialog = a_dialog(broken, qtbot, tmp_path, ACME)
    qtbot.waitUntil(lambda: not dialog._go.isEnabled(), timeout=10000)

    dialog.formats.choose("svg")

    qtbot.waitUntil(dialog._go.isEnabled, timeout=10000)
    dialog.reject()


def test_a_plug_in_that_crashes_says_so_in_place_of_the_preview(opened, qtbot, tmp_path):
    def crash(_request):
        raise KeyError("lane")

    bad = Exporter("bad", "Bad", "bad", Kind.SKETCH, crash)
    offer(opened, bad)
    dialog = a_dialog(opened, qtbot, tmp_path, bad)

    qtbot.waitUntil(lambda: dialog.preview.stage.currentWidget() is dialog.preview.refusal, timeout=10000)

    assert "Bad could not finish (KeyError: 'lane')" in dialog.preview.refusal.accessibleName()
    dialog.reject()


def test_a_picture_of_a_plug_in_is_previewed_as_a_picture(opened, qtbot, tmp_path):
    def paint(_request):
        from PySide6.QtCore import QBuffer, QByteArray

        image = QImage(40, 30, QImage.Format.Format_RGB32)
        image.fill(0x00FF00)
        data = QByteArray()
        buffer = QBuffer(data)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")
        return Exported(bytes(data.data()))

    green = Exporter("green", "Green", "png", Kind.PICTURE, paint, text=False)
    offer(opened, green)
    dialog = a_dialog(opened, qtbot, tmp_path, green)

    qtbot.waitUntil(lambda: not dialog.preview.picture.pixmap().isNull(), timeout=10000)

    assert dialog.preview.picture.pixmap().toImage().pixelColor(5, 5).name() == "#00ff00"
    dialog.reject()


def test_formats_at_fault_are_told_quietly(opened, answers, qtbot, tmp_path):
    offer(opened, ACME, faults=["The format plug-in 'x' cannot be loaded: mend or uninstall it"])
    dialog = a_dialog(opened, qtbot, tmp_path, ACME)
    link = dialog.findChild(QPushButton, "FormatFaults")
    answers.button("OK")

    link.click()

    assert link.words == "1 format has a fault"
    assert answers.seen == ["Some formats of plug-ins are not offered."]
    dialog.reject()


def test_what_was_chosen_is_there_the_next_time(acme, opened, answers, qtbot, tmp_path, settings):
    acme.fields.field("profile").setCurrentIndex(1)
    acme.fields.field("rounds").setValue(5)
    answers.file(tmp_path / "x.acme")
    with qtbot.waitSignal(acme.accepted, timeout=20000):
        acme.export()
    settings.save()

    again = Settings(tmp_path / "config" / "window.ini")

    assert again.export_format == "acme"
    assert again.export_choices("acme") == {"profile": "b", "rounds": 5.0, "neat": True}
    dialog = a_dialog(opened, qtbot, tmp_path, ACME)
    assert dialog.fields.values() == {"profile": "b", "rounds": 5.0, "neat": True}
    dialog.reject()


@pytest.mark.parametrize("text", ["no json", "[1]", '{"profile": "gone", "rounds": 99, "neat": 7, "other": null}'])
def test_foreign_memories_cost_no_more_than_the_memory(opened, qtbot, tmp_path, settings, text):
    settings._store.setValue("export/acme-choices", text)
    offer(opened, ACME)

    dialog = a_dialog(opened, qtbot, tmp_path, ACME)

    assert dialog.fields.values() == {"profile": "a", "rounds": 3.0, "neat": True}
    dialog.reject()


def test_the_format_of_last_time_is_chosen_again(opened, answers, settings):
    offer(opened, ACME)
    settings.export_format = "acme"
    chosen = []
    answers.dialog(lambda dialog: (chosen.append(dialog.formats.current()), dialog.reject()))

    opened.exports.ask()

    assert chosen == ["acme"]


def test_a_name_without_an_ending_gets_that_of_the_format(acme, answers, qtbot, tmp_path):
    answers.file(tmp_path / "v1.2 draft")

    with qtbot.waitSignal(acme.accepted, timeout=20000):
        acme.export()

    assert acme.written.path == tmp_path / "v1.2 draft.acme"
    assert acme.written.losses == 1


def test_an_ending_that_was_added_replaces_no_file_without_a_question(acme, answers, tmp_path):
    (tmp_path / "kept.acme").write_text("mine")
    answers.file(tmp_path / "kept")
    answers.button("Cancel")

    acme.export()

    assert answers.seen[-1] == "“kept.acme” exists already. Replace it?"
    assert (tmp_path / "kept.acme").read_text() == "mine"


def test_a_long_export_can_be_stopped_and_writes_nothing(opened, answers, qtbot, tmp_path):
    go_on, begun = threading.Event(), threading.Event()
    offered = []

    def take_long(_request):
        if offered:
            begun.set()
            go_on.wait(10)
        return Exported(b"late")

    slow = Exporter("slow", "Slow", "slow", Kind.DEFINITION, take_long)
    offer(opened, slow)
    dialog = a_dialog(opened, qtbot, tmp_path, slow)
    qtbot.waitUntil(lambda: dialog.preview.text.toPlainText() == "late", timeout=10000)
    offered.append(True)
    answers.file(tmp_path / "x.slow")
    dialog.export()
    qtbot.waitUntil(begun.is_set, timeout=10000)
    qtbot.waitUntil(dialog._progress.isVisible, timeout=10000)

    dialog._close.click()
    go_on.set()

    assert dialog.isVisible()
    assert not dialog._progress.isVisible()
    dialog.reject()
    qtbot.wait(50)
    assert not (tmp_path / "x.slow").exists()


def test_a_refusal_while_writing_is_shown_where_the_preview_is(opened, answers, qtbot, tmp_path):
    made = []

    def once(_request):
        if made:
            raise CannotExport("There is no place for this")
        made.append(True)
        return Exported(b"first")

    moody = Exporter("moody", "Moody", "moody", Kind.DEFINITION, once)
    offer(opened, moody)
    dialog = a_dialog(opened, qtbot, tmp_path, moody)
    qtbot.waitUntil(lambda: dialog.preview.text.toPlainText() == "first", timeout=10000)
    answers.file(tmp_path / "x.moody")

    dialog.export()

    qtbot.waitUntil(lambda: dialog.preview.stage.currentWidget() is dialog.preview.refusal, timeout=10000)
    assert not (tmp_path / "x.moody").exists()
    dialog.reject()


def test_the_menu_offers_each_format_and_the_palette_finds_it(opened):
    offer(opened, ACME)
    menu = next(menu for menu in opened.findChildren(QMenu) if menu.title() == "E&xport")

    menu.aboutToShow.emit()
    menu.aboutToShow.emit()

    texts = [action.text() for action in menu.actions()]
    assert [text.replace("&&", "§").replace("&", "") for text in texts if "Export as" in text] == [
        "Export as YAML…", "Export as PDF…", "Export as PNG…", "Export as SVG…", "Export as Acme § Co…",
    ]  # fmt: skip
    keys = [text.replace("&&", "").split("&")[1][0].lower() for text in texts if "&" in text.replace("&&", "")]
    assert len(set(keys)) == len(keys)
    opened.open_palette()
    opened._anything.field.setText("acme")
    assert opened._anything._model.data(opened._anything._model.index(0)) == "Export as Acme & Co…"
    opened._anything.close_palette()


def test_without_a_stream_the_menu_offers_no_format_to_click(window):
    menu = next(menu for menu in window.findChildren(QMenu) if menu.title() == "E&xport")

    menu.aboutToShow.emit()

    assert not any(action.isEnabled() for action in menu.actions() if "Export as" in action.text().replace("&", ""))
    assert list(window.exports.commands()) != []
    assert not any(command.enabled() for command in window.exports.commands())
