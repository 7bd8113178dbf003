"""Mending by safe fixes: all of them, round by round, and never what needs judgement or was accepted."""

from collections.abc import Iterator
from functools import partial

from svs_designer.catalogue import load_catalogue
from svs_designer.model.acceptance import Acceptance
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import accept_finding
from svs_designer.model.edits.steps import rename_step
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.fixing import MOST_ROUNDS, with_safe_fixes
from svs_designer.rules.rule import Check, Found, Rule
from svs_designer.rules.runner import check_document
from svs_designer.rules.subject import Subject
from tests.builders import a_document, a_step, a_stream

CATALOGUE = load_catalogue("itil4")


def lowered(subject: Subject, *, safe: bool = True) -> Iterator[Found]:
    """Take one letter off the end of a long name at a time."""
    for step in subject.stream.steps:
        if len(step.name) > 3:
            cut = partial(rename_step, stream_id="s", step_id=step.id, name=step.name[:-1])
            yield Found(f"{step.name} is long", step.id, fixes=(Fix("Ask", lambda d: d), Fix("Cut", cut, safe=safe)))


def swinging(subject: Subject) -> Iterator[Found]:
    step = subject.stream.steps[0]
    other = "left" if step.name == "right" else "right"
    turn = partial(rename_step, stream_id="s", step_id=step.id, name=other)
    yield Found(f"It hangs {step.name}", step.id, fixes=(Fix("Turn", turn, safe=True),))


def breaking(subject: Subject) -> Iterator[Found]:
    def crash(document: Document) -> Document:
        raise ZeroDivisionError("no cases")

    yield Found("It cannot be mended", None, fixes=(Fix("Crash", crash, safe=True),))


def checking(*checks: Check) -> partial[tuple[Finding, ...]]:
    rules = [
        Rule(id=f"ACME00{number}", name="A", level=Level.ADVICE, group="acme", check=check)
        for number, check in enumerate(checks)
    ]
    return partial(check_document, catalogue=CATALOGUE, rules=rules)


def names(document: Document) -> list[str]:
    return [step.name for step in document.streams[0].steps]


def two_steps() -> Document:
    return a_document(a_stream(steps=(a_step("a", "Log it", next="b"), a_step("b", "Tell", next="value"))))


def test_safe_fixes_are_applied_until_none_is_left() -> None:
    mended = with_safe_fixes(two_steps(), checking(lowered))

    assert names(mended.document) == ["Log", "Tel"]
    assert [each.fix.title for each in mended.done] == ["Cut"] * 3
    assert mended.findings == ()


def test_a_fix_that_needs_judgement_is_left_to_people() -> None:
    document = two_steps()

    mended = with_safe_fixes(document, checking(partial(lowered, safe=False)))

    assert mended.document is document
    assert mended.tried == ()
    assert len(mended.findings) == 2


def test_what_somebody_accepted_stays_as_it_is() -> None:
    document = accept_finding(two_steps(), "s", "a", Acceptance(rule="ACME000", reason="It is so called", by="Ann"))

    mended = with_safe_fixes(document, checking(lowered))

    assert names(mended.document) == ["Log it", "Tel"]


def test_fixes_that_undo_each_other_come_to_an_end() -> None:
    document = a_document(a_stream(steps=(a_step("a", "left", next="value"),)))

    mended = with_safe_fixes(document, checking(swinging))

    assert names(mended.document) == ["left"]
    assert MOST_ROUNDS % 2 == 0
    assert {each.finding.message for each in mended.done} == {"It hangs left", "It hangs right"}


def test_a_fix_that_crashes_is_told_once_and_the_others_act() -> None:
    mended = with_safe_fixes(two_steps(), checking(breaking, lowered))

    assert names(mended.document) == ["Log", "Tel"]
    failed = [each for each in mended.tried if each.trouble]
    assert [(each.fix.title, each.trouble) for each in failed] == [("Crash", "ZeroDivisionError: no cases")]


def test_the_safe_fixes_of_the_shipped_rules_leave_nothing_safe_behind() -> None:
    ways = {"one": [{"to": "b", "share": "60%"}, {"to": "value", "share": "60%"}]}
    document = a_document(a_stream(steps=(a_step("a", next=ways), a_step("b", next={"to": "value", "share": "50%"}))))

    mended = with_safe_fixes(document, partial(check_document, catalogue=CATALOGUE))

    assert {each.finding.rule for each in mended.done} == {"SVS024"}
    assert [link.share for _, link in mended.document.streams[0].links()] == [None, 0.5, 0.5, None]
    assert not [fix for finding in mended.findings for fix in finding.fixes if fix.safe]
