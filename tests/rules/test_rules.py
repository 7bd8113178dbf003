"""What rules object to and what they let pass, beyond the examples of their pages."""

from typing import Any

import pytest
from hypothesis import given, settings

from svs_designer.catalogue import load_catalogue
from svs_designer.model.document import Document
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.runner import check_document
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.strategies import documents

CATALOGUE = load_catalogue("itil4")


def found(document: Document | ValueStream, rule: str) -> list[Finding]:
    if isinstance(document, ValueStream):
        document = a_document(document)
    return [each for each in check_document(document, CATALOGUE, rules=RULES) if each.rule == rule]


def one_step(**fields: Any) -> ValueStream:
    return a_stream(steps=(a_step("a", **{"next": "value", **fields}),))


# --- frame


@pytest.mark.parametrize(
    ("outcome", "told"),
    [
        ("Ticket closed", True),
        ("The change was deployed and the incident is closed.", True),
        ("The driver can load again, ticket closed", False),
        ("Ticket geschlossen", False),
        ("", False),
        ("2 h", False),
    ],
)
def test_svs003_knows_provider_words(outcome: str, *, told: bool) -> None:
    stream = a_stream(value={"outcome": outcome, "recipient": "driver", "measure": "minutes"})

    assert bool(found(stream, "SVS003")) is told


def test_svs003_objects_to_a_team_of_the_provider_as_recipient() -> None:
    stream = a_stream(value={"outcome": "People work", "recipient": "network", "measure": "minutes"})
    document = a_document(stream, teams=({"id": "network"},))

    assert [each.field for each in found(document, "SVS003")] == ["recipient"]
    assert found(document, "SVS102") == []


@pytest.mark.parametrize(
    ("demand", "told"),
    [
        ({"source": "user"}, True),
        ({"source": "business-unit"}, True),
        ({}, True),
        ({"source": "monitoring-event"}, False),
        ({"source": "improvement-register"}, False),
        ({"kind": "opportunity", "source": "business-unit"}, False),
        ({"kind": "opportunity"}, False),
        ({"kind": "opportunity", "source": "customer"}, True),
    ],
)
def test_svs005_lets_pass_what_nobody_brings_to_the_door(demand: dict[str, str], *, told: bool) -> None:
    stream = one_step().model_dump() | {"demand": {"text": "Something is needed", "next": "a", **demand}}

    assert bool(found(a_stream(steps=one_step().steps, demand=stream["demand"]), "SVS005")) is told


def test_svs005_offers_to_begin_before_the_first_step_or_with_it() -> None:
    document = a_document(a_stream(steps=one_step(activity="plan").steps))
    (finding,) = found(document, "SVS005")

    insert, meet = (fix.edit(document) for fix in finding.fixes)

    assert len(insert.stream("s").steps) == 2
    assert meet.stream("s").steps == one_step(activity="engage").steps
    assert not found(insert, "SVS005")
    assert not found(meet, "SVS005")


@pytest.mark.parametrize(("name", "offered"), [("Restore the Wi-Fi", 1), ("New stream", 0), ("New stream 2", 0)])
def test_svs001_begins_demand_with_a_name_somebody_gave(name: str, offered: int) -> None:
    stream = a_stream(name=name, demand={"next": "a"}, steps=one_step().steps)

    (finding,) = found(stream, "SVS001")

    assert len(finding.fixes) == offered


# --- service value chain


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"with_": ("driver",), "activity": "deliver-support"}, True),
        ({"with_": ("driver",), "activity": "engage"}, False),
        ({"with_": ("driver",), "activity": "deliver-support", "outputs": ("services-delivered",)}, False),
        ({"with_": ("carrier",), "activity": "deliver-support", "outputs": ("services-delivered",)}, True),
        ({"with_": ("carrier",), "activity": "obtain-build", "inputs": ("goods-services",)}, False),
        ({"with_": ("carrier",), "activity": "obtain-build"}, True),
        ({"with_": ("office",), "activity": "plan", "inputs": ("governing-policies",)}, False),
        ({"with_": ("driver",), "activity": None}, False),
    ],
)
def test_svs011_lets_goods_services_and_policies_pass(fields: dict[str, Any], *, told: bool) -> None:
    parties = (
        {"id": "driver", "kind": "user"},
        {"id": "carrier", "kind": "supplier"},
        {"id": "office", "kind": "regulator"},
    )
    document = a_document(one_step(**fields), parties=parties)

    assert bool(found(document, "SVS011")) is told


