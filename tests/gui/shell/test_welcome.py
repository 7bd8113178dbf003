"""The welcome page offers a way to begin, and forgets files that are gone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton


def buttons(window, word):
    return [button for button in window.findChildren(QPushButton) if word in button.accessibleName()]


def test_the_samples_are_offered_by_name(window):
    assert len(window.files.samples()) == 10
    assert len(buttons(window, "Open the sample")) == 10


def test_a_recent_file_opens_with_one_click(window, wifi, qtbot):
    window.settings.remember_file(wifi)
    window.show_welcome()
    (link,) = buttons(window, f"Open {wifi}")

    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    assert window.current.path == wifi


def test_a_recent_file_that_is_gone_can_be_taken_off_the_list(window, tmp_path, qtbot):
    window.settings.remember_file(tmp_path / "gone.svs.yaml")
    window.show_welcome()
    (link,) = buttons(window, "gone.svs.yaml")
    assert not link.isEnabled()

    (forget,) = (button for button in window.findChildren(QToolButton) if "Forget" in button.accessibleName())
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)

    assert window.settings.recent_files == ()


def test_the_welcome_page_can_be_seen_while_documents_are_open(opened):
    opened.commands.action("file.welcome").trigger()
    assert not opened.has_page()
    assert len(opened.documents) == 1

    opened.files.open([opened.documents[0].path])

    assert opened.has_page()


def test_the_keyboard_begins_at_the_first_choice(window):
    window.activateWindow()

    assert "as-is" in window.focusWidget().accessibleName()
