"""The rules on improvement and its measures: what they object to, let pass and mend."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from svs_designer.catalogue import load_catalogue_from
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits import nodes, steps
from svs_designer.model.edits.within import with_stream
from svs_designer.model.step import Step
from svs_designer.model.stream import Metric, ValueStream
from svs_designer.rules.builtin import RULES
from svs_designer.rules.runner import check_document
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.catalogue.packs import a_pack
from tests.rules.asking import CATALOGUE, WIFI, findings_of, found, mended, timed, wifi
from tests.rules.test_fixes import assert_mends, key
from tests.strategies import documents

GROUPS = ("improve", "supplier")

Edit = Callable[[Document], Document]


def on_step(step_id: str, **changes: Any) -> Edit:
    return lambda document: steps.set_steps(document, WIFI, (step_id,), **changes)


def on_stream(change: Callable[[ValueStream], dict[str, Any]]) -> Edit:
    return lambda document: with_stream(document, evolve(document.stream(WIFI), **change(document.stream(WIFI))))


def in_the_tail(*tail: Step, **fields: Any) -> ValueStream:
    """Build a stream of one step before value, and others behind it in a line."""
    names = [step.id for step in tail]
    led = [evolve(step, next=following) for step, following in zip(tail, [*names[1:], "end"], strict=True)]
    value = {"outcome": "Somebody can work again", "next": names[0] if names else None}
    ends = ({"id": "end"},) if names else ()
    return a_stream(steps=(a_step("a", next="value"), *led), value=value, ends=ends, **fields)


# --- one change of a clean stream raises one rule, and the principle it speaks for

CLAIM = "SVS088"  # the stream claims principles; a finding of their rules contradicts the claim
MUTANTS: dict[str, tuple[set[str], Edit]] = {
    # The steps behind value are also where problems are raised.
    "nothing follows value": (
        {"SVS080", "SVS082"},
        lambda document: nodes.delete_elements(document, WIFI, ("survey", "review", "end")),
    ),
    "nobody reads the survey": ({"SVS081"}, on_step("review", inputs=("asset-record",))),
    "no problem is raised": (
        {"SVS082"},
        on_step("review", practices=("continual-improvement",), outputs=("improvement-opportunities",)),
    ),
    "an improvement without owner": (
        {"SVS083"},
        on_stream(lambda s: {"improvements": (evolve(s.improvements[0], owner=None), *s.improvements[1:])}),
    ),
    "no baselines": (
        {"SVS084", CLAIM},
        on_stream(lambda s: {"metrics": tuple(evolve(metric, baseline="") for metric in s.metrics)}),
    ),
    "no volume": ({"SVS085"}, lambda document: nodes.set_demand(document, WIFI, rate=None)),
    "nobody tells the outcome": (
        {"SVS086", CLAIM},
        lambda document: nodes.delete_and_heal(document, WIFI, "close"),
    ),
    "suppliers not looked at": ({"SVS087", CLAIM}, on_stream(lambda _: {"suppliers": None})),
    # What is waste is told by the rule on waste too, and the stream claims to focus on value.
    "a machine logs in vain": ({CLAIM, "SVS072"}, on_step("log", automation="automatic", value="waste")),
}


@pytest.mark.parametrize(("rules", "mutate"), MUTANTS.values(), ids=MUTANTS.keys())
def test_one_change_of_a_clean_stream_is_told_by_its_rule(rules: set[str], mutate: Edit) -> None:
    clean = wifi()

    findings = findings_of(mutate(clean))

    assert findings_of(clean) == ()
    assert {finding.rule for finding in findings} == rules


@pytest.mark.parametrize("mutate", [mutate for _, mutate in MUTANTS.values()], ids=MUTANTS.keys())
def test_the_fixes_for_one_change_mend_it(mutate: Edit) -> None:
    document = mutate(wifi())

    for finding in findings_of(document):
        for fix in finding.fixes:
            assert_mends(document, finding, fix)


@given(documents())
@settings(max_examples=40, deadline=None)
def test_every_fix_of_a_random_document_removes_its_finding(document: Document) -> None:
    ours = [rule for rule in RULES if rule.group in GROUPS]
    for finding in check_document(document, CATALOGUE, rules=ours):
        for fix in finding.fixes:
            after = fix.edit(document)

            assert key(finding) not in {key(each) for each in check_document(after, CATALOGUE, rules=ours)}, fix.title
            assert fix.edit(after) is after


# --- half-drawn streams are left in peace


@pytest.mark.parametrize(
    "stream",
    [
        a_stream(steps=0),
        a_stream(steps=0, demand={"text": "Somebody asks", "next": "value"}),
        a_flow("demand > a", "a > b", "b >", kind="to-be"),
        a_flow("a > value", demand=None, type="incident"),
        a_flow("demand > a", "a >", value=None, type="incident", kind="to-be"),
    ],
    ids=["empty", "no steps", "value not reached", "no demand", "no value"],
)
def test_a_stream_that_is_still_being_drawn_is_not_judged_as_a_whole(stream: ValueStream) -> None:
    document = a_document(evolve(stream, demand=stream.demand and evolve(stream.demand, source="user")))

    findings = findings_of(document)

    assert [each.rule for each in findings if each.rule.startswith(("SVS08", "SVS09"))] == []


# --- SVS080 and SVS081: learning


def test_feedback_that_leads_back_is_learning_enough() -> None:
    silent = a_flow("demand > a", "a > b", "b > value")
    feedback = {"one": [{"to": "value", "share": 0.9}, {"to": "a", "share": 0.1, "kind": "feedback"}]}
    told = a_stream(steps=(a_step("a", next="b"), a_step("b", next=feedback)))

    assert [each.element for each in found(silent, "SVS080")] == ["value"]
    assert found(told, "SVS080") == []


def test_the_lesson_is_captured_behind_what_follows_value() -> None:
    document = a_document(in_the_tail(a_step("ask", outputs=("stakeholder-feedback",)), owner="boss"))
    (finding,) = found(document, "SVS080")

    stream = finding.fixes[0].edit(document).stream("s")

    made = stream.step("capture-the-lesson")
    assert made is not None
    assert (made.activity, made.inputs, made.role) == ("improve", ("stakeholder-feedback",), None)
    assert [(source, link.to) for source, link in stream.links()][-3:] == [
        ("ask", "capture-the-lesson"),
        ("capture-the-lesson", "end"),
        ("value", "ask"),
    ]


def test_feedback_is_told_once_for_all_who_collect_it() -> None:
    collecting = {"activity": "engage", "outputs": ("stakeholder-feedback",)}
    improve = a_step("learn", activity="improve")
    stream = in_the_tail(a_step("ask", **collecting), a_step("ask-again", **collecting), improve)

    (finding,) = found(stream, "SVS081")

    assert finding.all_elements == ("ask", "ask-again")
    assert [fix.title for fix in finding.fixes] == [
        "Use it in 'Do learn'", "Add 'Study the feedback' (Improve) behind 'Do ask'",
    ]  # fmt: skip


def test_feedback_that_a_step_of_improvement_collects_is_used() -> None:
    stream = in_the_tail(a_step("ask", activity="improve", outputs=("stakeholder-feedback",)))

    assert found(stream, "SVS081") == []


def test_a_framework_without_improvement_asks_for_feedback_or_an_entry(tmp_path: Path) -> None:
    kitchen = load_catalogue_from(a_pack(tmp_path))
    cooking = a_stream(steps=(a_step("a", activity="cook", outputs=("stakeholder-feedback",), next="value"),))
    learning = evolve(cooking, improvements=({"id": "better"},))

    def told(stream: ValueStream) -> list[str]:
        findings = check_document(a_document(stream), kitchen, rules=RULES)
        return [each.rule for each in findings if each.rule in ("SVS080", "SVS081", "SVS082")]

    assert sorted(told(cooking)) == ["SVS080", "SVS081"]
    assert told(learning) == ["SVS081"]


# --- SVS082: causes


@pytest.mark.parametrize(
    ("kind", "told"),
    [("incident", True), ("service-outage", True), ("restore", True), ("request", False), ("problem", False)],
)
def test_only_a_stream_that_restores_service_asks_for_causes(kind: str, *, told: bool) -> None:
    assert bool(found(a_stream(type=kind), "SVS082")) is told


def test_a_problem_stream_or_a_problem_passed_on_treats_causes() -> None:
    restoring = a_stream(type="incident")
    passing_on = a_stream(type="incident", steps=(a_step("a", outputs=("problem-candidate",), next="value"),))

    assert found(a_document(restoring, a_stream("t", type="problem")), "SVS082") == []
    assert found(a_document(restoring, a_stream("t", type="request")), "SVS082") != []
    assert found(passing_on, "SVS082") == []


# --- SVS083: improvements


@pytest.mark.parametrize(
    ("fields", "lacking"),
    [
        ({}, "has no owner, no baseline, no target and no due date"),
        ({"status": "planned"}, "has no owner, no baseline, no target and no due date"),
        ({"status": "done", "owner": "boss", "target": "1"}, "has no baseline"),
        ({"status": "idea"}, None),
        ({"status": "dropped"}, None),
        ({"owner": "boss", "baseline": "2", "target": "1", "due": "2026-12-31"}, None),
    ],
)
def test_an_improvement_needs_what_proves_it(fields: dict[str, str], lacking: str | None) -> None:
    findings = found(a_stream(improvements=({"id": "i", "name": "Better", **fields},)), "SVS083")

    assert [lacking in each.message for each in findings if lacking] == [True] * (lacking is not None)
    assert lacking or findings == []


def test_improvements_of_one_name_are_told_apart() -> None:
    document = a_document(a_stream(improvements=({"id": "i", "name": "Better"}, {"id": "j", "name": "Better"})))
    first, second = found(document, "SVS083")

    after = mended(second, "Mark it as an idea", document)

    assert [item.status for item in after.stream("s").improvements] == [None, "idea"]
    assert "'Better (i)'" in first.message


def test_the_owner_of_the_stream_is_offered_for_an_improvement() -> None:
    item = {"id": "i", "baseline": "2", "target": "1", "due": "2026-12-31"}
    document = a_document(a_stream(owner="boss", improvements=(item,)), roles=({"id": "boss", "name": "Boss"},))
    (finding,) = found(document, "SVS083")

    after = mended(finding, "The owner is Boss", document)

    assert after.stream("s").improvements[0].owner == "boss"


# --- SVS085: measures


def test_metrics_are_offered_for_what_is_promised_and_what_is_so_today() -> None:
    target = {"id": "p2", "name": "Priority 2", "within": "2h"}
    document = a_document(timed(targets=(target,)))
    no_metric, no_rate = found(document, "SVS085")

    after = mended(no_metric, "Follow 'Lead time', <= 1h10m", document)

    assert (no_rate.element, no_rate.field) == ("demand", "rate")
    assert no_metric.fixes[0].title == "Follow 'Time for Priority 2', <= 2h"
    assert after.stream("s").metrics == (Metric(id="lead-time", name="Lead time", target="<= 1h10m"),)
    assert found(after, "SVS085") == [no_rate]


def test_no_metric_is_offered_for_a_lead_time_of_more_than_a_century() -> None:
    century = a_step(touch="1d", wait="36525d", next="value")

    no_metric, _ = found(a_stream(steps=(century,)), "SVS085")

    assert no_metric.fixes == ()


def test_a_metric_without_a_target_is_no_measure() -> None:
    assert "metrics" in [each.field for each in found(a_stream(metrics=({"id": "m"},)), "SVS085")]
