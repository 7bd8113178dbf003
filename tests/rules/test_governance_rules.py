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
    assert "which metric proves it and who looks at the result" in finding.message
    assert_mends(document, finding, finding.fixes[0])


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


def asking(role: str, *, outputs: tuple[str, ...] = ("request",), **approval: Any) -> Document:
    first = a_step("a", role=role, outputs=outputs, next="b")
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
        (asking("clerk"), False),
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
        for fix in finding.fixes:
            assert_mends(document, finding, fix)


def test_whoever_takes_over_the_approval_takes_its_authority() -> None:
    document = asking("boss")

    (finding,) = found(document, "SVS067")
    after = finding.fixes[0].edit(document).stream("s").step("b")

    assert after
    assert (after.role, after.authority) == ("clerk", "clerk")


def test_an_empty_stream_is_not_governed() -> None:
    empty = streams.set_stream(governed(), "s", steps=(), demand=None, value=None, policies=())

    assert [each.rule for each in findings_of(empty) if each.rule.startswith("SVS06")] == []
