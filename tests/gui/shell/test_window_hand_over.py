"""The hand-over folder, made in the window."""

import pytest

from svs_designer.exchange.exporter import Exported, Exporter, Kind, Loss
from svs_designer.gui.dialogs.hand_over import Handed, HandOverDialog
from tests.gui.shell.test_window_export_formats import BROKEN


def a_dialog(window, qtbot, tmp_path, **extra):
    page = window.page
    exporters = {**window.exports.formats.exporters, **extra}
    source = Handed(page.document.session.document, page.catalogue, exporters)
    dialog = HandOverDialog(source, page.stream_id, tmp_path / "there", window.appearance, window)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


@pytest.fixture
def dialog(opened, qtbot, tmp_path):
    dialog = a_dialog(opened, qtbot, tmp_path)
    qtbot.waitUntil(dialog._go.isEnabled, timeout=20000)
    yield dialog
    dialog.reject()


def listed(dialog):
    return [dialog.list.topLevelItem(row).text(0) for row in range(dialog.list.topLevelItemCount())]


def test_what_will_be_in_the_folder_is_listed_before_it_is_made(dialog, tmp_path):
    assert listed(dialog)[:2] == ["README.md", "warehouse-wi-fi-incident-as-is.svs.yaml"]
    assert dialog.folder.text() == str(tmp_path / "there" / "warehouse-wi-fi-incident-as-is-hand-over")
    assert not (tmp_path / "there").exists()


def test_the_folder_is_made_where_the_field_says(dialog, qtbot, tmp_path):
    wanted = listed(dialog)
    dialog.folder.setText(str(tmp_path / "mine"))

    with qtbot.waitSignal(dialog.accepted, timeout=20000):
        dialog.make()

    assert dialog.written == tmp_path / "mine"
    assert sorted(path.name for path in (tmp_path / "mine").iterdir()) == sorted(wanted)


def test_a_folder_made_before_is_replaced_after_a_question(dialog, answers, qtbot, tmp_path):
    dialog.folder.setText(str(tmp_path / "mine"))
    with qtbot.waitSignal(dialog.accepted, timeout=20000):
        dialog.make()
    (tmp_path / "mine" / "more.txt").write_text("left over")

    answers.button("Cancel")
    dialog.make()
    assert (tmp_path / "mine" / "more.txt").exists()

    answers.button("Go on")
    with qtbot.waitSignal(dialog.accepted, timeout=20000):
        dialog.make()
    assert not (tmp_path / "mine" / "more.txt").exists()
    assert answers.seen == ["“mine” exists already. Replace it?"] * 2


def test_somebodys_folder_is_left_alone(dialog, answers, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "one.txt").write_text("years of work")
    dialog.folder.setText(str(tmp_path / "thesis"))
    answers.button("OK")

    dialog.make()

    assert answers.seen == ["“thesis” holds something else."]
    assert [path.name for path in (tmp_path / "thesis").iterdir()] == ["one.txt"]


def test_a_folder_that_cannot_be_written_says_why(dialog, answers, qtbot, tmp_path):
    (tmp_path / "file").write_text("in the way")
    dialog.folder.setText(str(tmp_path / "file" / "below"))
    answers.button("OK")

    dialog.make()

    qtbot.waitUntil(lambda: answers.seen == ["The folder was not written."], timeout=10000)
    assert dialog.isVisible()
    assert dialog._go.isEnabled()


def test_what_a_file_cannot_hold_stands_below_it(opened, qtbot, tmp_path):
    def write(_request):
        return Exported(b"x", (Loss("A target becomes a comment"),))

    flow = Exporter("open-workflow", "Open Workflow", "yaml", Kind.DEFINITION, write)
    dialog = a_dialog(opened, qtbot, tmp_path, **{"open-workflow": flow})
    qtbot.waitUntil(dialog._go.isEnabled, timeout=20000)

    row = dialog.list.topLevelItem(listed(dialog).index("warehouse-wi-fi-incident-as-is.yaml"))

    assert row.child(0).text(1) == "A target becomes a comment"
    dialog.reject()


def test_without_a_name_for_the_folder_there_is_nothing_to_make(dialog):
    dialog.folder.setText("  ")

    assert not dialog._go.isEnabled()


def test_a_stream_no_engine_could_run_shows_its_findings_and_leads_to_them(window, answers, qtbot, tmp_path):
    path = tmp_path / "broken.svs.yaml"
    path.write_text(BROKEN)
    window.files.open([path])

    def follow(dialog):
        qtbot.waitUntil(lambda: bool(dialog.refusal.links), timeout=20000)
        assert not dialog._go.isEnabled()
        dialog.refusal.links[0].click()

    answers.dialog(follow)
    window.commands.action("export.hand-over").trigger()

    assert window.page.selection.elements == ("archive",)