def test_svs014_lets_everybody_raise_an_opportunity() -> None:
    assert found(one_step(outputs=("improvement-opportunities",)), "SVS014") == []


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("demand > build", "build > value"), ["build"]),
        (("demand > build", "build > d", "d > value"), []),
        (("demand > d", "d > build", "build > value"), ["build"]),
        (("demand > build", "build > one d value", "d > value"), []),
        (("demand > build", "build > value", "value > d", "d > end"), ["build"]),
        (("demand > d", "d > value", "value > build", "build > end"), []),
    ],
)
def test_svs015_asks_for_somebody_to_take_over_before_value(lines: tuple[str, ...], told: list[str]) -> None:
    flow = a_flow(*lines)
    steps = tuple(
        Step(**{**dict(step), "activity": "obtain-build", "outputs": ("service-components",)})
        if step.id == "build"
        else step
        for step in flow.steps
    )

    assert [each.element for each in found(type(flow)(**{**dict(flow), "steps": steps}), "SVS015")] == told


# --- graph


def test_svs020_tells_an_unreached_part_once() -> None:
    (finding,) = found(a_flow("demand > a", "a > one value end", "b > c", "c > value"), "SVS020")

    assert finding.element == "b"
    assert finding.related == ("c",)


def test_svs020_waits_until_demand_leads_somewhere() -> None:
    assert found(a_flow("a > b", "b > one value end"), "SVS020") == []
    assert found(a_flow("a > b", "b > one value end", demand=None), "SVS020") == []


def test_svs020_only_warns_of_an_end_that_nobody_uses() -> None:
    assert [each.level for each in found(a_flow("demand > a", "a > value"), "SVS020")] == [Level.WARNING]


def test_svs022_leaves_dead_ends_and_loops_to_their_own_rules() -> None:
    for lines in (("demand > a", "a >"), ("demand > a", "a > b", "b > a")):
        assert found(a_flow(*lines, ends=()), "SVS022") == []
    assert [each.element for each in found(a_flow("demand > a", "a > end"), "SVS022")] == ["value"]


def test_svs023_lets_rework_pass() -> None:
    assert found(a_flow("demand > a", "a > b", "b > one a value end"), "SVS023") == []


@pytest.mark.parametrize(
    ("shares", "levels"),
    [
        ((0.7, 0.3), []),
        ((0.7, 0.304), []),
        ((0.7, 0.31), [Level.ERROR]),
        ((0.7, 0.2), [Level.ERROR]),
        ((0.7, None), [Level.WARNING]),
        ((None, None), [Level.WARNING]),
        ((1.0, 0.0), []),
    ],
)
def test_svs024_allows_for_rounding_and_only_warns_of_a_missing_share(
    shares: tuple[float | None, float | None], levels: list[Level]
) -> None:
    first, second = shares
    ways = {"one": [{"to": "b", "share": first}, {"to": "value", "share": second}]}
    stream = a_stream(steps=(a_step("a", next=ways), a_step("b", next="value")))

    assert [each.level for each in found(stream, "SVS024")] == levels


def test_svs024_and_svs025_leave_parallel_ways_alone() -> None:
    stream = a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > one value end")

    assert [each.element for each in found(stream, "SVS024")] == ["j"]
    assert {each.element for each in found(stream, "SVS025")} == {("j", "value"), ("j", "end")}


def test_svs026_waits_until_every_split_is_decided() -> None:
    decided = a_flow("demand > a", "a > all b c", "b > value", "c > one value end")
    undecided = a_flow("demand > a", "a > all b c", "b > value", "c > value end")

    assert found(decided, "SVS026")
    assert found(undecided, "SVS026") == []
    assert found(undecided, "SVS027")


def test_a_fix_of_svs027_lets_the_meeting_step_wait() -> None:
    (finding,) = found(a_flow("demand > a", "a > b c", "b > d", "c > d", "d > one value end"), "SVS027")

    assert [fix.title for fix in finding.fixes] == [
        "One of them is taken",
        "All are taken, and 'Do d' waits for all",
    ]


# --- hygiene


@pytest.mark.parametrize(
    "name",
    [
        "Approve the request", "Re-order the spare", "Fix it", "Document the change", "Bring both sides together",
        "Implement the design", "Position the antenna", "Balance the load", "Zap the cache", "Look up and prepare",
        "Genehmigung einholen", "承認", "Contract the supplier", "Order parts", "Log the incident", "Test 2 of 3",
    ],
)  # fmt: skip
def test_svs100_gives_no_false_alarm(name: str) -> None:
    assert found(one_step(name=name), "SVS100") == []


@pytest.mark.parametrize(
    "name",
    [
        "Approval", "Incident management", "Deliver and support", "Approval of the request", "The final check",
        "Ticket to network team", "Registration and routing", "Categorization of the call", "Diagnose " + "x" * 60,
    ],
)  # fmt: skip
def test_svs100_objects_to_nouns_and_long_names(name: str) -> None:
    assert [each.level for each in found(one_step(name=name), "SVS100")] == [Level.ADVICE]


def test_svs100_judges_verbs_in_english_only() -> None:
    german = a_stream(
        steps=(a_step("a", name="Installation prüfen", next="value"),),
        name="WLAN wiederherstellen",
        demand={"text": "Kein WLAN in der Halle", "next": "a"},
        value={"outcome": "Der Fahrer kann wieder laden"},
    )
    document = Document(streams=(german,))

    assert found(document, "SVS100") == []


