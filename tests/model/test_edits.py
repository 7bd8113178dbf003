"""Edits of a document: each does it, refuses it, and does it twice without harm."""

import pytest

from svs_designer.model.edits import fragments, links, nodes, registers, steps, streams
from svs_designer.model.edits.within import EditError
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.layout import Place
from svs_designer.model.links import LinkKind, Split
from svs_designer.model.stream import Moment, StreamKind, Target
from tests.builders import a_document, a_step, a_stream


def test_an_edit_shares_everything_it_does_not_change() -> None:
    document = a_document(a_stream("s"), a_stream("t"))

    renamed = steps.rename_step(document, "s", "a", "Triage")

    assert renamed.stream("s").step("a").name == "Triage"
    assert renamed.stream("t") is document.stream("t")
    assert renamed.stream("s").step("b") is document.stream("s").step("b")


def test_an_edit_without_effect_returns_the_same_document() -> None:
    document = a_document()

    assert steps.rename_step(document, "s", "a", "Do a") is document
    assert steps.attach_practice(document, "s", "a", "incident-management") is document
    assert links.disconnect(document, "s", "a", "value") is document
    assert links.set_split(document, "s", "a", Split.ALL) is document
    assert nodes.delete_elements(document, "s", ["nobody"]) is document


def test_moving_a_card_leaves_the_streams_untouched() -> None:
    document = a_document()

    moved = nodes.move_elements(document, "s", {"a": (48, 96)})

    assert moved.layout.of("s")["a"] == Place(48, 96)
    assert moved.streams[0] is document.streams[0]


def test_a_renamed_step_keeps_its_id() -> None:
    document = steps.add_step(a_document(), "s", "Take the call")

    renamed = steps.rename_step(document, "s", "take-the-call", "Answer the phone")

    assert renamed.stream("s").step("take-the-call").name == "Answer the phone"


def test_a_step_added_after_another_is_linked_and_stands_behind_it() -> None:
    document = steps.add_step(a_document(), "s", "Check", after="a")

    stream = document.stream("s")
    assert [step.id for step in stream.steps] == ["a", "check", "b"]
    assert [link.to for link in stream.step("a").next.links] == ["b", "check"]
    assert stream.step("a").next.split is Split.UNDECIDED


def test_a_step_dropped_on_a_link_is_inserted_and_the_link_keeps_its_meaning() -> None:
    document = links.set_link(a_document(), "s", "a", "b", share=0.8, when="approved")

    document = steps.insert_step(document, "s", "a", "b", "Check")

    stream = document.stream("s")
    assert stream.link("a", "check").share == 0.8
    assert stream.link("a", "check").when == "approved"
    assert [link.to for link in stream.step("check").next.links] == ["b"]
    assert [step.id for step in stream.steps] == ["a", "check", "b"]


@pytest.mark.parametrize(
    ("source", "target", "words"),
    [
        ("a", "a", "cannot lead to itself"),
        ("a", "b", "connected already"),
        ("a", DEMAND, "Nothing leads to demand"),
        ("end", "a", "Nothing leaves an end"),
        ("a", "nobody", "leads to a step"),
    ],
)
def test_a_senseless_link_is_refused_with_its_reason(source: str, target: str, words: str) -> None:
    document = nodes.add_end(a_document(), "s")

    assert words in links.objection_to_link(document, "s", source, target)
    with pytest.raises(EditError, match=words):
        links.connect(document, "s", source, target)


def test_a_second_way_on_is_undecided_and_one_way_on_is_no_split() -> None:
    document = links.connect(a_document(), "s", "a", VALUE)
    assert document.stream("s").step("a").next.split is Split.UNDECIDED

    decided = links.set_split(document, "s", "a", Split.ONE)
    assert decided.stream("s").step("a").next.split is Split.ONE

    single = links.disconnect(decided, "s", "a", "b")
    assert single.stream("s").step("a").next.split is None


def test_only_one_link_of_a_split_is_the_default() -> None:
    document = links.connect(a_document(), "s", "a", VALUE, default=True)

    document = links.set_link(document, "s", "a", "b", default=True)

    assert [link.default for link in document.stream("s").step("a").next.links] == [True, False]


def test_a_link_can_be_led_elsewhere_and_keeps_its_fields() -> None:
    document = links.set_link(a_document(), "s", "a", "b", kind=LinkKind.ESCALATION, when="urgent")

    document = links.retarget(document, "s", "a", "b", VALUE)

    assert document.stream("s").link("a", VALUE).when == "urgent"
    assert document.stream("s").link("a", "b") is None


def test_deleting_a_step_takes_its_links_and_frees_what_referred_to_it() -> None:
    target = Target(id="t", starts=Moment(step="a"), stops=(Moment(step="b"), Moment(step="a")))
    document = a_document(a_stream(targets=(target,)))
    document = nodes.add_annotation(document, "s", "Why so slow?", about="a", at=Place(0, 0))

    document = nodes.delete_elements(document, "s", ["a"])

    stream = document.stream("s")
    assert stream.step("a") is None
    assert stream.demand.next.links == ()
    assert stream.targets[0].starts is None
    assert [stop.step for stop in stream.targets[0].stops] == ["b"]
    assert stream.annotations[0].about is None


def test_deleting_a_step_on_a_line_can_heal_the_line() -> None:
    document = nodes.delete_and_heal(a_document(), "s", "a")

    assert [link.to for link in document.stream("s").demand.next.links] == ["b"]


