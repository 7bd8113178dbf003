"""The rules on silos: hand-offs, transfers, tools and queues. What they object to, let pass, and mend."""

from typing import Any

import pytest

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits import links, registers, streams
from svs_designer.model.links import LinkKind
from svs_designer.model.stream import ValueStream
from tests.builders import a_document, a_step, a_stream
from tests.rules.test_fixes import assert_mends, offers
from tests.rules.test_tool_rules import LONG, in_tools, queued
from tests.rules.worked import SID, Edit, check, found, model, on_steps


def on_link(source: str, target: str, **changes: Any) -> Edit:
    return lambda document: links.set_link(document, SID, source, target, **changes)


def route_by_another_team(document: Document) -> Document:
    return on_steps("route", team="front-office")(registers.add_entry(document, "teams", "Front office"))


def record_in_another_tool(document: Document) -> Document:
    document = registers.add_entry(document, "tools", "Asset tool", category="Ticketing ")
    return on_steps("update-records", tools=("asset-tool",))(document)


MUTANTS: dict[str, tuple[str, Edit]] = {
    "the desk gets nothing to close with": ("SVS050", on_steps("close", inputs=(), tools=("phone",))),
    "another team routes": ("SVS051", route_by_another_team),
    "taking the spare is a reassignment": ("SVS052", on_link("confirm-fault", "take-spare", kind="reassign")),
    "the case is escalated back": ("SVS052", on_link("update-records", "close", kind="escalation")),
    "records lie in another tool": ("SVS053", record_in_another_tool),
    "nobody looks after the queue": ("SVS054", on_steps("confirm-fault", queue=None)),
    "the queue has no limit": ("SVS054", on_steps("confirm-fault", queue={"owner": "network-dispatcher"})),
}


@pytest.mark.parametrize(("rule", "mutate"), MUTANTS.values(), ids=MUTANTS.keys())
def test_one_change_of_the_clean_stream_raises_exactly_its_rule(rule: str, mutate: Edit) -> None:
    clean = streams.set_stream(model(SID), SID, principles=())  # SVS088 tells what contradicts a claimed one

    mutant = mutate(clean)

    assert check(clean) == ()
    assert {each.rule for each in check(mutant)} == {rule}


# --- SVS050: hand-offs without information


def two_teams(first: dict[str, Any], link: dict[str, Any], second: dict[str, Any]) -> ValueStream:
    """Build `before > a > b`, with a new team at b."""
    return a_stream(
        steps=(
            a_step("before", team="desk", outputs=("notes",), next="a"),
            a_step("a", **{"team": "desk", "outputs": ("list",), **first, "next": {"to": "b", **link}}),
            a_step("b", **{"team": "field", "next": "value", **second}),
        )
    )


@pytest.mark.parametrize(
    ("first", "link", "second", "told"),
    [
        ({}, {}, {}, True),
        ({}, {"info": ("list",)}, {}, False),
        ({}, {}, {"inputs": ("list",)}, False),
        ({}, {}, {"inputs": ("notes",)}, False),
        ({}, {}, {"inputs": ("what comes later",)}, True),
        ({"tools": ("t",)}, {}, {"tools": ("t", "u")}, False),
        ({"tools": ("t",)}, {}, {"tools": ("u",)}, True),
        ({"tools": ("t",), "outputs": ()}, {}, {"tools": ("u",)}, True),
        ({"outputs": ()}, {}, {}, False),
        ({}, {}, {"team": "desk"}, False),
        ({"team": None}, {}, {}, False),
        ({}, {"share": 0}, {}, False),
        ({}, {"kind": "escalation"}, {}, True),
        ({}, {"kind": "feedback"}, {}, False),
        ({}, {"kind": "rework"}, {"inputs": ("list",)}, True),
        ({}, {"kind": "rework", "when": "the list is wrong"}, {}, False),
    ],
)
def test_svs050_asks_what_goes_along(
    first: dict[str, Any], link: dict[str, Any], second: dict[str, Any], told: bool
) -> None:
    assert [each.element for each in found(two_teams(first, link, second), "SVS050")] == [("a", "b")] * told


def test_svs050_takes_integrated_tools_for_one() -> None:
    document = a_document(
        two_teams({"tools": ("t",)}, {}, {"tools": ("u",)}), tools=({"id": "u", "integrated_with": ("t",)}, {"id": "t"})
    )

    assert found(document, "SVS050") == []


def test_svs050_counts_what_was_made_in_a_loop_or_another_branch_on_the_way() -> None:
    loop = a_stream(
        steps=(
            a_step("a", team="desk", inputs=("ask",), next={"one": ["b", "c"]}),
            a_step("b", team="desk", outputs=("answer",), next={"to": "a", "kind": "rework"}),
            a_step("c", team="field", inputs=("answer",), next="value"),
        )
    )

    assert found(loop, "SVS050") == []


