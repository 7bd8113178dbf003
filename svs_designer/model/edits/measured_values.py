"""Measured figures as a document holds them: times with evidence and sample size, and shares that add up."""

from collections.abc import Mapping
from datetime import timedelta

from svs_designer.model.duration import LONGEST_DAYS, Duration
from svs_designer.model.observed import Spread
from svs_designer.model.times import Evidence, Touch, Wait, WaitReason

_LONG = 600
_LONGEST = LONGEST_DAYS * 86400
"""Pieces of work add up, and two of sixty years are longer than any duration."""


def measured_touch(spread: Spread | None) -> Touch | None:
    """Return a touch time as measured; None stays None."""
    if spread is None:
        return None
    low, likely, high = _durations(spread)
    return Touch(low=low, likely=likely, high=high, evidence=Evidence.MEASURED, samples=spread.samples)


def measured_wait(spread: Spread | None, reason: WaitReason | None = None) -> Wait | None:
    """Return a waiting time as measured, for a reason that the log cannot know; None stays None."""
    if spread is None:
        return None
    low, likely, high = _durations(spread)
    return Wait(low=low, typical=likely, high=high, reason=reason, evidence=Evidence.MEASURED, samples=spread.samples)


def shares_of(times: Mapping[str, int]) -> dict[str, float]:
    """Return the share of each way, to a tenth of a percent, together 100 %; empty where nobody went any.

    No way that somebody went is rounded to nothing: it would be closed. The most frequent takes what rounding leaves.
    """
    total = sum(times.values())
    if not total:
        return {}
    shares = {target: max(round(count / total, 3), 0.001 if count else 0.0) for target, count in times.items()}
    largest = max(shares, key=lambda target: times[target])
    shares[largest] = round(shares[largest] + 1 - sum(shares.values()), 3)
    return shares


def _durations(spread: Spread) -> tuple[Duration | None, Duration, Duration | None]:
    low, high = (None if each is None else _rounded(each) for each in (spread.low, spread.high))
    return low, _rounded(spread.likely), high


def _rounded(seconds: float) -> Duration:
    """Return a time to the second, from ten minutes on to the minute: more would be more than is known."""
    step = 1 if seconds < _LONG else 60
    return Duration.of(timedelta(seconds=min(round(seconds / step) * step, _LONGEST)))
