"""JUnit XML: each finding a case of its own name; advice passes, what is accepted is skipped."""

import xml.etree.ElementTree as ET

from svs_designer.rules.finding import Level
from svs_designer.rules.report.junit import junit
from tests.rules.report.findings import NASTY, PILOT, a_finding


def test_failures_are_counted_and_any_text_survives() -> None:
    findings = [a_finding(message=NASTY), a_finding("SVS100", Level.ADVICE, line=4)]

    root = ET.fromstring(junit(findings, files=["a.svs.yaml", "clean.svs.yaml"]))

    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("3", "1", "0")
    assert [suite.get("name") for suite in root] == ["a.svs.yaml", "clean.svs.yaml"]
    (failure,) = root.iter("failure")
    assert failure.get("type") == "error"
    assert '<b> & "c" ä second line' in (failure.text or "")


def test_an_accepted_finding_is_skipped_with_its_reason() -> None:
    root = ET.fromstring(junit([a_finding(accepted=PILOT), a_finding("SVS100")]))

    (skipped,) = root.iter("skipped")
    assert skipped.get("message") == "accepted by Ann until 2026-12-31: It is a pilot"
    assert (root.get("tests"), root.get("failures"), root.get("skipped")) == ("2", "1", "1")


def test_a_case_says_where_it_is_and_twins_have_names_of_their_own() -> None:
    root = ET.fromstring(junit([a_finding(), a_finding(message="Another"), a_finding(element=("a", "b"), line=0)]))

    cases = list(root.iter("testcase"))
    assert [case.get("name") for case in cases] == ["SVS021 s a->b", "SVS021 s a", "SVS021 s a (2)"]
    assert [case.get("line") for case in cases] == [None, "3", "3"]
    assert {case.get("file") for case in cases} == {"a.svs.yaml"}
