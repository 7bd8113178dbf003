"""The rungs add up to the lead time, in an order a reader follows, and say what is visited how often."""

import pytest

from svs_designer.model.base import evolve
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.drawing.ladder.ladders import MODELS, a_line, measured, model, rungs


def timed(stream, *changed):
    """Give every step times, and put changed steps in the place of those of their ids."""
    instead = {step.id: step for step in changed}
    steps = [instead.get(step.id, step) for step in stream.steps]
    steps = [evolve(step, touch=step.touch or "10m", wait=step.wait or "5m") for step in steps]
    return a_document(evolve(stream, steps=tuple(steps)))


@pytest.mark.parametrize("name", MODELS)
def test_the_parts_add_up_to_exactly_the_lead_time(name):
    _, measures, _ = measured(model(name))

    parts = sum(rung.span for rung in rungs(model(name)) if not rung.beside)

    assert parts == pytest.approx(measures.lead.seconds)


@pytest.mark.parametrize("name", MODELS)
def test_no_rung_stands_before_one_that_leads_to_it_but_for_loops(name):
    stream, _, _ = measured(model(name))
    order = [rung.step for rung in rungs(model(name))]
    forward = {(a, b.to) for a, b in stream.links() if b.kind.value != "rework"}

    wrong = [(a, b) for a, b in forward if a in order and b in order and order.index(a) > order.index(b)]

    assert wrong == []


def test_delays_on_the_way_are_waiting_time():
    stream = a_stream(steps=(
        a_step("a", touch="10m", wait="0m", next={"to": "b", "delay": "7m"}),
        a_step("b", touch="10m", wait="3m", next="value"),
    ))  # fmt: skip

    _, second = rungs(a_document(stream))

    assert (second.delay, second.wait, second.touch) == (420, 180, 600)


def test_a_delay_on_the_way_to_value_has_a_rung_of_its_own():
    stream = a_stream(steps=(a_step("a", touch="10m", wait="0m", next={"to": "value", "delay": "1h"}),))

    *_, last = rungs(a_document(stream))

    assert (last.step, last.name, last.delay) == ("value", "On the way to value", 3600)


def test_rework_counts_as_often_as_it_happens():
    stream = a_flow("demand > a", "a > b", "b > one value a")
    ways = {"one": [{"to": "value", "share": 0.8}, {"to": "a", "share": 0.2, "kind": "rework"}]}

    first, _ = rungs(timed(stream, evolve(stream.step("b"), next=ways)))

    assert first.sign == "×\u00a01.25"
    assert first.touch == pytest.approx(1.25 * 600)


def test_a_branch_that_some_cases_take_says_how_many():
    stream = a_flow("demand > a", "a > one b c", "b > value", "c > value")
    first = evolve(stream.steps[0], next={"one": [{"to": "b", "share": 0.8}, {"to": "c", "share": 0.2}]})

    found = {rung.step: rung for rung in rungs(timed(stream, first))}

    assert {step: rung.sign for step, rung in found.items()} == {"a": "", "b": "80\u00a0%", "c": "20\u00a0%"}
    assert found["c"].wait == pytest.approx(0.2 * 300)


def test_of_parallel_branches_the_slowest_is_on_the_path():
    stream = a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > value")
    slow = evolve(stream.step("b"), touch="1h")

    beside = {rung.step: rung.beside for rung in rungs(timed(stream, slow))}

    assert beside == {"a": False, "b": False, "c": True, "j": False}


def test_a_time_nobody_knows_is_none_and_not_zero():
    first, second = rungs(a_line((None, "10m"), ("5m", None)))

    assert (first.wait, first.touch) == (None, 600)
    assert (second.wait, second.touch) == (300, None)


def test_what_comes_after_value_or_never_gets_there_has_no_rung():
    stream = a_flow("demand > a", "a > one b c", "b > value", "c > end", "value > d", "d > end")

    assert [rung.step for rung in rungs(timed(stream))] == ["a", "b"]
