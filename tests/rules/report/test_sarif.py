"""SARIF: what the rules say, where findings stand, fingerprints that last, what is accepted, and what fixes change."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from svs_designer.cli.main import main
from svs_designer.formats.native import read_file, write_text
from svs_designer.model.document import Document
from svs_designer.model.edits.accepting import accept_finding
from svs_designer.model.edits.steps import rename_step, set_steps
from svs_designer.resource_files import model_file
from svs_designer.rules.builtin import RULES
from svs_designer.rules.finding import Level
from svs_designer.rules.report.changes import Change
from svs_designer.rules.report.located import LocatedFinding
from svs_designer.rules.report.sarif import sarif
from svs_designer.rules.rule import Rule
from tests.rules.report.findings import NASTY, PILOT, a_finding, a_fix

AS_IS = model_file("wifi-as-is.svs.yaml")
ACME = Rule(id="ACME001", name="Own words", level=Level.ADVICE, group="acme", help="Say it short.\n\nLong names hide.")


def run_of(*findings: LocatedFinding, rules: tuple[Rule, ...] = RULES, **options: Any) -> Any:
    (run,) = json.loads(sarif(findings, rules, version="1.2.3", **options))["runs"]
    return run


def results_of(*findings: LocatedFinding, **options: Any) -> Any:
    return run_of(*findings, **options)["results"]


def test_results_point_into_the_rules() -> None:
    run = run_of(a_finding(message=NASTY), a_finding("plug-in", Level.WARNING, line=0))

    rules = run["tool"]["driver"]["rules"]
    assert len(rules) == len(RULES) + 1
    assert {rules[result["ruleIndex"]]["id"] for result in run["results"]} == {"SVS021", "plug-in"}
    assert [result["ruleId"] for result in run["results"]] == [
        rules[result["ruleIndex"]]["id"] for result in run["results"]
    ]
    assert {result["level"] for result in run["results"]} == {"error", "warning"}


def test_a_rule_is_explained_by_its_page_and_a_plug_ins_by_its_help() -> None:
    rules = {each["id"]: each for each in run_of(rules=(*RULES, ACME))["tool"]["driver"]["rules"]}

    ours, theirs = rules["SVS021"], rules["ACME001"]
    assert ours["help"]["markdown"].startswith("# SVS021")
    assert ours["defaultConfiguration"] == {"level": "error"}
    assert theirs["fullDescription"] == {"text": "Say it short."}
    assert theirs["help"]["text"] == ACME.help
    assert theirs["defaultConfiguration"] == {"level": "note"}
    assert theirs["name"] == "OwnWords"


def test_a_result_says_where_it_is_and_what_else_is_involved() -> None:
    finding = a_finding(related=("b", ("b", "c")))
    finding = LocatedFinding(finding.file, finding.finding, 3, 7, "Restore", related=((5, 1), (6, 2)))

    (result,) = results_of(finding)
    (nowhere,) = results_of(a_finding(line=0))

    (place,) = result["locations"]
    assert place["physicalLocation"]["region"] == {"startLine": 3, "startColumn": 7}
    assert place["logicalLocations"] == [{"name": "a", "fullyQualifiedName": "s/a"}]
    assert [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]] == [5, 6]
    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["b", "b->c"]
    assert "region" not in nowhere["locations"][0]["physicalLocation"]


def test_paths_are_uris() -> None:
    (result,) = results_of(a_finding(file="my models/a b.svs.yaml"))

    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "my%20models/a%20b.svs.yaml"}


def prints(*findings: LocatedFinding) -> list[str]:
    return [result["partialFingerprints"]["svsElement/v1"] for result in results_of(*findings)]


def test_a_fingerprint_outlives_moved_lines_new_wording_and_a_moved_folder() -> None:
    before = prints(a_finding(line=3, message="Step 'A' waits 28 min"))

    assert prints(a_finding(line=90, message="Step 'B' waits 3 h", file="models/a.svs.yaml")) == before


@pytest.mark.parametrize(
    "other", [{"rule": "SVS020"}, {"stream": "t"}, {"element": "b"}, {"element": ("a", "b")}, {"field": "touch"}]
)
def test_a_fingerprint_tells_apart_what_is_about_something_else(other: dict[str, Any]) -> None:
    assert prints(a_finding()) != prints(a_finding(**other))


def test_twins_are_told_apart_and_another_file_does_not_renumber_them() -> None:
    twins = prints(a_finding(), a_finding())

    assert len(set(twins)) == 2
    assert prints(a_finding(file="other/a.svs.yaml"), a_finding(), a_finding())[1:] == twins


def test_unrelated_edits_keep_the_fingerprints_of_a_whole_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = read_file(AS_IS).document
    assert document is not None
    file = tmp_path / "wifi.svs.yaml"

    def lasting(changed: Document) -> dict[str, str]:
        """Return rule and element of each result by its fingerprint."""
        file.write_text(write_text(changed), encoding="utf-8")
        main(["validate", str(file), "--format", "sarif"])
        (run,) = json.loads(capsys.readouterr().out)["runs"]
        return {each["partialFingerprints"]["svsElement/v1"]: each["ruleId"] for each in run["results"]}

    before = lasting(document)
    edited = rename_step(document, "wifi-as-is", "examine", "Look at the tablet")
    edited = set_steps(edited, "wifi-as-is", ("take-call",), touch="7m", notes="Longer than it was")

    assert before
    assert lasting(edited) == before


def test_an_accepted_finding_is_suppressed_and_the_others_say_they_are_not() -> None:
    counted, accepted = results_of(a_finding(line=1), a_finding(line=2, accepted=PILOT))

    assert counted["suppressions"] == []
    assert accepted["suppressions"] == [
        {"kind": "inSource", "status": "accepted", "justification": "It is a pilot (Ann, until 2026-12-31)"}
    ]


def test_a_fix_says_which_lines_it_replaces_and_one_that_cannot_is_left_out() -> None:
    finding = a_finding(fixes=(a_fix("Known"), a_fix("Unknown")))

    (result,) = results_of(finding, changes=lambda _, fix: [Change(2, 4, "new\n")] if fix.title == "Known" else [])

    (fix,) = result["fixes"]
    assert run_of(finding)["invocations"][0]["toolExecutionNotifications"]
    assert not run_of(a_finding())["invocations"][0]["toolExecutionNotifications"]
    assert fix["description"] == {"text": "Known"}
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 2, "startColumn": 1, "endLine": 4, "endColumn": 1},
            "insertedContent": {"text": "new\n"},
        }
    ]


def mended(text: str, fix: Any) -> str:
    """Apply a fix of SARIF as an editor would: from the last replacement to the first."""
    lines = text.splitlines(keepends=True)
    (change,) = fix["artifactChanges"]
    for each in reversed(change["replacements"]):
        region = each["deletedRegion"]
        lines[region["startLine"] - 1 : region["endLine"] - 1] = [each["insertedContent"]["text"]]
    return "".join(lines)


def test_each_fix_of_a_saved_file_leads_to_a_file_without_its_finding(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["validate", str(AS_IS), "--format", "sarif"])
    (run,) = json.loads(capsys.readouterr().out)["runs"]
    fixable = [result for result in run["results"] if "fixes" in result]
    assert fixable

    for result in fixable:
        file = tmp_path / AS_IS.name
        file.write_text(mended(AS_IS.read_text(encoding="utf-8"), result["fixes"][0]), encoding="utf-8")
        main(["validate", str(file), "--format", "sarif"])
        (after,) = json.loads(capsys.readouterr().out)["runs"]
        left = [(each["partialFingerprints"], each["message"]) for each in after["results"]]
        assert (result["partialFingerprints"], result["message"]) not in left
        assert not [each for each in after["results"] if each["ruleId"] == "FILE"]


def test_a_file_laid_out_by_hand_gets_no_fixes_that_would_lay_it_out_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "by-hand.svs.yaml"
    file.write_text("# my notes\n" + AS_IS.read_text(encoding="utf-8"), encoding="utf-8")

    main(["validate", str(file), "--format", "sarif"])

    (run,) = json.loads(capsys.readouterr().out)["runs"]
    assert run["results"]
    assert not [result for result in run["results"] if "fixes" in result]
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert "are not told here: they would lay out a file anew" in notification["message"]["text"]


@pytest.mark.slow
def test_logs_are_valid_by_the_official_schema(
    sarif_validator: jsonschema.Draft7Validator, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = read_file(AS_IS).document
    assert document is not None
    accepted = tmp_path / "no\nsuch ä.svs.yaml"
    accepted.write_text(write_text(accept_finding(document, "wifi-as-is", "examine", PILOT)), encoding="utf-8")
    broken = tmp_path / "broken.svs.yaml"
    broken.write_text('svs: "1.0"\nstreams:\n  - {id: s, nmae: x}\n', encoding="utf-8")
    logs = [sarif([], (), version="1"), sarif([a_finding(message=NASTY, line=0)], (*RULES, ACME), version="1")]
    for files in ([AS_IS], [accepted, broken, tmp_path / "missing.svs.yaml"]):
        main(["validate", *map(str, files), "--format", "sarif"])
        logs.append(capsys.readouterr().out)

    for log in logs:
        sarif_validator.validate(json.loads(log))


@pytest.mark.slow
def test_the_official_schema_refuses_what_is_no_log(sarif_validator: jsonschema.Draft7Validator) -> None:
    log = json.loads(sarif([a_finding()], RULES, version="1"))
    log["runs"][0]["results"][0]["level"] = "advice"

    with pytest.raises(jsonschema.ValidationError):
        sarif_validator.validate(log)
