"""The switcher of a document's streams: add, rename in place, duplicate, move, delete, copy to another document."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit


def names(window):
    return [stream.name for stream in window.current.session.document.streams]


def name_field(window):
    (field,) = (field for field in window.page.tabs.findChildren(QLineEdit) if field.isVisible())
    return field


def run(window, command):
    window.commands.refresh()
    action = window.commands.action(command)
    assert action.isEnabled()
    action.trigger()


@pytest.fixture
def two(window, qtbot):
    """Return the window with a new document of two streams, the second in front."""
    window.files.new()
    run(window, "stream.new")
    field = name_field(window)
    field.setText("Second")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return window


def test_the_plus_adds_a_stream_and_lets_it_be_named(two):
    assert names(two) == ["New stream", "Second"]
    assert two.page.stream_id == two.current.session.document.streams[1].id


def test_a_stream_is_renamed_in_place_after_a_double_click(two, qtbot):
    bar = two.page.tabs.bar
    qtbot.mouseDClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())
    field = name_field(two)

    qtbot.keyClicks(field, "Restore Wi-Fi")
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert names(two) == ["Restore Wi-Fi", "Second"]
    assert bar.tabText(0) == "Restore Wi-Fi"


def test_escape_leaves_the_name(two, qtbot):
    run(two, "stream.rename")
    field = name_field(two)

    qtbot.keyClicks(field, "Other")
    qtbot.keyClick(field, Qt.Key.Key_Escape)

    assert names(two) == ["New stream", "Second"]


def test_a_click_on_a_tab_shows_that_stream(two, qtbot):
    bar = two.page.tabs.bar

    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(0).center())

    assert two.page.stream_id == two.current.session.document.streams[0].id


def test_ctrl_page_down_walks_through_the_streams(two):
    run(two, "stream.next")

    assert two.page.stream_id == two.current.session.document.streams[0].id


def test_a_stream_is_duplicated_behind_itself(two):
    run(two, "stream.duplicate")

    assert names(two) == ["New stream", "Second", "Second (copy)"]
    assert two.page.stream_id == two.current.session.document.streams[2].id


def test_a_to_be_names_the_stream_it_was_made_from(two):
    run(two, "stream.duplicate-to-be")

    made = two.current.session.document.streams[2]
    assert made.kind == "to-be"
    assert made.baseline == two.current.session.document.streams[1].id
    assert two.page.tabs.bar.tabText(1) == "Second (as-is)"


def test_a_stream_moves_to_the_left(two):
    run(two, "stream.left")

    assert names(two) == ["Second", "New stream"]


def test_deleting_a_stream_shows_its_neighbour_and_can_be_undone(two):
    run(two, "stream.delete")
    assert names(two) == ["New stream"]
    assert two.page.stream_id == two.current.session.document.streams[0].id

    run(two, "edit.undo")

    assert names(two) == ["New stream", "Second"]


def test_a_document_without_streams_says_what_to_do(two):
    run(two, "stream.delete")
    run(two, "stream.delete")

    assert two.page.stream_id == ""
    assert not two.commands.action("export.ask").isEnabled()
    run(two, "edit.undo")
    assert two.page.stream_id != ""


def test_undo_of_the_shown_stream_keeps_the_page_on_one_that_exists(two):
    two.current.session.undo()
    two.current.session.undo()

    assert names(two) == ["New stream"]
    assert two.page.stream_id == two.current.session.document.streams[0].id


def test_a_stream_is_copied_to_another_open_document_with_what_it_uses(opened):
    teams = {team.id for team in opened.current.session.document.teams}
    opened.files.new()
    target = opened.current
    opened.step_document(-1)

    opened.copy_stream_to(target)

    assert opened.current is target
    assert len(target.session.document.streams) == 2
    assert opened.page.stream_id == target.session.document.streams[1].id
    assert teams == {team.id for team in target.session.document.teams}


def test_a_stream_is_copied_to_a_new_document(opened):
    opened.copy_stream_to(None)

    assert opened.current.path is None
    assert len(opened.current.session.document.streams) == 1


def test_a_changed_stream_wears_a_dot_until_it_is_saved(opened, qtbot):
    side = opened.page.tabs.bar.ButtonPosition.RightSide
    assert opened.page.tabs.bar.tabButton(0, side) is None

    opened.page.streams.rename(opened.page.stream_id, "Renamed")

    assert opened.page.tabs.bar.tabButton(0, side) is not None
    opened.files.save(opened.current)
    assert opened.page.tabs.bar.tabButton(0, side) is None
