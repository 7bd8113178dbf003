"""A rehearsal goes on, comes back, and runs to its end, always by the same case."""

from datetime import timedelta

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native import read_file
from svs_designer.gui.rehearsal.drive import Drive, likeliest
from svs_designer.resource_files import model_file
from svs_designer.running.opening import definition_of
from svs_designer.running.ways import Way
from tests.running.hardware import hardware


@pytest.fixture
def drive():
    return Drive(hardware())


def go_to_the_end(drive):
    while (standing := drive.standing()).next is not None:
        drive.go_on(likeliest(standing.ways).answers if standing.ways else {})
    return drive


def test_a_case_begins_at_the_first_work_that_somebody_has_in_hand(drive):
    standing = drive.standing()

    assert standing.next.step == "triage"
    assert standing.passed == timedelta(minutes=5)
    assert [way.share for way in standing.ways] == [0.25, 0.75]
    assert standing.ended == ""


def test_a_step_done_moves_the_clock_by_its_work_and_the_next_ones_wait(drive):
    drive.go_on({})

    standing = drive.standing()
    assert standing.next.step == "mend"
    assert standing.passed == timedelta(minutes=15)


def test_an_answer_leads_the_other_way(drive):
    way = next(each for each in drive.standing().ways if not each.default)

    drive.go_on(way.answers)

    assert {item.step for item in drive.standing().open} == {"swap", "tell"}


def test_going_back_stands_exactly_where_it_was(drive):
    before = drive.standing()
    drive.go_on({})

    earlier = drive.back()

    assert earlier.standing() == before
    assert earlier.answers == ()


def test_going_back_at_the_beginning_stays_there(drive):
    assert drive.back().standing() == drive.standing()


def test_running_to_the_end_takes_the_likeliest_ways_and_leaves_this_case_where_it_is(drive):
    ended = drive.to_the_end()

    assert ended.standing().next is None
    assert ended.standing() == go_to_the_end(Drive(hardware())).standing()
    assert drive.standing().next.step == "triage"


def test_the_end_says_that_the_value_was_reached_and_when(drive):
    standing = drive.to_the_end().standing()

    assert standing.ended == "The case is over: the value was reached"
    assert standing.value_after is not None
    assert standing.value_after < standing.passed


def test_after_the_end_nothing_goes_on(drive):
    ended = drive.to_the_end()
    before = ended.standing()

    ended.go_on({})

    assert ended.standing() == before


def test_each_target_has_its_clock_from_where_it_begins(drive):
    clocks = {clock.name: clock for clock in drive.standing().clocks}

    assert clocks["Working again"].ran == timedelta(minutes=5)
    assert clocks["Working again"].within == timedelta(hours=2)
    assert clocks["Repair"].ran == timedelta()
    assert not clocks["Repair"].is_late


def test_a_clock_that_ran_too_long_is_late(drive):
    swap = next(each for each in drive.standing().ways if each.target != "mend")
    drive.go_on(swap.answers)
    late = drive.to_the_end().standing()

    assert {clock.name: clock.is_late for clock in late.clocks} == {"Working again": False, "Repair": True}


def test_the_likeliest_way_is_that_of_most_cases_and_without_shares_the_usual_one():
    rare, often = Way("rare", "a", {}, 0.2), Way("often", "b", {}, 0.8)
    unknown, usual = Way("unknown", "a", {}), Way("usual", "b", {}, default=True)

    assert likeliest((rare, often)) is often
    assert likeliest((unknown, usual)) is usual


@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name)
def test_every_worked_stream_runs_to_its_value_and_back_to_its_beginning(path):
    document = read_file(path).document
    begun = Drive(
        definition_of(document, load_catalogue(document.catalogue.id), document.streams[0].id, rehearsed=True)
    )

    ended = begun.to_the_end()

    assert ended.standing().value_after is not None
    while ended.answers:
        ended = ended.back()
    assert ended.standing() == begun.standing()
