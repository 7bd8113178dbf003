"""The figures of a stream in the order people ask for them, each with its unit and which way is better."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from svs_designer.analysis.measures import Amount, Cost, Measures, Share
from svs_designer.drawing.ladder.numbers import number, percent
from svs_designer.model.stream import ValueStream


class Unit(StrEnum):
    """What a figure counts."""

    SECONDS = "seconds"
    RATIO = "ratio"
    NUMBER = "number"


class Wanted(StrEnum):
    """Which way a figure is better."""

    LESS = "less"
    MORE = "more"
    NEITHER = "neither"


class Value(NamedTuple):
    """A number, and the steps that lack what it is made of; `grows` tells that with their numbers it is more."""

    number: float
    missing: tuple[str, ...] = ()
    grows: bool | None = None


class Figure(NamedTuple):
    """A figure of a stream; `key` is its name in JSON, with the unit in it."""

    key: str
    name: str
    unit: Unit
    wanted: Wanted
    of: Callable[[Measures], Value | Amount | Share | Cost | float | None]

    def value(self, measures: Measures) -> Value | None:
        """Return the value, None where it is not known."""
        found = self.of(measures)
        if found is None or isinstance(found, Value):
            return found
        if isinstance(found, int | float):
            return Value(float(found))
        if isinstance(found, Amount):
            return Value(found.seconds, found.missing)
        return Value(found.value, found.missing)

    def text(self, value: Value, measures: Measures) -> str:
        """Return a value as people read it; where numbers are missing, that it is more or less than that."""
        if value.missing and not value.number:
            return "not known"
        grows = self.unit is not Unit.RATIO if value.grows is None else value.grows
        bound = "" if not value.missing else "at least " if grows else "at most "
        return bound + self.bare_text(value.number, measures)

    def bare_text(self, amount: float, measures: Measures) -> str:
        """Return a number in the figure's unit."""
        if self.unit is Unit.SECONDS:
            return measures.time_text(amount)
        return percent(amount) if self.unit is Unit.RATIO else number(amount)


def _flow_efficiency(measures: Measures) -> Value | None:
    path, wait = measures.path_touch, measures.wait
    if path is None or wait is None:
        return None
    return _part_of_lead(measures.flow_efficiency, path.missing, wait.missing)


def _value_added(measures: Measures) -> Value | None:
    adding, lead = measures.adding or Amount(0.0), measures.lead
    if lead is None:
        return None
    return _part_of_lead(
        measures.value_added_ratio, adding.missing, tuple(each for each in lead.missing if each not in adding.missing)
    )


def _part_of_lead(ratio: float | None, grows: tuple[str, ...], shrinks: tuple[str, ...]) -> Value | None:
    """Return a part of lead time; where what lacks may let it grow as well as shrink, nobody knows it."""
    if ratio is None or (grows and shrinks):
        return None
    return Value(ratio, grows or shrinks, bool(grows))


_S, _R, _N = Unit.SECONDS, Unit.RATIO, Unit.NUMBER
FIGURES = (
    Figure("lead_time_seconds", "Lead time", _S, Wanted.LESS, lambda of: of.lead),
    Figure("touch_time_seconds", "Touch time", _S, Wanted.LESS, lambda of: of.touch),
    Figure("touch_time_on_path_seconds", "Touch on the path", _S, Wanted.NEITHER, lambda of: of.path_touch),
    Figure("waiting_time_seconds", "Waiting", _S, Wanted.LESS, lambda of: of.wait),
    Figure("value_adding_time_seconds", "Value-adding time", _S, Wanted.NEITHER, lambda of: of.adding),
    Figure("flow_efficiency_ratio", "Flow efficiency", _R, Wanted.MORE, _flow_efficiency),
    Figure("value_added_ratio", "Value added", _R, Wanted.MORE, _value_added),
    Figure("rolled_complete_and_accurate_ratio", "Rolled %C&A", _R, Wanted.MORE, lambda of: of.rolled_ca),
    Figure("first_time_right_ratio", "First time right", _R, Wanted.MORE, lambda of: of.first_time_right),
    Figure("handoffs_per_case", "Hand-offs", _N, Wanted.LESS, lambda of: of.handoffs),
    Figure(
        "handoffs_before_value_adding_per_case",
        "Hand-offs before value",
        _N,
        Wanted.LESS,
        lambda of: of.handoffs_before_adding,
    ),
    Figure("tool_changes_per_case", "Tool changes", _N, Wanted.LESS, lambda of: of.tool_changes),
    Figure("reassignments_per_case", "Reassignments", _N, Wanted.LESS, lambda of: of.reassigns),
    Figure("reaches_value_ratio", "Reaches value", _R, Wanted.MORE, lambda of: of.reaches_value),
    Figure("demand_cases_per_week", "Demand a week", _N, Wanted.NEITHER, lambda of: of.rate_per_week),
    Figure("takt_seconds", "Takt", _S, Wanted.NEITHER, lambda of: of.takt),
    Figure("cases_in_progress", "In progress", _N, Wanted.LESS, lambda of: of.wip),
    Figure("cost_per_case", "Cost of a case", _N, Wanted.LESS, lambda of: of.cost),
)
"""All figures of a stream as a whole. Costs are in the unit of the roles' rates."""