def test_svs101_compares_names_teams_and_activities() -> None:
    def twice(**fields: Any) -> ValueStream:
        second = {"name": "log the INCIDENT!", "next": "value", **fields}
        return a_stream(steps=(a_step("a", name="Log the incident", next="b"), a_step("b", **second)))

    assert [each.element for each in found(twice(), "SVS101")] == ["b"]
    assert found(twice(team="field"), "SVS101") == []
    assert found(twice(activity="engage"), "SVS101") == []


def test_svs102_names_the_nearest_known_id_and_the_field() -> None:
    document = a_document(one_step(team="servce-desk"), teams=({"id": "service-desk"},))

    (finding,) = found(document, "SVS102")

    assert (finding.element, finding.field) == ("a", "team")
    assert "did you mean 'service-desk'?" in finding.message
    assert [fix.title for fix in finding.fixes] == [
        "Use 'service-desk'", "Define the team 'servce-desk'", "Take it off",
    ]  # fmt: skip


def test_svs102_looks_into_the_registers_once() -> None:
    document = a_document(
        a_stream("s"),
        a_stream("t"),
        teams=({"id": "desk", "calendar": "ofice"},),
        calendars=({"id": "office"},),
        policies=({"id": "p", "control": "c"},),
    )

    assert [(each.stream, each.element, each.field) for each in found(document, "SVS102")] == [
        (None, "desk", "calendar"),
        (None, "p", "control"),
    ]


def test_svs102_takes_a_policy_for_an_authority_and_any_text_for_an_artefact() -> None:
    step = one_step(authority="two-hours", inputs=("whatever comes",), outputs=("a note",))

    assert found(a_document(step, policies=({"id": "two-hours"},)), "SVS102") == []


# --- all of them


PRACTICES = {
    "engage": ("relationship-management",),
    "improve": ("continual-improvement",),
    "plan": ("portfolio-management",),
    "obtain-build": ("supplier-management",),
    "design-transition": ("release-management",),
}


def test_a_clean_stream_in_any_order_of_activities_has_no_finding() -> None:
    activities = ["engage", "improve", "plan", "engage", "obtain-build", "plan", "design-transition", "engage"]
    names = [f"s{number}" for number in range(len(activities))]
    steps = tuple(
        a_step(
            name,
            f"Do part {name} of it",
            activity=activity,
            practices=PRACTICES[activity],
            touch="10m",
            wait="5m",
            value="adding",
            team="team",
            role="owner",
            tools=("tool",),
            next=following,
        )
        for name, activity, following in zip(names, activities, [*names[1:], "value"], strict=True)
    )
    stream = a_stream(
        steps=steps,
        owner="owner",
        demand={"text": "Somebody asks", "rate": "3 per week", "next": "s0"},
        metrics=({"id": "time", "target": "<= 1h"},),
        suppliers=(),
        value={"outcome": "People work again", "recipient": "driver", "measure": "minutes lost"},
    )
    document = a_document(
        stream,
        roles=({"id": "owner"},),
        teams=({"id": "team"},),
        tools=({"id": "tool"},),
        parties=({"id": "driver", "kind": "user"},),
    )

    assert check_document(document, CATALOGUE, rules=RULES) == ()


@given(documents())
@settings(max_examples=60, deadline=None)
def test_no_rule_crashes_on_any_document(document: Document) -> None:
    for finding in check_document(document, CATALOGUE, rules=RULES):
        assert "could not finish" not in finding.message


# --- streams of odd shapes: every finding is told, but what is sought for a fix has a limit


def test_of_a_thousand_islands_each_is_told_and_the_first_get_a_way_in() -> None:
    steps = [a_step("a", next="value"), *(a_step(f"b{number}", next="value") for number in range(1000))]

    islands = found(a_stream(demand={"text": "Ask", "next": "a"}, steps=steps), "SVS020")

    assert len(islands) == 1000
    assert len(islands[0].fixes) == 2
    assert islands[-1].fixes == ()


def test_nobody_brings_a_thousand_branches_together_in_one_click() -> None:
    names = [f"b{number}" for number in range(1000)]
    steps = [a_step("a", next={"all": names}), *(a_step(name, next="value") for name in names)]

    (apart,) = found(a_stream(demand={"text": "Ask", "next": "a"}, steps=steps), "SVS026")

    assert apart.fixes == ()


def test_of_a_hundred_ways_one_may_be_taken_but_not_all() -> None:
    names = [f"b{number}" for number in range(100)]
    steps = [a_step("a", next=names), *(a_step(name, next="value") for name in names)]

    (undecided,) = found(a_stream(demand={"text": "Ask", "next": "a"}, steps=steps), "SVS027")

    assert [fix.title for fix in undecided.fixes] == ["One of them is taken"]
