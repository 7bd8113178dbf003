"""The rules on practices (SVS040 to SVS042): what they object to, let pass and mend."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.model.document import Document
from svs_designer.model.edits import steps
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.runner import check_document
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.rules.test_fixes import assert_mends, key
from tests.strategies import documents

CATALOGUE = load_catalogue("itil4")
SID = "wifi-to-be"
GROUP = "practice"
MODELS = sorted(model_file().glob("*.svs.yaml"))
ENABLED = ("change-enablement", "deployment-management")
RECORDED = ("it-asset-management", "incident-management")

Edit = Callable[[Document], Document]


def found(document: Document | ValueStream, rule: str) -> list[Finding]:
    if isinstance(document, ValueStream):
        document = a_document(document)
    return [each for each in check_document(document, CATALOGUE, rules=RULES) if each.rule == rule]


def one_step(**fields: Any) -> ValueStream:
    return a_stream(steps=(a_step("a", **{"next": "value", **fields}),))


def with_data(drawn: ValueStream, **data: dict[str, Any]) -> ValueStream:
    """Return a flow with fields of some steps set."""
    made = tuple(Step(**{**dict(step), **data.get(step.id, {})}) for step in drawn.steps)
    return ValueStream(**{**dict(drawn), "steps": made})


def wifi() -> Document:
    document = read_file(model_file(f"{SID}.svs.yaml")).document
    assert document is not None
    return document


def on_step(step_id: str, **changes: Any) -> Edit:
    return lambda document: steps.set_steps(document, SID, (step_id,), **changes)


def without(practice: str, *step_ids: str) -> Edit:
    """Return an edit that takes a practice off steps, and puts one that fits as well in its place."""

    def edit(document: Document) -> Document:
        for step_id in step_ids:
            document = steps.attach_practice(document, SID, step_id, "infrastructure-and-platform-management")
        return steps.detach_practice(document, SID, step_ids, practice)

    return edit


def unrecorded(document: Document) -> Document:
    document = without("it-asset-management", "take-spare", "update-records")(document)
    return without("service-configuration-management", "replace", "update-records")(document)


def titles(finding: Finding) -> list[str]:
    return [fix.title for fix in finding.fixes]


def mended(finding: Finding, title: str, document: Document) -> Document:
    return next(fix for fix in finding.fixes if fix.title == title).edit(document)


def step_of(document: Document, step_id: str) -> Step:
    step = document.streams[0].step(step_id)
    assert step is not None
    return step


@pytest.mark.parametrize(
    ("edit", "rule", "elements"),
    [
        (on_step("log", practices=("incident-management", "deployment-management")), "SVS040", {"log"}),
        (on_step("confirm-fault", practices=("service-validation-and-testing",)), "SVS040", {"confirm-fault"}),
        (without("change-enablement", "replace"), "SVS041", {"replace"}),
        (without("change-enablement", "restart"), "SVS041", {"restart"}),
        (on_step("pool-tablet", live=True), "SVS041", {"pool-tablet"}),
        (unrecorded, "SVS042", {"take-spare", "replace", "restart"}),
    ],
)
def test_one_fault_in_a_clean_stream_raises_its_rule_alone(edit: Edit, rule: str, elements: set[str]) -> None:
    assert check_document(wifi(), CATALOGUE, rules=RULES) == ()

    raised = check_document(edit(wifi()), CATALOGUE, rules=RULES)

    assert {each.rule for each in raised} == {rule}
    assert {each.element for each in raised} == elements


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name.partition(".")[0])
def test_the_practices_of_the_shipped_streams_fit(path: Any) -> None:
    document = read_file(path).document
    assert document is not None

    for rule in ("SVS040", "SVS041", "SVS042"):
        assert found(document, rule) == []


# --- fit


@pytest.mark.parametrize(
    ("activity", "practices", "level"),
    [
        ("plan", ("incident-management",), Level.WARNING),
        ("plan", ("incident-management", "risk-management"), Level.WARNING),
        ("engage", ("change-enablement",), Level.ADVICE),
        ("engage", ("change-enablement", "availability-management"), Level.ADVICE),
        ("engage", ("change-enablement", "service-desk"), None),
        ("engage", ("change-enablement", "our-own-practice"), None),  # which nobody has rated
        ("engage", ("change-enablement", "deployment-management"), Level.WARNING),
        ("deliver-support", ("incident-management",), None),
        ("no-such-activity", ("incident-management",), None),
        (None, ("incident-management",), None),
        ("engage", (), None),
    ],
)
def test_svs040_grades(activity: str | None, practices: tuple[str, ...], level: Level | None) -> None:
    findings = found(one_step(activity=activity, practices=practices), "SVS040")

    assert [each.level for each in findings] == ([] if level is None else [level])


def test_svs040_offers_another_activity_another_practice_or_none() -> None:
    document = a_document(one_step(activity="plan", practices=("incident-management", "risk-management")))

    (finding,) = found(document, "SVS040")

    assert (finding.element, finding.field) == ("a", "practices")
    assert titles(finding) == [
        "Make it a step of Deliver and support", "Make it a step of Improve", "Put Strategy management in its place",
        "Take it off the step",
    ]  # fmt: skip
    assert step_of(mended(finding, titles(finding)[0], document), "a").activity == "deliver-support"
    put = step_of(mended(finding, "Put Strategy management in its place", document), "a")
    assert put.practices == ("strategy-management", "risk-management")
    assert step_of(mended(finding, "Take it off the step", document), "a").practices == ("risk-management",)


def test_svs040_offers_to_attach_what_carries_the_work() -> None:
    document = a_document(one_step(activity="engage", practices=("change-enablement",)))

    (finding,) = found(document, "SVS040")
    attached = step_of(finding.fixes[0].edit(document), "a").practices

    assert attached[0] == "change-enablement"
    assert found(finding.fixes[0].edit(document), "SVS040") == []


@pytest.mark.parametrize(
    ("fields", "offered"),
    [
        ({}, ["Make it a step of Deliver and support", "Make it a step of Engage"]),
        ({"with_": ("driver",)}, ["Make it a step of Engage"]),
        ({"takes": ("spare",)}, []),
    ],
)
def test_svs040_moves_no_contact_and_no_resource_where_it_must_not_be(
    fields: dict[str, Any], offered: list[str]
) -> None:
    (finding,) = found(one_step(activity="plan", practices=("incident-management",), **fields), "SVS040")

    assert sorted(title for title in titles(finding) if title.startswith("Make it")) == offered


# --- live changes


@pytest.mark.parametrize(
    ("lines", "enabled", "told"),
    [
        (("demand > x", "x > value"), "", True),
        (("demand > x", "x > value"), "x", False),
        (("demand > e", "e > x", "x > value"), "e", False),
        (("demand > x", "x > e", "e > value"), "e", True),  # too late
        (("demand > s", "s > one e x", "e > x", "x > value"), "e", True),  # some pass it by
        (("demand > s", "s > one e f", "e > x", "f > x", "x > value"), "ef", False),
        (("demand > s", "s > x", "x > one e value", "e > x"), "e", True),  # the first time without
        (("demand > s", "s > value", "x > value"), "", False),  # no case gets there
        (("demand > s", "s > value", "value > x", "x > end"), "s", False),
    ],
)
def test_svs041_asks_for_change_enablement_on_every_way_before(
    lines: tuple[str, ...], enabled: str, *, told: bool
) -> None:
    data: dict[str, dict[str, Any]] = {"x": {"live": True}}
    for step_id in enabled:
        data[step_id] = {**data.get(step_id, {}), "practices": ENABLED}

    assert bool(found(with_data(a_flow(*lines), **data), "SVS041")) is told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, False),
        ({"live": True}, True),
        ({"change": "normal"}, True),
        ({"practices": ("deployment-management",)}, False),
    ],
)
def test_svs041_knows_a_live_change(fields: dict[str, Any], *, told: bool) -> None:
    assert bool(found(one_step(activity="design-transition", **fields), "SVS041")) is told


def test_svs041_asks_how_the_change_is_authorised() -> None:
    document = a_document(one_step(live=True))

    (finding,) = found(document, "SVS041")
    step = step_of(mended(finding, "Attach Change enablement: it is an emergency change", document), "a")

    assert len(finding.fixes) == 3
    assert step.practices == ("incident-management", "change-enablement")
    assert step.change == "emergency"


def test_svs041_leaves_the_type_of_a_change_that_is_known() -> None:
    document = a_document(one_step(live=True, change="normal"))

    (finding,) = found(document, "SVS041")

    assert titles(finding) == ["Attach Change enablement"]
    assert step_of(finding.fixes[0].edit(document), "a").change == "normal"


# --- records


@pytest.mark.parametrize(
    ("lines", "recording", "told"),
    [
        (("demand > x", "x > value"), "", True),
        (("demand > x", "x > value"), "x", False),
        (("demand > x", "x > r", "r > value"), "r", False),
        (("demand > r", "r > x", "x > value"), "r", True),  # too early
        (("demand > x", "x > one r value", "r > value"), "r", False),  # on some way
        (("demand > x", "x > value", "value > r", "r > end"), "r", False),
        (("demand > x", "x > s", "s >"), "", False),  # the rest is not drawn yet
        (("demand > s", "s > value", "x > value"), "", False),  # no case gets there
    ],
)
@pytest.mark.parametrize("fields", [{"takes": ("spare",)}, {"live": True}, {"change": "standard"}])
def test_svs042_asks_for_a_record_then_or_later(
    lines: tuple[str, ...], recording: str, fields: dict[str, Any], *, told: bool
) -> None:
    data: dict[str, dict[str, Any]] = {"x": dict(fields)}
    for step_id in recording:
        data[step_id] = {**data.get(step_id, {}), "practices": RECORDED}

    assert bool(found(with_data(a_flow(*lines), **data), "SVS042")) is told


def test_svs042_puts_a_step_of_the_same_people_behind() -> None:
    fields = {"takes": ("spare-part",), "role": "engineer", "team": "network", "outputs": ("spare-taken",)}
    people = {"roles": ({"id": "engineer"},), "teams": ({"id": "network"},)}
    document = a_document(one_step(activity="obtain-build", **fields), **people)

    (finding,) = found(document, "SVS042")
    fixed = mended(finding, "Insert 'Update asset and configuration records' (Obtain/build) behind it", document)
    made = fixed.streams[0].steps[1]

    assert finding.message.startswith("Step 'Do a' takes spare part, and neither it nor a later step records that")
    assert (made.activity, made.role, made.team, made.inputs) == (
        "obtain-build", "engineer", "network", ("spare-taken",),
    )  # fmt: skip
    assert made.practices == ("it-asset-management", "service-configuration-management")
    assert fixed.streams[0].link("a", made.id)
    assert fixed.streams[0].link(made.id, "value")


@pytest.mark.parametrize(
    ("fields", "practice"),
    [({"takes": ("spare",)}, "it-asset-management"), ({"live": True}, "service-configuration-management")],
)
def test_svs042_lets_the_step_record_it_itself(fields: dict[str, Any], practice: str) -> None:
    document = a_document(one_step(**fields))

    (finding,) = found(document, "SVS042")
    fixed = finding.fixes[1].edit(document)

    assert step_of(fixed, "a").practices == ("incident-management", practice)


# --- fixes

BROKEN = {
    "strangers and weak ones": with_data(
        a_flow("demand > a", "a > b", "b > c", "c > value"),
        a={"activity": "engage", "practices": ("deployment-management", "change-enablement", "deployment-management")},
        b={"activity": "plan", "practices": ("change-enablement", "change-enablement")},
        c={"activity": "plan", "practices": ("incident-management", "problem-management")},
    ),
    "live in parallel, unrecorded": with_data(
        a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > value"),
        a={"live": True}, b={"takes": ("x", "y")}, c={"live": True, "change": "normal", "takes": ("z",)},
    ),
    "live before a choice": with_data(
        a_flow("demand > a", "a > one b value", "b > a"), a={"live": True, "takes": ("x",)}, b={"change": "emergency"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("stream", BROKEN.values(), ids=BROKEN.keys())
def test_the_fixes_of_broken_practices_mend_them(stream: ValueStream) -> None:
    document = a_document(stream)
    offered = [
        (finding, fix)
        for rule in ("SVS040", "SVS041", "SVS042")
        for finding in found(document, rule)
        for fix in finding.fixes
    ]

    assert offered
    for finding, fix in offered:
        assert_mends(document, finding, fix)


@given(documents())
@settings(max_examples=60, deadline=None)
def test_every_practice_fix_of_a_random_document_removes_its_finding(document: Document) -> None:
    rules = [rule for rule in RULES if rule.group == GROUP]
    for finding in check_document(document, CATALOGUE, rules=rules):
        for fix in finding.fixes:
            fixed = fix.edit(document)

            assert key(finding) not in {key(each) for each in check_document(fixed, CATALOGUE, rules=rules)}, fix.title
            assert fix.edit(fixed) is fixed
