"""The measures as JSON, units in the names; `resources/schema/measures-1.json` describes every field."""

import json
from collections.abc import Sequence

from svs_designer.analysis.measures import TargetFigures, TeamFigures
from svs_designer.cli.measuring.comparison import differences, target_differences
from svs_designer.cli.measuring.figures import FIGURES
from svs_designer.cli.measuring.measured import Measured, pairs
from svs_designer.cli.measuring.steps import step_rows
from svs_designer.model.step import Step
from svs_designer.rules.report.located import element_text

VERSION = 1
"""Counted up when a field changes its meaning or goes; new fields may come at any time."""
_DIGITS = 6
"""Kept behind the point, so that two machines print the same."""


def as_json(streams: Sequence[Measured]) -> str:
    """Return an object with `version`, `streams` and `comparisons`; what is not known is null, never 0."""
    report = {
        "version": VERSION,
        "streams": [_stream(each) for each in streams],
        "comparisons": [_comparison(base, changed) for base, changed in pairs(streams)],
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


def _stream(measured: Measured) -> dict[str, object]:
    stream, measures = measured.stream, measured.measures
    values = {figure.key: figure.value(measures) for figure in FIGURES}
    return {
        "file": measured.file,
        "stream": stream.id,
        "name": stream.label,
        "kind": stream.kind.value,
        "trouble": measures.trouble,
        "assumptions": list(measures.assumptions),
        "day_seconds": _rounded(measures.day),
        "figures": {key: _rounded(value.number if value else None) for key, value in values.items()},
        "missing_steps": {key: list(value.missing) for key, value in values.items() if value and value.missing},
        "evidence_ratios": {kind: _rounded(share) for kind, share in measures.evidence.items()},
        "likely_path": list(measures.likely_path),
        "targets": [_target(each) for each in measures.targets],
        "steps": [_step(each, measured) for each in step_rows(measured)],
        "teams": [_team(each) for each in measures.teams],
    }


def _target(target: TargetFigures) -> dict[str, object]:
    return {
        "target": target.id,
        "name": target.label,
        "trouble": target.trouble,
        "within_seconds": _rounded(target.within),
        "expected_seconds": _rounded(target.expected),
        "spread_seconds": _rounded(target.spread),
        "spread_is_assumed": target.assumed_spread,
        "used_ratio": _rounded(target.used),
        "breach_ratio": _rounded(target.breach),
        "breaks_at": element_text(target.breaks_at),
        "missing_steps": list(target.missing),
        "clock": [
            {"step": step, "begins_seconds": _rounded(reading.begins), "ends_seconds": _rounded(reading.expected)}
            for step, reading in target.steps.items()
        ],
    }


def _step(step: Step, measured: Measured) -> dict[str, object]:
    figures = measured.measures.steps[step.id]
    return {
        "step": step.id,
        "name": step.label,
        "team": step.team,
        "visits_per_case": _rounded(figures.visits),
        "visits_before_value_per_case": _rounded(figures.on_the_way),
        "visits_on_path_per_case": _rounded(figures.on_the_path),
        "wait_seconds": _rounded(figures.wait),
        "touch_seconds": _rounded(figures.touch),
        "delay_seconds": _rounded(figures.delay),
        "begins_seconds": _rounded(figures.begins),
        "begins_is_at_least": figures.begins_at_least,
    }


def _team(team: TeamFigures) -> dict[str, object]:
    return {
        "team": team.id,
        "name": team.label,
        "touch_seconds_per_case": _rounded(team.touch),
        "work_seconds_per_week": _rounded(team.work_per_week),
        "capacity_seconds_per_week": _rounded(team.capacity_per_week),
        "utilisation_ratio": _rounded(team.utilisation),
        "cases_in_progress": _rounded(team.wip),
        "missing_steps": list(team.missing),
    }


def _comparison(base: Measured, changed: Measured) -> dict[str, object]:
    return {
        "base": {"file": base.file, "stream": base.stream.id},
        "changed": {"file": changed.file, "stream": changed.stream.id},
        "differences": {each.figure.key: _rounded(each.amount) for each in differences(base, changed)},
        "target_differences": [
            {"target": each.figure.key, "expected_seconds": _rounded(each.amount)}
            for each in target_differences(base, changed)
        ],
    }


def _rounded(number: float | None) -> float | None:
    """Round to what matters; whole numbers are written without a point, and there is no minus zero."""
    if number is None:
        return None
    kept = round(number, _DIGITS) + 0.0
    return int(kept) if kept.is_integer() else kept
