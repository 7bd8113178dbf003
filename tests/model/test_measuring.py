"""Measured figures taken into a stream that is there: what is filled, what stays, what does not match."""

import pytest

from svs_designer.analysis.observed import CaseState, Visit
from svs_designer.editing.session import Session
from svs_designer.model.document import Document
from svs_designer.model.edits.measured_values import measured_touch, shares_of
from svs_designer.model.edits.measuring import counted_ways, match_names, take_over_measured, undrawn_ways
from svs_designer.model.edits.within import EditError
from svs_designer.model.observed import Spread
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.model.times import Evidence, WaitReason
from tests.analysis.observed.logs import a_visit, a_walk, observed
from tests.builders import a_document, a_step, a_stream

NAMES = {"Triage": "triage", "Repair": "repair", "Check": "check"}


def a_repair_stream(**fields: object) -> ValueStream:
    steps = (
        a_step(
            "triage", "Triage", next={"one": [{"to": "repair", "share": "50%"}, {"to": "declined", "share": "50%"}]}
        ),
        a_step("repair", "Repair", next={"to": "check", "delay": "3m"}, wait={"typical": "1m", "reason": "supplier"}),
        a_step("check", "Check", touch="9m", next={"one": ["value", {"to": "repair", "kind": "rework"}]}),
    )
    return a_stream("s", steps=steps, ends=({"id": "declined"},), **fields)


def step(document: Document, step_id: str) -> Step:
    found = document.stream("s").step(step_id)
    assert found is not None
    return found


def shares(document: Document, node: str) -> dict[str, float | None]:
    ways = document.stream("s").ways(node)
    assert ways is not None
    return {link.to: link.share for link in ways.links}


def by_hand() -> list[Visit]:
    """Four cases: one declined, one checked twice."""
    return [
        a_visit("1", "Triage", 0, 10), a_visit("1", "Repair", 15, 35), a_visit("1", "Check", 40, 45),
        a_visit("1", "Repair", 50, 60), a_visit("1", "Check", 61, 66),
        a_visit("2", "Triage", 0, 20), a_visit("2", "Repair", 25, 55), a_visit("2", "Check", 60, 65),
        a_visit("3", "Triage", 0, 30), a_visit("3", "Repair", 35, 65), a_visit("3", "Check", 70, 75),
        a_visit("4", "Triage", 0, 40, state=CaseState.WITHOUT_VALUE),
    ]  # fmt: skip


def test_touch_wait_and_shares_are_filled_with_evidence_and_samples():
    document = a_document(a_repair_stream())

    filled = take_over_measured(document, "s", observed(by_hand()), NAMES)

    touch, wait = step(filled, "triage").touch, step(filled, "repair").wait
    assert (str(touch.low), str(touch.likely), str(touch.high)) == ("13m", "25m", "37m")
    assert (touch.evidence, touch.samples) == (Evidence.MEASURED, 4)
    assert (str(wait.typical), wait.samples, wait.evidence) == ("5m", 4, Evidence.MEASURED)
    assert shares(filled, "triage") == {"repair": 0.75, "declined": 0.25}
    assert shares(filled, "check") == {"value": 0.75, "repair": 0.25}


def test_what_the_log_does_not_tell_stays_as_it_was():
    document = a_document(a_repair_stream())
    log = observed([a_visit("1", "Check", 0, None), a_visit("2", "Triage", 0, 5)])

    filled = take_over_measured(document, "s", log, NAMES)

    assert str(step(filled, "check").touch.likely) == "9m"
    assert step(filled, "triage").wait is None
    assert shares(filled, "triage") == {"repair": 0.5, "declined": 0.5}
    assert step(filled, "repair") is step(document, "repair")


def test_the_reason_of_a_wait_is_kept_and_a_delay_that_was_measured_with_it_goes():
    document = a_document(a_repair_stream())

    filled = take_over_measured(document, "s", observed(by_hand()), NAMES)

    assert step(filled, "repair").wait.reason is WaitReason.SUPPLIER
    assert filled.stream("s").link("repair", "check").delay is None


def test_taking_the_same_log_over_twice_changes_nothing_more():
    once = take_over_measured(a_document(a_repair_stream()), "s", observed(by_hand()), NAMES)

    assert take_over_measured(once, "s", observed(by_hand()), NAMES) is once


def test_it_is_one_step_to_undo():
    session = Session(a_document(a_repair_stream()))
    before = session.document

    session.apply("Take over measured times", take_over_measured, "s", observed(by_hand()), NAMES)
    session.undo()

    assert session.document is before


def test_shares_are_left_alone_where_the_log_does_not_know_a_way():
    stream = a_repair_stream()
    without_check = {name: step_id for name, step_id in NAMES.items() if name != "Repair"}

    assert counted_ways(stream, "triage", observed(by_hand()), without_check) is None
    assert counted_ways(stream, "check", observed(by_hand()), without_check) is None
    assert counted_ways(stream, "check", observed(by_hand()), NAMES) == {"value": 3, "repair": 1}


def test_cases_that_go_on_behind_value_have_come_to_value():
    steps = (
        a_step("check", "Check", next={"one": ["value", {"to": "repair", "kind": "rework"}]}),
        a_step("repair", "Repair", next="check"),
        a_step("survey", "Survey", next=None),
    )
    stream = a_stream("s", steps=steps, value={"outcome": "It works", "next": "survey"})
    log = observed([
        a_visit("1", "Check", 0, 1), a_visit("1", "Survey", 2, 3), a_visit("2", "Check", 0, 1),
        a_visit("2", "Repair", 2, 3), a_visit("2", "Check", 4, 5),
    ])  # fmt: skip
    names = {"Check": "check", "Repair": "repair", "Survey": "survey"}

    assert counted_ways(stream, "check", log, names) == {"value": 2, "repair": 1}
    assert list(undrawn_ways(stream, log, names)) == []


