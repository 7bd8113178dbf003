"""The rules on improvement, engagement and holism: what they object to, let pass and mend."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_file
from svs_designer.model.base import evolve
from svs_designer.model.document import Document
from svs_designer.model.edits import nodes, steps, streams
from svs_designer.model.edits.within import with_stream
from svs_designer.model.step import Step
from svs_designer.model.stream import Metric, StreamKind, ValueStream
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.builtin.aims import Aim, aim_of
from svs_designer.rules.finding import Finding
from svs_designer.rules.runner import check_document
from svs_designer.rules.settings import Settings
from tests.analysis.flows import a_flow
from tests.builders import a_document, a_step, a_stream
from tests.rules.test_fixes import assert_mends, key
from tests.strategies import documents

CATALOGUE = load_catalogue("itil4")
SID = "wifi-to-be"
GROUPS = ("improve", "supplier")
DRIVER = ({"id": "driver", "name": "Driver", "kind": "user"}, {"id": "carrier", "kind": "supplier"})

Edit = Callable[[Document], Document]


def found(document: Document | ValueStream, rule: str, **options: Any) -> list[Finding]:
    if isinstance(document, ValueStream):
        document = a_document(document, parties=DRIVER)
    findings = check_document(document, CATALOGUE, rules=RULES, settings=Settings(**options))
    return [each for each in findings if each.rule == rule]


def wifi(name: str = SID) -> Document:
    document = read_file(model_file(f"{name}.svs.yaml")).document
    assert document is not None
    return document


def on_step(step_id: str, **changes: Any) -> Edit:
    return lambda document: steps.set_steps(document, SID, (step_id,), **changes)


def on_stream(change: Callable[[ValueStream], dict[str, Any]]) -> Edit:
    return lambda document: with_stream(document, evolve(document.stream(SID), **change(document.stream(SID))))


def mended(finding: Finding, title: str, document: Document) -> Document:
    return next(fix for fix in finding.fixes if fix.title == title).edit(document)


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
        lambda document: nodes.delete_elements(document, SID, ("survey", "review", "end")),
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
    "no volume": ({"SVS085"}, lambda document: nodes.set_demand(document, SID, rate=None)),
    "nobody tells the outcome": (
        {"SVS086", CLAIM},
        lambda document: nodes.delete_and_heal(document, SID, "close"),
    ),
    "suppliers not looked at": ({"SVS087", CLAIM}, on_stream(lambda _: {"suppliers": None})),
    # What is waste is told by the rule on waste too, and the stream claims to focus on value.
    "a machine logs in vain": ({CLAIM, "SVS072"}, on_step("log", automation="automatic", value="waste")),
}


@pytest.mark.parametrize(("rules", "mutate"), MUTANTS.values(), ids=MUTANTS.keys())
def test_one_change_of_a_clean_stream_is_told_by_its_rule(rules: set[str], mutate: Edit) -> None:
    clean = wifi()

    findings = check_document(mutate(clean), CATALOGUE, rules=RULES)

    assert check_document(clean, CATALOGUE, rules=RULES) == ()
    assert {finding.rule for finding in findings} == rules


@pytest.mark.parametrize("mutate", [mutate for _, mutate in MUTANTS.values()], ids=MUTANTS.keys())
def test_the_fixes_for_one_change_mend_it(mutate: Edit) -> None:
    document = mutate(wifi())

    for finding in check_document(document, CATALOGUE, rules=RULES):
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

    findings = check_document(document, CATALOGUE, rules=RULES)

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


# --- SVS084: the future against the present


def a_future(present: ValueStream, *, notes: str = "", **changes: Any) -> Document:
    """Build a document of a stream and its future, in which the first step has changed."""
    document = streams.duplicate_stream(a_document(present), "s", "Future", kind=StreamKind.TO_BE)
    document = streams.set_stream(document, "future", notes=notes)
    return steps.set_steps(document, "future", ("a",), **changes) if changes else document


def timed(**fields: Any) -> ValueStream:
    first = a_step("a", touch="10m", wait="50m", team="one", next="b")
    return a_stream(steps=(first, a_step("b", touch="10m", wait="0m", team="one", next="value")), **fields)


def test_a_copy_is_not_better_until_something_is() -> None:
    (copy,) = found(a_future(timed()), "SVS084")

    assert "No figure of 'Future' is better than in 'Stream s'" in copy.message
    assert found(a_future(timed(), wait="20m"), "SVS084") == []


def test_a_time_that_is_missing_makes_nothing_better() -> None:
    (finding,) = found(a_future(timed(), wait=None), "SVS084")

    assert finding.message.endswith("or give the times that are missing")


def test_what_gets_worse_needs_a_word() -> None:
    worse = {"wait": "20m", "touch": "15m", "team": "two"}

    (finding,) = found(a_future(timed(), **worse), "SVS084")

    assert "work on a case from 20 min to 25 min and hand-offs from 0 to 1" in finding.message
    assert found(a_future(timed(), notes="Two pairs of eyes", **worse), "SVS084") == []
    assert found(a_future(timed(), wait="20m", touch="10m30s"), "SVS084") == []


def test_the_wifi_case_is_better_than_today_in_every_figure() -> None:
    document = streams.copy_stream(wifi("wifi-as-is"), wifi(), SID)
    document = streams.set_stream(document, SID, notes="")

    assert found(document, "SVS084") == []
    turned = streams.set_stream(document, SID, kind=StreamKind.AS_IS)
    turned = streams.set_stream(turned, "wifi-as-is", kind=StreamKind.TO_BE, baseline=SID)
    assert [each.stream for each in found(turned, "SVS084")] == ["wifi-as-is"]


def test_a_present_elsewhere_is_told_by_the_metrics() -> None:
    def told(*metrics: dict[str, str], **fields: Any) -> list[str]:
        stream = a_stream(kind="to-be", metrics=tuple({"id": "m", **each} for each in metrics), **fields)
        return [each.message for each in found(stream, "SVS084")]

    better, worse = {"baseline": "195m", "target": "<= 90m"}, {"baseline": "2", "target": "<= 3"}

    assert told(better) == []
    assert "does not say what it is better than" in told()[0]
    assert "not in this document" in told(baseline="elsewhere")[0]
    assert "No metric of 'Stream s' aims at more" in told(worse)[0]
    assert "aims at <= 3, which is worse than the 2 of today" in told(better, worse)[0]
    assert told(better, {**worse, "notes": "On purpose"}) == []


def test_a_stream_to_compare_with_is_offered() -> None:
    future = a_stream("t", kind="to-be", type="request")
    document = a_document(a_stream("r", type="incident"), future, a_stream("q", type="request"))
    (finding,) = found(document, "SVS084")

    after = finding.fixes[0].edit(document)

    assert [fix.title for fix in finding.fixes] == ["Compare it with 'Stream q'", "Compare it with 'Stream r'"]
    assert after.stream("t").baseline == "q"


@pytest.mark.parametrize(
    ("baseline", "target", "aim"),
    [
        ("195m", "<= 90m", Aim.BETTER),
        ("3h15m", "at most 90 min", Aim.BETTER),
        ("90m", "<= 1h30m", Aim.THE_SAME),
        ("60m", "<= 90m", Aim.WORSE),
        ("1d", "< 10h", Aim.BETTER),
        ("60%", ">= 85 %", Aim.BETTER),
        ("about 60 %", "at least 50%", Aim.WORSE),
        ("3", "2", Aim.BETTER),
        ("12 tickets", "= 0 tickets", Aim.BETTER),
        ("12,5 EUR", "<= 13.5 EUR", Aim.WORSE),
        ("2 tools, 9 min sync", "1 tool", Aim.BETTER),
        ("20 a month", "-50 % in a quarter", Aim.BETTER),
        ("as before", "As before", Aim.THE_SAME),
        ("", "<= 90m", None),
        ("195m", " ", None),
    ],
)
def test_a_metric_is_read_as_people_write_it(baseline: str, target: str, aim: Aim | None) -> None:
    metric = Metric(id="m", baseline=baseline, target=target)

    assert aim_of(metric, day=86400) is aim


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


def test_a_metric_without_a_target_is_no_measure() -> None:
    assert "metrics" in [each.field for each in found(a_stream(metrics=({"id": "m"},)), "SVS085")]


# --- SVS086: the requester


def asked(*inner: Step, source: str | None = "user", ends: tuple[dict[str, str], ...] = (), **demand: Any) -> Document:
    first = inner[0].id
    stream = a_stream(
        steps=inner,
        ends=ends,
        demand={"text": "Somebody asks", "source": source, "party": "driver", "next": first, **demand},
    )
    return a_document(stream, parties=DRIVER)


MEET = a_step("take", "Take the call", activity="engage", with_=("driver",), next="do")
DONE = a_step("close", "Close", activity="engage", with_=("driver",), next="value")


@pytest.mark.parametrize(
    ("source", "party", "told"),
    [
        ("user", None, True),
        ("customer", None, True),
        (None, "driver", True),
        (None, "carrier", False),
        (None, None, False),
        ("business-unit", "driver", False),
        ("monitoring-event", "driver", False),
    ],
)
def test_only_a_customer_or_user_waits_for_an_answer(source: str | None, party: str | None, *, told: bool) -> None:
    document = asked(MEET, a_step("do", next="value"), source=source, party=party)

    assert bool(found(document, "SVS086")) is told


@pytest.mark.parametrize(
    ("last", "told"),
    [
        ({"next": "value"}, True),
        ({"value": "adding", "next": "value"}, True),
        ({"value": "necessary", "next": "value"}, False),
        ({"activity": "obtain-build", "next": "value"}, False),
        ({"activity": "engage", "next": "value"}, False),
        ({"activity": "engage", "with_": ("carrier",), "value": "adding", "next": "value"}, True),
        ({"with_": ("driver",), "next": "value"}, False),
        ({"automation": "automatic", "outputs": ("services-delivered",), "next": "value"}, False),
        ({"next": "close"}, False),
    ],
)
def test_the_outcome_is_told_between_the_work_and_value(last: dict[str, Any], *, told: bool) -> None:
    inner = (MEET, a_step("do", **last)) + ((DONE,) if last["next"] == "close" else ())

    findings = found(asked(*inner), "SVS086")

    assert [(each.element, each.related) for each in findings] == ([("value", ("do",))] if told else [])


def test_book_keeping_after_the_outcome_was_told_is_no_silence() -> None:
    done = evolve(DONE, next="record")
    record = a_step("record", value="necessary", next="value")

    assert found(asked(MEET, a_step("do", value="adding", next="close"), done, record), "SVS086") == []


def test_one_step_informs_of_all_silent_ways_and_leaves_the_others() -> None:
    split = {"one": [{"to": "b", "share": 0.4}, {"to": "c", "share": 0.4}, {"to": "close", "share": 0.2}]}
    document = asked(MEET, a_step("do", next=split), a_step("b", next="value"), a_step("c", next="value"), DONE)
    (finding,) = found(document, "SVS086")

    stream = finding.fixes[0].edit(document).stream("s")

    made = "inform-the-requester-of-the-outcome"
    assert finding.related == ("b", "c")
    assert [source for source, link in stream.links() if link.to == made] == ["b", "c"]
    assert {source for source, link in stream.links() if link.to == "value"} == {"close", made}
    assert_mends(document, finding, finding.fixes[0])


REFUSED = {"id": "refused", "name": "Refused"}


@pytest.mark.parametrize(
    ("decide", "end", "told"),
    [
        ({}, REFUSED, True),
        ({"activity": "engage"}, REFUSED, False),
        ({"activity": "engage", "with_": ("carrier",)}, REFUSED, True),
        ({}, {"id": "refused", "name": "Withdrawn by the driver"}, False),
        ({"when": "cancelled"}, REFUSED, False),
    ],
)
def test_a_refusal_needs_a_word(decide: dict[str, Any], end: dict[str, str], *, told: bool) -> None:
    when = decide.pop("when", "no")
    ways = {"one": [{"to": "close", "share": 0.9, "when": "yes"}, {"to": "refused", "share": 0.1, "when": when}]}
    document = asked(MEET, a_step("do", **decide, next=ways), DONE, ends=(end,))

    findings = found(document, "SVS086")

    assert [(each.element, each.related) for each in findings] == ([("refused", ("do",))] if told else [])
    for finding in findings:
        assert_mends(document, finding, finding.fixes[0])


def test_a_refusal_is_explained_after_the_choice_not_before_it() -> None:
    ways = {"one": [{"to": "close", "share": 0.9}, {"to": "explain", "share": 0.1}]}
    explain = a_step("explain", activity="engage", with_=("driver",), next="file")
    document = asked(MEET, a_step("do", next=ways), DONE, explain, a_step("file", next="refused"), ends=(REFUSED,))

    assert found(document, "SVS086") == []
    silent = steps.set_steps(document, "s", ("explain",), activity="deliver-support", with_=())
    assert [each.related for each in found(silent, "SVS086")] == [("file",)]


def test_the_end_of_the_tail_is_no_refusal() -> None:
    document = nodes.set_value(asked(MEET, a_step("do", next="close"), DONE, ends=(REFUSED,)), "s", next="refused")

    assert found(document, "SVS086") == []


@pytest.mark.parametrize(
    ("first", "wait", "told"),
    [
        ({"with_": ()}, "4h", True),
        ({"with_": ()}, "1m", False),
        ({"with_": ("driver",)}, "4h", False),
        ({"with_": (), "outputs": ("expected-completion-time",)}, "4h", False),
        ({"with_": (), "name": "Acknowledge the request"}, "4h", False),
        ({"with_": ("carrier",)}, "4h", True),
    ],
)
def test_a_long_wait_is_announced(first: dict[str, Any], wait: str, *, told: bool) -> None:
    take = evolve(MEET, **first, touch="5m", wait="1m")
    work = a_step("do", touch="30m", wait=wait, next="close")
    document = asked(take, work, evolve(DONE, touch="5m", wait="1m"))

    findings = found(document, "SVS086")

    assert [(each.element, each.field) for each in findings] == ([("do", "wait")] if told else [])
    for finding in findings:
        assert "waits 4 h for step 'Do do'" in finding.message
        assert_mends(document, finding, finding.fixes[0])


def test_where_nobody_says_who_meets_whom_the_door_is_believed() -> None:
    work = a_step("do", touch="30m", wait="4h", next="close")
    document = asked(evolve(MEET, with_=(), touch="5m", wait="1m"), work, evolve(DONE, with_=(), touch="5m", wait="1m"))

    assert found(document, "SVS086") == []


def test_what_does_not_come_in_by_the_door_is_told_by_the_rule_on_the_door() -> None:
    document = asked(a_step("do", touch="30m", wait="4h", next="close"), evolve(DONE, touch="5m", wait="1m"))

    assert found(document, "SVS086") == []
    assert [each.element for each in found(document, "SVS005")] == ["do"]


# --- SVS087: the four dimensions


def test_a_sketch_is_not_blind_before_it_sees_anything() -> None:
    assert found(a_stream(), "SVS087") == []


def test_each_dimension_that_nothing_is_said_of_is_told() -> None:
    stream = a_stream(steps=(a_step("a", role="agent", next="value"),))

    told = [each.message.partition(": ")[0].partition("says nothing of ")[2] for each in found(stream, "SVS087")]

    assert told == ["information and technology", "partners and suppliers", "value streams and processes"]


@pytest.mark.parametrize("fields", [{"contract": "c"}, {"with_": ("carrier",)}, {"team": "carrier-team"}])
def test_a_supplier_in_a_step_is_seen(fields: dict[str, Any]) -> None:
    stream = a_stream(steps=(a_step("a", role="agent", next="value", **fields),))
    document = a_document(stream, parties=DRIVER, teams=({"id": "carrier-team", "kind": "supplier"},))

    assert "suppliers" not in [each.field for each in found(document, "SVS087")]


def test_no_suppliers_or_known_ones_are_offered() -> None:
    document = a_document(a_stream(steps=(a_step("a", role="agent", next="value"),)), parties=DRIVER)
    finding = next(each for each in found(document, "SVS087") if each.field == "suppliers")

    after = [fix.edit(document).stream("s").suppliers for fix in finding.fixes]

    assert [fix.title for fix in finding.fixes] == ["There are none", "carrier takes part"]
    assert after == [(), ("carrier",)]


# --- SVS088: waste by machine, and claims


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"automation": "automatic", "value": "waste"}, True),
        ({"automation": "assisted", "value": "waste"}, False),
        ({"automation": "automatic", "value": "necessary"}, False),
        ({"automation": "automatic", "value": "waste", "policies": ("law",)}, False),
    ],
)
def test_waste_is_not_automated(fields: dict[str, Any], *, told: bool) -> None:
    stream = a_stream(steps=(a_step("a", next="value", **fields),))

    assert bool(found(stream, "SVS088")) is told


def test_a_claim_names_the_rules_that_contradict_it() -> None:
    claims = ({"id": "progress-iteratively"}, {"id": "optimize-automate"})
    document = a_document(a_stream(principles=claims, improvements=({"id": "i"},)))

    (finding,) = found(document, "SVS088")

    assert "'No improvement or feedback in the stream' (SVS080) and 'Improvement item incomplete'" in finding.message
    after = mended(finding, "Drop 'Progress iteratively with feedback'", document)
    assert [each.id for each in after.stream("s").principles] == ["optimize-automate"]


def test_a_rule_that_is_switched_off_contradicts_no_claim() -> None:
    document = a_document(a_stream(principles=({"id": "progress-iteratively"},)))

    assert found(document, "SVS088")
    assert found(document, "SVS088", levels={"SVS080": None}) == []


def test_the_claim_to_optimise_is_contradicted_by_automated_waste() -> None:
    waste = a_step("a", automation="automatic", value="waste", next="value")
    stream = a_stream(steps=(waste,), principles=({"id": "optimize-automate"},))

    assert [each.element for each in found(stream, "SVS088")] == [None, "a"]
