"""The formats of a report: structure, order and escaping."""

import json
import xml.etree.ElementTree as ET

from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.report.human import human, summary
from svs_designer.rules.report.located import LocatedFinding
from svs_designer.rules.report.machine import as_json, github, junit
from svs_designer.rules.report.sarif import sarif

NASTY = '50 %, a: <b> & "c" ä\nsecond line\x1b[31m\x00'


def located(
    rule: str = "SVS021",
    level: Level = Level.ERROR,
    *,
    file: str = "a.svs.yaml",
    line: int = 3,
    message: str = "Step 'A' leads nowhere",
) -> LocatedFinding:
    return LocatedFinding(file, Finding(rule, level, message, stream="s", element="a", field="next"), line, 7)


SCALE = Fix("Scale", lambda document: document)
FIXABLE = LocatedFinding("a.svs.yaml", Finding("SVS024", Level.ERROR, "m", "s", ("a", "b"), fixes=(SCALE,)), 1, 1)


def test_people_read_findings_by_file_in_the_order_of_lines() -> None:
    report = human([located(line=9), located("SVS100", Level.ADVICE, line=2), located(file="b.svs.yaml")], files=2)

    lines = [line for line in report.splitlines() if line]
    assert [line.split()[0] for line in lines] == ["a.svs.yaml", "2:7", "9:7", "b.svs.yaml", "3:7", "2"]
    assert lines[-1] == "2 errors, 1 advice in 2 files."


def test_a_reason_is_given_once() -> None:
    report = human([located(line=1), located(line=2)], why=lambda rule: f"because of {rule}")

    assert report.count("why: because of SVS021") == 1


def test_colours_come_only_when_asked_for_and_never_from_a_message() -> None:
    finding = located(message=NASTY)

    assert "\x1b" not in human([finding])
    assert "\x1b[31merror" in human([finding], colour=True)
    assert len([line for line in human([finding]).splitlines() if "50 %" in line]) == 1


def test_the_summary_says_when_all_is_well_and_what_can_be_mended() -> None:
    assert summary([]) == "No findings in 1 file."
    assert summary([FIXABLE, located()]) == "2 errors in 1 file. A fix is on offer for 1 of 2."


def test_json_holds_every_finding_with_its_place() -> None:
    report = json.loads(as_json([located(message=NASTY), FIXABLE]))

    first, second = report["findings"]
    assert (first["element"], first["fixable"], first["fixes"]) == ("a->b", True, ["Scale"])
    assert second | {"fixes": []} == {
        "file": "a.svs.yaml", "rule": "SVS021", "level": "error", "stream": "s", "element": "a", "field": "next",
        "message": NASTY, "line": 3, "column": 7, "fixable": False, "fixes": [],
    }  # fmt: skip
    assert report["summary"] == {"files": 1, "findings": 2, "error": 2, "warning": 0, "advice": 0, "fixable": 1}


def test_sarif_describes_the_rules_and_points_into_them() -> None:
    log = json.loads(sarif([located(message=NASTY), located("plug-in", Level.WARNING, line=0)], RULES, version="1.2.3"))

    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert len(rules) == len(RULES) + 1
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
    described = rules[[rule["id"] for rule in rules].index("SVS021")]
    assert described["help"]["markdown"].startswith("# SVS021")
    assert described["defaultConfiguration"] == {"level": "error"}
    by_rule = {result["ruleId"]: result["locations"][0] for result in run["results"]}
    assert by_rule["SVS021"]["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert by_rule["SVS021"]["logicalLocations"][0]["fullyQualifiedName"] == "s/a"
    assert "region" not in by_rule["plug-in"]["physicalLocation"]


def test_a_fingerprint_outlives_moved_lines_and_new_wording_and_tells_twins_apart() -> None:
    def prints(*findings: LocatedFinding) -> list[str]:
        results = json.loads(sarif(findings, RULES, version="1"))["runs"][0]["results"]
        return [result["partialFingerprints"]["svsElement/v1"] for result in results]

    assert prints(located(line=3)) == prints(located(line=90, message="Step 'B' leads nowhere"))
    assert prints(located()) != prints(located("SVS020"))
    assert len(set(prints(located(), located()))) == 2


def test_paths_in_sarif_are_uris() -> None:
    log = json.loads(sarif([located(file="my models/a b.svs.yaml")], RULES, version="1"))

    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "my%20models/a%20b.svs.yaml"}


def test_github_commands_escape_what_would_end_them() -> None:
    command = github([located(file="a,b:c.svs.yaml", message="50 %: see\nnext, line")])

    assert command == "::error file=a%2Cb%3Ac.svs.yaml,line=3,col=7,title=SVS021::50 %25: see%0Anext, line\n"
    assert github([located(level=Level.ADVICE, line=0)]).startswith("::notice file=a.svs.yaml,title=SVS021::")
    assert github([]) == ""


def test_junit_counts_failures_and_survives_any_text() -> None:
    findings = [located(message=NASTY), located("SVS100", Level.ADVICE, line=4)]

    root = ET.fromstring(junit(findings, files=["a.svs.yaml", "clean.svs.yaml"]))

    assert (root.get("tests"), root.get("failures")) == ("3", "1")
    assert [suite.get("name") for suite in root] == ["a.svs.yaml", "clean.svs.yaml"]
    (failure,) = root.iter("failure")
    assert failure.get("type") == "error"
    assert '<b> & "c" ä second line' in (failure.text or "")
