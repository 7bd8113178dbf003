"""The rule on quality and rework: what it objects to, lets pass and mends."""

from typing import Any

import pytest

from svs_designer.model.edits import links, nodes
from svs_designer.model.links import LinkKind, Split
from svs_designer.model.stream import ValueStream
from tests.builders import a_document, a_step, a_stream
from tests.rules.worked import BRANCHES, found, line


def quality(share: float | None, onward: object = "value") -> ValueStream:
    return line({"complete_and_accurate": share}, {"next": onward})


def rework(share: float, *, kind: str = "rework") -> dict[str, Any]:
    return {"one": [{"to": "a", "share": share, "kind": kind, "when": "x"}, {"to": "value", "share": 1 - share}]}


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (quality(0.79), ["a"]),
        (quality(0.8), []),
        (quality(None), []),
        (quality(None, rework(0.3)), []),
        (quality(None, rework(0.31)), [("b", "a")]),
        (quality(None, rework(0.4, kind="flow")), []),
        (quality(0.6, rework(0.4)), ["a"]),
        (quality(None, {"to": "a", "kind": "rework"}), []),
    ],
)
def test_svs073_objects_to_poor_output_and_to_much_rework(stream: ValueStream, told: list[Any]) -> None:
    assert [each.element for each in found(stream, "SVS073")] == told


def test_svs073_tells_whether_anything_leads_back() -> None:
    (silent,) = found(quality(0.6), "SVS073")
    (returned,) = found(quality(0.6, rework(0.4)), "SVS073")

    assert "no way leads back for the rest" in silent.message
    assert "no way leads back" not in returned.message
    assert returned.fixes == ()


def test_the_fix_of_svs073_adds_the_rework_that_the_figures_lack() -> None:
    document = nodes.add_end(a_document(quality(0.75)), "s")
    document = links.set_link(links.connect(document, "s", "b", "end", share=0.2), "s", "b", "value", share=0.8)
    document = links.set_split(document, "s", "b", Split.ONE)
    (finding,) = found(document, "SVS073")

    (fix,) = finding.fixes
    ways = fix.edit(document).stream("s").ways("b")

    assert fix.title == "Send 25 % back from 'Do b' as rework"
    assert ways is not None
    assert [(link.to, link.share, link.kind) for link in ways.links] == [
        ("value", 0.6, LinkKind.FLOW),
        ("end", 0.15, LinkKind.FLOW),
        ("a", 0.25, LinkKind.REWORK),
    ]


def test_the_fix_of_svs073_makes_the_only_way_on_the_default() -> None:
    document = a_document(quality(0.6))

    (finding,) = found(document, "SVS073")
    ways = finding.fixes[0].edit(document).stream("s").ways("b")

    assert ways is not None
    assert ways.split is Split.ONE
    assert [(link.to, link.share, link.default) for link in ways.links] == [("value", 0.6, True), ("a", 0.4, False)]


@pytest.mark.parametrize(
    "stream",
    [
        quality(0.6, ["value", "a"]),
        quality(0.6, None),
        quality(0.0),
        line({"complete_and_accurate": 0.6, "join": "all"}, {}),
        line({"complete_and_accurate": 0.6}),
        line({"complete_and_accurate": 0.6, "next": {"one": ["b", "value"]}}, {}),
        line({"complete_and_accurate": 0.6}, {"next": {"one": [{"to": "c", "share": 0.5}, "value"]}}, {}),
        line({}, {"complete_and_accurate": 0.6}, {"next": {"all": ["d", "e"]}}, {"next": "f"}, {}, {"join": "all"}),
        a_stream(steps=(*BRANCHES[:2], a_step("c", complete_and_accurate=0.6, next="d"), BRANCHES[3])),
    ],
    ids=[
        "led back",
        "dead end",
        "nothing good",
        "it waits for all",
        "value takes it",
        "two ways",
        "open share",
        "a fork",
        "out of a branch",
    ],
)
def test_svs073_offers_no_rework_where_the_flow_has_no_room_for_it(stream: ValueStream) -> None:
    (finding,) = found(stream, "SVS073")

    assert finding.fixes == ()
