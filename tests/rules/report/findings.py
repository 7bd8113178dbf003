"""Findings said in one line, for the tests of the reports."""

from datetime import date
from typing import Any

from svs_designer.model.acceptance import Acceptance
from svs_designer.rules.finding import Finding, Fix, Level
from svs_designer.rules.report.located import LocatedFinding

NASTY = '50 %, a: <b> & "c" ä\nsecond line\x1b[31m\x00'
PILOT = Acceptance(rule="SVS021", reason="It is a pilot", by="Ann", until=date(2026, 12, 31))


def a_fix(title: str = "Scale", *, safe: bool = False) -> Fix:
    return Fix(title, lambda document: document, safe)


def a_finding(
    rule: str = "SVS021",
    level: Level = Level.ERROR,
    *,
    file: str = "a.svs.yaml",
    line: int = 3,
    message: str = "Step 'A' leads nowhere",
    stream_name: str = "Restore",
    **fields: Any,
) -> LocatedFinding:
    about = {"stream": "s", "element": "a", "field": "next", **fields}
    finding = Finding(rule, level, message, **about)
    return LocatedFinding(file, finding, line, 7 if line else 0, stream_name=stream_name if finding.stream else "")
