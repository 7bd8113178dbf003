"""The rules on tools and queues: what they object to, let pass and mend."""

from typing import Any

import pytest

from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from tests.builders import a_document, a_step, a_stream
from tests.rules.worked import found

TICKETS = ({"id": "a", "name": "A", "category": "ticketing"}, {"id": "b", "name": "B", "category": "Ticketing"})


def in_tools(*held: tuple[str, ...], tools: tuple[dict[str, Any], ...] = TICKETS) -> Document:
    """Build a line of steps that use these tools."""
    names = [f"s{number}" for number in range(len(held))]
    line = tuple(
        a_step(name, tools=tools_, next=following)
        for name, tools_, following in zip(names, held, [*names[1:], "value"], strict=True)
    )
    return a_document(a_stream(steps=line), tools=tools)


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((("a",), ("a",)), []),
        ((("a",), ("b",)), [("s0", "s1")]),
        ((("a",), (), ("b",)), [("s1", "s2")]),
        ((("a",), (), ("a",)), []),
        ((("a",), ("b",), ("a",)), [("s0", "s1"), ("s1", "s2")]),
        ((("a", "b"),), ["s0"]),
        ((("a",), ("a", "b")), ["s1"]),
        (((), ("b",)), []),
    ],
)
def test_svs053_follows_the_case_from_tool_to_tool(held: tuple[tuple[str, ...], ...], told: list[Any]) -> None:
    assert [each.element for each in found(in_tools(*held), "SVS053")] == told


@pytest.mark.parametrize("category", ["voice", "monitoring", "stock", ""])
def test_svs053_does_not_mind_tools_that_hold_no_case(category: str) -> None:
    tools = tuple({**tool, "category": category} for tool in TICKETS)

    assert found(in_tools(("a",), ("b",), tools=tools), "SVS053") == []


@pytest.mark.parametrize("which", [0, 1])
def test_svs053_takes_an_integration_from_either_side(which: int) -> None:
    tools = list(TICKETS)
    tools[which] = {**tools[which], "integrated_with": (tools[1 - which]["id"],)}

    assert found(in_tools(("a",), ("b",), tools=tuple(tools)), "SVS053") == []


def test_svs053_looks_at_each_way_a_case_may_come() -> None:
    split = {"one": [{"to": "one", "share": 0.5, "when": "x"}, {"to": "two", "share": 0.5, "when": "y"}]}
    stream = a_stream(
        steps=(
            a_step("start", next=split),
            a_step("one", tools=("a",), next="walk"),
            a_step("two", tools=("b",), next="walk"),
            a_step("walk", next="end-here"),
            a_step("end-here", tools=("b",), next="value"),
        )
    )

    assert [each.element for each in found(a_document(stream, tools=TICKETS), "SVS053")] == [("walk", "end-here")]


def test_the_fixes_of_svs053_keep_one_tool_or_declare_the_integration() -> None:
    document = in_tools(("a", "phone"), ("b",), ("b",))
    (finding,) = found(document, "SVS053")

    first, second, integrated = (fix.edit(document) for fix in finding.fixes)

    assert [step.tools for step in first.streams[0].steps] == [("a", "phone"), ("a",), ("a",)]
    assert [step.tools for step in second.streams[0].steps] == [("b", "phone"), ("b",), ("b",)]
    assert integrated.streams[0] is document.streams[0]
    assert [tool.integrated_with for tool in integrated.tools] == [("b",), ()]


def queued(wait: object, *, lead: str = "1h", rate: str | None = "10 per week", **fields: Any) -> ValueStream:
    """Build desk > field with a wait before field's step, in a stream that otherwise takes `lead`."""
    return a_stream(
        steps=(
            a_step("ask", team="desk", touch=lead, wait="0m", next="mend"),
            a_step("mend", **{"team": "field", "role": "tech", "touch": "0m", "wait": wait, "next": "value", **fields}),
        ),
        demand={"text": "Somebody asks", "rate": rate, "next": "ask"},
    )


LONG = {"typical": "20m", "reason": "queue"}


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (queued(LONG), True),
        (queued({"typical": "5m", "reason": "queue"}), False),
        (queued({"typical": "20m", "reason": "travel"}), False),
        (queued({"typical": "20m"}), False),
        (queued(LONG, team="desk"), False),
        (queued(LONG, team=None), False),
        (queued(LONG, queue={"owner": "tech", "limit": 2}), False),
        (queued(LONG, queue={"owner": "tech"}), True),
        (queued("0m", queue={"limit": 2}), True),
        (queued("0m", queue={}), True),
    ],
)
def test_svs054_asks_who_looks_after_a_queue(stream: ValueStream, told: bool) -> None:
    assert [each.element for each in found(stream, "SVS054")] == ["mend"] * told


def test_svs054_waits_until_most_times_are_known() -> None:
    drawn = a_stream(steps=(a_step("a", team="desk", next="b"), a_step("b", team="x", wait=LONG, next="value")))

    assert found(drawn, "SVS054") == []


def test_the_fix_of_svs054_takes_the_limit_from_littles_law() -> None:
    # 504 cases a week of 10,080 minutes, each waiting 50 minutes: 2.5 wait on average.
    document = a_document(queued({"typical": "50m", "reason": "queue"}, rate="504 per week"))
    (finding,) = found(document, "SVS054")

    mended = finding.fixes[0].edit(document).stream("s").step("mend")

    assert finding.fixes[0].title == "Let 'tech' look after it and at most 3 wait there"
    assert mended is not None
    assert mended.queue is not None
    assert (mended.queue.owner, mended.queue.limit) == ("tech", 3)


@pytest.mark.parametrize(
    ("stream", "titles"),
    [
        (queued(LONG, rate=None), []),
        (queued(LONG, rate=None, queue={"limit": 2}), ["Let 'tech' look after it"]),
        (queued(LONG, role=None), []),
        (queued(LONG, role=None, queue={"owner": "boss"}), ["Let at most 1 wait there"]),
    ],
)
def test_svs054_offers_only_what_is_known(stream: ValueStream, titles: list[str]) -> None:
    (finding,) = found(stream, "SVS054")

    assert [fix.title for fix in finding.fixes] == titles