def test_svs050_leaves_the_tail_alone() -> None:
    stream = a_stream(
        steps=(
            a_step("a", team="desk", outputs=("x",), next="value"),
            a_step("b", team="desk", outputs=("y",), next="c"),
            a_step("c", team="field"),
        ),
        value={"outcome": "Done", "next": "b"},
    )

    assert found(stream, "SVS050") == []


def test_a_fix_of_svs050_hands_over_what_the_step_makes() -> None:
    document = a_document(two_teams({}, {}, {}))
    (finding,) = found(document, "SVS050")

    titles = [fix.title for fix in finding.fixes]
    mended = finding.fixes[0].edit(document).stream("s").link("a", "b")

    assert titles == [
        "Hand over what the step makes: list",
        "Hand over a record: facts, what was tried and what is expected",
    ]
    assert mended is not None
    assert mended.info == ("list",)


# --- SVS051: many hand-offs


def relay(*teams: str | None, adding: int = -1) -> ValueStream:
    """Build a line of steps by these teams; the last one adds value."""
    names = [f"s{number}" for number in range(len(teams))]
    classes = ["necessary"] * len(teams)
    classes[adding] = "adding"
    return a_stream(
        steps=tuple(
            a_step(name, team=team, value=value, next=following)
            for name, team, value, following in zip(names, teams, classes, [*names[1:], "value"], strict=True)
        )
    )


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (relay("desk", "network"), False),
        (relay("desk", "field", "network"), True),
        (relay("desk", "field", "network", adding=1), False),
        (relay("desk", None, "desk", "network"), False),
        (relay(*"abababa", adding=0), True),
        (relay(*"ababab", adding=0), False),
        (relay(None, None, None), False),
    ],
)
def test_svs051_counts_team_changes_before_value_is_added_and_in_all(stream: ValueStream, told: bool) -> None:
    assert bool(found(stream, "SVS051")) is told


def test_svs051_names_the_handoffs_in_question() -> None:
    (early,) = found(relay("a", "b", "c", "a", "b", adding=2), "SVS051")
    (both,) = found(relay("a", "b", "c", "a", "b", "c", "a", adding=2), "SVS051")

    assert early.related == (("s0", "s1"), ("s1", "s2"))
    assert both.related == tuple((f"s{number}", f"s{number + 1}") for number in range(6))
    assert "2 times before the first step that adds value" in both.message
    assert "about 6.0 times between demand and value" in both.message


@pytest.mark.parametrize(
    ("team", "value", "told"), [("field", "adding", False), ("office", "adding", True), ("field", "necessary", True)]
)
def test_svs051_looks_for_value_in_every_parallel_branch(team: str, value: str, told: bool) -> None:
    forked = a_stream(
        steps=(
            a_step("ask", team="desk", value="necessary", next={"all": ["look", "tell"]}),
            a_step("look", team="field", value="necessary", touch="9h", next="mend"),
            a_step("mend", team="network", value="adding", touch="9h", next="close"),
            a_step("tell", team=team, value="necessary", next="note"),
            a_step("note", team="field", value=value, next="close"),
            a_step("close", team="network", join="all", next="value"),
        )
    )

    assert bool(found(forked, "SVS051")) is told


def test_svs051_has_thresholds() -> None:
    stream = relay("desk", "field", "network")

    assert found(stream, "SVS051", thresholds={"most-handoffs-before-adding": 2}) == []
    assert found(relay("a", "b"), "SVS051", thresholds={"most-handoffs": 0})


# --- SVS052: transfers


def tiers(*, second: dict[str, Any] | None = None, onward: object = None, **fields: Any) -> ValueStream:
    """Build desk > field > network, escalated twice; field does `look` and `send`."""
    return a_stream(
        steps=(
            a_step("ask", team="desk", value="necessary", next={"to": "look", "kind": "escalation"}),
            a_step("look", team="field", **{"value": "necessary", "next": "send", **(second or {})}),
            a_step("send", team="field", value="waste", next=onward or {"to": "mend", "kind": "escalation"}),
            a_step("mend", team="network", value="adding", next="value"),
        ),
        **fields,
    )


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (tiers(), True),
        (tiers(second={"value": "adding"}), False),
        (tiers(second={"value": None}), False),
        (tiers(second={"next": {"one": [{"to": "send", "share": 0.9}, {"to": "value", "share": 0.1}]}}), False),
        (tiers(second={"next": {"one": [{"to": "send", "share": 1}, {"to": "value", "share": 0}]}}), True),
        (tiers(onward="mend"), False),
        (tiers(onward={"to": "mend", "kind": "rework"}), False),
    ],
)
def test_svs052_objects_to_a_team_that_can_only_pass_on(stream: ValueStream, told: bool) -> None:
    findings = found(stream, "SVS052")

    assert bool(findings) is told
    for finding in findings:
        assert finding.all_elements == (("ask", "look"), ("send", "mend"))
        assert "'field' can only pass it on" in finding.message


