"""Touch and waiting time of a step, with their spread and the evidence behind them.

A missing time is missing, never zero. Terms after Martin & Osterling, Value Stream Mapping (2013).
"""

import re
from enum import StrEnum
from typing import Any

from pydantic import Field, model_validator

from svs_designer.model.base import Part
from svs_designer.model.duration import LONGEST_TEXT, BadDuration, Duration

_SPREAD = re.compile(r"\s*(.+?)\s*[-–]\s*(.+?)\s*[-–]\s*(.+?)\s*")


class Evidence(StrEnum):
    """How a number is known."""

    GUESS = "guess"
    AGREED = "agreed"
    MEASURED = "measured"


class WaitReason(StrEnum):
    """Why work waits; only a queue is cured by queue rules."""

    QUEUE = "queue"
    TRAVEL = "travel"
    CALENDAR_SLOT = "calendar-slot"
    SUPPLIER = "supplier"
    OBSERVATION = "observation"


class Touch(Part):
    """The time somebody works on one case at this step."""

    low: Duration | None = None
    likely: Duration
    high: Duration | None = None
    evidence: Evidence | None = None
    samples: int | None = Field(default=None, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _accept_text(cls, value: Any) -> Any:
        return spread(value, middle="likely")


class Wait(Part):
    """The time a case waits before this step begins."""

    low: Duration | None = None
    typical: Duration
    high: Duration | None = None
    reason: WaitReason | None = None
    evidence: Evidence | None = None
    samples: int | None = Field(default=None, ge=1)

    @model_validator(mode="before")
    @classmethod
    def _accept_text(cls, value: Any) -> Any:
        return spread(value, middle="typical")


def spread(value: Any, *, middle: str) -> Any:
    """Expand `10m` and `5-10-20m` (low, middle, high; the last unit serves all) to fields; leave the rest."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, Duration):
        return {middle: value}
    if not isinstance(value, str):
        return value
    if len(value) > LONGEST_TEXT:
        return {middle: Duration.parse(value)}
    match = _SPREAD.fullmatch(value)
    if match is None:
        if re.search(r"\d\s*[-–]\s*\d", value):
            raise BadDuration(f"{value!r} needs three values, low-likely-high, like 5-10-20m")
        return {middle: Duration.parse(value)}
    unit = re.search(r"[a-zA-Z]+\s*$", match[3])
    low, centre, high = (
        part if re.search(r"[a-zA-Z]", part) else part + (unit[0] if unit else "") for part in match.groups()
    )
    return {"low": Duration.parse(low), middle: Duration.parse(centre), "high": Duration.parse(high)}


def spread_text(time: Touch | Wait) -> str:
    """Return a time as people type it: `10m`, or `5m-10m-20m` where the spread is known."""
    centre = time.likely if isinstance(time, Touch) else time.typical
    if time.low is None or time.high is None:
        return str(centre)
    return f"{time.low}-{centre}-{time.high}"
