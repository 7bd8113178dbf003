"""Durations as Open Workflow writes them: `{minutes: 5}` or `PT5M`, in seconds."""

from typing import Any

_SECONDS = {"days": 86400.0, "hours": 3600.0, "minutes": 60.0, "seconds": 1.0, "milliseconds": 0.001}


class BadSpan(ValueError):
    """What is no duration; the message says what one looks like."""


def span_seconds(value: Any) -> float:
    """Return how many seconds a duration has; raise BadSpan."""
    if isinstance(value, str):
        return _iso(value)
    if not isinstance(value, dict) or not value or value.keys() - _SECONDS.keys():
        raise BadSpan(f"{value!r} is no duration: write it like {{minutes: 5}} or PT5M")
    total = 0.0
    for unit, number in value.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not 0 <= number <= 1e9:
            raise BadSpan(f"{unit}: {number!r} is no number of {unit}")
        total += number * _SECONDS[unit]
    return _bounded(total)


def _iso(text: str) -> float:
    from svs_designer.model.duration import BadDuration, Duration

    try:
        duration = Duration.parse(text)
    except BadDuration as error:
        raise BadSpan(str(error)) from error
    if not text.strip().upper().startswith("P"):
        raise BadSpan(f"{text!r} is no duration: write it like {{minutes: 5}} or PT5M")
    return duration.clock_time().total_seconds()


def _bounded(seconds: float) -> float:
    from svs_designer.model.duration import LONGEST_DAYS

    if seconds > LONGEST_DAYS * 86400:
        raise BadSpan("a duration of more than a hundred years: check the unit")
    return seconds
