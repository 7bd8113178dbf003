"""The report as SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import quote

from svs_designer.rules.finding import Finding, Level
from svs_designer.rules.pages import NoSuchPage, page
from svs_designer.rules.report.located import LocatedFinding, element_text, in_file_order
from svs_designer.rules.rule import Rule

_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.ADVICE: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Sequence[LocatedFinding], rules: Sequence[Rule], *, version: str) -> str:
    """Return a log with one run. `rules` are those that ran, found or not; `version` is the program's."""
    found = in_file_order(findings)
    described = {rule.id: _described(rule) for rule in rules}
    for each in found:  # faults of form, and notices about plug-ins, have ids of their own
        described.setdefault(each.finding.rule, {"id": each.finding.rule})
    index = {rule_id: number for number, rule_id in enumerate(described)}
    seen: dict[str, int] = {}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "svs-designer", "semanticVersion": version, "rules": list(described.values())}
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(each, index[each.finding.rule], seen) for each in found],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _described(rule: Rule) -> dict[str, object]:
    try:
        about = page(rule.id)
    except NoSuchPage:
        short, text, markdown = rule.name, rule.help or rule.name, rule.help or rule.name
    else:
        short, text, markdown = about.what, f"{about.why}\n\n{about.mend}", about.markdown
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.name.replace("-", " ").split()),
        "shortDescription": {"text": rule.name},
        "fullDescription": {"text": short},
        "help": {"text": text, "markdown": markdown},
        "defaultConfiguration": {"level": _LEVELS[rule.level]},
        "properties": {"tags": [rule.group]},
    }


def _result(each: LocatedFinding, rule_index: int, seen: dict[str, int]) -> dict[str, object]:
    finding = each.finding
    fingerprint = _fingerprint(each)
    seen[fingerprint] = seen.get(fingerprint, 0) + 1
    physical: dict[str, object] = {"artifactLocation": {"uri": _uri(each.file)}}
    if each.line:
        physical["region"] = {"startLine": each.line, "startColumn": max(each.column, 1)}
    location: dict[str, object] = {"physicalLocation": physical}
    logical = _logical(finding)
    if logical:
        location["logicalLocations"] = [logical]
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [location],
        "partialFingerprints": {"svsElement/v1": f"{fingerprint}:{seen[fingerprint]}"},
    }


def _logical(finding: Finding) -> dict[str, str] | None:
    parts = [part for part in (finding.stream, element_text(finding.element)) if part]
    return {"name": parts[-1], "fullyQualifiedName": "/".join(parts)} if parts else None


def _fingerprint(each: LocatedFinding) -> str:
    """Name a finding by what it is about, never by its line or wording: ids outlive both."""
    finding = each.finding
    parts = (finding.rule, PurePath(each.file).name, finding.stream, element_text(finding.element), finding.field)
    return hashlib.sha256("\0".join(part or "" for part in parts).encode(errors="surrogateescape")).hexdigest()[:32]


def _uri(file: str) -> str:
    """Return a relative path as a relative URI, an absolute one as a file URI."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")
