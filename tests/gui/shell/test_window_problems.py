"""The problems in a real window: walked by F8, told where the list is not to be seen, mended, and counted."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QPushButton

from svs_designer.gui.menus import check
from svs_designer.gui.menus.menu import Menu, build
from svs_designer.gui.panels.naming import selection_of
from svs_designer.gui.problems.card import FindingCard
from svs_designer.gui.problems.mass_fix import MassFix
from svs_designer.model.edits.steps import add_step, set_steps
from svs_designer.rules.finding import Fix


@pytest.fixture
def checked(opened, qtbot):
    """Return the window with the Wi-Fi case open and checked."""
    opened.resize(1440, 900)
    qtbot.waitUntil(lambda: opened.page.findings is not None, timeout=10000)
    return opened


def f8(window, qtbot, *, back=False):
    qtbot.keyClick(window, Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier)


def first_at_a_step(window, qtbot):
    """Walk to the first problem that is about an element."""
    for _ in window.page.findings:
        f8(window, qtbot)
        finding = window.page.problems.panel.finding()
        if finding.element:
            return finding
    raise AssertionError("no finding is about an element")


@pytest.mark.parametrize("hidden", [True, False])
def test_f8_tells_the_problem_on_the_canvas_where_the_list_is_not_shown(checked, qtbot, hidden):
    checked.panels.show("problems", shown=not hidden)
    page = checked.page

    finding = first_at_a_step(checked, qtbot)

    assert page.selection == selection_of(finding)
    assert page.problems.peek.isVisible()
    assert page.problems.peek.finding == finding
    assert not page.problems.peek.geometry().intersects(page.canvas.place_of_selection())


def test_f8_begins_at_the_first_and_shift_f8_goes_back(checked, qtbot):
    panel = checked.page.problems.panel
    f8(checked, qtbot)
    first = panel.position()
    f8(checked, qtbot)
    second = panel.position()
    f8(checked, qtbot, back=True)
    f8(checked, qtbot, back=True)

    assert (first[0], second[0], panel.position()[0]) == (1, 2, first[1])


def test_with_the_list_shown_nothing_covers_the_canvas(checked, qtbot):
    checked.show_problems()

    first_at_a_step(checked, qtbot)

    assert not checked.page.problems.peek.isVisible()


def test_what_is_told_goes_with_escape_with_another_selection_and_with_the_list(checked, qtbot):
    page = checked.page
    first_at_a_step(checked, qtbot)
    qtbot.keyClick(page.canvas, Qt.Key.Key_Escape)
    assert not page.problems.peek.isVisible()
    assert not page.selection.is_empty

    f8(checked, qtbot)
    page.canvas.select_elements("demand")
    assert not page.problems.peek.isVisible()

    f8(checked, qtbot)
    checked.show_problems()
    assert not page.problems.peek.isVisible()


def test_the_walk_leaves_the_keyboard_in_the_list(checked, qtbot):
    checked.show_problems()
    checked.page.problems.panel.focus_list()

    f8(checked, qtbot)

    assert checked.page.problems.panel.has_list_focus()


def test_a_problem_is_accepted_from_the_menu_with_the_name_remembered_and_counts_no_more(
    checked, qtbot, answers, settings
):
    page = checked.page
    before = sum(page.counts().values())
    finding = first_at_a_step(checked, qtbot)

    def fill(dialog):
        dialog.findChild(QPlainTextEdit).setPlainText("Agreed for this year")
        next(each for each in dialog.findChildren(QLineEdit) if each.accessibleName() == "Name").setText("Ann")
        next(each for each in dialog.findChildren(QPushButton) if each.text() == "Accept").click()

    answers.dialog(fill)
    checked.commands.action("check.accept").trigger()

    qtbot.waitUntil(lambda: sum(page.counts().values()) == before - 1, timeout=10000)
    assert settings.signature == "Ann"
    assert page.bottom._bar.tabText(1) == f"Problems {before - 1}"
    accepted = [each for each in page.findings if each.accepted]
    assert [(each.rule, each.element) for each in accepted] == [(finding.rule, finding.element)]


def test_the_explain_link_of_a_card_goes_to_that_very_finding(checked, qtbot):
    finding = first_at_a_step(checked, qtbot)
    card = next(each for each in checked.page.inspector.findChildren(FindingCard) if each.finding == finding)
    f8(checked, qtbot)

    card.explain_asked.emit(finding)

    assert checked.page.problems.panel.isVisible()
    assert checked.page.problems.panel.finding() == finding


def test_the_profile_is_a_command_that_shows_which_one_holds(checked):
    checked.commands.action("check.profile-workshop").trigger()
    checked.commands.refresh()

    assert checked.current.session.document.check.profile == "workshop"
    assert checked.commands.action("check.profile-workshop").isChecked()
    assert not checked.commands.action("check.profile-default").isChecked()


def test_typing_keeps_the_place_in_the_list(checked, qtbot):
    checked.show_problems()
    finding = first_at_a_step(checked, qtbot)
    page, step = checked.page, checked.page.selection.elements
    if not step:
        step = (checked.page.selection.links[0][0],)

    checked.current.session.apply("Type", set_steps, page.stream_id, step[:1], name="Another name")
    qtbot.waitUntil(lambda: any("Another name" in each.message for each in page.findings), timeout=10000)

    kept = page.problems.panel.finding()
    assert (kept.rule, kept.element) == (finding.rule, finding.element)


def test_an_empty_stream_is_left_in_peace_until_something_is_drawn(checked, qtbot):
    session = checked.current.session
    checked.page.streams.add()
    added = checked.page.stream_id
    qtbot.waitUntil(lambda: checked.page.checker.findings[-1].stream == added, timeout=10000)
    assert checked.page.counts() == {}

    session.apply("Add step", add_step, added, name="Take the call")

    qtbot.waitUntil(lambda: any(checked.page.counts().values()), timeout=10000)
    assert {each.stream for each in checked.page.findings} >= {added}


def test_a_new_document_begins_in_the_workshop_and_says_so(window, qtbot):
    window.files.new()
    qtbot.waitUntil(lambda: window.page.findings is not None, timeout=10000)

    assert window.current.session.document.check.profile == "workshop"
    assert window._frame.status._clean.text() == "No findings (workshop)"
    assert not window.isWindowModified()


def test_a_rule_that_is_off_is_listed_in_the_menu_with_the_way_back(checked):
    session, acts = checked.current.session, checked.page.problems.acts
    acts.set_level("SVS004", "off")
    menu = next(part for part in check.menu(checked).entries if isinstance(part, Menu) and part.fill)
    target = build(menu, QMenu(checked), checked.commands)
    target.aboutToShow.emit()

    assert [action.text() for action in target.actions()] == ["SVS004 Stream has no owner: off. Back to the profile's"]
    target.actions()[0].trigger()
    assert session.document.check.rules == ()
    target.deleteLater()


def test_all_of_a_kind_are_mended_from_the_menu_as_one_undo_step(checked, qtbot):
    session, stream = checked.current.session, checked.page.stream_id
    some = [step.id for step in session.document.stream(stream).steps][:2]
    session.apply("Forget", set_steps, stream, some, activity=None)
    before = session.document
    qtbot.waitUntil(lambda: sum(each.rule == "SVS010" for each in checked.page.findings) == 2, timeout=10000)
    checked.show_problems()
    checked.page.problems.panel.explain(next(each for each in checked.page.findings if each.rule == "SVS010"))
    checked.commands.refresh()
    action = checked.commands.action("check.fix-alike")

    assert action.text() == "Fix all of the &kind “Step without activity”"
    action.trigger()
    menu = QApplication.activePopupWidget()
    next(each for each in menu.actions() if each.text() == "For all: Make it a step of Engage (2)").trigger()
    menu.close()

    assert {session.document.stream(stream).step(step).activity for step in some} == {"engage"}
    assert session.undo_label == "Fix 2 findings"
    session.undo()
    assert session.document is before


def test_what_was_mended_is_said_until_the_next_change(checked, qtbot):
    page, said = checked.page, []
    page.hint.connect(said.append)
    fix = Fix("Rename", partial(set_steps, stream_id=page.stream_id, step_ids=("take-call",), name="Take the call up"))

    page.problems.acts.fix_all(MassFix("Rename", (fix,)))
    page.document.session.undo()
    page.document.session.redo()

    assert said == ["1 finding mended.", ""]
