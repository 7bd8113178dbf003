"""The inspector: what is typed and chosen lands in the document, what cannot be read does not and is not lost."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.inspector import Inspector
from svs_designer.gui.selection import Selection
from svs_designer.model.duration import Duration
from svs_designer.model.edits.nodes import delete_elements
from svs_designer.model.edits.steps import set_steps
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.rules.finding import Finding, Fix, Level
from tests.builders import a_document, a_step, a_stream
from tests.gui.panels import acting
from tests.gui.panels.acting import chips, choose, chosen, errors, hint, pick, press, text, tick, type_into


@pytest.fixture
def session() -> Session:
    steps = (
        a_step("a", team="desk", next={"one": [{"to": "b", "share": "80%"}, {"to": "value", "share": "10%"}]}),
        a_step("b", team="field", touch="10m", next="value", practices=("incident-management", "service-desk")),
    )
    stream = a_stream("s", steps=steps, ends=({"id": "end"},), annotations=({"id": "note", "text": "Look"},))
    teams = ({"id": "desk", "name": "Service desk"}, {"id": "field", "name": "Field support"})
    return Session(a_document(stream, teams=teams))


@pytest.fixture
def inspector(qtbot: QtBot, session: Session, catalogue: Catalogue, appearance: Appearance) -> Inspector:
    inspector = Inspector(session, catalogue, appearance)
    qtbot.addWidget(inspector)
    inspector.resize(300, 900)
    inspector.show()
    return inspector


def show(inspector: Inspector, *elements: str, link: tuple[str, str] | None = None) -> None:
    inspector.show_selection(Selection("s", elements, (link,) if link else ()))
    acting.open_sections(inspector)


def stream(session: Session) -> ValueStream:
    return session.document.stream("s")


def step(session: Session, step_id: str = "a") -> Step:
    found = stream(session).step(step_id)
    assert found is not None
    return found


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


def test_demand_is_edited(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "demand")
    type_into(qtbot, inspector, "demand.text", "No Wi-Fi")
    choose(qtbot, inspector, "demand.kind", "Opportunity")
    choose(qtbot, inspector, "demand.source", "Monitoring event")
    pick(qtbot, inspector, "demand.party", "Driver")
    type_into(qtbot, inspector, "demand.rate", "3 per week")
    type_into(qtbot, inspector, "demand.notes", "More in winter")

    demand = stream(session).demand
    assert demand is not None
    assert (demand.text, demand.kind, demand.source) == ("No Wi-Fi", "opportunity", "monitoring-event")
    assert (demand.party, str(demand.rate), demand.notes) == ("driver", "3 per week", "More in winter")
    assert [link.to for link in demand.next.links] == ["a"]


def test_value_end_and_note_are_edited(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "value")
    type_into(qtbot, inspector, "value.outcome", "Loads again")
    pick(qtbot, inspector, "value.recipient", "Driver")
    type_into(qtbot, inspector, "value.measure", "delay in minutes")
    show(inspector, "end")
    type_into(qtbot, inspector, "end.name", "Refused")
    show(inspector, "note")
    type_into(qtbot, inspector, "note.text", "Ask again")
    pick(qtbot, inspector, "note.about", "Do b")

    held = stream(session)
    assert held.value is not None
    assert (held.value.outcome, held.value.recipient, held.value.measure) == (
        "Loads again", "driver", "delay in minutes",
    )  # fmt: skip
    assert [end.name for end in held.ends] == ["Refused"]
    assert [(note.text, note.about) for note in held.annotations] == [("Ask again", "b")]


def test_a_link_is_edited(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, link=("a", "b"))
    choose(qtbot, inspector, "link.kind", "Escalation")
    type_into(qtbot, inspector, "link.share", "90", number=0)
    type_into(qtbot, inspector, "link.when", "device suspected")
    tick(qtbot, inspector, "link.default")
    type_into(qtbot, inspector, "link.delay", "3m")
    pick(qtbot, inspector, "link.info", "a signed form")
    type_into(qtbot, inspector, "link.notes", "Two tools")

    link = stream(session).link("a", "b")
    assert link is not None
    assert (link.kind, link.share, link.when, link.default) == ("escalation", 0.9, "device suspected", True)
    assert (str(link.delay), link.info, link.notes) == ("3m", ("a signed form",), "Two tools")


def test_the_ways_on_show_their_sum_and_kind_of_split(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    sums = [each.text() for each in inspector.findChildren(QLabel) if "add up" in each.text()]
    type_into(qtbot, inspector, "link.share", "20", number=1)
    whole = [each.text() for each in inspector.findChildren(QLabel) if "add up" in each.text()]
    choose(qtbot, inspector, "ways.split", "All of them, in parallel")

    assert sums == ["The shares add up to 90 %."]
    assert whole == ["The shares add up to 100 %."]
    assert step(session).next.split == "all"


def test_a_way_on_is_added_followed_and_removed(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector, "a")
    add = next(each for each in inspector.findChildren(QLineEdit) if each.placeholderText() == "Lead to…")
    qtbot.keyClicks(add, "End")
    qtbot.keyClick(add, Qt.Key.Key_Return)
    with qtbot.waitSignal(inspector.jump_asked) as jump:
        press(qtbot, inspector, "→ Do b")
    press(qtbot, inspector, "Remove this way", number=0)

    assert [link.to for link in step(session).next.links] == ["value", "end"]
    assert jump.args == [Selection("s", (), (("a", "b"),))]


def test_nothing_selected_is_the_stream(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector)
    type_into(qtbot, inspector, "stream.name", "Restore Wi-Fi")
    type_into(qtbot, inspector, "stream.type", "Service request")
    acting.press_enter(qtbot, inspector, "stream.type")
    pick(qtbot, inspector, "stream.owner", "Practice owner")
    choose(qtbot, inspector, "stream.clock", "Working time")
    choose(qtbot, inspector, "stream.kind", "To-be")
    pick(qtbot, inspector, "stream.policies", "Two hours")
    type_into(qtbot, inspector, "stream.notes", "Illustrative")

    held = stream(session)
    assert (held.name, held.type, held.owner) == ("Restore Wi-Fi", "service-request", "practice-owner")
    assert (held.clock, held.kind, held.policies, held.notes) == ("working", "to-be", ("two-hours",), "Illustrative")
    assert text(inspector, "stream.type") == "service-request"


def test_suppliers_are_not_looked_at_none_or_a_list(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector)
    states: list[object] = [stream(session).suppliers]
    choose(qtbot, inspector, "stream.suppliers.state", "None")
    states.append(stream(session).suppliers)
    pick(qtbot, inspector, "stream.suppliers", "Carrier")
    states.append(stream(session).suppliers)
    choose(qtbot, inspector, "stream.suppliers.state", "Not looked at")
    states.append(stream(session).suppliers)

    assert states == [None, (), ("carrier",), None]


def test_a_target_is_added_filled_in_and_removed(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector)
    press(qtbot, inspector, "Add target")
    acting.open_sections(inspector)
    type_into(qtbot, inspector, "targets.name", "Priority 2")
    type_into(qtbot, inspector, "targets.within", "2h")
    type_into(qtbot, inspector, "targets.percentile", "95")
    pick(qtbot, inspector, "targets.starts", "Begin of Do a")
    pick(qtbot, inspector, "targets.stops", "End of Do b")
    target = stream(session).targets[0]
    press(qtbot, inspector, "Remove this target")

    assert (target.name, str(target.within), target.percentile) == ("Priority 2", "2h", 95)
    assert target.starts is not None
    assert (target.starts.step, target.starts.at) == ("a", "begin")
    assert [(stop.step, stop.at) for stop in target.stops] == [("b", "end")]
    assert stream(session).targets == ()


def test_metrics_touchpoints_and_improvements_are_edited(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector)
    for noun in ("metric", "touchpoint", "improvement"):
        press(qtbot, inspector, f"Add {noun}")
    acting.open_sections(inspector)
    type_into(qtbot, inspector, "metrics.target", "<= 90m")
    pick(qtbot, inspector, "before.who", "Driver")
    type_into(qtbot, inspector, "before.time", "10m")
    type_into(qtbot, inspector, "improvements.name", "Route by evidence")
    pick(qtbot, inspector, "improvements.step", "Do a")
    type_into(qtbot, inspector, "improvements.due", "2026-12-31")
    choose(qtbot, inspector, "improvements.status", "Planned")

    held = stream(session)
    assert held.metrics[0].target == "<= 90m"
    assert (held.before[0].who, held.before[0].time) == ("driver", Duration.parse("10m"))
    improvement = held.improvements[0]
    assert (improvement.name, improvement.step, improvement.due, improvement.status) == (
        "Route by evidence", "a", date(2026, 12, 31), "planned",
    )  # fmt: skip


def test_a_principle_is_chosen_from_the_catalogue(qtbot: QtBot, inspector: Inspector, session: Session) -> None:
    show(inspector)
    press(qtbot, inspector, "Add principle")
    menu = inspector.findChild(QMenu)
    assert menu is not None
    offered = [action.text() for action in menu.actions()]
    menu.actions()[0].trigger()
    menu.close()
    type_into(qtbot, inspector, "principles.evidence", "Told by the driver")

    assert len(offered) == 7
    assert [(each.id, each.evidence) for each in stream(session).principles] == [
        ("focus-on-value", "Told by the driver")
    ]


def test_an_element_that_is_gone_leaves_the_stream(inspector: Inspector, session: Session) -> None:
    show(inspector, "b")
    session.apply("Delete", delete_elements, "s", ("b",))

    assert text(inspector, "stream.name") == "Stream s"


def test_a_document_opened_in_part_is_shown_and_not_edited(
    qtbot: QtBot, catalogue: Catalogue, appearance: Appearance
) -> None:
    inspector = Inspector(Session(a_document(), read_only=True), catalogue, appearance)
    qtbot.addWidget(inspector)
    inspector.show()
    show(inspector, "a")

    assert not acting.line(inspector, "step.team").isEnabled()
    assert text(inspector, "step.name") == "Do a"


def test_the_findings_of_the_selection_offer_fix_and_explanation(qtbot: QtBot, inspector: Inspector) -> None:
    mine = Finding("SVS021", Level.ERROR, "It leads nowhere", "s", "a", fixes=(Fix("Lead it to value", lambda d: d),))
    other = Finding("SVS020", Level.ERROR, "It is never reached", "s", "b")
    show(inspector, "a")
    inspector.set_findings((other, mine))
    with qtbot.waitSignal(inspector.fix_asked) as fix:
        press(qtbot, inspector, "Lead it to value")
    with qtbot.waitSignal(inspector.explain_asked) as explain:
        press(qtbot, inspector, "Explain")

    assert fix.args == [mine, mine.fixes[0]]
    assert explain.args == ["SVS021"]
    assert "It is never reached" not in [each.text() for each in inspector.findChildren(QLabel)]


@pytest.mark.parametrize("width", [264, 300, 340])
def test_nothing_is_cut_at_the_side(qtbot: QtBot, inspector: Inspector, width: int) -> None:
    inspector.resize(width, 900)
    for selection in ((), ("a",), ("a", "b"), ("demand",), ("value",)):
        show(inspector, *selection)
        qtbot.wait(1)
        scroll = inspector.findChild(QScrollArea)
        assert scroll is not None
        assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()
