"""The report as SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import PurePath
from urllib.parse import quote

from svs_designer.model.acceptance import Acceptance
from svs_designer.rules.finding import Finding, Fix
from svs_designer.rules.report.changes import Change
from svs_designer.rules.report.located import LocatedFinding, element_text, in_file_order, one_line
from svs_designer.rules.report.sarif_rules import LEVELS, described, described_by_id
from svs_designer.rules.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ONE_UNTOLD = "The fixes of 1 finding are not told here"
_WHY_UNTOLD = (
    "they would lay out a file anew that was written by hand, or the log would grow too long. "
    "The window offers them all, and svs-designer validate --diff shows the safe ones"
)

Changes = Callable[[LocatedFinding, Fix], Sequence[Change]]
"""What a fix changes in the text of its file; nothing where that cannot be told."""


def _untold(_finding: LocatedFinding, _fix: Fix) -> Sequence[Change]:
    return ()


def sarif(
    findings: Sequence[LocatedFinding], rules: Sequence[Rule], *, version: str, changes: Changes = _untold
) -> str:
    """Return a log with one run. `rules` are those that ran, found or not; `version` is the program's."""
    found = in_file_order(findings)
    descriptors = {rule.id: described(rule) for rule in rules}
    for each in found:  # faults of form, and notices about plug-ins, have ids of their own
        if each.finding.rule not in descriptors:
            descriptors[each.finding.rule] = described_by_id(each.finding.rule)
    writer = _Results(list(descriptors), changes)
    driver = {"name": "svs-designer", "semanticVersion": version, "rules": list(descriptors.values())}
    results = [writer.result(each) for each in found]
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": writer.notifications()}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


class _Results:
    """Writes the results of one run."""

    def __init__(self, rule_ids: Sequence[str], changes: Changes) -> None:
        self._index = {rule_id: number for number, rule_id in enumerate(rule_ids)}
        self._changes = changes
        self._seen: Counter[tuple[str, str]] = Counter()
        self._untold = 0

    def notifications(self) -> list[dict[str, object]]:
        """Say how many findings could be mended by more than these results tell."""
        if not self._untold:
            return []
        told = f"The fixes of {self._untold} findings are not told here" if self._untold > 1 else _ONE_UNTOLD
        return [{"level": "note", "message": {"text": f"{told}: {_WHY_UNTOLD}"}}]

    def result(self, each: LocatedFinding) -> dict[str, object]:
        finding = each.finding
        found: dict[str, object] = {
            "ruleId": finding.rule,
            "ruleIndex": self._index[finding.rule],
            "level": LEVELS[finding.level],
            "message": {"text": finding.message},
            "locations": [_location(each.file, each.line, each.column, _logical(finding))],
            # Not `primaryLocationLineHash`: GitHub makes that one itself, and complains about any other.
            "partialFingerprints": {"svsElement/v1": self._fingerprint(each)},
            # One result with suppressions obliges all to have them, if empty.
            "suppressions": [_suppression(finding.accepted)] if finding.accepted else [],
        }
        if each.related:
            found["relatedLocations"] = _related(each)
        fixes = [_fix(each.file, fix, changed) for fix in finding.fixes if (changed := self._changes(each, fix))]
        self._untold += len(fixes) < len(finding.fixes)
        return {**found, "fixes": fixes} if fixes else found

    def _fingerprint(self, each: LocatedFinding) -> str:
        """Name a finding by what it is about, never by its line or wording: ids outlive both."""
        finding = each.finding
        parts = (finding.rule, PurePath(each.file).name, finding.stream, element_text(finding.element), finding.field)
        text = "\0".join(part or "" for part in parts)
        name = hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:32]
        self._seen[each.file, name] += 1
        return f"{name}:{self._seen[each.file, name]}"


def _location(file: str, line: int, column: int, logical: dict[str, str] | None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(file)}}
    if line:
        physical["region"] = {"startLine": line, "startColumn": max(column, 1)}
    return {"physicalLocation": physical, **({"logicalLocations": [logical]} if logical else {})}


def _logical(finding: Finding) -> dict[str, str] | None:
    parts = [part for part in (finding.stream, element_text(finding.element)) if part]
    return {"name": parts[-1], "fullyQualifiedName": "/".join(parts)} if parts else None


def _related(each: LocatedFinding) -> list[dict[str, object]]:
    names = [element_text(element) or "" for element in each.finding.related]
    return [
        {"id": number, **_location(each.file, line, column, None), "message": {"text": name}}
        for number, (name, (line, column)) in enumerate(zip(names, each.related, strict=False), start=1)
    ]


def _suppression(acceptance: Acceptance) -> dict[str, str]:
    until = f", until {acceptance.until}" if acceptance.until else ""
    text = one_line(f"{acceptance.reason} ({acceptance.by}{until})")
    return {"kind": "inSource", "status": "accepted", "justification": text}


def _fix(file: str, fix: Fix, changes: Sequence[Change]) -> dict[str, object]:
    return {
        "description": {"text": fix.title},
        "artifactChanges": [
            {"artifactLocation": {"uri": _uri(file)}, "replacements": [_replacement(each) for each in changes]}
        ],
    }


def _replacement(change: Change) -> dict[str, object]:
    region = {"startLine": change.first, "startColumn": 1, "endLine": change.end, "endColumn": 1}
    return {"deletedRegion": region, "insertedContent": {"text": change.text}}


def _uri(file: str) -> str:
    """Return a relative path as a relative URI, an absolute one as a file URI."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")
