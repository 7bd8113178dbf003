"""What a log tells: counted by hand, found again in a simulated log, whatever the order of rows and names of cases."""

import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.analysis.observed import CaseState, Visit, Visits, observe, spelled_alike
from svs_designer.model.observed import Observed, ObservedWay, Outcome, Overlap, Spread
from tests.analysis.observed.logs import a_visit, a_walk, observed, table


def ways(found: Observed) -> dict[tuple[object, object], tuple[int, int]]:
    return {(way.source, way.target): (way.times, way.returns) for way in found.ways}


def minutes(spread: Spread | None) -> tuple[float | None, ...] | None:
    if spread is None:
        return None
    return (*(None if each is None else each / 60 for each in spread[:3]), spread.samples)


def test_touch_is_from_start_to_end_and_wait_from_the_completion_before_or_the_queue():
    found = observed([
        a_visit("1", "Triage", 10, 20, queued=0),
        a_visit("1", "Repair", 50, 90, queued=0),
        a_visit("2", "Triage", 100, 140, queued=95),
        a_visit("2", "Repair", 160, 170, queued=150),
    ])  # fmt: skip

    triage, repair = found.steps
    assert (triage.name, minutes(triage.touch), minutes(triage.wait)) == ("Triage", (13, 25, 37, 2), (5.5, 7.5, 9.5, 2))
    assert (repair.name, minutes(repair.touch), minutes(repair.wait)) == ("Repair", (13, 25, 37, 2), (12, 20, 28, 2))


def test_the_percentiles_of_eleven_times_are_the_second_the_sixth_and_the_tenth():
    found = observed(a_visit(str(each), "A", 0, each) for each in range(11))

    assert minutes(found.steps[0].touch) == (1, 5, 9, 11)
    assert found.steps[0].wait is None


def test_one_time_alone_has_no_spread():
    found = observed([a_visit("1", "A", 0, 7)])

    assert minutes(found.steps[0].touch) == (None, 7, None, 1)


def test_what_the_log_does_not_tell_stays_missing():
    found = observed([a_visit("1", "A", 0, None), a_visit("1", "B", None, 9), a_visit("1", "C", 12, 13)])

    assert [(step.name, step.touch, minutes(step.wait)) for step in found.steps[:2]] == [
        ("A", None, None),
        ("B", None, None),
    ]
    assert minutes(found.steps[2].wait) == (None, 3, None, 1)
    assert "No touch time is known of “A”, “B”: no visit there has a start and an end" in found.remarks


def test_no_wait_is_counted_over_work_of_which_nobody_knows_the_end():
    found = observed([
        a_visit("1", "A", 0, 5), a_visit("1", "B", 10, None, queued=0), a_visit("1", "C", 60, 70, queued=0),
        a_visit("1", "D", 75, 80, queued=0), a_visit("1", "E", 90, None), a_visit("1", "F", 100, 110, queued=95),
    ])  # fmt: skip

    waits = {step.name: step.wait and step.wait.likely / 60 for step in found.steps}
    assert waits == {"A": None, "B": 5, "C": None, "D": 5, "E": 10, "F": 5}


def test_ways_are_counted_with_returns_and_outcomes():
    found = observed([
        a_visit("1", "A", 0, 1), a_visit("1", "B", 2, 3), a_visit("1", "A", 4, 5), a_visit("1", "B", 6, 7),
        a_visit("2", "A", 0, 1), a_visit("2", "B", 2, 3),
        a_visit("3", "A", 0, 1, state=CaseState.WITHOUT_VALUE),
        a_visit("4", "A", 0, None),
    ])  # fmt: skip

    assert ways(found) == {
        (None, "A"): (4, 0), ("A", "B"): (3, 1), ("B", "A"): (1, 1),
        ("B", Outcome.VALUE): (2, 0), ("A", Outcome.WITHOUT): (1, 0),
    }  # fmt: skip
    assert (found.cases, found.over, found.without_value, found.reworked) == (4, 3, 1, 1)
    assert next(way for way in found.ways if way.source == "B" and way.target == "A").is_rework
    assert "1 of 4 cases are not over: how they end is not counted" in found.remarks


def test_the_last_row_of_a_case_says_how_it_ended():
    log = [a_visit("1", "A", 0, 1, state=CaseState.WITHOUT_VALUE), a_visit("1", "B", 2, 3, state=CaseState.OVER)]

    assert ways(observed(log))["B", Outcome.VALUE] == (1, 0)
    assert ways(observed(reversed(log)))["B", Outcome.VALUE] == (1, 0)


def test_a_status_tells_more_than_a_missing_end():
    log = [a_visit("1", "A", 0, None, state=CaseState.OVER), a_visit("2", "A", 0, 1, state=CaseState.OPEN)]

    assert (observed(log).over, ways(observed(log))["A", Outcome.VALUE]) == (1, (1, 0))


def test_work_that_goes_straight_on_is_one_visit_that_loses_no_time():
    found = observed([
        a_visit("1", "A", 5, 10, queued=0, team="desk"),
        a_visit("1", "A", 14, 20, queued=0, team="field"),
        a_visit("1", "B", 21, 22),
    ])  # fmt: skip

    step = found.steps[0]
    assert (minutes(step.touch), minutes(step.wait)) == ((None, 11, None, 1), (None, 9, None, 1))
    assert (step.visits, step.again, found.reassignments, found.reworked) == (1, 1, 1, 0)
    assert ways(found)["A", "B"] == (1, 0)


