"""Every command exists once and is found by menu, shortcut, button and search."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QTreeWidget

from svs_designer.gui.command_palette import ranked
from svs_designer.gui.commands import Command, Commands
from svs_designer.gui.dialogs.shortcuts import ShortcutsDialog


def a_command(command_id, text, **fields):
    return Command(command_id, text, lambda: None, **fields)


def actions_in(menu):
    for action in menu.actions():
        if isinstance(action.menu(), QMenu):
            yield from actions_in(action.menu())
        elif not action.isSeparator():
            yield action


def test_a_shortcut_cannot_be_given_twice(appearance):
    commands = Commands(appearance)
    commands.add([a_command("one", "One", shortcut="Ctrl+1")])

    with pytest.raises(ValueError, match="share the shortcut"):
        commands.add([a_command("two", "Two", shortcut="Ctrl+2; Ctrl+1")])


def test_every_command_with_a_shortcut_stands_in_a_menu(window):
    in_menus = {action.objectName() for top in window._frame.top.menus.actions() for action in actions_in(top.menu())}

    missing = {command.id for command in window.commands.all() if command.shortcut} - in_menus

    assert missing == set()


def test_every_shortcut_is_a_key_that_exists(window):
    for command in window.commands.all():
        for keys in command.shortcuts:
            assert keys.toString(), command.id


def test_commands_that_need_a_document_rest_on_the_welcome_page(window):
    window.commands.refresh()
    enabled = {command.id for command in window.commands.all() if window.commands.action(command.id).isEnabled()}

    assert {"file.new", "file.open", "file.quit", "help.about", "view.anything"} <= enabled
    assert not {"file.save", "edit.paste", "export.ask", "stream.new", "view.fit", "check.next"} & enabled


def test_ctrl_k_opens_the_search_and_enter_runs_what_was_found(opened, qtbot):
    qtbot.keyClick(opened, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = opened._anything
    assert palette.isVisible()

    qtbot.keyClicks(palette.field, "dup to be")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert not palette.isVisible()
    assert len(opened.current.session.document.streams) == 2


def test_escape_closes_the_search_and_gives_the_focus_back(opened, qtbot):
    opened.page.canvas.setFocus()
    opened.open_palette()

    qtbot.keyClick(opened._anything.field, Qt.Key.Key_Escape)

    assert not opened._anything.isVisible()


def test_a_click_beside_the_search_closes_it(opened, qtbot):
    opened.open_palette()

    qtbot.mouseClick(opened._frame.status, Qt.MouseButton.LeftButton)

    assert not opened._anything.isVisible()


def test_the_search_walks_with_the_arrow_keys(opened, qtbot):
    opened.open_palette()
    palette = opened._anything

    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)

    assert palette.list.currentIndex().row() == palette.list.model().rowCount() - 1


def test_the_search_offers_streams_and_documents_to_go_to(opened, qtbot):
    opened.files.new()
    opened.open_palette()
    palette = opened._anything

    qtbot.keyClicks(palette.field, "go document wifi")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)

    assert opened.current.name == "wifi"


def test_a_match_at_the_start_of_words_comes_first():
    commands = [a_command("a", "Export as PNG"), a_command("b", "Paste"), a_command("c", "Pin")]

    assert [command.id for command in ranked(commands, "p")] == ["b", "c", "a"]


def test_what_was_used_lately_comes_first_among_equals():
    commands = [a_command("a", "Save"), a_command("b", "Save as")]

    assert [command.id for command in ranked(commands, "sa", ["b"])] == ["b", "a"]


def test_scattered_letters_find_too():
    commands = [a_command("a", "Zoom to fit"), a_command("b", "Undo")]

    assert [command.id for command in ranked(commands, "ztf")] == ["a"]


def test_undo_by_keyboard_takes_back_the_last_change(opened, qtbot):
    opened.page.streams.rename(opened.page.stream_id, "Other")
    before = opened.current.session.undo_label

    qtbot.keyClick(opened, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)

    assert before == "Rename stream"
    assert opened.current.session.undo_label is None


def test_the_list_of_shortcuts_can_be_searched_by_keys(window, qtbot):
    dialog = ShortcutsDialog(window.commands.all())
    qtbot.addWidget(dialog)
    tree = dialog.findChild(QTreeWidget)

    dialog.search.setText("ctrl+k")

    shown = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount()) if not tree.topLevelItem(row).isHidden()]
    assert [item.text(0) for item in shown] == ["Do anything"]


def test_buttons_say_what_they_do_and_by_which_key(window):
    tip = window.commands.action("view.anything").toolTip()

    assert tip == f"Do anything… ({QKeySequence('Ctrl+K').toString(QKeySequence.SequenceFormat.NativeText)})"


def test_the_registers_of_the_document_are_a_command_away(opened, answers):
    answers.dialog(lambda dialog: dialog.reject())

    opened.commands.action("stream.registers").trigger()

    assert len(answers.seen) == 1


def test_an_explanation_opens_the_problems_where_they_were_folded_away(opened, qtbot):
    opened.panels.show("problems", shown=False)
    qtbot.waitUntil(lambda: opened.page.findings is not None, timeout=10000)

    finding = next(each for each in opened.page.findings if each.rule == "SVS004")
    opened.page.explain_asked.emit(finding)

    assert opened.page.problems.panel.isVisible()
    assert opened.page.problems.panel.finding() == finding


def test_a_click_on_the_count_of_findings_opens_the_problems(opened, qtbot):
    opened.panels.show("problems", shown=False)
    qtbot.waitUntil(lambda: opened.page.findings is not None, timeout=10000)
    count = opened._frame.status._counts["warning"]
    assert count.text() == str(opened.page.counts()["warning"])

    qtbot.mouseClick(count, Qt.MouseButton.LeftButton)

    assert opened.page.bottom.isVisible()