def test_an_end_is_not_told_apart_where_no_case_is_known_to_end_without_value():
    finished = [visit._replace(state=CaseState.UNKNOWN) for visit in by_hand()]

    assert counted_ways(a_repair_stream(), "triage", observed(finished), NAMES) is None


def test_a_step_that_is_not_there_or_meant_twice_is_refused():
    document, log = a_document(a_repair_stream()), observed(by_hand())

    with pytest.raises(EditError, match="“Triage” cannot be 'nowhere': there is no such step"):
        take_over_measured(document, "s", log, {"Triage": "nowhere"})
    with pytest.raises(EditError, match="“Triage” and “Check” cannot both be 'check': leave one of them out"):
        take_over_measured(document, "s", log, {"Triage": "check", "Check": "check"})


def test_names_match_whatever_their_case_and_close_ones_are_guesses():
    stream = a_stream(
        "s",
        steps=(
            a_step("triage", "Triage", next="choose-team"),
            a_step("choose-team", "Choose the next team", next="repair"),
            a_step("repair", "Replace the access point", next="check"),
            a_step("check", "Check and close", next="value"),
        ),
    )

    found = match_names(stream, ["TRIAGE", "choose-team", "Replace access point", "Lunch"])

    assert found.names == {"TRIAGE": "triage", "choose-team": "choose-team"}
    assert found.guesses == {"Replace access point": "repair"}
    assert (found.unknown, found.unmeasured) == (("Lunch",), ("check",))


def test_what_people_say_counts_before_the_names():
    found = match_names(a_repair_stream(), ["Check", "Lunch"], {"Check": "triage"})

    assert found.names == {"Check": "triage"}
    assert (found.unknown, found.unmeasured) == (("Lunch",), ("repair", "check"))


def test_several_names_that_mean_one_step_are_counted_together():
    names = ["TRIAGE", "Triage", "Look at it"]

    found = match_names(a_repair_stream(), names, {"Look at it": "triage"})

    assert found.names == {"Look at it": "triage", "TRIAGE": "triage", "Triage": "triage"}
    assert found.first() == {"Look at it": "triage"}
    assert found.same() == {"TRIAGE": "Look at it", "Triage": "Look at it"}


def test_ways_that_are_not_drawn_are_listed():
    stream = a_stream("s", steps=(a_step("triage", "Triage", next="repair"), a_step("repair", "Repair", next="value")))
    log = observed([a_visit("1", "Triage", 0, 1), a_visit("1", "Repair", 2, 3), a_visit("1", "Triage", 4, 5)])

    (undrawn,) = undrawn_ways(stream, log, {"Triage": "triage", "Repair": "repair"})

    assert (undrawn.source, undrawn.target, undrawn.way.times, undrawn.way.is_rework) == ("repair", "triage", 1, True)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ({}, {}),
        ({"a": 0}, {}),
        ({"a": 1, "b": 1, "c": 1}, {"a": 0.334, "b": 0.333, "c": 0.333}),
        ({"a": 99_999, "b": 1, "c": 0}, {"a": 0.999, "b": 0.001, "c": 0.0}),
    ],
)
def test_shares_add_up_and_none_is_rounded_to_nothing(times: dict[str, int], expected: dict[str, float]):
    assert shares_of(times) == expected


def test_long_times_are_told_to_the_minute_and_one_alone_has_no_spread():
    touch = measured_touch(Spread(None, 2 * 3600 + 95.0, None, 1))

    assert (touch.low, str(touch.likely), touch.high, touch.samples) == (None, "2h2m", None, 1)


def test_pieces_of_work_that_add_up_to_more_than_a_century_are_a_century():
    touch = measured_touch(Spread(None, 4e9, None, 1))

    assert touch.likely.clock_time().days == 36525


@pytest.mark.slow
def test_a_stream_that_made_a_log_gets_its_own_shares_and_medians_back():
    document = a_document(a_repair_stream())

    filled = take_over_measured(document, "s", observed(a_walk(8000)), NAMES)

    assert shares(filled, "triage") == pytest.approx({"repair": 0.7, "declined": 0.3}, abs=0.02)
    assert shares(filled, "check") == pytest.approx({"value": 0.75, "repair": 0.25}, abs=0.02)
    assert step(filled, "triage").touch.likely.seconds == pytest.approx(20 * 60, rel=0.03)
    assert str(step(filled, "check").touch.likely) == "5m"


def test_shares_stay_where_work_of_a_parallel_branch_lies_between():
    steps = (
        a_step("order", "Order", next={"all": ["pack", "print"]}),
        a_step("pack", "Pack", next="join"),
        a_step("print", "Print", next={"one": [{"to": "join", "share": "80%"}, {"to": "correct", "share": "20%"}]}),
        a_step("correct", "Correct", next="join"),
        a_step("join", "Join", join="all", next="value"),
    )
    document = a_document(a_stream("s", steps=steps))
    names = {step.label: step.id for step in steps}
    log = [
        each
        for case in "123"
        for each in (
            a_visit(case, "Order", 0, 5), a_visit(case, "Print", 5, 10), a_visit(case, "Pack", 20, 30),
            a_visit(case, "Join", 40, 45),
        )
    ]  # fmt: skip
    log.append(a_visit("3", "Correct", 11, 15))

    filled = take_over_measured(document, "s", observed(log), names)

    assert shares(filled, "print") == {"join": 0.8, "correct": 0.2}
    assert step(filled, "print").touch != step(document, "print").touch