PARTS = frozenset({"touch_time_on_path_seconds", "value_adding_time_seconds", "handoffs_before_value_adding_per_case"})
"""Figures that explain the one before them: people read them in its line."""


def detail(figure: Figure, stream: ValueStream, measures: Measures) -> str:
    """Return what explains a figure in a few words: what it rests on, what it is a part of."""
    value = figure.value(measures)
    if value is None:
        return ""
    if value.missing:
        return f"{_steps(len(value.missing))} without {_LACKS.get(figure.key, 'a time')}: {_names(stream, value)}"
    explain = _DETAILS.get(figure.key)
    return explain(measures) if explain else ""


_LACKS = {"rolled_complete_and_accurate_ratio": "%C&A", "cost_per_case": "a touch time or a rate"}


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def _names(stream: ValueStream, value: Value, most: int = 3) -> str:
    labels = {step.id: step.label for step in stream.steps}
    names = ", ".join(f"'{labels.get(each, each)}'" for each in value.missing[:most])
    more = len(value.missing) - most
    return f"{names} and {more} more" if more > 0 else names


def _evidence(measures: Measures) -> str:
    words = {"measured": "measured", "agreed": "agreed", "guess": "guessed", "unstated": "of unstated evidence"}
    shares = [(share, words[kind]) for kind, share in measures.evidence.items() if share > 0.0005]
    if len(shares) == 1:
        return f"all {shares[0][1]}"
    return ", ".join(f"{percent(share)} {word}" for share, word in shares)


def _on_path(measures: Measures) -> str:
    touch, path = measures.touch, measures.path_touch
    if touch is None or path is None or abs(touch.seconds - path.seconds) < 1:
        return ""
    return f"{measures.time_text(path.seconds)} of it on the critical path"


def _of_lead(measures: Measures) -> str:
    wait, lead = measures.wait, measures.lead
    return f"{percent(wait.seconds / lead.seconds)} of lead time" if wait and lead and lead.seconds else ""


def _adding(measures: Measures) -> str:
    return f"{measures.time_text(measures.adding.seconds)} of lead time" if measures.adding else ""


def _before_adding(measures: Measures) -> str:
    before = measures.handoffs_before_adding
    return "" if before is None else f"{number(before)} before the first step that adds value"


_DETAILS: dict[str, Callable[[Measures], str]] = {
    "lead_time_seconds": _evidence,
    "touch_time_seconds": _on_path,
    "waiting_time_seconds": _of_lead,
    "flow_efficiency_ratio": lambda _: "touch time by lead time, on the critical path",
    "value_added_ratio": _adding,
    "rolled_complete_and_accurate_ratio": lambda _: "the product of the steps' %C&A along the way",
    "first_time_right_ratio": lambda _: "cases without rework or reassignment",
    "handoffs_per_case": _before_adding,
    "takt_seconds": lambda _: "working time between two cases",
    "cases_in_progress": lambda _: "cases at any time (Little's law)",
}
