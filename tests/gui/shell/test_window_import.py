"""Files of other programs become new documents; what was not understood is told, never dropped in silence."""

import threading

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton

from svs_designer.exchange.importer import CannotImport, Imported, Importer, Remark
from svs_designer.exchange.installed import Formats
from tests.builders import a_document

REMARKS = (
    Remark("The data object 'Invoice' has no place in a value stream", "line 12"),
    Remark("'Do a' is taken for Engage", "Task_1", "a", guess=True),
    Remark("'Do b' is taken for Improve", "Task_2", "gone", guess=True),
)


def read_flow(data, name):
    if b"broken" in data:
        raise CannotImport(f"“{name}” holds no process: export it again as a flow")
    return Imported(a_document(), () if b"clean" in data else REMARKS)


def flow(read=read_flow):
    return Importer("flow", "Flow", ("flow", "yaml"), lambda data: data.startswith(b"flow"), read)


@pytest.fixture
def ready(window):
    """Return a window that can import flows."""
    offer(window, flow())
    return window


def offer(window, importer):
    window.exports.formats = Formats(window.exports.formats.exporters, {importer.id: importer}, ())


def a_file(tmp_path, text="flow clean", name="order.flow"):
    path = tmp_path / name
    path.write_text(text)
    return path


def drop(window, *paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), action, mime, buttons, keys))


def test_an_imported_file_is_a_new_document_that_is_not_saved(ready, answers, qtbot, tmp_path):
    answers.file(a_file(tmp_path))

    ready.commands.action("file.import").trigger()

    qtbot.waitUntil(lambda: len(ready.documents) == 1, timeout=10000)
    assert ready.current.name == "order"
    assert ready.current.path is None
    assert ready.current.is_modified
    assert not ready.commands.action("file.remarks").isEnabled()


def test_guesses_stand_apart_from_what_was_not_understood(ready, answers, qtbot, tmp_path):
    seen = []

    def look(dialog):
        tree = dialog.list
        for row in range(tree.topLevelItemCount()):
            group = tree.topLevelItem(row)
            seen.append(
                (group.text(0), [tuple(group.child(n).text(c) for c in range(3)) for n in range(group.childCount())])
            )
        dialog.reject()

    answers.dialog(look)
    ready.imports.take([a_file(tmp_path, "flow")])
    qtbot.waitUntil(lambda: not answers.waiting, timeout=10000)

    assert seen == [
        ("Not understood · 1", [("The data object 'Invoice' has no place in a value stream", "", "line 12")]),
        (
            "Guessed · 2",
            [("'Do a' is taken for Engage", "Do a", "Task_1"), ("'Do b' is taken for Improve", "", "Task_2")],
        ),
    ]  # fmt: skip


def test_the_remarks_can_be_copied_and_looked_at_again(ready, answers, qtbot, tmp_path):
    answers.button("Close")
    ready.imports.take([a_file(tmp_path, "flow")])
    qtbot.waitUntil(lambda: not answers.waiting, timeout=10000)

    def copy(dialog):
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "Copy the list").click()
        dialog.reject()

    answers.dialog(copy)
    ready.commands.action("file.remarks").trigger()

    assert QGuiApplication.clipboard().text() == (
        "Not understood:\n- line 12: The data object 'Invoice' has no place in a value stream\n"
        "Guessed:\n- Task_1: 'Do a' is taken for Engage\n- Task_2: 'Do b' is taken for Improve"
    )


def test_a_remark_leads_to_its_element(ready, answers, qtbot, tmp_path):
    def follow(dialog):
        row = dialog.list.topLevelItem(1).child(0)
        dialog.list.setCurrentItem(row)
        assert dialog._show.isEnabled()
        dialog._show.click()

    answers.dialog(follow)
    ready.imports.take([a_file(tmp_path, "flow")])

    qtbot.waitUntil(lambda: bool(ready.documents) and ready.page.selection.elements == ("a",), timeout=10000)


def test_a_file_that_cannot_be_imported_is_told_in_one_message(ready, answers, qtbot, tmp_path):
    told = []
    answers.dialog(lambda box: (told.append(box.informativeText()), box.accept()))

    ready.imports.take([a_file(tmp_path, "flow broken")])
    qtbot.waitUntil(lambda: not answers.waiting, timeout=10000)

    assert answers.seen == ["“order.flow” was not imported."]
    assert told == ["“order.flow” holds no process: export it again as a flow"]
    assert ready.documents == ()


