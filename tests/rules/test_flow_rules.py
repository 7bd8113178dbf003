"""The rules on flow (efficiency, waiting, waste, quality, load): what they object to, let pass and mend."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits import nodes, registers, streams
from svs_designer.model.links import LinkKind
from svs_designer.model.stream import ValueStream
from svs_designer.model.times import WaitReason
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.rules.test_fixes import assert_mends, offers
from tests.rules.test_load_rules import loaded
from tests.rules.test_rework_rules import quality
from tests.rules.worked import BRANCHES, SID, Edit, check, found, line, model, on_steps


def with_staff(staff: float) -> Edit:
    return lambda document: registers.set_entry(document, "teams", "network-support", staff=staff)


def with_demand(**changes: Any) -> Edit:
    return lambda document: nodes.set_demand(document, SID, **changes)


MUTANTS: dict[str, tuple[str, Edit]] = {
    "nearly nothing adds value": ("SVS070", on_steps("replace", "restart", value="necessary")),
    "the close waits for a date": ("SVS071", on_steps("close", wait={"typical": "40m", "reason": "calendar-slot"})),
    "taking the spare is waste": ("SVS072", on_steps("take-spare", value="waste")),
    "the log is often wrong": ("SVS073", on_steps("log", complete_and_accurate=0.7)),
    "more cases than the limit": ("SVS074", with_demand(rate="5000 per week")),
    "hardly anybody to do it": ("SVS075", with_staff(0.04)),
}


@pytest.mark.parametrize(("rule", "mutate"), MUTANTS.values(), ids=MUTANTS.keys())
def test_one_change_of_the_clean_stream_raises_exactly_its_rule(rule: str, mutate: Edit) -> None:
    clean = streams.set_stream(model(SID), SID, principles=())  # SVS088 tells what contradicts a claimed one

    mutant = mutate(clean)

    assert check(clean) == ()
    assert {each.rule for each in check(mutant)} == {rule}


# --- SVS070: flow efficiency


def timed(touch: str | None, wait: str | None, value: str | None = None, **fields: Any) -> dict[str, Any]:
    return {"touch": touch, "wait": wait, "value": value, **fields}


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (line(timed("10m", "90m")), True),
        (line(timed("20m", "80m")), False),
        (line(timed("10m", "30m"), timed("10m", "100m")), True),
        (line(timed("10m", None), timed("5m", "100m")), True),
        (line(timed("5m", "90m"), timed(None, "5m")), False),
        (line(timed(None, "90m")), False),
        (line(timed("60m", "20m", "necessary"), timed("5m", "0m", "adding")), True),
        (line(timed("60m", "20m", "waste")), True),
        (line(timed("60m", "20m", "necessary"), timed("5m", "0m")), False),
        (line(timed("60m", "20m", "necessary"), timed(None, "0m", "adding")), False),
        (line(timed("60m", "20m", "necessary"), timed("10m", "0m", "adding")), False),
        (a_stream(steps=()), False),
        (line(timed("10m", "90m", next=None)), False),
    ],
)
def test_svs070_judges_only_what_is_sure(stream: ValueStream, told: bool) -> None:
    assert bool(found(stream, "SVS070")) is told


def test_svs070_says_both_in_one_sentence_and_names_what_takes_longest() -> None:
    stream = line(
        timed("1m", "1h", "adding"),
        timed("2m", "4h", "necessary"),
        timed("2m", {"typical": "9h", "reason": "observation"}, "necessary"),
    )

    (finding,) = found(stream, "SVS070")

    assert finding.message == (
        "Of 5 h 5 min from demand to value without meant waits a case is worked on for only 5 min (1.6 %) "
        "and gains value in only 1 min (0.3 %): begin with what takes longest, 'Do b' and 'Do a'"
    )
    assert finding.element is None
    assert finding.related == ("b", "a")


def test_svs070_counts_the_slowest_of_parallel_branches() -> None:
    stream = a_stream(
        steps=(
            a_step("a", touch="10m", wait="0m", next={"all": ["b", "c"]}),
            a_step("b", touch="10m", wait="90m", next="d"),
            a_step("c", touch="60m", wait="0m", next="d"),
            a_step("d", touch="1m", wait="30m", join="all", next="value"),
        )
    )

    (finding,) = found(stream, "SVS070")

    assert "21 min (14.9 %)" in finding.message


def test_svs070_says_so_where_all_the_time_goes_between_the_steps() -> None:
    stream = line(timed("1m", "0m"), demand={"text": "Somebody asks", "next": {"to": "a", "delay": "3h"}})

    (finding,) = found(stream, "SVS070")

    assert finding.message.endswith("begin with what takes longest, the delays between the steps")


# --- SVS071: long waits


def waiting(wait: object, touch: str | None = "10m", **fields: Any) -> ValueStream:
    return line({"touch": "60m", "wait": "0m"}, {"touch": touch, "wait": wait, **fields})


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (waiting("41m"), True),
        (waiting("40m"), False),
        (waiting("8m", touch="1m"), True),
        (waiting("6m", touch="1m"), False),
        (waiting({"typical": "41m", "reason": "observation"}), False),
        (waiting("41m", touch=None), False),
        (waiting("41m", next=None), False),
    ],
)
def test_svs071_compares_with_the_work_and_with_lead_time(stream: ValueStream, told: bool) -> None:
    assert [each.element for each in found(stream, "SVS071")] == ["b"] * told


def test_svs071_weighs_a_wait_by_how_often_cases_meet_it() -> None:
    rare = {"one": [{"to": "b", "share": 0.02, "when": "rare"}, {"to": "c", "share": 0.98, "default": True}]}

    stream = line(timed("1h", "0m", next=rare), timed("1m", "2h"), timed("1h", "0m"))

    assert found(stream, "SVS071") == []


def test_svs071_says_what_helps_against_the_kind_of_wait() -> None:
    (slot,) = found(waiting({"typical": "2h", "reason": "calendar-slot"}), "SVS071")
    (queue,) = found(waiting({"typical": "2h", "reason": "queue"}), "SVS071")

    assert slot.message.endswith("offer more slots, or let somebody decide in between")
    assert queue.message.endswith("limit what waits, take smaller batches, or let more people do it")
    assert slot.fixes == queue.fixes == ()


def test_the_fix_of_svs071_says_that_an_unexplained_wait_is_meant() -> None:
    document = a_document(waiting("2h"))
    (finding,) = found(document, "SVS071")

    step = finding.fixes[0].edit(document).stream("s").step("b")

    assert step is not None
    assert step.wait is not None
    assert (str(step.wait.typical), step.wait.reason) == ("2h", WaitReason.OBSERVATION)


# --- SVS072: waste

WASTE = {"value": "waste"}
APPROVAL = {"kind": "approval", "authority": "boss"}


@pytest.mark.parametrize(
    ("stream", "told"),
    [
        (line({}, WASTE, {}), ["b"]),
        (line({}, {**WASTE, "policies": ("four-eyes",)}, {}), []),
        (line(WASTE, WASTE), ["a", "b"]),
        (line(APPROVAL, APPROVAL), ["b"]),
        (line(APPROVAL, {}, APPROVAL), []),
        (line(APPROVAL, {**APPROVAL, "policies": ("four-eyes",)}), []),
        (line(APPROVAL, APPROVAL, APPROVAL), ["b", "c"]),
        (line({**APPROVAL, "next": {"to": "b", "kind": "rework"}}, APPROVAL), []),
        (line(WASTE, value={"outcome": "Done", "next": "a"}, demand={"text": "Ask", "next": "value"}), []),
    ],
)
def test_svs072_asks_for_a_reason(stream: ValueStream, told: list[str]) -> None:
    assert [each.element for each in found(stream, "SVS072")] == told


@pytest.mark.parametrize(("share", "told"), [(0.2, False), (0.8, True)])
def test_svs072_lets_an_approval_stand_that_only_the_exception_needs(share: float, told: bool) -> None:
    ways = {"one": [{"to": "b", "share": share, "when": "above"}, {"to": "c", "share": 1 - share, "default": True}]}

    stream = line({**APPROVAL, "next": ways}, APPROVAL, {})

    assert bool(found(stream, "SVS072")) is told


def test_the_fix_of_svs072_takes_the_step_out_and_joins_its_neighbours() -> None:
    document = a_document(line({"outputs": ("x",)}, {**WASTE, "inputs": ("x",), "outputs": ("y",)}, {"inputs": ("y",)}))
    (finding,) = found(document, "SVS072")

    (fix,) = finding.fixes
    left = fix.edit(document).stream("s")

    assert fix.title == "Take it out of this stream and lead 'Do a' on to 'Do c'"
    assert [(source, link.to) for source, link in left.links()] == [("demand", "a"), ("a", "c"), ("c", "value")]
    assert [step.inputs for step in left.steps] == [(), ("x",)]


PLAIN = (BRANCHES[0], a_step("b", next="d"), *BRANCHES[2:])


@pytest.mark.parametrize(
    "stream",
    [
        line({}, {**WASTE, "next": {"one": ["c", "value"]}}, {}),
        line({}, {**WASTE, "next": None}),
        line({}, WASTE, {}, targets=({"id": "t", "stops": ({"step": "b"},)},)),
        line({"next": {"one": ["b", "c"]}}, WASTE, {}),
        line({"team": "x"}, {**WASTE, "team": "y", "wait": {"typical": "5m", "reason": "queue"}}, {"team": "y"}),
        line({}, {**WASTE, "next": {"to": "a"}}),
        line({"next": {"one": ["b", "c"]}}, {**WASTE, "next": "d"}, {"next": "b"}, {"join": "all"}),
        a_stream(steps=(*PLAIN[:3], a_step("d", value="waste", join="all", next="value"))),
        a_stream(steps=(a_step("a", next={"all": ["b", "d"]}), BRANCHES[1], BRANCHES[3])),
    ],
    ids=[
        "several ways",
        "no way",
        "on the clock",
        "joined already",
        "a queue",
        "a loop",
        "two into a join",
        "a join",
        "a branch",
    ],
)
def test_svs072_offers_no_fix_where_the_neighbours_cannot_be_joined_as_they_are(stream: ValueStream) -> None:
    (finding,) = found(stream, "SVS072")

    assert finding.fixes == ()


def test_svs072_takes_a_step_out_of_a_parallel_branch() -> None:
    document = a_document(a_stream(steps=BRANCHES))
    (finding,) = found(document, "SVS072")

    left = finding.fixes[0].edit(document).stream("s")

    assert [(source, link.to) for source, link in left.links()][1:] == [
        ("a", "d"),
        ("a", "c"),
        ("c", "d"),
        ("d", "value"),
    ]
    assert {each.rule for each in check(a_document(left))}.isdisjoint({"SVS020", "SVS026"})


def test_svs072_offers_to_do_without_either_approval() -> None:
    document = a_document(line({}, APPROVAL, APPROVAL))
    (finding,) = found(document, "SVS072")

    left = [[step.id for step in fix.edit(document).stream("s").steps] for fix in finding.fixes]

    assert left == [["a", "b"], ["a", "c"]]


# --- all of them

FLOW = {"SVS070", "SVS071", "SVS072", "SVS073", "SVS074", "SVS075"}
SILO = {"SVS050", "SVS051", "SVS052", "SVS053", "SVS054"}


@st.composite
def drawn(draw: st.DrawFn) -> Document:
    """Draw a line with some splits and joins, of steps that tell of teams, waste, quality, tools and times."""
    names = [f"n{number}" for number in range(draw(st.integers(2, 6)))]
    lines = ["demand > n0"]
    for name, onward in zip(names, [*names[1:], "value"], strict=True):
        others = [each for each in (*names, "value", "end") if each not in {name, onward}]
        more = draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if draw(st.integers(0, 2)) == 0 else []
        split = draw(st.sampled_from(["one", "all", ""])) if more else ""
        lines.append(f"{draw(st.sampled_from(['', '', '', '*']))}{name} > {split} {' '.join([onward, *more])}")
    flow = a_flow(*lines)
    told = st.fixed_dictionaries(
        {
            "team": st.sampled_from([None, "x", "y"]),
            "role": st.sampled_from([None, "r"]),
            "kind": st.sampled_from(["work", "approval"]),
            "value": st.sampled_from([None, "waste", "necessary", "adding"]),
            "tools": st.sampled_from([(), ("t",), ("u",), ("t", "u")]),
            "inputs": st.sampled_from([(), ("i",), ("o",)]),
            "outputs": st.sampled_from([(), ("o",)]),
            "complete_and_accurate": st.sampled_from([None, 0.5, 0.9, 0]),
            "touch": st.sampled_from([None, "5m", "1h"]),
            "wait": st.sampled_from([None, "0m", "9h", {"typical": "2h", "reason": "queue"}]),
            "queue": st.sampled_from([None, {}, {"limit": 1}, {"owner": "r"}]),
        }
    )
    made = tuple(evolve(step, **draw(told)) for step in flow.steps)
    demand = {"text": "Somebody asks", "rate": draw(st.sampled_from([None, "50 per week"])), "next": "n0"}
    return a_document(
        evolve(flow, steps=made, demand=demand),
        teams=({"id": "x"}, {"id": "y"}),
        roles=({"id": "r"},),
        tools=({"id": "t", "category": "ticketing"}, {"id": "u", "category": "ticketing"}),
    )


@given(drawn())
@settings(max_examples=25, deadline=None)
def test_the_fixes_of_a_stream_drawn_at_random_mend_it(document: Document) -> None:
    mine = [each for each in offers(document) if each[0].rule in FLOW | SILO]

    for finding, fix in mine[:8]:
        assert_mends(document, finding, fix)


BROKEN = {
    "waits": a_document(waiting("2h")),
    "waste": a_document(line({}, WASTE, WASTE, {})),
    "approvals in a row": a_document(line({}, APPROVAL, APPROVAL, APPROVAL, {})),
    "poor output": a_document(quality(0.6)),
    "too many cases": loaded("7 per week", wait="3d"),
}  # fmt: skip


@pytest.mark.parametrize("document", BROKEN.values(), ids=BROKEN.keys())
def test_the_fixes_of_a_broken_stream_mend_it(document: Document) -> None:
    offered = list(offers(document))

    assert offered
    for finding, fix in offered:
        assert_mends(document, finding, fix)


def test_the_case_as_it_is_has_its_waste_told() -> None:
    findings = [(each.rule, each.element) for each in check(model("wifi-as-is")) if each.rule in FLOW]

    assert findings == [
        ("SVS070", None),
        ("SVS073", "choose-team"),
        ("SVS072", "escalate"),
        ("SVS071", "accept-ticket"),
        ("SVS072", "accept-ticket"),
        ("SVS072", "fetch-tablet"),
        ("SVS072", "reassign"),
    ]


def test_taking_the_waste_out_of_the_case_as_it_is_leaves_a_stream_that_still_flows() -> None:
    document = model("wifi-as-is")
    for step in ("escalate", "fetch-tablet", "reassign"):
        (fix,) = next(each.fixes for each in check(document) if each.rule == "SVS072" and each.element == step)
        document = fix.edit(document)

    stream = document.streams[0]
    across = {(source, link.to): (link.kind, str(link.delay)) for source, link in stream.links() if link.delay}

    assert across == {
        ("choose-team", "accept-ticket"): (LinkKind.ESCALATION, "3m"),
        ("examine", "diagnose"): (LinkKind.REASSIGN, "6m"),
    }
    assert not {each.rule for each in check(document)} & {"SVS020", "SVS021", "SVS022", "SVS032"}


def test_the_order_of_the_steps_in_the_file_changes_no_finding() -> None:
    document = model("wifi-as-is")
    stream = document.streams[0]

    turned = streams.set_stream(document, stream.id, steps=stream.steps[::-1])

    def told(which: Document) -> set[tuple[object, ...]]:
        return {(each.rule, each.element, each.message) for each in check(which) if each.rule in FLOW}

    assert told(turned) == told(document)
