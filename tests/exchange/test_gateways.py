"""A stream as a flow with explicit gateways: what is put where, and that every flow made of a sound stream is sound."""

import re

import pytest
from hypothesis import assume, given

from svs_designer.catalogue import load_catalogue
from svs_designer.exchange.exporter import CannotExport
from svs_designer.exchange.gateways import gateway_flow
from svs_designer.exchange.refusal import obstacles
from svs_designer.formats.native import read_file
from svs_designer.model.document import Document
from svs_designer.resource_files import model_file
from tests.analysis.flows import a_flow, flows
from tests.exchange.flow_game import faults
from tests.exchange.grown import grown_streams

CATALOGUE = load_catalogue("itil4")


def drawn(stream):
    """Say a flow in words: `a>split_a`, with the boolean of a way behind it."""
    found = []
    for flow in gateway_flow(stream).flows:
        mark = f"?{flow.variable}" if flow.variable else "!" if flow.default else ""
        found.append(f"{flow.source}>{flow.target}{mark}")
    return found


def test_a_line_of_steps_needs_no_gateway():
    assert drawn(a_flow("demand > a", "a > b", "b > value")) == ["demand>a", "a>b", "b>value"]


def test_a_decision_has_one_boolean_for_each_way_but_the_default():
    flow = drawn(a_flow("demand > a", "a > one value b", "b > a"))

    assert flow == ["demand>merge_a", "merge_a>a", "a>split_a", "split_a>value?a_value", "split_a>b!", "b>merge_a"]


def test_a_step_may_lead_back_to_itself():
    assert "split_a>merge_a!" in drawn(a_flow("demand > a", "a > one value a"))


def test_branches_fork_and_join():
    flow = drawn(a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > value"))

    assert flow == ["demand>a", "a>fork_a", "fork_a>b", "fork_a>c", "b>join_j", "c>join_j", "join_j>j", "j>value"]


def test_alternatives_of_a_branch_merge_before_they_join():
    flow = drawn(a_flow("demand > a", "a > all b c", "b > one d e", "d > j", "e > j", "c > j", "*j > value"))

    assert {"d>merge_j_1", "e>merge_j_1", "merge_j_1>join_j", "c>join_j", "join_j>j"} <= set(flow)


def test_an_end_that_several_lead_to_has_a_merge():
    assert "merge_end>end" in drawn(a_flow("demand > a", "a > one b end", "b > one value end"))


def test_value_is_a_milestone_where_a_tail_follows_and_the_end_where_none_does():
    with_tail = gateway_flow(a_flow("demand > a", "a > value", "value > b", "b > end"))
    without = gateway_flow(a_flow("demand > a", "a > value"))

    assert [node.kind for node in with_tail.nodes] == ["start", "task", "task", "milestone", "finish"]
    assert [(node.id, node.kind) for node in without.nodes][-1] == ("value", "finish")


def test_feedback_and_shares_of_nothing_carry_no_case_and_are_named():
    ways = {"one": [{"to": "value"}, {"to": "b", "kind": "feedback"}, {"to": "end", "share": 0.0}]}
    stream = a_flow("demand > b", "b > a", "a > value")
    stream = stream.model_validate({**dict(stream), "steps": (*stream.steps[:1], {"id": "a", "next": ways})})

    flow = gateway_flow(stream)

    assert [each.id for each in flow.flows] == ["flow_demand__b", "flow_b__a", "flow_a__value"]
    assert flow.idle_links == (("a", "b"), ("a", "end"))
    assert flow.unreached == ("end",)


def test_a_tail_that_ends_in_feedback_gets_an_end_of_its_own():
    stream = a_flow("demand > a", "a > value", "value > b", "b > a")
    feedback = {"id": "b", "next": {"to": "a", "kind": "feedback"}}
    stream = stream.model_validate({**dict(stream), "steps": (*stream.steps[:1], feedback)})

    assert "b>over_b" in drawn(stream)


def test_only_feedback_before_value_is_refused():
    stream = a_flow("demand > one a b", "a > value", "b > a")
    feedback = {"id": "b", "name": "Ask", "next": {"to": "a", "kind": "feedback"}}
    stream = stream.model_validate({**dict(stream), "steps": (*stream.steps[:1], feedback)})

    with pytest.raises(CannotExport, match="Only feedback leads on from “Ask”"):
        gateway_flow(stream)


def test_a_tail_that_never_ends_is_refused():
    with pytest.raises(CannotExport, match="no case comes to an end"):
        gateway_flow(a_flow("demand > a", "a > value", "value > b", "b > c", "c > b"))


def test_a_stream_without_demand_is_refused():
    with pytest.raises(CannotExport, match="No case leaves demand"):
        gateway_flow(a_flow("a > value", demand=None))


@pytest.mark.parametrize("path", sorted(model_file().glob("*.svs.yaml")), ids=lambda path: path.name)
def test_the_flow_of_every_worked_stream_is_sound(path):
    for stream in read_file(path).document.streams:
        flow = gateway_flow(stream)

        assert faults(flow) == []
        assert {each.link for each in flow.flows} - {None} == {(source, link.to) for source, link in stream.links()}


@given(grown_streams())
def test_the_flow_of_any_sound_stream_is_sound(stream):
    assume(obstacles(Document(streams=(stream,)), stream.id, CATALOGUE) == ())

    flow = gateway_flow(stream)

    assert faults(flow) == []
    assert len({node.id for node in flow.nodes}) == len(flow.nodes)
    assert len({(each.source, each.target) for each in flow.flows}) == len(flow.flows)


@given(flows())
def test_a_flow_is_made_of_any_stream_or_refused_in_words(stream):
    try:
        flow = gateway_flow(stream)
    except CannotExport as refusal:
        said = str(refusal)
    else:
        said = ""
        assert {node.element for node in flow.nodes} | set(flow.unreached) == set(stream.nodes())

    assert said == "" or re.search("no case|No case", said) or "entangled" in said
