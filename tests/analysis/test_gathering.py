"""Gathering agrees with a walk from every node."""

from hypothesis import given

from svs_designer.analysis.facts import facts_of
from svs_designer.analysis.gathering import gathered
from svs_designer.model.stream import ValueStream
from tests.analysis.flows import a_flow, flows


def test_a_step_gathers_what_the_steps_on_all_ways_to_it_carry() -> None:
    facts = facts_of(a_flow("demand > a", "a > one b c", "b > d", "c > value", "d > value"))
    carried = [1 << number for number in range(len(facts.nodes))]

    before = gathered(reversed(facts.components), facts.into, carried)

    assert _names(facts.nodes, before[facts.index["d"]]) == {"demand", "a", "b"}
    assert _names(facts.nodes, before[facts.index["demand"]]) == set()


def test_a_step_in_a_loop_gathers_what_it_carries_itself() -> None:
    facts = facts_of(a_flow("demand > a", "a > b", "b > one a value"))
    carried = [1 << number for number in range(len(facts.nodes))]

    before = gathered(reversed(facts.components), facts.into, carried)

    assert _names(facts.nodes, before[facts.index["a"]]) == {"demand", "a", "b"}


@given(flows())
def test_what_is_gathered_is_what_walks_find(stream: ValueStream) -> None:
    facts = facts_of(stream)
    carried = [1 << number for number in range(len(facts.nodes))]

    before = gathered(reversed(facts.components), facts.into, carried)
    behind = gathered(facts.components, facts.out, carried)

    for source in facts.nodes:
        after = {node for node, there in zip(facts.nodes, facts.after(source), strict=True) if there}
        assert _names(facts.nodes, behind[facts.index[source]]) == after
        assert {node for node in facts.nodes if before[facts.index[node]] >> facts.index[source] & 1} == after


def _names(nodes: tuple[str, ...], bits: int) -> set[str]:
    return {node for number, node in enumerate(nodes) if bits >> number & 1}
