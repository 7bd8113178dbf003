"""A case of a definition meets what a case of the stream meets, with expressions worked out by jq itself."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.exchange.decisions import decision
from tests.analysis.flows import a_flow, delayed, nested_flows, tangled_flows
from tests.builders import a_document
from tests.formats.open_workflow.exporting import MODELS, PROFILES, export, exported, model, tree_of
from tests.formats.open_workflow.walking import Answers, Walk, walk_of_links


def answering(stream, seed: int, *, tired: int = 3) -> Answers:
    """Answer at random, at each visit anew; after some visits only with no."""

    def answers(node: str, visit: int) -> dict[str, bool]:
        chosen = decision(node, stream.ways(node))
        random = Random(f"{seed} {node} {visit}")
        asked = chosen.asked if chosen else ()
        return {each.variable: visit <= tired and random.random() < 0.5 for each in asked}

    return answers


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("name", MODELS)
def test_a_case_of_a_worked_stream_goes_the_way_its_answers_lead(name, seed):
    stream = model(name).streams[0]
    answers = answering(stream, seed)

    walk = Walk(tree_of(exported(name)), answers)

    assert walk.trace == walk_of_links(stream, answers)
    assert walk.ended == "end"


@pytest.mark.slow
@given(nested_flows(), st.integers(0, 1000))
def test_a_case_of_any_blocks_goes_the_way_its_answers_lead(stream, seed):
    answers = answering(stream, seed)
    data = export(a_document(stream), most_repeats=1000).data

    walk = Walk(tree_of(data), answers)

    assert walk.trace == walk_of_links(stream, answers)


@pytest.mark.slow
@given(nested_flows(), st.integers(0, 1000))
def test_a_case_that_waits_on_its_way_goes_no_other_way(stream, seed):
    stream = delayed(stream)
    answers = answering(stream, seed)
    data = export(a_document(stream), most_repeats=1000, delays="always").data

    walk = Walk(tree_of(data), answers)

    assert walk.trace == walk_of_links(stream, answers)


@pytest.mark.slow
@given(tangled_flows() | nested_flows(), st.integers(0, 1000), st.integers(1, 3))
def test_every_case_comes_to_an_end_whatever_is_answered(stream, seed, most):
    data = export(a_document(stream), most_repeats=most).data

    walk = Walk(tree_of(data), answering(stream, seed, tired=10**6))

    assert walk.trace[-1] in ("value", "end")
    assert all(number <= most for number in walk.context.get("repeats", {}).values())


@pytest.mark.parametrize("most", [1, 4])
def test_rework_ends_when_it_was_done_often_enough(most):
    stream = a_flow("demand > a", "a > check", "check > one value a", demand={"next": "a"})
    data = export(a_document(stream), most_repeats=most).data

    walk = Walk(tree_of(data), lambda node, visit: {"check_value": False})

    assert Counter(walk.trace) == {"a": most + 1, "check": most + 1, "value": 1}
    told = {"from": "check", "to": "a", "most": most, "instead": "value"}
    assert tree_of(data)["do"][4]["check_to_a"]["metadata"]["svs"]["repeat"] == told


def test_repeated_visits_of_a_step_are_told_apart():
    stream = model("restore-service").streams[0]

    walk = Walk(tree_of(exported("restore-service")), answering(stream, 0, tired=10**6))

    asked = [event for event in walk.events if event["type"] == "io.svs.work.requested.v1"]
    pairs = [(event["subject"], event["data"]["visit"]) for event in asked]
    assert len(set(pairs)) == len(pairs)
    assert next(event["type"] for event in walk.events if event not in asked) == "io.svs.value.realised.v1"


@pytest.mark.parametrize("name", MODELS)
def test_a_rehearsal_asks_nobody_and_takes_the_ways_of_its_input(name):
    stream = model(name).streams[0]
    chosen = {each.variable: True for node in stream.nodes() for each in asked_at(stream, node)[:1]}
    tree = tree_of(exported(name, "1.0.3", "rehearse"))

    usual, other = Walk(tree, never_asked), Walk(tree, never_asked, **chosen)

    assert usual.trace == walk_of_links(stream, lambda node, visit: {})
    assert not chosen or other.trace != usual.trace
    assert set(other.context.get("repeats", {}).values()) <= set(range(6))


def asked_at(stream, node):
    chosen = decision(node, stream.ways(node)) if stream.ways(node) else None
    return chosen.asked if chosen else ()


def never_asked(node, visit):
    raise AssertionError(f"somebody was asked at {node}")


@pytest.mark.parametrize("profile", PROFILES)
def test_open_branches_of_the_tail_each_have_their_own_copy_of_what_they_share(profile):
    stream = a_flow("demand > a", "a > value", "value > all b c", "b > d", "c > d", "d > end")

    made = export(a_document(stream), profile=profile)
    walk = Walk(tree_of(made.data), lambda node, visit: {})

    assert walk.trace == ["a", "value", "b", "d", "end", "c", "d", "end"]
    subjects = [event["subject"] for event in walk.events if event["type"] == "io.svs.work.requested.v1"]
    assert subjects == (["a", "b", "d", "c", "d/d_2"] if profile == "orchestrate" else [])
    assert any("stands in several" in loss.message for loss in made.losses)


def test_branches_that_meet_early_are_a_fork_within_the_fork():
    stream = a_flow("demand > a", "a > all b c d", "b > j", "c > j", "*j > k", "d > k", "*k > value")

    walk = Walk(tree_of(export(a_document(stream)).data), lambda node, visit: {})

    assert walk.trace == ["a", "b", "c", "j", "d", "k", "value"]


def test_words_of_the_language_are_names_of_steps_too():
    stream = a_flow(
        "demand > exit", "exit > one continue import", "continue > try", "import > try", "try > value", "value > do",
        "do > end",
    )  # fmt: skip
    tree = tree_of(export(a_document(stream)).data)

    walk = Walk(tree, lambda node, visit: {"exit_continue": True})

    assert walk.trace == ["exit", "continue", "try", "value", "do", "end"]


def test_nobody_decides_at_demand_and_value_but_the_input():
    stream = a_flow("demand > one a b", "a > value", "b > value", "value > one a2 b2", "a2 > end", "b2 > end")
    made = export(a_document(stream))

    usual = Walk(tree_of(made.data), lambda node, visit: {})
    other = Walk(tree_of(made.data), lambda node, visit: {}, demand_a=True, value_a2=True)

    assert (usual.trace, other.trace) == (["b", "value", "b2", "end"], ["a", "value", "a2", "end"])
    assert any("Nobody decides at demand and value" in loss.message for loss in made.losses)
