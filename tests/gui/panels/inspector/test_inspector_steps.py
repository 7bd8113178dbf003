"""The inspector on steps: every field, what is typed wrong, undo, several steps at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from svs_designer.editing.session import Session
from svs_designer.gui.panels.inspector import Inspector
from svs_designer.model.edits.steps import set_steps
from tests.builders import a_step
from tests.gui.panels import acting
from tests.gui.panels.acting import chips, choose, chosen, errors, hint, pick, text, tick, type_into
from tests.gui.panels.inspector.looking import show, step


def test_typing_a_name_is_one_undo_step(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    type_into(qtbot, inspector, "step.name", "Choose the team")

    assert step(session).name == "Choose the team"
    assert session.undo_label == "Rename step"
    session.undo()
    assert step(session).name == "Do a"
    assert text(inspector, "step.name") == "Do a"


def test_two_visits_of_a_field_are_two_undo_steps(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    type_into(qtbot, inspector, "step.touch", "5m")
    acting.press_enter(qtbot, inspector, "step.touch")
    type_into(qtbot, inspector, "step.touch", "7m")
    session.undo()

    touch = step(session).touch
    assert touch is not None
    assert str(touch.likely) == "5m"


@pytest.mark.parametrize(
    ("typed", "held", "shown"),
    [
        ("6m", ("6m", None, None), "6m"),
        ("90 min", ("1h30m", None, None), "1h30m"),
        ("5-10-20m", ("10m", "5m", "20m"), "5m-10m-20m"),
    ],
)
def test_durations_are_read_as_people_type_them(
    qtbot: QtBot, inspector: Inspector, session: Session, typed: str, held: tuple[str, ...], shown: str
) -> None:
    show(inspector, "a")
    type_into(qtbot, inspector, "step.touch", typed)
    acting.press_enter(qtbot, inspector, "step.touch")

    touch = step(session).touch
    assert touch is not None
    assert tuple(str(each) if each else None for each in (touch.likely, touch.low, touch.high)) == held
    assert text(inspector, "step.touch") == shown


def test_text_that_cannot_be_read_is_not_written_and_says_why(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    show(inspector, "b")
    type_into(qtbot, inspector, "step.touch", "12")
    acting.press_enter(qtbot, inspector, "step.touch")
    acting.line(inspector, "step.complete_and_accurate").setFocus()

    qtbot.waitUntil(lambda: errors(inspector) == ["12 has no unit: write 12m, 12h or 12d"])
    assert step(session, "b").touch == a_step(touch="10m").touch
    assert text(inspector, "step.touch") == "12"


def test_escape_drops_text_that_cannot_be_read(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "b")
    type_into(qtbot, inspector, "step.touch", "soon")
    qtbot.keyClick(acting.line(inspector, "step.touch"), Qt.Key.Key_Escape)

    assert text(inspector, "step.touch") == "10m"
    assert errors(inspector) == []


def test_undo_belongs_to_the_document_while_a_field_has_the_focus(qtbot: QtBot, inspector: Inspector) -> None:
    undo = QShortcut(QKeySequence.StandardKey.Undo, inspector)
    show(inspector, "b")
    type_into(qtbot, inspector, "step.touch", "7m")
    inspector.activateWindow()
    with qtbot.waitSignal(undo.activated):
        qtbot.keyClick(acting.line(inspector, "step.touch"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_unwritten_text_waits_while_something_else_is_selected(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    show(inspector, "b")
    type_into(qtbot, inspector, "step.touch", "soon")
    show(inspector, "a")
    elsewhere = text(inspector, "step.touch"), errors(inspector)
    show(inspector, "b")

    assert elsewhere == ("", [])
    assert text(inspector, "step.touch") == "soon"
    assert errors(inspector) == ["'soon' is not a duration: write it like 6m, 1h30m or 2d"]


def test_a_change_from_elsewhere_shows_and_replaces_unwritten_text(
    qtbot: QtBot, inspector: Inspector, session: Session
) -> None:
    show(inspector, "b")
    type_into(qtbot, inspector, "step.touch", "soon")
    session.apply("Change touch time", set_steps, "s", ("b",), touch="4m")

    assert text(inspector, "step.touch") == "4m"
    assert errors(inspector) == []


def test_a_change_from_elsewhere_leaves_cursor_and_focus(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "b")
    type_into(qtbot, inspector, "step.complete_and_accurate", "60")
    edit = acting.line(inspector, "step.complete_and_accurate")
    edit.setCursorPosition(1)
    session.apply("Change notes", set_steps, "s", ("b",), notes="Mind the gap")

    assert edit.text() == "60"
    assert edit.cursorPosition() == 1
    assert text(inspector, "step.notes") == "Mind the gap"


def test_an_empty_field_takes_the_value_away(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "b")
    type_into(qtbot, inspector, "step.touch", "")

    assert step(session, "b").touch is None


@pytest.mark.parametrize(
    ("key", "words", "field", "value"),
    [
        ("step.activity", "Obtain/build", "activity", "obtain-build"),
        ("step.value", "Value adding", "value", "adding"),
        ("step.kind", "Approval", "kind", "approval"),
        ("step.change", "Emergency", "change", "emergency"),
        ("step.automation", "Assisted", "automation", "assisted"),
        ("step.join", "Waits for all branches", "join", "all"),
    ],
)
def test_choices_are_written(
    qtbot: QtBot, inspector: Inspector, session: Session, key: str, words: str, field: str, value: str
) -> None:
    show(inspector, "a")
    choose(qtbot, inspector, key, words)

    assert getattr(step(session), field) == value
    assert chosen(inspector, key) == words


def test_a_choice_can_be_taken_back(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    choose(qtbot, inspector, "step.value", "Waste")
    choose(qtbot, inspector, "step.value", "Not set")

    assert step(session).value is None


def test_a_team_is_completed_from_the_register(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    pick(qtbot, inspector, "step.team", "fie")

    assert step(session).team == "field"
    assert text(inspector, "step.team") == "Field support"


def test_a_new_team_is_created_and_set_in_one_undo_step(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    before = session.document
    show(inspector, "a")
    pick(qtbot, inspector, "step.team", "Network")

    assert session.document.label("teams", step(session).team) == "Network"
    assert session.undo_label == "Create team “Network”"
    session.undo()
    assert session.document is before
    assert text(inspector, "step.team") == "Service desk"


def test_a_name_that_is_not_defined_is_not_written(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    type_into(qtbot, inspector, "step.team", "Networ")
    acting.line(inspector, "step.role").setFocus()

    assert step(session).team == "desk"
    qtbot.waitUntil(lambda: errors(inspector) == ["“Networ” is no team yet: Enter creates it"])


def test_practices_are_chips_that_say_whether_they_fit(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "b")
    pick(qtbot, inspector, "step.practices", "deployment")
    acting.remove_chip(qtbot, inspector, "step.practices", "Service desk")

    assert step(session, "b").practices == ("incident-management", "deployment-management")
    assert session.undo_label == "Remove practice"
    labels = [each.text() for each in acting.field(inspector, "step.practices").findChildren(QLabel) if each.text()]
    assert labels == ["fits", "does not fit"]


def test_information_takes_artefacts_and_free_text(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    pick(qtbot, inspector, "step.outputs", "Change requests")
    pick(qtbot, inspector, "step.outputs", "a signed form")
    show(inspector, "b")
    pick(qtbot, inspector, "step.inputs", "a signed form")

    assert step(session).outputs == ("change-requests", "a signed form")
    assert step(session, "b").inputs == ("a signed form",)
    assert chips(inspector, "step.inputs") == ["a signed form"]


def test_the_pieces_of_a_time_need_the_time_first(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    type_into(qtbot, inspector, "step.touch.high", "9m")
    refused = errors(inspector)
    type_into(qtbot, inspector, "step.touch", "5m")
    type_into(qtbot, inspector, "step.touch.high", "20m")
    type_into(qtbot, inspector, "step.touch.samples", "212")
    choose(qtbot, inspector, "step.touch.evidence", "Measured")

    touch = step(session).touch
    assert refused == ["Type the touch time first"]
    assert touch is not None
    assert (str(touch.high), touch.samples, touch.evidence) == ("20m", 212, "measured")
    assert chosen(inspector, "step.evidence") == "Measured"


def test_typing_a_time_keeps_its_evidence(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "b")
    choose(qtbot, inspector, "step.evidence", "Agreed")
    type_into(qtbot, inspector, "step.touch", "15m")

    touch = step(session, "b").touch
    assert touch is not None
    assert (str(touch.likely), touch.evidence) == ("15m", "agreed")


def test_a_queue_is_made_and_goes_with_its_last_field(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    pick(qtbot, inspector, "step.queue.owner", "Dispatcher")
    type_into(qtbot, inspector, "step.queue.limit", "3")
    queue = step(session).queue
    type_into(qtbot, inspector, "step.queue.limit", "")
    type_into(qtbot, inspector, "step.queue.owner", "")

    assert queue is not None
    assert (queue.owner, queue.limit) == ("dispatcher", 3)
    assert step(session).queue is None


def test_the_rest_of_a_step_is_written(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    type_into(qtbot, inspector, "step.complete_and_accurate", "60")
    type_into(qtbot, inspector, "step.wait", "2m")
    choose(qtbot, inspector, "step.wait.reason", "Calendar slot")
    tick(qtbot, inspector, "step.live")
    pick(qtbot, inspector, "step.wastes", "motion")
    pick(qtbot, inspector, "step.takes", "access point")
    pick(qtbot, inspector, "step.restocks", "access point")
    pick(qtbot, inspector, "step.tools", "Ticket tool")
    pick(qtbot, inspector, "step.contract", "Carrier")
    pick(qtbot, inspector, "step.with_", "Driver")
    pick(qtbot, inspector, "step.policies", "Two hours")
    pick(qtbot, inspector, "step.authority", "Two hours")
    type_into(qtbot, inspector, "step.notes", "Illustrative")

    held = step(session)
    assert held.complete_and_accurate == 0.6
    assert held.wait is not None
    assert held.wait.reason == "calendar-slot"
    assert held.live
    assert (held.wastes, held.takes, held.restocks) == (("motion",), ("access point",), ("access point",))
    assert (held.tools, held.contract, held.with_) == (("ticket-tool",), "carrier", ("driver",))
    assert (held.policies, held.authority, held.notes) == (("two-hours",), "two-hours", "Illustrative")


def test_several_steps_show_what_they_share(inspector: Inspector) -> None:
    show(inspector, "a", "b")

    assert hint(inspector, "step.team") == "several values"
    assert chosen(inspector, "step.activity") == "Deliver & support"
    assert chips(inspector, "step.practices") == ["Incident management", "Service desk*"]


def test_several_steps_are_changed_in_one_undo_step(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    before = session.document
    show(inspector, "a", "b")
    pick(qtbot, inspector, "step.team", "Field support")
    label = session.undo_label
    pick(qtbot, inspector, "step.practices", "Knowledge management")
    both = [step(session, each) for each in "ab"]
    session.undo()
    session.undo()

    assert [each.team for each in both] == ["field", "field"]
    assert [each.practices for each in both] == [
        ("incident-management", "knowledge-management"),
        ("incident-management", "service-desk", "knowledge-management"),
    ]
    assert label == "Change team of 2 steps"
    assert session.document is before
