"""Rehearsing a case in the window: its view below the canvas, its token on it, and every step back again."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QLabel

from svs_designer.exchange.exporter import CannotExport
from svs_designer.gui.canvas import tokens
from svs_designer.gui.rehearsal.view import CHANGED, INVITATION
from svs_designer.model.edits.steps import set_steps
from svs_designer.rules.finding import Finding, Level
from svs_designer.running.definition import BadDefinition
from tests.running.hardware import hardware

STREAM = """svs: "1.0"
title: Hardware
teams:
  - {id: desk, name: Service desk}
  - {id: field, name: Field support}
streams:
  - id: hardware
    name: Broken laptop
    demand: {text: It is broken, next: triage}
    value: {outcome: It works, next: ask}
    steps:
      - id: triage
        name: Look at it
        next: {one: [{to: mend, share: 75%}, {to: swap, when: beyond repair, share: 25%}]}
      - {id: mend, name: Mend it, next: tell}
      - {id: swap, name: Hand over a spare, next: tell}
      - {id: tell, name: Tell the user, next: value}
      - {id: ask, name: Ask whether all is well}
  - id: other
    name: Another
    demand: {text: Something, next: a}
    value: {outcome: Done}
    steps:
      - {id: a, name: Do it, next: value}
"""


@pytest.fixture
def ready(window, tmp_path):
    """Return a window with a stream whose definition is at hand."""
    path = tmp_path / "hardware.svs.yaml"
    path.write_text(STREAM)
    window.files.open([path])
    window.page.rehearsal.define = lambda *_: hardware()
    return window


@pytest.fixture
def begun(ready, qtbot):
    """Return the window with a case at its first step."""
    ready.commands.action("view.rehearse").trigger()
    qtbot.waitUntil(lambda: view(ready).currentIndex() == 2, timeout=10000)
    return ready


def view(window):
    return window.page.rehearsal.view


def rings(window):
    return set(window.page.canvas.tokens.open)


def press(window, words, qtbot):
    button = next(each for each in view(window).ways.buttons if words in each.accessibleName())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def name(window):
    return view(window)._name.text()


def visits(window):
    tree = view(window).visits
    return [tree.topLevelItem(row).text(1) for row in range(tree.topLevelItemCount())]


def test_before_a_case_begins_one_sentence_and_one_button_say_what_to_do(ready):
    ready.page.bottom.show_view(view(ready))

    assert view(ready).nothing.sentence == INVITATION
    assert view(ready).nothing.button.text() == "Rehearse a case"
    assert rings(ready) == set()


def test_the_command_shows_the_view_begins_a_case_and_takes_the_keyboard(begun):
    assert view(begun).isVisible()
    assert name(begun) == "Look at it"
    assert rings(begun) == {"triage"}
    assert view(begun).ways.buttons[0].hasFocus()


def test_the_command_again_leaves_the_case_where_it_is(begun, qtbot):
    press(begun, "Mend", qtbot)

    begun.commands.action("view.rehearse").trigger()

    assert name(begun) == "Mend it"


def test_ways_are_named_by_share_and_condition_the_usual_one_first(begun):
    assert [each.accessibleName() for each in view(begun).ways.buttons] == [
        "75 % Mend it", "25 % beyond repair → Hand over a spare",
    ]  # fmt: skip


def test_the_space_key_alone_leads_a_case_along_the_usual_ways(begun, qtbot):
    qtbot.keyClick(view(begun).ways.buttons[0], Qt.Key.Key_Space)

    assert name(begun) == "Mend it"
    assert view(begun).ways.buttons[0].hasFocus()
    assert visits(begun) == ["Look at it", "Mend it"]


def test_parallel_branches_are_all_ringed(begun, qtbot):
    press(begun, "beyond repair", qtbot)

    assert rings(begun) == {"swap", "tell"}
    assert "beside 1 more" in view(begun)._said.text()


def test_a_step_can_be_taken_back_by_key(begun, qtbot):
    press(begun, "Mend", qtbot)

    qtbot.keyClick(view(begun).ways.buttons[0], Qt.Key.Key_Backspace)

    qtbot.waitUntil(lambda: name(begun) == "Look at it", timeout=10000)
    assert rings(begun) == {"triage"}
    assert not view(begun).back.isEnabled()


def test_the_case_runs_to_its_end_and_says_what_came_out(begun, qtbot):
    qtbot.mouseClick(view(begun).to_end, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: name(begun) == "The case is over: the value was reached", timeout=10000)
    assert view(begun)._said.text().startswith("Value after ")
    assert "Value" in visits(begun)
    assert not view(begun).ways.isVisible()
    assert not view(begun).to_end.isEnabled()
    assert view(begun).restart.hasFocus()


def test_a_case_begins_anew(begun, qtbot):
    press(begun, "Mend", qtbot)

    qtbot.mouseClick(view(begun).restart, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: name(begun) == "Look at it", timeout=10000)


def test_clocks_tell_their_times_to_screen_readers(begun):
    assert view(begun).clocks.accessibleName() == (
        "5 min since demand, Working again: 5 min of 2 h, Repair: 0 min of 30 min"
    )


def test_each_stream_has_its_own_case(begun, qtbot):
    press(begun, "Mend", qtbot)

    begun.page.show_stream("other")
    assert view(begun).currentIndex() == 0
    assert rings(begun) == set()

    begun.page.show_stream("hardware")
    assert name(begun) == "Mend it"
    assert rings(begun) == {"mend"}


def test_another_stream_is_not_kept_waiting_by_what_is_given_up(begun, qtbot):
    begun.page.rehearsal.view.end_asked.emit()

    begun.page.show_stream("other")
    begun.page.show_stream("hardware")

    assert all(button.isEnabled() for button in view(begun).ways.buttons)
    press(begun, "Mend", qtbot)
    assert name(begun) == "Mend it"


def test_a_changed_stream_is_told_until_a_case_begins_anew(begun, qtbot):
    session = begun.current.session
    session.apply("Rename", set_steps, "hardware", ("mend",), name="Repair it")

    told = next(label for label in view(begun).findChildren(QLabel) if label.text() == CHANGED)
    assert told.isVisible()

    qtbot.mouseClick(view(begun).restart, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not told.isVisible(), timeout=10000)


def test_a_stream_no_engine_could_run_shows_its_findings_and_leads_to_them(ready, qtbot):
    def refuse(*_):
        raise CannotExport("No engine could run it", (Finding("SVS021", Level.ERROR, "Dead end", "hardware", "tell"),))

    ready.page.rehearsal.define = refuse
    ready.commands.action("view.rehearse").trigger()
    qtbot.waitUntil(lambda: bool(view(ready).refusal.links), timeout=10000)

    view(ready).refusal.links[0].click()

    assert ready.page.selection.elements == ("tell",)
    ready.page.rehearsal.define = lambda *_: hardware()
    view(ready).again.click()
    qtbot.waitUntil(lambda: name(ready) == "Look at it", timeout=10000)


def test_a_definition_that_cannot_be_run_is_told_in_the_same_place(ready, qtbot):
    def break_off(*_):
        raise BadDefinition("the format is not installed")

    ready.page.rehearsal.define = break_off

    ready.commands.action("view.rehearse").trigger()

    qtbot.waitUntil(lambda: "not installed" in view(ready).refusal.accessibleName(), timeout=10000)


def test_a_visit_points_at_its_step_on_the_canvas(begun, qtbot):
    press(begun, "Mend", qtbot)

    view(begun).visits.setCurrentItem(view(begun).visits.topLevelItem(0))

    assert begun.page.canvas.board.cards["triage"].dress.tint == "accent"


def test_without_motion_the_dot_is_there_at_once(begun, qtbot):
    press(begun, "Mend", qtbot)

    assert not begun.page.canvas.tokens.is_travelling


def test_with_motion_the_dot_travels_along_the_link_and_rests_at_the_step(begun, qtbot, monkeypatch):
    monkeypatch.setattr(tokens, "duration", lambda: 150)

    press(begun, "Mend", qtbot)

    token = begun.page.canvas.tokens
    assert token.is_travelling
    start = begun.page.canvas.board.connectors["triage", "mend"].connector.points[0]
    assert token._dot == QPointF(*start)
    qtbot.waitUntil(lambda: not token.is_travelling, timeout=5000)
    assert token._dot is None


def test_the_token_lets_the_mouse_through_and_keeps_to_cards_that_are_gone(begun, qtbot):
    canvas = begun.page.canvas
    corner = canvas.board.cards["triage"].box
    assert canvas.board.hit(QPointF(corner.x + 20, corner.y + 20), 1.0).element == "triage"

    canvas.select_elements("triage")
    canvas.delete_selection()

    assert not canvas.grab().isNull()
    assert "triage" not in canvas.board.cards
