"""The inspector on demand, value, links, the stream, and its findings."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QScrollArea
from pytestqt.qtbot import QtBot

from svs_designer.catalogue import Catalogue
from svs_designer.editing.session import Session
from svs_designer.gui.appearance import Appearance
from svs_designer.gui.panels.inspector import Inspector
from svs_designer.gui.selection import Selection
from svs_designer.model.duration import Duration
from svs_designer.model.edits.nodes import delete_elements
from svs_designer.rules.finding import Finding, Fix, Level
from tests.builders import a_document
from tests.gui.panels import acting
from tests.gui.panels.acting import choose, pick, press, text, tick, type_into
from tests.gui.panels.inspector.looking import show, step, stream


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
    type_into(qtbot, inspector, "metrics.baseline", "195m")
    type_into(qtbot, inspector, "metrics.target", "<= 90m")
    pick(qtbot, inspector, "before.who", "Driver")
    type_into(qtbot, inspector, "before.time", "10m")
    type_into(qtbot, inspector, "improvements.name", "Route by evidence")
    pick(qtbot, inspector, "improvements.step", "Do a")
    type_into(qtbot, inspector, "improvements.due", "2026-12-31")
    choose(qtbot, inspector, "improvements.status", "Planned")

    held = stream(session)
    assert (held.metrics[0].baseline, held.metrics[0].target) == ("195m", "<= 90m")
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
    assert explain.args == [mine]
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