def test_a_reader_that_crashes_is_told_like_any_trouble(window, answers, qtbot, tmp_path):
    def crash(_data, _name):
        raise RecursionError("too deep")

    offer(window, flow(crash))
    answers.button("OK")

    window.imports.take([a_file(tmp_path)])

    qtbot.waitUntil(lambda: not answers.waiting, timeout=10000)
    assert answers.seen == ["“order.flow” was not imported."]


def test_a_file_that_is_gone_and_one_that_is_huge_are_told(ready, answers, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("svs_designer.gui.imports.MOST_BYTES", 5)
    answers.button("OK")
    answers.button("OK")

    ready.imports.take([tmp_path / "gone.flow", a_file(tmp_path)])

    qtbot.waitUntil(lambda: not answers.waiting, timeout=10000)
    assert answers.seen == ["“gone.flow” was not imported.", "“order.flow” was not imported."]


def test_files_dropped_onto_the_window_are_opened_or_imported(ready, qtbot, tmp_path, wifi):
    foreign = a_file(tmp_path, "flow: clean\nmetadata:\n  svs: {format: 1}\n", "foreign.yaml")

    drop(ready, wifi, foreign, tmp_path / "order.flow.txt")

    qtbot.waitUntil(lambda: len(ready.documents) == 2, timeout=10000)
    assert sorted(document.name for document in ready.documents) == ["foreign", "wifi"]


def test_the_canvas_leaves_files_to_the_window(ready, qtbot, tmp_path, wifi):
    ready.files.open([wifi])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(a_file(tmp_path)))])
    keys, buttons = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(40, 40), Qt.DropAction.CopyAction, mime, buttons, keys)

    QApplication.sendEvent(ready.page.canvas.viewport(), enter)

    assert enter.isAccepted()
    drop_there = QDropEvent(QPointF(40, 40), Qt.DropAction.CopyAction, mime, buttons, keys)
    QApplication.sendEvent(ready.page.canvas.viewport(), drop_there)
    qtbot.waitUntil(lambda: [document.name for document in ready.documents] == ["wifi", "order"], timeout=10000)


def test_a_native_file_is_opened_whatever_importers_say_of_yaml(ready, tmp_path, wifi):
    plain = tmp_path / "plain.yaml"
    plain.write_text(f"# flow\n{wifi.read_text()}")

    assert not ready.imports.is_foreign(plain)
    assert not ready.imports.is_foreign(wifi)


def test_several_files_are_imported_one_after_the_other(ready, qtbot, tmp_path):
    paths = [a_file(tmp_path, name=f"{name}.flow") for name in "abc"]

    ready.imports.take(paths)

    qtbot.waitUntil(lambda: len(ready.documents) == 3, timeout=10000)
    assert [document.name for document in ready.documents] == ["a", "b", "c"]


def test_a_long_read_shows_that_it_runs_and_can_be_cancelled(window, qtbot, tmp_path):
    go_on = threading.Event()

    def take_long(_data, _name):
        go_on.wait(10)
        return Imported(a_document())

    offer(window, flow(take_long))
    window.imports.take([a_file(tmp_path)])
    qtbot.waitUntil(lambda: bool(window.findChildren(QProgressDialog)), timeout=10000)
    (progress,) = window.findChildren(QProgressDialog)

    progress.canceled.emit()
    go_on.set()
    qtbot.wait(100)

    assert window.documents == ()
    assert window.findChildren(QProgressDialog) == []


def test_a_question_that_stands_long_is_no_slow_read(ready, answers, qtbot, tmp_path):
    seen = []

    def wait_and_look(dialog):
        qtbot.wait(700)
        seen.append(len(ready.findChildren(QProgressDialog)))
        dialog.reject()

    answers.dialog(wait_and_look)
    ready.imports.take([a_file(tmp_path, "flow")])

    qtbot.waitUntil(lambda: seen == [0], timeout=10000)


def test_without_any_importer_the_command_says_so(window, answers):
    window.exports.formats = Formats(window.exports.formats.exporters, {}, ())
    answers.button("OK")

    window.imports.ask()

    assert answers.seen == ["No format to import is installed."]
