"""The report as plain JSON, for programs of one's own; `resources/schema/findings-1.json` describes every field."""

import json
from collections.abc import Sequence

from svs_designer.model.acceptance import Acceptance
from svs_designer.rules.report.located import (
    LocatedFinding,
    accepted,
    count_by_level,
    element_text,
    in_file_order,
    standing,
)

VERSION = 1
"""Counted up when a field changes its meaning or goes; new fields may come at any time."""


def as_json(findings: Sequence[LocatedFinding], *, files: int = 1) -> str:
    """Return an object with `version`, `findings` and a `summary`; accepted findings are marked and not counted."""
    found = in_file_order(findings)
    counting = standing(found)
    counts = {level.value: count for level, count in count_by_level(counting).items()}
    fixable = sum(each.finding.is_fixable for each in counting)
    report = {
        "version": VERSION,
        "findings": [_fields(each) for each in found],
        "summary": {
            "files": files,
            "findings": len(counting),
            **counts,
            "fixable": fixable,
            "accepted": len(accepted(found)),
        },
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _fields(each: LocatedFinding) -> dict[str, object]:
    finding = each.finding
    return {
        "file": each.file,
        "rule": finding.rule,
        "level": finding.level.value,
        "stream": finding.stream,
        "element": element_text(finding.element),
        "field": finding.field,
        "message": finding.message,
        "line": each.line or None,
        "column": each.column or None,
        "related": [element_text(element) for element in finding.related],
        "fixable": finding.is_fixable,
        "fixes": [{"title": fix.title, "safe": fix.safe} for fix in finding.fixes],
        "accepted": _acceptance(finding.accepted) if finding.accepted else None,
    }


def _acceptance(acceptance: Acceptance) -> dict[str, str | None]:
    until = acceptance.until.isoformat() if acceptance.until else None
    return {"reason": acceptance.reason, "by": acceptance.by, "until": until}
