"""The rules on governance: what they object to, let pass and mend."""

from typing import Any

import pytest

from svs_designer.model.document import Document
from svs_designer.model.edits import registers, steps, streams
from svs_designer.rules.finding import Level
from tests.builders import a_document, a_step, a_stream
from tests.rules.asking import WIFI, findings_of, found, wifi
from tests.rules.test_fixes import assert_mends

ROLES = ({"id": "boss", "name": "Boss"}, {"id": "clerk", "name": "Clerk"}, {"id": "owner", "name": "Owner"})


def governed(*, policy: dict[str, Any] | None = None, controls: Any = (), **fields: Any) -> Document:
    """Build a stream under a policy, with an owner and a metric."""
    metrics = ({"id": "time", "target": "<= 1h"},)
    stream = a_stream(**{"policies": ("fast",), "owner": "owner", "metrics": metrics, **fields})
    policies = ({"id": "fast", "text": "It is fast", **(policy or {})},)
    return a_document(stream, policies=policies, controls=controls, roles=ROLES)


def test_a_policy_of_the_wifi_case_that_loses_its_control_is_told() -> None:
    document = wifi()
    policy = document.policies[0].id
    mutant = registers.set_entry(document, "policies", policy, control=None)

    (finding,) = findings_of(mutant)

    assert (finding.rule, finding.level) == ("SVS064", Level.WARNING)
    for fix in finding.fixes:
        assert_mends(mutant, finding, fix)


def test_a_new_control_is_whole() -> None:
    document = governed()

    (finding,) = found(document, "SVS064")
    after = finding.fixes[0].edit(document)

    assert found(after, "SVS064") == []
    assert after.controls[0].who == "owner"
    assert after.policies[0].control == after.controls[0].id


def test_a_control_that_nobody_looks_at_is_advice() -> None:
    document = governed(policy={"control": "report"}, controls=({"id": "report", "what": "Report"},))

    (finding,) = found(document, "SVS064")

    assert finding.level is Level.ADVICE
    assert "does not say which metric proves it, who looks at the result and how often" in finding.message
    assert [fix.title for fix in finding.fixes] == ["Let 'Owner' look at 'time' each month"]
    assert_mends(document, finding, finding.fixes[0])


def test_a_control_keeps_what_it_says() -> None:
    half = {"id": "report", "what": "Report", "every": "every week", "metric": "time"}
    document = governed(policy={"control": "report"}, controls=(half,))

    (finding,) = found(document, "SVS064")
    (control,) = finding.fixes[0].edit(document).controls

    assert finding.fixes[0].title == "Let 'Owner' look at time"
    assert (control.who, control.every, control.metric) == ("owner", "every week", "time")


def test_the_metric_that_proves_it_is_for_people_to_pick() -> None:
    metrics = ({"id": "time", "name": "Time to restore"}, {"id": "cost", "name": "Cost a case"})
    document = governed(metrics=metrics)
    unowned = governed(metrics=(), owner=None)

    (finding,), (bare,) = found(document, "SVS064"), found(unowned, "SVS064")

    assert [fix.title for fix in finding.fixes] == [
        "Add a control, proven by 'Time to restore', that 'Owner' looks at each month",
        "Add a control, proven by 'Cost a case', that 'Owner' looks at each month",
    ]
    assert [fix.title for fix in bare.fixes] == ["Add a control"]
    for each, stands_in in ((finding, document), (bare, unowned)):
        for fix in each.fixes:
            assert_mends(stands_in, each, fix)


def test_a_policy_that_delegates_a_decision_is_in_force() -> None:
    document = governed(steps=(a_step("a", kind="decision", authority="fast", next="value"),), policies=())

    (finding,) = found(document, "SVS064")

    assert (finding.element, finding.field) == ("a", "authority")


def test_a_policy_is_told_once_and_only_where_it_is_in_force() -> None:
    on_steps = tuple(a_step(name, policies=("fast",), next="b" if name == "a" else "value") for name in ("a", "b"))

    assert [finding.element for finding in found(governed(steps=on_steps), "SVS064")] == [None]
    assert [finding.element for finding in found(governed(steps=on_steps, policies=()), "SVS064")] == ["a"]
    assert found(governed(policies=()), "SVS064") == []
    assert found(governed(policies=("unknown",)), "SVS064") == []


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"kind": "approval", "role": "boss"}, True),
        ({"kind": "decision"}, True),
        ({"kind": "work"}, False),
        ({"kind": "approval", "authority": "boss"}, False),
        ({"kind": "approval", "policies": ("fast",)}, False),
        ({"kind": "approval", "change": "standard"}, False),
        ({"kind": "decision", "automation": "automatic"}, False),
    ],
)
def test_somebody_may_decide(fields: dict[str, Any], *, told: bool) -> None:
    document = governed(steps=(a_step("a", next="value", **fields),), policies=())

    findings = found(document, "SVS065")

    assert len(findings) == told
    for finding in findings:
        assert finding.fixes
        for fix in finding.fixes:
            assert_mends(document, finding, fix)