def test_a_healed_line_keeps_what_both_its_links_said() -> None:
    before = {"to": "b", "delay": "1d5m", "when": "it is urgent", "info": ("details",)}
    after = {"to": "c", "delay": "3m", "kind": "escalation", "info": ("details", "ticket")}
    chain = a_stream(steps=(a_step("a", next=before), a_step("b", next=after), a_step("c", next="value")))

    (link,) = nodes.delete_and_heal(a_document(chain), "s", "b").stream("s").step("a").next.links

    assert (link.to, link.when, link.kind) == ("c", "it is urgent", LinkKind.ESCALATION)
    assert str(link.delay) == "1d8m"
    assert link.info == ("details", "ticket")


def test_demand_does_not_escalate_when_the_line_behind_it_is_healed() -> None:
    chain = a_stream(steps=(a_step("a", next={"to": "b", "kind": "escalation"}), a_step("b", next="value")))

    (link,) = nodes.delete_and_heal(a_document(chain), "s", "a").stream("s").demand.next.links

    assert (link.to, link.kind) == ("b", LinkKind.FLOW)


def test_one_tool_takes_the_place_of_another_once_on_each_step() -> None:
    document = a_document(
        a_stream(steps=(a_step("a", tools=("phone", "old"), next="b"), a_step("b", tools=("new", "old"), next="value")))
    )

    exchanged = steps.exchange_tool(document, "s", "old", "new")

    assert [step.tools for step in exchanged.stream("s").steps] == [("phone", "new"), ("new",)]
    assert steps.exchange_tool(exchanged, "s", "old", "new") is exchanged


def test_demand_and_value_exist_once() -> None:
    document = nodes.delete_elements(a_document(), "s", [DEMAND])

    again = nodes.add_demand(document, "s", text="Again")

    assert again.stream("s").demand.text == "Again"
    with pytest.raises(EditError, match="demand already"):
        nodes.add_demand(again, "s")


def test_the_first_end_is_called_end_and_others_by_their_name() -> None:
    document = nodes.add_end(nodes.add_end(nodes.add_end(a_document(), "s"), "s"), "s", "Declined")

    assert [end.id for end in document.stream("s").ends] == ["end", "end-2", "declined"]


def test_a_duplicate_as_to_be_names_its_baseline_and_takes_the_layout_along() -> None:
    document = nodes.move_elements(a_document(), "s", {"a": (8, 8)})

    document = streams.duplicate_stream(document, "s", "Better", kind=StreamKind.TO_BE)

    assert document.stream("better").baseline == "s"
    assert document.layout.of("better") == document.layout.of("s")
    assert streams.delete_stream(document, "s").stream("better").baseline is None


def test_a_stream_copied_to_another_document_brings_the_entries_it_needs() -> None:
    source = registers.add_entry(a_document(), "teams", "Service desk")
    source = steps.set_steps(source, "s", ["a"], team="service-desk")

    target = streams.copy_stream(a_document(), source, "s")

    assert [stream.id for stream in target.streams] == ["s", "s-2"]
    assert target.entry("teams", "service-desk").name == "Service desk"


def test_removing_an_entry_clears_every_reference_to_it() -> None:
    document = registers.add_entry(a_document(), "teams", "Service desk")
    document = steps.set_steps(document, "s", ["a", "b"], team="service-desk")
    assert registers.uses(document, "teams", "service-desk") == 2

    document = registers.remove_entry(document, "teams", "service-desk")

    assert document.teams == ()
    assert [step.team for step in document.stream("s").steps] == [None, None]


def test_a_pasted_fragment_gets_free_ids_and_its_inner_links() -> None:
    document = registers.add_entry(a_document(), "teams", "Service desk")
    document = steps.set_steps(document, "s", ["a"], team="service-desk")
    copied = fragments.fragment(document, "s", ["a", "b"], {"a": Place(0, 0), "b": Place(256, 0)})

    pasted, came = fragments.paste(document, "s", copied, offset=(24, 24))

    stream = pasted.stream("s")
    assert came == ("a-2", "b-2")
    assert [link.to for link in stream.step("a-2").next.links] == ["b-2"]
    assert stream.step("b-2").next.links == ()
    assert pasted.layout.of("s")["b-2"] == Place(280, 24)
    assert copied.teams[0].id == "service-desk"


def test_what_is_pasted_beyond_the_edge_stays_where_a_file_can_hold_it() -> None:
    copied = fragments.fragment(a_document(), "s", ["a"], {"a": Place(1e6, -1e6, True)})

    pasted, (came,) = fragments.paste(a_document(), "s", copied, offset=(500, 500))

    assert pasted.layout.of("s")[came] == Place(1e6, -999_500, True)


def test_a_link_of_a_step_to_itself_and_a_taken_border_stay_out_of_what_is_pasted() -> None:
    copied = a_document(
        a_stream(demand={"next": "a"}, value={}, steps=[a_step("a", next=["a", "value"]), a_step("end-2")])
    )
    target = a_document(a_stream(demand={"text": "Ask"}, value={}, steps=[a_step("b")]))

    pasted, came = fragments.paste(target, "s", copied)

    assert came == ("a", "end-2")
    assert pasted.stream("s").demand == target.stream("s").demand
    assert pasted.stream("s").links() == ()


def test_a_fragment_pastes_into_another_document_with_its_team() -> None:
    document = registers.add_entry(a_document(), "teams", "Service desk")
    document = steps.set_steps(document, "s", ["a"], team="service-desk")

    pasted, _ = fragments.paste(a_document(), "s", fragments.fragment(document, "s", ["a"], {}))

    assert pasted.entry("teams", "service-desk") is not None


def test_a_part_refuses_what_is_not_its_own() -> None:
    with pytest.raises(ValueError, match="Extra inputs"):
        a_step(nmae="x")
    with pytest.raises(ValueError, match="leads to no node"):
        a_stream(steps=(a_step("a", next="nobody"),))
    with pytest.raises(ValueError, match="stands twice"):
        a_stream(steps=(a_step("a", next="value"), a_step("a", next="value")))
