"""What rules of others may do wrong: each becomes a finding about the rule or a word about the fix, never the end."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native import read_text, write_text
from svs_designer.model.document import Document
from svs_designer.model.edits.within import EditError
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.rule import Found, Rule
from svs_designer.rules.runner import check_document
from svs_designer.rules.subject import Subject
from tests.builders import a_document, a_stream

GOOD = Rule("GOOD001", "Good", Level.ADVICE, "good", check=lambda subject: [Found("Seen", subject.stream.steps[0].id)])


def checked(check: Callable[[Subject], Any]) -> tuple[Finding, ...]:
    bad = Rule("BAD001", "Bad", Level.ERROR, "bad", check=check)
    return check_document(a_document(a_stream("s", steps=2)), load_catalogue("itil4"), rules=(bad, GOOD))


def leaving(_: Subject) -> Iterator[Found]:
    raise SystemExit(3)
    yield


@pytest.mark.parametrize(
    ("check", "words"),
    [
        (lambda _: [Found("x", ["a", "b"])], "['a', 'b'] is no element"),  # type: ignore[arg-type]
        (lambda _: [Found("x", ("a", "b", "c"))], "is no element"),  # type: ignore[arg-type]
        (lambda _: [Found(None)], "each with a message"),  # type: ignore[arg-type]
        (lambda _: ["a text"], "a rule yields Found"),
        (lambda _: [Found("x", "a", related=(7,))], "7 is no element"),  # type: ignore[arg-type]
        (leaving, "SystemExit: 3"),
    ],
)
def test_what_no_report_could_print_becomes_a_finding_about_the_rule(
    check: Callable[[Subject], Any], words: str
) -> None:
    findings = checked(check)

    assert [each.rule for each in findings] == ["BAD001", "GOOD001"]
    assert words in findings[0].message
    assert findings[0].level is Level.WARNING


def raising(_: Document) -> Document:
    return json.loads("no document")  # type: ignore[no-any-return]


def test_a_fix_that_raises_says_so_in_the_words_of_an_edit() -> None:
    bad, _ = checked(lambda _: [Found("Mend me", "a", fixes=(Fix("Mend", raising),))])

    with pytest.raises(EditError, match="The fix “Mend” of BAD001 could not finish"):
        bad.fixes[0].edit(a_document(a_stream("s", steps=2)))


def test_a_report_leaves_out_what_such_a_fix_would_change() -> None:
    from svs_designer.cli.mended_text import MendedText
    from svs_designer.rules.report.located import LocatedFinding

    bad, _ = checked(lambda _: [Found("Mend me", "a", fixes=(Fix("Mend", raising),))])
    reading = read_text(write_text(a_document(a_stream("s", steps=2))))

    assert MendedText({"f": reading}).changes(LocatedFinding("f", bad), bad.fixes[0]) == ()