def test_a_step_of_the_wifi_case_that_becomes_an_approval_needs_authority() -> None:
    mutant = steps.set_steps(wifi(), WIFI, ("confirm-fault",), kind="approval")

    assert [(each.rule, each.element) for each in findings_of(mutant)] == [("SVS065", "confirm-fault")]


def test_a_policy_of_the_sample_streams_that_loses_its_control_is_told() -> None:
    document = wifi("standard-change")

    (finding,) = found(registers.set_entry(document, "policies", "std-model", control=None), "SVS064")

    assert (finding.element, finding.field) == (None, "policies")


def asking(requester: str, *, outputs: tuple[str, ...] = ("request",), **approval: Any) -> Document:
    first = a_step("a", role=requester, outputs=outputs, next="b")
    second = a_step(
        "b",
        **{
            "role": "boss",
            "authority": "boss",
            "kind": "approval",
            "inputs": ("request",),
            "next": "value",
            **approval,
        },
    )
    return governed(steps=(first, second), policies=())


@pytest.mark.parametrize(
    ("document", "told"),
    [
        (asking("boss"), True),
        (asking("boss", role="clerk"), True),
        (asking("boss", authority=None), True),
        (asking("clerk"), False),
        (asking("boss", authority="clerk"), False),
        (asking("boss", authority="fast"), False),
        (asking("boss", outputs=("something-else",)), False),
        (asking("boss", automation="automatic"), False),
        (asking("boss", kind="work"), False),
    ],
)
def test_nobody_approves_his_own_request(document: Document, *, told: bool) -> None:
    findings = found(document, "SVS067")

    assert len(findings) == told
    for finding in findings:
        assert finding.related == ("a",)
        assert "'Boss' approves in step 'Do b' what the same role made in 'Do a' (request)" in finding.message
        for fix in finding.fixes:
            assert_mends(document, finding, fix)


def passed_on(*, wish: str = "customer-wish", **middle: Any) -> Document:
    """Build an approval by the boss of what the boss wrote, with a step in between."""
    fields: dict[str, Any] = {
        "role": "boss",
        "authority": "boss",
        "kind": "approval",
        "inputs": ("request",),
        "next": "value",
    }
    line = (
        a_step("a", role="clerk", outputs=("customer-wish",), next="b"),
        a_step("b", role="boss", inputs=(wish,), outputs=("request",), next="c"),
        a_step("c", role="clerk", next="d", **middle),
        a_step("d", **fields),
    )
    return governed(steps=line, policies=())


def test_a_request_may_come_a_long_way() -> None:
    (finding,) = found(passed_on(wish="diary"), "SVS067")

    assert (finding.element, finding.related) == ("d", ("b",))


def test_whoever_judges_what_others_wanted_may_write_it_down_first() -> None:
    assert found(passed_on(), "SVS067") == []
    assert found(passed_on(wish="diary", outputs=("request",)), "SVS067") == []


def test_many_requests_are_told_by_a_few_of_them() -> None:
    names = [f"a{number}" for number in range(9)]
    line = [
        a_step(name, role="boss", outputs=("request",), next=after)
        for name, after in zip(names, [*names[1:], "b"], strict=True)
    ]
    approval = a_step("b", role="boss", kind="approval", inputs=("request", "request"), next="value")

    (finding,) = found(governed(steps=(*line, approval), policies=()), "SVS067")

    assert finding.related == ("a0", "a1", "a2", "a3")


def test_what_is_made_after_the_approval_is_not_what_was_approved() -> None:
    first = a_step("a", role="boss", authority="boss", kind="approval", inputs=("request",), next="b")
    document = governed(steps=(first, a_step("b", role="boss", outputs=("request",), next="value")), policies=())

    assert found(document, "SVS067") == []


def test_whoever_takes_over_the_approval_takes_its_authority() -> None:
    both, authority = asking("boss"), asking("boss", role="clerk")

    (of_both,), (of_authority,) = found(both, "SVS067"), found(authority, "SVS067")
    after = of_both.fixes[0].edit(both).stream("s").step("b")
    other = of_authority.fixes[1].edit(authority).stream("s").step("b")

    assert after
    assert other
    assert (after.role, after.authority) == ("clerk", "clerk")
    assert (other.role, other.authority) == ("clerk", "owner")


def test_an_approver_of_a_sample_stream_who_writes_the_request_is_told() -> None:
    document = wifi("new-service")
    stream = document.streams[0]
    approval = next(step for step in stream.steps if step.kind == "approval")
    makers = [step.id for step in stream.steps if not set(step.outputs).isdisjoint(approval.inputs)]

    mutant = steps.set_steps(document, stream.id, makers, role=approval.authority, inputs=())

    assert [each.element for each in found(mutant, "SVS067")] == [approval.id]


def test_an_empty_stream_is_not_governed() -> None:
    empty = streams.set_stream(governed(), "s", steps=(), demand=None, value=None, policies=())

    assert [each.rule for each in findings_of(empty) if each.rule.startswith("SVS06")] == []
