"""The facts of a flow; networkx is the oracle of the walks."""

import gc

import networkx as nx
from hypothesis import given, settings

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.graph import flow_graph
from svs_designer.analysis.islands import islands
from svs_designer.model.stream import ValueStream
from tests.analysis.flows import a_flow, flows
from tests.builders import a_step, a_stream


def ids(facts: Facts, marked: bytearray) -> set[str]:
    return {node for node, mark in zip(facts.nodes, marked, strict=True) if mark}


def test_the_facts_of_a_stream_are_made_once_and_forgotten_with_it() -> None:
    stream = a_stream()

    facts = facts_of(stream)

    assert facts_of(stream) is facts
    assert facts_of(a_stream()) is not facts
    del stream, facts
    gc.collect()


def test_a_link_that_no_case_takes_is_no_way_on() -> None:
    never = a_step("a", next={"one": [{"to": "b", "share": 0}, {"to": "value", "share": 1}]})
    stream = a_stream(steps=(never, a_step("b", next="value")))

    facts = facts_of(stream)

    assert ids(facts, facts.reached) == {"demand", "a", "value"}


def test_the_tail_is_what_cases_only_meet_after_value() -> None:
    stream = a_flow("demand > a", "a > one b value", "b > end", "value > c", "c > one b end")

    assert facts_of(stream).tail == {"c"}


def test_a_loop_is_a_trap_only_without_a_way_out() -> None:
    loop = a_flow("demand > a", "a > b", "b > one a value")
    trap = a_flow("demand > a", "a > one b value", "b > c", "c > b")

    assert facts_of(loop).traps == []
    assert [[facts_of(trap).nodes[node] for node in members] for members in facts_of(trap).traps] == [["b", "c"]]


def test_an_island_begins_at_its_first_step_and_counts_what_only_it_leads_to() -> None:
    stream = a_flow("demand > a", "a > value", "b > c", "c > d", "d > value", "e > d")
    facts = facts_of(stream)

    found = [tuple(facts.nodes[node] for node in island.members) for island in islands(facts)]

    assert found == [("b", "c"), ("e",), ("end",)]


@given(flows(most=8))
@settings(max_examples=150)
def test_reachability_and_components_are_those_of_networkx(stream: ValueStream) -> None:
    facts, graph = Facts(stream), flow_graph(stream)

    assert ids(facts, facts.reached) == nx.descendants(graph, "demand") | {"demand"}
    finishing = set().union(*(nx.ancestors(graph, finish) | {finish} for finish in ("value", "end")))
    assert ids(facts, facts.finishing) == finishing
    mine = {frozenset(facts.nodes[node] for node in members) for members in facts.components}
    assert mine == set(map(frozenset, nx.strongly_connected_components(graph)))


@given(flows(most=8))
@settings(max_examples=100)
def test_every_unreached_node_belongs_to_some_island(stream: ValueStream) -> None:
    facts, graph = Facts(stream), flow_graph(stream)

    heads = [facts.nodes[island.head] for island in islands(facts)]

    unreached = set(facts.nodes) - ids(facts, facts.reached) - {"value"}
    assert unreached == set().union(*({head} | nx.descendants(graph, head) for head in heads)) & unreached
    for head in heads:
        assert not any(head in nx.descendants(graph, other) for other in heads if other != head)
