"""The report as JSON: every field, as the shipped schema describes it."""

import json
from typing import Any

import jsonschema
import pytest

from svs_designer.resource_files import resource
from svs_designer.rules.finding import Level
from svs_designer.rules.report.located import LocatedFinding
from svs_designer.rules.report.plain_json import as_json
from tests.rules.report.findings import NASTY, PILOT, a_finding, a_fix

SCHEMA = json.loads(resource("schema", "findings-1.json").read_text(encoding="utf-8"))
FIXABLE = a_finding("SVS024", element=("a", "b"), line=1, fixes=(a_fix(safe=True),), related=("c", ("c", "d")))


def test_every_finding_is_told_with_its_place() -> None:
    report = json.loads(as_json([a_finding(message=NASTY), FIXABLE]))

    first, second = report["findings"]
    assert (first["element"], first["fixable"], first["fixes"]) == ("a->b", True, [{"title": "Scale", "safe": True}])
    assert first["related"] == ["c", "c->d"]
    assert second == {
        "file": "a.svs.yaml", "rule": "SVS021", "level": "error", "stream": "s", "element": "a", "field": "next",
        "message": NASTY, "line": 3, "column": 7, "related": [], "fixable": False, "fixes": [], "accepted": None,
    }  # fmt: skip


def test_accepted_findings_are_listed_and_not_counted() -> None:
    report = json.loads(as_json([a_finding(accepted=PILOT, fixes=(a_fix(),)), FIXABLE], files=2))

    assert report["findings"][1]["accepted"] == {"reason": "It is a pilot", "by": "Ann", "until": "2026-12-31"}
    assert report["summary"] == {
        "files": 2, "findings": 1, "error": 1, "warning": 0, "advice": 0, "fixable": 1, "accepted": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    "findings",
    [[], [FIXABLE], [a_finding(accepted=PILOT)], [a_finding("acme", Level.WARNING, line=0, stream=None, element=None)]],
)
def test_a_report_is_as_the_shipped_schema_says(findings: list[LocatedFinding]) -> None:
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(as_json(findings)))


def test_the_schema_describes_every_field() -> None:
    silent = [path for path, part in _properties(SCHEMA, "") if "description" not in part]

    assert silent == []


def _properties(part: Any, path: str) -> list[tuple[str, Any]]:
    found = []
    if isinstance(part, dict):
        for name, value in part.get("properties", {}).items():
            found.append((f"{path}/{name}", value))
        for name, value in part.items():
            found += _properties(value, f"{path}/{name}")
    if isinstance(part, list):
        for value in part:
            found += _properties(value, path)
    return found
