"""Edits that divide work over two steps or bring it together."""

import pytest

from svs_designer.model.edits import splitting
from svs_designer.model.edits.within import EditError
from svs_designer.model.links import Link, LinkKind
from svs_designer.model.step import Join
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream


def lines(document: object) -> list[tuple[str, str]]:
    return [(source, link.to) for source, link in document.stream("s").links()]  # type: ignore[attr-defined]


def test_a_step_before_another_takes_every_way_that_led_there_and_waits_in_its_stead() -> None:
    document = a_document(a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > value"))

    made = splitting.add_step_before(document, "s", "j", "Gather the parts", activity="engage")

    stream = made.stream("s")
    assert [step.id for step in stream.steps] == ["a", "b", "c", "gather-the-parts", "j"]
    assert ("b", "gather-the-parts") in lines(made)
    assert ("gather-the-parts", "j") in lines(made)
    assert [step.join for step in stream.steps[3:]] == [Join.ALL, Join.ANY]


def test_a_step_behind_another_takes_over_its_ways_on() -> None:
    document = a_document(a_flow("demand > a", "a > one value end"))

    made = splitting.add_step_behind(document, "s", "a", "Check it", activity="engage")

    assert lines(made) == [("demand", "a"), ("a", "check-it"), ("check-it", "value"), ("check-it", "end")]


def test_a_step_between_gathers_the_ways_of_some_nodes_and_leaves_the_others() -> None:
    document = a_document(a_flow("demand > a", "a > one b c d", "b > value", "c > one value end", "d > value"))

    made = splitting.add_step_between(document, "s", ("b", "c"), "value", "Inform", activity="engage")

    assert [source for source, target in lines(made) if target == "inform"] == ["b", "c"]
    assert [source for source, target in lines(made) if target == "value"] == ["inform", "d"]
    with pytest.raises(EditError, match="no such link"):
        splitting.add_step_between(document, "s", ("a",), "value", "Inform")


def test_merging_leads_the_ways_to_the_step_that_stays() -> None:
    document = a_document(a_flow("demand > a", "a > one b c", "b > value", "c > d", "d > value"))

    merged = splitting.merge_steps(document, "s", "b", "d")

    assert lines(merged) == [("demand", "a"), ("a", "b"), ("a", "c"), ("b", "value"), ("c", "b")]
    assert splitting.merge_steps(document, "s", "b", "b") is document


def test_dividing_a_step_that_is_not_there_is_refused() -> None:
    document = a_document()

    for edit in (splitting.add_step_before, splitting.add_step_behind):
        with pytest.raises(EditError, match="no step 'nobody'"):
            edit(document, "s", "nobody", "New")
    with pytest.raises(EditError):
        splitting.merge_steps(document, "s", "a", "nobody")


def test_a_step_taken_out_leaves_its_neighbours_joined_and_what_it_took_is_handed_on() -> None:
    document = a_document(
        a_stream(
            steps=(
                a_step("a", outputs=("details",), next="b"),
                a_step("b", inputs=("details",), outputs=("ticket", "copy"), next={"to": "c", "kind": "escalation"}),
                a_step("c", inputs=("ticket", "map"), outputs=("copy",), next="d"),
                a_step("d", inputs=("copy", "details", "ticket"), next="value"),
            )
        )
    )

    left = splitting.take_out_step(document, "s", "b").stream("s")

    assert [step.id for step in left.steps] == ["a", "c", "d"]
    assert left.step("a").next.links == (Link(to="c", kind=LinkKind.ESCALATION),)
    assert [step.inputs for step in left.steps] == [(), ("details", "map"), ("copy", "details")]


def test_a_step_that_is_not_there_cannot_be_taken_out() -> None:
    with pytest.raises(EditError, match="no step 'nobody'"):
        splitting.take_out_step(a_document(), "s", "nobody")