def test_work_at_the_same_time_is_named_and_its_wait_begins_at_the_last_completion_before_it():
    found = observed([
        a_visit("1", "A", 0, 10), a_visit("1", "B", 12, 40), a_visit("1", "C", 20, 30), a_visit("1", "D", 45, 50),
        a_visit("2", "B", 0, 10), a_visit("2", "C", 10, 20),
    ])  # fmt: skip

    waits = {step.name: step.wait for step in found.steps}
    assert found.overlaps == (Overlap("B", "C", 1, 2),)
    assert minutes(waits["C"]) == (1, 5, 9, 2)
    assert minutes(waits["D"]) == (None, 5, None, 1)
    assert any(each.startswith("“B” and “C” were worked on at the same time in 1 of 2 cases") for each in found.remarks)


def test_steps_of_one_moment_go_in_the_usual_order_whatever_their_names():
    day = 24 * 60
    usual = [a_visit("1", "Zeal", 0, day), a_visit("1", "Act", 2 * day, 3 * day)]
    tied = [a_visit("2", "Act", day, day), a_visit("2", "Zeal", day, day)]

    found = observed([*usual, *tied])

    assert ways(found) == {(None, "Zeal"): (2, 0), ("Zeal", "Act"): (2, 0), ("Act", Outcome.VALUE): (2, 0)}
    assert found.tick == 86400
    assert "1 visit began and ended at the same moment as another" in found.remarks[0]


def test_a_coarse_clock_is_named():
    found = observed(a_visit(str(each), "A", each, each + 2) for each in range(10))

    assert found.tick == 60
    assert found.remarks[0] == "All times are in whole minutes: work and waiting shorter than that show as 0"


def test_a_log_without_ends_counts_every_case_as_over_and_says_so():
    found = observed([a_visit("1", "A", 0, None), a_visit("2", "A", 3, None)])

    assert ways(found)["A", Outcome.VALUE] == (2, 0)
    assert any("every case counts as over" in each for each in found.remarks)


def test_names_that_mean_the_same_are_counted_together():
    log = table([a_visit("1", "Triage", 0, 10), a_visit("2", "triage", 0, 20), a_visit("2", "TRIAGE", 20, 30)])

    found = observe(log, spelled_alike(log.step_names))

    assert [(step.name, step.visits, step.again) for step in found.steps] == [("TRIAGE", 2, 1)]


def test_an_empty_log_tells_nothing():
    found = observe(Visits())

    assert (found.cases, found.steps, found.ways, found.first, found.remarks) == (0, (), (), None, ())


def test_a_visit_without_any_time_is_refused():
    with pytest.raises(ValueError, match="neither a start nor an end"):
        table([a_visit("1", "A", None, None)])


@pytest.mark.slow
def test_a_simulated_log_gives_back_the_stream_it_came_from():
    found = observed(a_walk(8000))

    triage, repair, check = found.steps
    assert [step.name for step in found.steps] == ["Triage", "Repair", "Check"]
    assert minutes(triage.touch) == pytest.approx((12, 20, 28, 8000), rel=0.02)
    assert minutes(repair.touch)[:3] == pytest.approx([-60 * math.log(1 - p) for p in (0.1, 0.5, 0.9)], rel=0.1)
    assert minutes(check.touch)[:3] == pytest.approx((5, 5, 5))
    assert minutes(repair.wait)[1] == pytest.approx(20 * math.log(2), rel=0.05)
    told = ways(found)
    assert told["Triage", Outcome.WITHOUT][0] / 8000 == pytest.approx(0.3, abs=0.02)
    assert told["Check", "Repair"][0] / check.visits == pytest.approx(0.25, abs=0.02)
    assert told["Check", "Repair"][0] == told["Check", "Repair"][1]
    assert triage.teams == (("Triage team", 8000),)


minute = st.integers(0, 40)
anything = st.builds(
    lambda case, step, team, start, length, queued, kind: a_visit(
        case,
        step,
        None if kind == "no start" else start,
        None if kind == "no end" else start + length,
        team=team,
        queued=queued if queued is not None and queued <= start else None,
    ),
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["A", "B", "C", "D"]),
    st.sampled_from([None, "x", "y"]),
    minute,
    st.integers(0, 9),
    st.none() | minute,
    st.sampled_from(["both", "both", "no start", "no end"]),
)
logs = st.lists(anything, max_size=14)


@given(logs, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(log: list[Visit], chance: random.Random):
    shuffled = list(log)
    chance.shuffle(shuffled)

    assert observed(shuffled) == observed(log)


@given(logs)
def test_renaming_cases_changes_nothing(log: list[Visit]):
    renamed = [visit._replace(case={"1": "z", "2": "y", "3": "x"}[visit.case]) for visit in log]

    assert observed(renamed) == observed(log)


@given(logs)
def test_every_visit_is_come_to_once_and_left_once(log: list[Visit]):
    found = observed(log)

    def total(ways_of_step: list[ObservedWay]) -> int:
        return sum(way.times for way in ways_of_step)

    for step in found.steps:
        came, went = ([w for w in found.ways if w[side] == step.name] for side in (1, 0))
        assert total(came) == step.visits
        assert total(went) <= step.visits
    assert total([way for way in found.ways if way.source is None]) == found.cases
    assert total([way for way in found.ways if isinstance(way.target, Outcome)]) == found.over
    assert sum(step.visits + step.again for step in found.steps) == len(log)


@given(logs)
def test_no_time_is_negative_and_no_spread_is_out_of_order(log: list[Visit]):
    for step in observed(log).steps:
        for spread in (step.touch, step.wait):
            if spread is not None and spread.low is not None and spread.high is not None:
                assert 0 <= spread.low <= spread.likely <= spread.high
