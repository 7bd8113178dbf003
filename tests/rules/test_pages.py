"""Each rule has a page, each page a rule; and the examples of the page are the rule's test."""

import pytest

from svs_designer.catalogue import load_catalogue
from svs_designer.formats.native.reader import Reading, read_text
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.pages import NoSuchPage, page, page_ids
from svs_designer.rules.runner import check_document

CATALOGUE = load_catalogue("itil4")
IDS = [rule.id for rule in RULES]


def findings_of(reading: Reading) -> tuple[Finding, ...]:
    assert reading.document is not None
    return check_document(reading.document, CATALOGUE, rules=RULES)


def told(reading: Reading) -> set[str]:
    """Return the ids of all rules that a file breaks: in the document, and in what the reader had to leave out."""
    return {finding.rule for finding in findings_of(reading)} | {fault.rule or "form" for fault in reading.faults}


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert list(page_ids()) == IDS


def test_an_unknown_rule_has_no_page() -> None:
    with pytest.raises(NoSuchPage, match="SVS001, SVS002"):
        page("SVS999")
    with pytest.raises(NoSuchPage):
        page("../rules/SVS001")


@pytest.mark.parametrize("rule_id", IDS)
def test_the_wrong_example_has_the_finding(rule_id: str) -> None:
    assert rule_id in told(read_text(page(rule_id).wrong_example))


@pytest.mark.parametrize("rule_id", IDS)
def test_the_right_example_is_free_of_errors_and_of_the_finding(rule_id: str) -> None:
    reading = read_text(page(rule_id).right_example)

    assert reading.complete
    assert rule_id not in told(reading)
    assert not [finding for finding in findings_of(reading) if finding.level is Level.ERROR]


@pytest.mark.parametrize("rule_id", IDS)
def test_the_wrong_example_shows_one_error_at_most(rule_id: str) -> None:
    reading = read_text(page(rule_id).wrong_example)

    errors = {finding.rule for finding in findings_of(reading) if finding.level is Level.ERROR}

    assert errors <= {rule_id}


def test_a_page_reads_as_one_text() -> None:
    text = page("SVS021").markdown

    assert text.startswith("# SVS021 Dead end\n")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## What", "## Why", "## Wrong", "## Right", "## Mend",
    ]  # fmt: skip