@pytest.mark.parametrize(("share", "told"), [(0.2, False), (0.3, True)])
def test_svs052_counts_the_cases_that_are_reassigned(share: float, told: bool) -> None:
    wrong = {"to": "b", "share": share, "kind": "reassign", "when": "not ours"}
    split = {"one": [wrong, {"to": "value", "share": 1 - share, "default": True}]}
    stream = a_stream(steps=(a_step("a", team="desk", next=split), a_step("b", team="field", next="value")))

    assert [each.element for each in found(stream, "SVS052")] == [("a", "b")] * told


def test_svs052_does_not_mind_a_certain_reassignment_that_few_cases_meet() -> None:
    rare = {"one": [{"to": "b", "share": 0.1, "when": "wrong team"}, {"to": "value", "share": 0.9, "default": True}]}
    stream = a_stream(
        steps=(
            a_step("a", team="desk", next=rare),
            a_step("b", team="desk", next={"to": "c", "kind": "reassign"}),
            a_step("c", team="field", next="value"),
        )
    )

    assert found(stream, "SVS052") == []


def back(kind: str, *, again: str = "flow") -> ValueStream:
    """Build desk > field > desk, the way there escalated, the way back of some kind."""
    return a_stream(
        steps=(
            a_step("ask", team="desk", next={"to": "look", "kind": "escalation"}),
            a_step("look", team="field", value="adding", next={"to": "tell", "kind": kind}),
            a_step("tell", team="desk", next={"one": ["value", {"to": "ask", "kind": again, "when": "not solved"}]}),
        )
    )


def test_svs052_lets_a_case_come_back_to_be_told_or_closed() -> None:
    assert found(back("flow"), "SVS052") == []
    assert found(back("flow", again="rework"), "SVS052") == []


def test_svs052_objects_to_a_case_that_is_escalated_back_and_offers_a_plain_link() -> None:
    document = a_document(back("escalation", again="rework"))
    (finding,) = found(document, "SVS052")

    mended = finding.fixes[0].edit(document)

    assert finding.all_elements == (("ask", "look"), ("look", "tell"))
    assert "it comes back to 'desk', which had passed it on" in finding.message
    assert mended.stream("s").link("look", "tell") == links.Link(to="tell", kind=LinkKind.FLOW)
    assert found(mended, "SVS052") == []


# --- all of them

BROKEN = {
    "nothing handed over": a_document(two_teams({}, {}, {})),
    "rework without a reason": a_document(two_teams({}, {"kind": "rework"}, {})),
    "escalated back": a_document(back("escalation")),
    "two tools": in_tools(("a",), (), ("b",), ("a", "b")),
    "a queue of nobody": a_document(queued(LONG)),
    "a queue without limit": a_document(queued(LONG, queue={"owner": "tech"})),
}


@pytest.mark.parametrize("document", BROKEN.values(), ids=BROKEN.keys())
def test_the_fixes_of_a_broken_stream_mend_it(document: Document) -> None:
    offered = list(offers(document))

    assert offered
    for finding, fix in offered:
        assert_mends(document, finding, fix)


SILO = {"SVS050", "SVS051", "SVS052", "SVS053", "SVS054"}


def test_the_case_as_it_is_has_its_silos_told() -> None:
    findings = [(each.rule, each.element) for each in check(model("wifi-as-is")) if each.rule in SILO]

    assert findings == [
        ("SVS051", None),
        ("SVS052", ("escalate", "accept-ticket")),
        ("SVS053", ("escalate", "accept-ticket")),
        ("SVS054", "accept-ticket"),
        ("SVS053", ("reassign", "diagnose")),
    ]


def test_the_order_of_the_steps_in_the_file_changes_no_finding() -> None:
    document = model("wifi-as-is")
    stream = document.streams[0]

    turned = streams.set_stream(document, stream.id, steps=stream.steps[::-1])

    def told(which: Document) -> set[tuple[object, ...]]:
        return {(each.rule, each.element, each.message) for each in check(which) if each.rule in SILO}

    assert told(turned) == told(document)


def test_a_name_changes_only_the_words_of_a_finding() -> None:
    document = model("wifi-as-is")
    stream = document.streams[0]

    renamed = streams.set_stream(
        document, stream.id, steps=tuple(evolve(step, name=f"Do {step.id[::-1]}") for step in stream.steps)
    )

    def told(which: Document) -> list[tuple[object, ...]]:
        return [(each.rule, each.element, each.related) for each in check(which) if each.rule in SILO]

    assert told(renamed) == told(document)
