"""Loops within loops: heads, members and the links that repeat them, held against networkx."""

import networkx
from hypothesis import given
from hypothesis import strategies as st

from svs_designer.analysis.loops import loops


def test_a_loop_is_named_by_where_cases_come_to_it_first():
    found = loops([[1], [2], [1, 3], []], [0, 1, 2, 3])

    assert found.around == ((), (1,), (1,), ())
    assert found.repeats == {(2, 1): 1}


def test_a_loop_within_a_loop_knows_both():
    found = loops([[1], [1, 2], [0]], [0, 1, 2])

    assert found.around == ((0,), (0, 1), (0,))
    assert found.repeats == {(2, 0): 0, (1, 1): 1}


def test_of_two_ways_in_the_nearer_one_is_the_head():
    found = loops([[2, 1], [2], [1]], [0, 2, 1])

    assert found.around == ((), (2,), (2,))
    assert found.repeats == {(1, 2): 2}


@given(st.lists(st.lists(st.integers(0, 7), max_size=3, unique=True), min_size=8, max_size=8))
def test_without_the_links_that_repeat_nothing_comes_back(out):
    graph = networkx.DiGraph([(node, target) for node, targets in enumerate(out) for target in targets])
    graph.add_node(0)
    order = [0, *(target for _, target in networkx.bfs_edges(graph, 0))]

    found = loops(out, order)

    reached = graph.subgraph(order).copy()
    in_loops = {node for part in networkx.strongly_connected_components(reached) for node in part if len(part) > 1}
    in_loops |= {node for node in order if node in out[node]}
    assert in_loops == {node for node in order if found.around[node]}
    reached.remove_edges_from(found.repeats)
    assert networkx.is_directed_acyclic_graph(reached)
    for (source, target), head in found.repeats.items():
        assert target == head
        assert head in found.around[source]
        assert head in found.around[target]
