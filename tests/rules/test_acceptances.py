"""Accepted findings in a check: marked and listed, counted again when their time is over, and missed when idle."""

from collections.abc import Iterator
from datetime import date

from hypothesis import HealthCheck, given, settings

from svs_designer.analysis.facts import facts_of
from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native import write_text
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import accept_finding, accepted_on
from svs_designer.model.stream import ValueStream
from svs_designer.rules.acceptances import accepted_in_stream, idle_acceptances, in_stream
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.runner import check_document
from svs_designer.rules.subject import DocumentSubject, Subject
from tests.builders import a_document, a_step, a_stream
from tests.strategies import streams

CATALOGUE = load_catalogue("itil4")
KNOWN = Acceptance(rule="ACME001", reason="It is a pilot", by="Ann", until=date(2026, 1, 31))


def _named(_: Document) -> Document:
    return a_document(a_stream("s", name="Fixed"))


def everywhere(subject: Subject) -> Iterator[Found]:
    yield Found("The stream", None)
    for step in subject.stream.steps:
        yield Found(f"The step {step.id}", step.id, fixes=(Fix("Name it", _named),))
    for source, link in subject.stream.links():
        yield Found(f"The link {source} to {link.to}", (source, link.to))


def of_teams(subject: DocumentSubject) -> Iterator[Found]:
    yield from (Found(f"The team {team.id}", team.id) for team in subject.document.teams)


def crashing(_: Subject) -> Iterator[Found]:
    raise ZeroDivisionError
    yield


EVERYWHERE = Rule(
    id="ACME001", name="Everywhere", level=Level.ERROR, group="acme", check=everywhere, check_registers=of_teams
)


def checked(document: Document, *, today: date | None = None, rule: Rule = EVERYWHERE) -> tuple[Finding, ...]:
    return check_document(document, CATALOGUE, rules=(rule,), today=today)


def test_a_finding_is_accepted_on_its_own_element_and_stays_in_the_result() -> None:
    document = a_document(a_stream("s", steps=2), teams=({"id": "desk"}, {"id": "field"}))
    before = checked(document)
    for stream, element in (("s", None), ("s", "a"), ("s", ("a", "b")), (None, "desk")):
        document = accept_finding(document, stream, element, KNOWN)

    after = checked(document)

    assert [each.message for each in after] == [each.message for each in before]
    accepted = [each.message for each in after if each.accepted == KNOWN]
    assert accepted == ["The team desk", "The stream", "The step a", "The link a to b"]
    assert sum(each.accepted is None for each in after) == len(after) - 4


def test_another_rule_on_the_same_element_is_not_accepted() -> None:
    other = Acceptance(rule="ACME002", reason="It is a pilot", by="Ann")

    found = checked(accept_finding(a_document(), "s", "a", other))

    assert all(each.accepted is None for each in found)


def test_an_acceptance_counts_through_its_last_day_and_the_finding_again_afterwards() -> None:
    document = accept_finding(a_document(a_stream("s", steps=1)), "s", "a", KNOWN)

    last_day = next(each for each in checked(document, today=date(2026, 1, 31)) if each.element == "a")
    day_after = next(each for each in checked(document, today=date(2026, 2, 1)) if each.element == "a")

    assert last_day.accepted == KNOWN
    assert day_after.accepted is None
    assert day_after.message == "The step a (accepted by Ann until 2026-01-31, which is over)"


def test_the_fix_of_a_finding_whose_acceptance_is_over_still_acts() -> None:
    document = accept_finding(a_document(a_stream("s", steps=1)), "s", "a", KNOWN)
    found = next(each for each in checked(document, today=date(2026, 2, 1)) if each.element == "a")

    mended = found.fixes[0].edit(document)

    assert mended.streams[0].name == "Fixed"


def test_a_rule_that_crashes_is_told_although_it_was_accepted() -> None:
    document = accept_finding(a_document(), "s", None, KNOWN)

    found = checked(document, rule=Rule(id="ACME001", name="C", level=Level.ERROR, group="acme", check=crashing))

    assert [each.accepted for each in found] == [None]
    assert "could not finish" in found[0].message


def test_acceptances_that_meet_no_finding_of_the_rules_that_ran_are_idle() -> None:
    met, idle, unknown = (Acceptance(rule=rule, reason="So", by="Bo") for rule in ("ACME001", "ACME002", "ACME003"))
    steps = (a_step("a", accepted=(met, idle, unknown), next={"to": "value", "accepted": [idle]}),)
    document = a_document(a_stream("s", steps=steps), teams=({"id": "desk", "accepted": [idle]},))

    left = idle_acceptances(document, checked(document), ("ACME001", "ACME002"))

    assert [(each.stream, each.element) for each in left] == [(None, "desk"), ("s", "a"), ("s", ("a", "value"))]
    assert {each.acceptance for each in left} == {idle}


@given(streams())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_what_stands_on_any_element_is_found_there(stream: ValueStream) -> None:
    facts, document = facts_of(stream), a_document(stream)

    standing = list(in_stream(stream))

    for each in standing:
        assert each.acceptance in accepted_in_stream(stream, facts, each.element)
        assert each.acceptance in accepted_on(document, stream.id, each.element)
    assert len(standing) == write_text(document).count("rule: ")


def test_a_step_somebody_answers_for_is_told_apart_from_the_others_that_lack_the_same() -> None:
    answered = {"accepted": [{"rule": "SVS030", "reason": "by design", "by": "Ann"}]}
    document = a_document(
        a_stream(
            "s",
            steps=(
                a_step("a", next="b", **answered),
                a_step("b", next="c"),
                a_step("c", next="d"),
                a_step("d", next="e"),
                a_step("e", team="desk", next="value"),
            ),
        ),
        teams=({"id": "desk"},),
    )

    findings = [each for each in check_document(document, CATALOGUE) if each.rule == "SVS030"]

    assert [(each.element, each.accepted is not None) for each in findings] == [(None, False), ("a", True)]
    assert findings[0].related == ("b", "c", "d")
    assert idle_acceptances(document, findings, {"SVS030"}) == ()
