"""The rules on the data of the steps: what they object to, let pass and mend. Information flow has its own tests."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.model.document import Document
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding
from svs_designer.rules.runner import check_document
from tests.analysis.flows import a_flow, flows
from tests.builders import a_document, a_step, a_stream
from tests.rules.test_fixes import assert_mends, key
from tests.strategies import documents

CATALOGUE = load_catalogue("itil4")
SID = "wifi-to-be"
GROUP = "data"
MODELS = sorted(model_file().glob("*.svs.yaml"))
TARGET = ({"id": "p2", "name": "Priority 2", "within": "2h"},)

Edit = Callable[[Document], Document]


def found(document: Document | ValueStream, rule: str) -> list[Finding]:
    if isinstance(document, ValueStream):
        document = a_document(document)
    return [each for each in check_document(document, CATALOGUE, rules=RULES) if each.rule == rule]


def wifi() -> Document:
    document = read_file(model_file(f"{SID}.svs.yaml")).document
    assert document is not None
    return document


def on_step(step_id: str, **changes: Any) -> Edit:
    return lambda document: steps.set_steps(document, SID, (step_id,), **changes)


def a_line(*made: Step, **fields: Any) -> ValueStream:
    """Build a stream of steps in a line, to value."""
    following = [*(step.id for step in made[1:]), "value"]
    lined = tuple(Step(**{**dict(step), "next": to}) for step, to in zip(made, following, strict=True))
    return a_stream(steps=lined, **fields)


def titles(finding: Finding) -> list[str]:
    return [fix.title for fix in finding.fixes]


def mended(finding: Finding, title: str, document: Document) -> Document:
    return next(fix for fix in finding.fixes if fix.title == title).edit(document)


def step_of(document: Document, step_id: str) -> Step:
    step = document.streams[0].step(step_id)
    assert step is not None
    return step


# --- one change to a stream without findings raises the one rule


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        (on_step("log", role=None, team=None), "SVS030"),
        (on_step("log", practices=()), "SVS031"),
        (on_step("log", inputs=("user-contacts", "caller-details")), "SVS032"),
        (on_step("confirm-fault", outputs=("health-data",)), "SVS032"),
        (on_step("take-spare", outputs=("spare-kit-taken",)), "SVS032"),
        (on_step("log", outputs=("incident-record", "support-tasks")), "SVS032"),
        (on_step("update-records", inputs=(), outputs=(), restocks=()), "SVS032"),
        (on_step("log", touch=None), "SVS033"),
        (on_step("log", wait=None), "SVS033"),
        (on_step("log", touch={"low": "10m", "likely": "4m", "high": "20m"}), "SVS033"),
        (on_step("log", wait={"low": "0m", "typical": "9m", "high": "5m"}), "SVS033"),
    ],
)
def test_one_fault_in_a_clean_stream_raises_its_rule_alone(edit: Edit, rule: str) -> None:
    before = {key(each) for each in check_document(wifi(), CATALOGUE, rules=RULES)}

    after = check_document(edit(wifi()), CATALOGUE, rules=RULES)

    # The stream claims the principle to start where you are, which times that are not known contradict; and a spare
    # that is not replaced is missed by its own rule.
    related = {"SVS033": {"SVS088"}, "SVS032": {"SVS091"}}.get(rule, set())
    raised = {each.rule for each in after if key(each) not in before}
    assert rule in raised
    assert raised <= {rule} | related


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.partition(".")[0])
def test_the_shipped_streams_have_their_data(path: Any) -> None:
    document = read_file(path).document
    assert document is not None

    for rule in ("SVS030", "SVS031", "SVS032", "SVS033"):
        assert found(document, rule) == []


# --- who does a step


def test_svs030_offers_who_does_the_steps_beside_and_then_who_does_most() -> None:
    people = {"roles": ({"id": "agent", "name": "Agent"},), "teams": ({"id": "desk", "name": "Desk"}, {"id": "net"})}
    stream = a_line(
        a_step("a", team="net"), a_step("b"), a_step("c", role="agent", team="desk"), a_step("d", team="desk"),
        a_step("e", team="desk"),
    )  # fmt: skip
    document = a_document(stream, **people)

    (finding,) = found(document, "SVS030")

    assert (finding.element, finding.field) == ("b", "role")
    assert titles(finding) == ["Give it to net", "Give it to Agent (Desk)", "Give it to Desk"]
    step = step_of(mended(finding, "Give it to Agent (Desk)", document), "b")
    assert (step.role, step.team) == ("agent", "desk")


def test_svs030_offers_nobody_the_registers_do_not_know() -> None:
    stream = a_line(a_step("a", team="nobody"), a_step("b"))

    (finding,) = found(stream, "SVS030")

    assert finding.fixes == ()


@pytest.mark.parametrize("fields", [{"role": "agent"}, {"team": "desk"}])
def test_svs030_is_content_with_a_role_or_a_team(fields: dict[str, str]) -> None:
    assert found(a_line(a_step("a", **fields), a_step("b", **fields)), "SVS030") == []


def test_a_stream_that_names_nobody_is_another_rules_business() -> None:
    assert found(a_stream(steps=4), "SVS030") == []


def test_what_most_steps_lack_is_told_once() -> None:
    stream = a_line(a_step("a", team="desk"), *(a_step(each) for each in "bcdefg"))

    (finding,) = found(stream, "SVS030")

    assert finding.element is None
    assert finding.related == ("b", "c", "d", "e", "f", "g")
    assert finding.message.startswith("Nobody is named for 'Do b', 'Do c', 'Do d' and 3 more")


def test_what_few_steps_lack_is_told_of_each() -> None:
    stream = a_line(*(a_step(each, team="desk") for each in "abcd"), a_step("e"), a_step("f"))

    assert [each.element for each in found(stream, "SVS030")] == ["e", "f"]


# --- practices


def test_svs031_offers_what_contributes_most_and_is_used_beside() -> None:
    stream = a_line(
        a_step("a", practices=("service-request-management",)),
        a_step("b", practices=()),
        a_step("c", practices=("monitoring-and-event-management",)),
    )
    document = a_document(stream)

    (finding,) = found(document, "SVS031")

    assert titles(finding)[:2] == ["Attach Monitoring and event management", "Attach Service request management"]
    assert len(finding.fixes) == 3
    attached = mended(finding, "Attach Service request management", document)
    assert step_of(attached, "b").practices == ("service-request-management",)


@pytest.mark.parametrize("activity", [None, "no-such-activity"])
def test_svs031_waits_for_the_activity(activity: str | None) -> None:
    stream = a_line(a_step("a"), a_step("b", practices=(), activity=activity), a_step("c"))

    assert found(stream, "SVS031") == []


def test_svs031_tells_a_drawn_stream_without_practices_once() -> None:
    stream = a_line(*(a_step(each, practices=()) for each in "abc"))

    (finding,) = found(stream, "SVS031")

    assert (finding.element, finding.related) == (None, ("a", "b", "c"))


def test_svs031_is_silent_while_a_stream_without_practices_is_being_drawn() -> None:
    half_drawn = a_stream(steps=(a_step("a", practices=(), next="b"), a_step("b", practices=(), next=None)))

    assert found(half_drawn, "SVS031") == []


# --- times


def timed(step_id: str, **fields: Any) -> Step:
    return a_step(step_id, **{"touch": "5m", "wait": "2m", **fields})


def test_svs033_names_the_steps_without_times_in_one_finding() -> None:
    stream = a_line(timed("a"), timed("b", touch=None), timed("c", wait=None), targets=TARGET)

    (finding,) = found(stream, "SVS033")

    assert (finding.element, finding.related) == (None, ("b", "c"))
    assert finding.message.startswith(
        "Touch or waiting times are missing in 'Do b' and 'Do c', and target 'Priority 2'"
    )
    assert finding.fixes == ()


def test_svs033_guesses_that_nothing_waits() -> None:
    document = a_document(a_line(timed("a"), timed("b", wait=None), targets=TARGET))

    (finding,) = found(document, "SVS033")
    wait = step_of(finding.fixes[0].edit(document), "b").wait

    assert (finding.element, finding.field) == ("b", "wait")
    assert wait is not None
    assert (str(wait.typical), wait.evidence) == ("0m", "guess")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, False),
        ({"targets": TARGET}, True),
        ({"targets": ({"id": "p2"},)}, False),
        ({"metrics": ({"id": "restore-time", "target": "<= 90m"},)}, True),
        ({"metrics": ({"id": "restore-time", "baseline": "3 h"},)}, True),
        ({"metrics": ({"id": "happiness", "target": "at least 85 %"},)}, False),
        ({"metrics": ({"id": "happiness", "target": "better"},)}, False),
    ],
)
def test_svs033_asks_for_times_where_something_hangs_on_them(asked: dict[str, Any], *, told: bool) -> None:
    assert bool(found(a_line(a_step("a"), a_step("b"), **asked), "SVS033")) is told


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("demand > t", "t > x", "x > value"), True),
        (("demand > t", "t > one x value", "x > end"), False),  # of no case that gets to value
        (("demand > t", "t > value", "value > x", "x > end"), False),
        (("demand > t", "t > value", "x > value"), False),
        (("demand > t", "t > x", "x >"), False),  # is being drawn
    ],
)
def test_svs033_looks_at_the_way_to_value(lines: tuple[str, ...], *, told: bool) -> None:
    drawn = a_flow(*lines, targets=TARGET)
    made = tuple(
        step if step.id == "x" else Step(**{**dict(step), "touch": "5m", "wait": "0m"}) for step in drawn.steps
    )

    assert bool(found(ValueStream(**{**dict(drawn), "steps": made}), "SVS033")) is told


@pytest.mark.parametrize(
    ("touch", "ordered"),
    [
        ({"low": "30m", "likely": "20m", "high": "10m"}, ("10m", "20m", "30m")),
        ({"low": "5m", "likely": "20m", "high": "10m"}, ("5m", "10m", "20m")),
        ({"likely": "20m", "high": "10m"}, ("None", "10m", "20m")),
        ({"low": "30m", "likely": "20m"}, ("20m", "30m", "None")),
        ({"low": "2d", "likely": "24h", "high": "3d"}, ("24h", "2d", "3d")),
    ],
)
def test_svs033_puts_the_values_of_a_time_in_order(touch: dict[str, str], ordered: tuple[str, ...]) -> None:
    document = a_document(a_line(a_step("a", touch=touch)))

    (finding,) = found(document, "SVS033")
    fixed = step_of(finding.fixes[0].edit(document), "a").touch

    assert finding.fixes[0].safe
    assert fixed is not None
    assert (str(fixed.low), str(fixed.likely), str(fixed.high)) == ordered


@pytest.mark.parametrize(("clock", "told"), [("calendar", True), ("working", False)])
def test_svs033_takes_a_day_as_long_as_it_is_in_this_stream(clock: str, *, told: bool) -> None:
    stream = a_line(a_step("a", touch={"low": "1d", "likely": "8h"}), clock=clock)

    assert bool(found(stream, "SVS033")) is told


# --- fixes


BROKEN = {
    "nobody at the door": a_line(a_step("a"), a_step("b", team="desk"), a_step("c", role="agent")),
    "two without practice": a_line(a_step("a", practices=()), a_step("b"), a_step("c"), a_step("d", practices=())),
    "a store, a slip and a gap": a_line(
        a_step("a", outputs=("Incident record",)), a_step("b", inputs=("incident recrod", "configuration", "plans")),
        a_step("c", inputs=("service components", "SERVICE-COMPONENTS")), a_step("d"),
    ),
    "made for nobody": a_line(
        a_step("a", activity="obtain-build", outputs=("service-components", "component-knowledge")),
        a_step("b", inputs=("x",)), a_step("c", activity="engage"),
    ),
    "times upside down": a_line(
        a_step("a", touch={"low": "3h", "likely": "2h", "high": "1h"}, wait={"typical": "1d", "high": "1h"}),
        a_step("b", touch="5m"), targets=TARGET,
    ),
}  # fmt: skip


@pytest.mark.parametrize("stream", BROKEN.values(), ids=BROKEN.keys())
def test_the_fixes_of_broken_data_mend_it(stream: ValueStream) -> None:
    document = a_document(stream, teams=({"id": "desk"},), roles=({"id": "agent"},))
    offered = [
        (finding, fix)
        for rule in ("SVS030", "SVS031", "SVS032", "SVS033")
        for finding in found(document, rule)
        for fix in finding.fixes
    ]

    assert offered
    for finding, fix in offered:
        assert_mends(document, finding, fix)


TEXTS = (
    "record",
    "Record",
    "recrod",
    "store-x",
    "support-tasks",
    "support-completion",
    "service-components",
    "plans",
    "?",
)
PRACTICES = ("incident-management", "deployment-management", "change-enablement", "it-asset-management", "unknown")
TIMES = ("5m", "1-2-3h", {"low": "3h", "likely": "2h"}, None)


@st.composite
def full_streams(draw: st.DrawFn) -> ValueStream:
    """Draw a stream of any shape whose steps have data that the rules know."""
    drawn = draw(flows(most=5))
    texts = st.lists(st.sampled_from(TEXTS), max_size=2).map(tuple)
    data = st.fixed_dictionaries(
        {},
        optional={
            "activity": st.sampled_from([None, "x", *(each.id for each in CATALOGUE.activities)]),
            "practices": st.lists(st.sampled_from(PRACTICES), max_size=2).map(tuple),
            "team": st.sampled_from(["desk", "unknown"]),
            "inputs": texts,
            "outputs": texts,
            "takes": st.sampled_from([(), ("record",)]),
            "live": st.booleans(),
            "touch": st.sampled_from(TIMES),
        },
    )
    made = tuple(Step(**{**dict(step), **draw(data)}) for step in drawn.steps)
    return ValueStream(**{**dict(drawn), "steps": made, "targets": draw(st.sampled_from([(), TARGET]))})


@given(full_streams())
@settings(max_examples=50, deadline=None)
def test_every_fix_of_a_random_stream_with_data_mends_it(stream: ValueStream) -> None:
    document = a_document(stream, teams=({"id": "desk"},))
    rules = [rule for rule in RULES if rule.group in ("data", "practice")]

    for finding in check_document(document, CATALOGUE, rules=rules):
        for fix in finding.fixes:
            assert_mends(document, finding, fix)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_every_data_fix_of_a_random_document_removes_its_finding(document: Document) -> None:
    rules = [rule for rule in RULES if rule.group == GROUP]
    for finding in check_document(document, CATALOGUE, rules=rules):
        for fix in finding.fixes:
            fixed = fix.edit(document)

            assert key(finding) not in {key(each) for each in check_document(fixed, CATALOGUE, rules=rules)}, fix.title
            assert fix.edit(fixed) is fixed
