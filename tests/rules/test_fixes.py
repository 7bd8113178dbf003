"""Every fix on offer removes its finding, adds no error, and acts once; as one edit, so as one undo step."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import read_text
from svs_designer.model.document import Document
from svs_designer.model.stream import ValueStream
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.pages import page, page_ids
from svs_designer.rules.runner import check_document
from tests.analysis.flows import a_flow, flows
from tests.builders import a_document, a_step, a_stream
from tests.strategies import documents

CATALOGUE = load_catalogue("itil4")

Key = tuple[str, str | None, object, str | None, str]


def check(document: Document) -> tuple[Finding, ...]:
    return check_document(document, CATALOGUE, rules=RULES)


def key(finding: Finding) -> Key:
    return finding.rule, finding.stream, finding.element, finding.field, finding.message


def offers(document: Document) -> Iterator[tuple[Finding, Fix]]:
    for finding in check(document):
        for fix in finding.fixes:
            yield finding, fix


def assert_mends(document: Document, finding: Finding, fix: Fix) -> None:
    mended = fix.edit(document)

    after = check(mended)
    errors = [each for each in after if each.level is Level.ERROR]
    places = {(each.rule, each.element) for each in check(document)}
    assert key(finding) not in {key(each) for each in after}, f"{finding.rule} {fix.title} leaves its finding"
    assert [each for each in errors if (each.rule, each.element) not in places] == [], f"{finding.rule} {fix.title}"
    assert fix.edit(mended) is mended, f"{finding.rule} {fix.title} acts twice"


@pytest.mark.parametrize("rule_id", page_ids())
def test_the_fixes_of_the_wrong_example_mend_it(rule_id: str) -> None:
    document = read_text(page(rule_id).wrong_example).document
    assert document is not None

    for finding, fix in offers(document):
        assert_mends(document, finding, fix)


def test_three_quarters_of_the_rules_offer_a_fix() -> None:
    offering = set()
    for rule_id in page_ids():
        document = read_text(page(rule_id).wrong_example).document
        offering |= {finding.rule for finding, _ in offers(document)} if document else set()

    assert len(offering) >= 0.75 * len(RULES)


BROKEN = {
    "no demand, several starts": a_flow("a > value", "b > value", demand=None),
    "no value, only ends": a_flow("demand > a", "a > end", value=None),
    "no value, a dead end": a_flow("demand > a", "a > one b end", "b >", value=None),
    "demand without way or words": a_flow("a > value", demand={"text": ""}),
    "value without words": a_flow("demand > a", "a > value", value={}),
    "rework into a parallel branch": a_flow("demand > a", "a > all b c", "b > j", "c > j", "*j > one b value"),
    "rework out of a parallel branch": a_flow("demand > a", "a > all b c", "b > one a j", "c > j", "*j > value"),
    "branches to value": a_flow("demand > a", "a > all b c", "b > value", "c > value"),
    "a join after a choice": a_flow("demand > a", "a > one b c", "b > j", "c > j", "*j > value"),
    "undecided, meeting": a_flow("demand > a", "a > b c", "b > d", "c > d", "d > value"),
    "undecided, to value": a_flow("demand > a", "a > b c", "b > value", "c > value"),
    "an island in a parallel stream": a_flow(
        "demand > a", "a > all b c", "b > j", "c > j", "*j > value", "x > y", "y > j"
    ),
    "dead ends in branches": a_flow("demand > a", "a > all b c", "b >", "c > j", "*j > value", "d >"),
    "a loop": a_flow("demand > a", "a > b", "b > c", "c > b"),
    "shares short of the whole": a_stream(
        steps=(a_step("a", next={"one": [{"to": "b", "share": 0.5}, {"to": "value"}]}), a_step("b", next="value"))
    ),
    "shares of nothing": a_stream(
        steps=(
            a_step("a", next={"one": [{"to": "b", "share": 0}, {"to": "value", "share": 0, "default": True}]}),
            a_step("b", next="value"),
        )
    ),
    "shares of which one is tiny": a_stream(
        steps=(
            a_step("a", next={"one": [{"to": "b", "share": 0.5}, {"to": "c", "share": 1e-6}]}),
            a_step("b", next="value"),
            a_step("c", next="value"),
        )
    ),
    "a loop that no case leaves by the way to value": a_stream(
        steps=(a_step("a", next={"one": [{"to": "value", "share": 0}, "a"]}),)
    ),
    "a dead end before a step that leads back to it": a_flow("demand > a", "a >", "b > a"),
    "a dead end in a loop nothing leads out of": a_flow("demand > a", "a >", "b > c", "c > b"),
    "one way with a share": a_stream(steps=(a_step("a", next={"to": "value", "share": 0.6}),)),
    "twice the same": a_stream(
        steps=(
            a_step("a", next={"one": ["b", "c"]}),
            a_step("b", "Inform the user", next="value"),
            a_step("c", "Inform the user", next="value"),
        )
    ),
    "nouns": a_stream(
        steps=(
            a_step("a", "Approval of the request", next="b"),
            a_step("b", "Access provisioning", next="c"),
            a_step("c", "The final check", next="value"),
        )
    ),
    "unknown ids everywhere": a_stream(
        steps=(
            a_step(
                "a", role="rolle", team="teem", tools=("tool-a",), with_=("nobody",), contract="none", policies=("p",),
                authority="boss", practices=("incident-managment", "zzz"), queue={"owner": "q"}, next="value",
            ),
        ),
        owner="whoever", suppliers=("nobody",), policies=("p", "q"),
        principles=({"id": "focus-on-valu"}, {"id": "xyz"}),
        improvements=({"id": "i", "step": "aa", "owner": "me"},), before=({"who": "nobody"},),
        targets=({"id": "t", "starts": {"step": "nope"}, "stops": ({"step": "ab"}, {"step": "a"})},),
        annotations=({"id": "n", "text": "?", "about": "b"},),
        demand={"text": "Somebody asks", "party": "nobody", "next": "a"},
        value={"outcome": "Somebody can work", "recipient": "nobody"},
    ),
    "the same unknown step in two places of two targets of one name": a_flow(
        "demand > a", "a > value",
        targets=tuple(
            {"id": each, "name": "Promise", "starts": {"step": "nope"}, "stops": ({"step": "nope"},)} for each in "tu"
        ),
        improvements=tuple({"id": each, "name": "Do better", "step": "nope", "owner": "me"} for each in "ij"),
    ),
    "demand without words in a stream named by a blank": a_flow(
        "demand > a", "a > value", name="\x85", demand={"next": "a"}
    ),
    "work in the wrong activity": a_stream(
        steps=(
            a_step("a", activity="plan", takes=("ap",), outputs=("plans", "improvement-initiatives"), next="b"),
            a_step("b", activity="obtain-build", outputs=("service-components", "portfolio-decisions"), next="c"),
            a_step("c", activity=None, practices=("change-enablement",), next="value"),
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("stream", BROKEN.values(), ids=BROKEN.keys())
def test_the_fixes_of_a_broken_stream_mend_it(stream: ValueStream) -> None:
    document = a_document(stream)
    offered = list(offers(document))

    assert offered
    for finding, fix in offered:
        assert_mends(document, finding, fix)


def test_a_fix_does_nothing_once_its_finding_is_gone() -> None:
    document = a_document(a_flow("demand > a", "a >"))
    fix = next(fix for finding, fix in offers(document) if finding.rule == "SVS021")
    changed = a_document(a_flow("demand > a", "a > value"))

    assert fix.edit(changed) is changed


def test_a_fix_knows_the_document_it_is_applied_to() -> None:
    document = a_document(a_flow("demand > a", "a >"))
    fix = next(fix for _, fix in offers(document) if fix.title == "Lead it to value")

    retitled = fix.edit(Document(**{**dict(document), "title": "Changed meanwhile"}))

    assert retitled.title == "Changed meanwhile"
    assert retitled.stream("s").link("a", "value")


@given(flows(most=5))
@settings(max_examples=30, deadline=None)
def test_no_fix_of_a_random_stream_fails_or_acts_twice(stream: ValueStream) -> None:
    document = a_document(stream)

    for finding, fix in offers(document):
        mended = fix.edit(document)

        assert key(finding) not in {key(each) for each in check(mended)}
        assert fix.edit(mended) is mended


@given(documents())
@settings(max_examples=40, deadline=None)
def test_every_fix_of_a_random_document_removes_its_finding(document: Document) -> None:
    for finding, fix in list(offers(document))[:12]:
        mended = fix.edit(document)

        assert key(finding) not in {key(each) for each in check(mended)}, fix.title


BROKEN = {
    "one branch ends without value": ("demand > a", "a > all b c", "b > value", "c > end"),
    "a branch leads back before its fork": ("demand > a", "a > f", "f > all b c", "b > a", "c > value"),
    "a dead end beside what is out of reach": ("demand > a", "a >", "b > end", "c > value"),
}


@pytest.mark.parametrize("flow", BROKEN.values(), ids=BROKEN)
def test_no_fix_of_a_broken_flow_breaks_it_elsewhere(flow: tuple[str, ...]) -> None:
    document = a_document(a_flow(*flow))
    before = {(each.rule, each.element) for each in check(document) if each.level is Level.ERROR}

    for finding, fix in offers(document):
        after = {(each.rule, each.element) for each in check(fix.edit(document)) if each.level is Level.ERROR}
        assert after <= before, (finding.rule, fix.title, after - before)
