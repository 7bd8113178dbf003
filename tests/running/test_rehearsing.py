"""A case rehearsed without a server: its clock, its ways, its log and what came of its targets."""

from collections import Counter
from datetime import timedelta

import pytest

from svs_designer.exchange.events import EventKind
from svs_designer.running.answering import NoSuchWay, by_list, by_shares, default_way
from svs_designer.running.local import MOST_MOMENTS, NeverEnds, Rehearsal
from svs_designer.running.recording import Recorder
from svs_designer.running.summary import summary
from tests.running.driving import START, workflow
from tests.running.hardware import hardware


def rehearsed(answers=None, *, definition=None):
    rehearsal = Rehearsal.of(definition or hardware(), at=START, case="T-1")
    return rehearsal.rehearse(by_list(answers or {}, default_way))


def visits(rehearsal):
    return dict(Counter(each.element for each in rehearsal.log if each.kind is EventKind.COMPLETED))


def minutes(rehearsal, element, kind):
    return [
        (each.at - START).total_seconds() / 60 for each in rehearsal.log if (each.element, each.kind) == (element, kind)
    ]


def test_a_case_takes_the_default_ways_and_comes_to_its_end():
    rehearsal = rehearsed()

    assert rehearsal.case.status == "completed"
    assert visits(rehearsal) == {"triage": 1, "mend": 1, "swap": 1, "tell": 1, "ask": 1}


def test_work_waits_and_takes_as_long_as_its_step_says():
    rehearsal = rehearsed()

    assert minutes(rehearsal, "triage", EventKind.SCHEDULED) == [0]
    assert minutes(rehearsal, "triage", EventKind.STARTED) == [5]
    assert minutes(rehearsal, "triage", EventKind.COMPLETED) == [15]
    assert minutes(rehearsal, "mend", EventKind.COMPLETED) == [35]


def test_parallel_work_goes_on_at_once_and_the_slower_branch_counts():
    rehearsal = rehearsed()

    assert minutes(rehearsal, "tell", EventKind.COMPLETED) == [37]
    assert minutes(rehearsal, "swap", EventKind.COMPLETED) == [95]
    assert minutes(rehearsal, "value", EventKind.MILESTONE) == [95]


def test_what_follows_value_is_done_as_well():
    rehearsal = rehearsed()

    assert minutes(rehearsal, "ask", EventKind.COMPLETED) == [100]
    assert (rehearsal.log[-1].kind, rehearsal.log[-1].element) == (EventKind.ENDED, "value")


def test_the_log_knows_the_teams_the_names_and_the_visits():
    log = rehearsed({"mend": ["triage"]}).log

    again = next(each for each in log if each.element == "triage" and each.visit == 2)
    assert (again.name, again.team, again.kind) == ("Look at it", "desk", EventKind.SCHEDULED)


def test_rework_ends_when_it_was_done_often_enough():
    rehearsal = rehearsed({"mend": ["triage", "triage"]})

    assert visits(rehearsal)["mend"] == 3
    assert rehearsal.case.context["repeats"] == {"mend_triage": 2}


def test_the_ways_on_are_those_the_case_could_take_now():
    rehearsal = Rehearsal.of(hardware(), at=START)
    rehearsal.go_on()

    first = rehearsal.ways(rehearsal.upcoming())

    assert [(way.target, way.share, way.default) for way in first] == [("swap", 0.25, False), ("mend", 0.75, True)]
    assert [way.title for way in first] == ["yes: triage_swap", "Mend it"]
    assert rehearsal.case.context["answers"] == {}, "looking ahead changed the case"


def test_a_way_that_is_used_up_is_none():
    rehearsal = Rehearsal.of(hardware(), at=START)
    seen = []

    def choose(item, ways):
        seen.append((item.step, [way.target for way in ways]))
        return ways[0] if item.step == "mend" else default_way(item, ways)

    rehearsal.rehearse(choose)

    assert [targets for step, targets in seen if step == "mend"] == [["triage", "swap"]] * 2
    assert visits(rehearsal)["mend"] == 3


def test_an_answer_that_leads_nowhere_names_the_ways_there_are():
    with pytest.raises(NoSuchWay, match=r"no way leads from 'triage' to 'moon': there are swap, mend"):
        rehearsed({"triage": ["moon"]})


def test_chance_takes_ways_as_often_as_the_shares_say_and_again_with_the_same_seed():
    definition = hardware()

    def swapped(seed):
        cases = [Rehearsal.of(definition, at=START, case=str(n)).rehearse(by_shares(seed, str(n))) for n in range(60)]
        return ["mend" not in visits(case) for case in cases]

    first = swapped(7)
    assert first == swapped(7)
    assert first != swapped(8)
    assert 5 <= sum(first) <= 25


def test_a_summary_tells_visits_lead_time_and_targets():
    outcome = summary(hardware(), rehearsed({"mend": ["triage"]}).log)

    assert {step.step: step.visits for step in outcome.steps} == {
        "triage": 2,
        "mend": 2,
        "swap": 1,
        "tell": 1,
        "ask": 1,
    }
    assert outcome.lead == timedelta(minutes=130)
    whole, repair = outcome.promises
    assert (whole.name, whole.within, whole.longest, whole.kept) == (
        "Working again",
        timedelta(hours=2),
        outcome.lead,
        0,
    )
    assert (repair.longest, repair.kept, repair.cases) == (timedelta(minutes=125), 0, 1)


def test_a_case_that_is_broken_off_says_so_in_its_log():
    rehearsal = Rehearsal.of(hardware(), at=START)
    rehearsal.go_on()

    told = rehearsal.cancel()

    assert [(each.kind, each.element) for each in told] == [(EventKind.ENDED, "cancelled")]
    assert rehearsal.upcoming() is None
    assert rehearsal.go_on() == []


def test_a_case_that_never_ends_is_stopped():
    endless = Rehearsal.of(workflow("- a: {wait: {seconds: 1}}\n- b: {set: {n: 1}, then: a}"), at=START)
    endless.moments = MOST_MOMENTS - 10

    with pytest.raises(NeverEnds, match="goes round in circles"):
        endless.rehearse(default_way)


def test_timers_of_the_definition_are_the_queue_and_the_work_of_a_step():
    definition = workflow(
        """
        - check:
            metadata: {svs: {step: {id: check, touch: 9h, wait: 9h}}}
            do: [{queue: {wait: {minutes: 5}}}, {work: {wait: {minutes: 10}}}]
        """
    )

    rehearsal = rehearsed(definition=definition)

    kinds = [(each.kind, (each.at - START).total_seconds() / 60) for each in rehearsal.log]
    assert kinds == [("scheduled", 0), ("started", 5), ("completed", 15), ("ended", 15)]


def test_a_recorder_that_is_stored_goes_on_counting():
    rehearsal = Rehearsal.of(hardware(), at=START)
    stored = rehearsal.recorder.to_json()

    again = Recorder.from_json(hardware(), stored)

    assert again.to_json() == stored
    assert again.visits == {"triage": 1}


def test_an_event_nobody_knows_the_work_of_is_open_work_too():
    definition = workflow("- paid: {listen: {to: {one: {with: {type: 'acme.paid'}}}}}\n- note: {set: {n: 1}}")

    rehearsal = Rehearsal.of(definition, at=START)

    assert [(item.step, item.team) for item in rehearsal.work()] == [("paid", None)]
    assert rehearsal.rehearse(default_way).case.output == {"n": 1}
