"""Documents come and go: new, open, save, close, and the questions before work is lost."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from svs_designer.formats.native import read_file
from svs_designer.gui.file_actions import EXAMPLES
from svs_designer.model.edits.streams import add_stream


def change(window, name="More"):
    window.current.session.apply("Add stream", lambda document: add_stream(document, name))


def test_the_first_start_shows_the_welcome_page(window):
    assert window.documents == ()
    assert window.windowTitle() == "SVS Designer"
    assert not window.commands.action("file.save").isEnabled()


def test_a_new_document_has_an_empty_stream_and_nothing_to_save(window):
    window.commands.action("file.new").trigger()

    assert window.current.name == "Untitled"
    assert [stream.steps for stream in window.current.session.document.streams] == [()]
    assert not window.isWindowModified()


def test_untitled_documents_are_numbered(window):
    window.files.new()
    window.files.new()

    assert [document.name for document in window.documents] == ["Untitled", "Untitled 2"]


def test_opening_a_file_shows_its_name_and_place(window, wifi):
    window.files.open([wifi])

    assert window.windowTitle() == f"wifi[*] — {wifi.parent} — SVS Designer"
    assert window.page.stream_id == window.current.session.document.streams[0].id
    assert window.settings.recent_files == (wifi,)


def test_opening_a_file_twice_brings_its_tab_forward(opened, wifi):
    opened.files.new()

    opened.files.open([wifi])

    assert len(opened.documents) == 2
    assert opened.current.path == wifi


def test_a_file_dropped_on_the_window_opens(window, wifi):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(wifi))])
    held = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)

    QApplication.sendEvent(window, QDragEnterEvent(QPoint(200, 200), *held))
    QApplication.sendEvent(window, QDropEvent(QPointF(200, 200), *held))

    assert [document.path for document in window.documents] == [wifi]


def test_a_change_is_marked_in_the_title_and_on_the_tab(opened):
    opened.files.new()
    opened.step_document(1)

    change(opened)

    assert opened.isWindowModified()
    assert opened.page.state_text().startswith("Unsaved")


def test_undo_back_to_the_saved_state_takes_the_mark_away(opened):
    change(opened)

    opened.commands.action("edit.undo").trigger()

    assert not opened.isWindowModified()


def test_the_undo_command_says_what_it_takes_back(opened):
    change(opened)

    assert opened.commands.action("edit.undo").text() == "&Undo Add stream"


def test_the_file_changes_on_save_alone(opened, wifi):
    before = wifi.read_bytes()
    change(opened)
    assert wifi.read_bytes() == before

    opened.commands.action("file.save").trigger()

    assert read_file(wifi).document == opened.current.session.document
    assert not opened.isWindowModified()


def test_the_first_save_of_a_new_document_asks_for_a_name_and_adds_the_suffix(window, answers, tmp_path):
    window.files.new()
    answers.file(tmp_path / "mine")

    assert window.files.save(window.current)

    assert window.current.path == tmp_path / "mine.svs.yaml"
    assert read_file(tmp_path / "mine.svs.yaml").complete


def test_an_example_opens_as_a_document_of_the_users_own(window):
    path = next(path for path in window.files.samples())

    window.files.open_example(path)

    assert window.current.path is None
    assert not window.current.is_modified


def test_the_wifi_case_is_one_click_away(window, qtbot):
    button = next(button for button in window.findChildren(QPushButton) if "as-is" in button.accessibleName())

    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert window.current.name == EXAMPLES["wifi-as-is.svs.yaml"]
    assert len(window.current.session.document.streams[0].steps) > 10


def test_closing_a_saved_document_asks_nothing(opened):
    opened.commands.action("file.close").trigger()

    assert opened.documents == ()


def test_closing_with_changes_can_be_cancelled(opened, answers):
    change(opened)
    answers.button("Cancel")

    assert not opened.close_document(opened.current)

    assert len(opened.documents) == 1
    assert answers.seen == ["Save the changes to “wifi”?"]


def test_closing_with_changes_can_discard_them(opened, answers, wifi):
    before = wifi.read_bytes()
    change(opened)
    answers.button("Discard")

    assert opened.close_document(opened.current)

    assert wifi.read_bytes() == before


def test_closing_with_changes_can_save_them(opened, answers, wifi):
    change(opened)
    answers.button("Save")

    assert opened.close_document(opened.current)

    assert len(read_file(wifi).document.streams) == 2


def test_quitting_asks_once_for_all_documents(opened, answers):
    change(opened)
    opened.files.new()
    change(opened)
    answers.button("Cancel")

    assert not opened.close()

    assert answers.seen == ["Save the changes to 2 documents?"]
    assert opened.isVisible()


def test_the_row_of_documents_shows_only_when_there_is_a_choice(opened):
    assert not opened._frame.tabs.isVisible()

    opened.files.new()

    assert opened._frame.tabs.isVisible()


def test_ctrl_tab_walks_through_the_documents(opened, qtbot):
    opened.files.new()

    opened.commands.action("view.next-document").trigger()

    assert opened.current.name == "wifi"


def test_a_middle_click_on_a_tab_closes_its_document(opened, qtbot):
    opened.files.new()
    bar = opened._frame.tabs.bar

    qtbot.mouseClick(bar, Qt.MouseButton.MiddleButton, pos=bar.tabRect(0).center() + QPoint(0, 2))

    assert [document.name for document in opened.documents] == ["Untitled"]


def test_save_all_saves_every_changed_document(opened, answers, tmp_path):
    change(opened)
    opened.files.new()
    change(opened)
    answers.file(tmp_path / "second.svs.yaml")

    opened.commands.action("file.save-all").trigger()

    assert not any(document.is_modified for document in opened.documents)
    assert (tmp_path / "second.svs.yaml").exists()


def test_reverting_goes_back_to_the_file_and_can_be_undone(opened, answers):
    change(opened)
    answers.button("Go on")

    opened.commands.action("file.revert").trigger()

    assert len(opened.current.session.document.streams) == 1
    assert not opened.current.is_modified
    opened.current.session.undo()
    assert len(opened.current.session.document.streams) == 2
