"""Which links are bounded: as few as possible, rework before all others, and never all ways out of a node."""

import pytest
from hypothesis import given

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.structure import structure
from svs_designer.analysis.walks import components
from svs_designer.formats.open_workflow.repeats import bounded_links
from svs_designer.model.base import evolve
from svs_designer.model.links import Ways
from tests.analysis.flows import a_flow, nested_flows, tangled_flows


def bounded(stream):
    return bounded_links(structure(Facts(stream)), lambda node: stream.ways(node) or Ways())


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        (a_flow("demand > a", "a > one b value", "b > value"), set()),
        (a_flow("demand > a", "a > one a value"), {("a", "a")}),
        (a_flow("demand > a", "a > b", "b > one a value"), {("b", "a")}),
        # The rework is a step of its own: the choice is bounded, not the way back, which is no choice.
        (a_flow("demand > a", "a > one mend value", "mend > a"), {("a", "mend")}),
        # The default goes round: it is bounded all the same.
        (a_flow("demand > a", "a > one value b", "b > a"), {("a", "b")}),
    ],
)
def test_what_goes_round_is_bounded_where_a_case_can_go_elsewhere(stream, expected):
    assert bounded(stream) == expected


def test_rework_is_bounded_rather_than_the_usual_way():
    way_back = {"to": "a", "kind": "rework", "default": True}
    stream = a_flow("demand > a", "a > check", "check > one a b", "b > one a value")
    check, others = stream.step("check"), [step for step in stream.steps if step.id != "check"]

    found = bounded(evolve(stream, steps=(*others, evolve(check, next={"one": [way_back, {"to": "b"}]}))))

    assert found == {("check", "a"), ("b", "a")}


@given(tangled_flows() | nested_flows())
def test_what_is_not_bounded_goes_round_nowhere_and_leads_on_everywhere(stream):
    items = structure(Facts(stream))

    found = bounded_links(items, lambda node: stream.ways(node) or Ways())

    place = {item.node: at for at, item in enumerate(items)}
    free = [[place[to] for to in item.following if (item.node, to) not in found] for item in items]
    assert all(len(loop) == 1 and loop[0] not in free[loop[0]] for loop in components(free))
    assert all(free[at] or not item.following for at, item in enumerate(items))
