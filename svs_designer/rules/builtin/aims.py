"""What the texts of a metric say: the figure now, the figure aimed at, and whether that is better.

Texts are the user's: `195m`, `<= 90m`, `at least 85 %`, `-50 % in a quarter`. One that is no plain figure is believed.
"""

import re
from enum import Enum

from svs_designer.model.duration import LONGEST_TEXT, BadDuration, Duration
from svs_designer.model.stream import Metric

_LOWER = {"<=", "<", "≤", "at most", "under", "below", "up to", "less than", "no more than"}
_HIGHER = {">=", ">", "≥", "at least", "over", "above", "more than", "no less than"}
_NEITHER = {"=", "==", "about", "around", "ca.", "~", "≈"}
_WORDS = sorted(_LOWER | _HIGHER | _NEITHER, key=len, reverse=True)
_AIM = re.compile(rf"\s*({'|'.join(map(re.escape, _WORDS))})?\s*(.*)", re.IGNORECASE | re.DOTALL)
_FIGURE = re.compile(r"(\d+(?:[.,]\d+)?)\s*(.*)", re.DOTALL)


class Aim(Enum):
    """What a metric aims at, beside what the figure is now."""

    BETTER = "better"
    THE_SAME = "the same"
    WORSE = "worse"


def aim_of(metric: Metric, *, day: float) -> Aim | None:
    """Return what a metric aims at, with a day of so many seconds; None where it does not say both figures."""
    if not metric.baseline.strip() or not metric.target.strip():
        return None
    direction, target = _read(metric.target)
    _, baseline = _read(metric.baseline)
    now, wanted = _figure(baseline, day), _figure(target, day)
    if now is None or wanted is None or now[1] != wanted[1]:
        return Aim.THE_SAME if target.casefold() == baseline.casefold() else Aim.BETTER
    gain = wanted[0] - now[0]
    if not gain:
        return Aim.THE_SAME
    if direction in _LOWER:
        return Aim.BETTER if gain < 0 else Aim.WORSE
    return Aim.WORSE if direction in _HIGHER and gain < 0 else Aim.BETTER


def _read(text: str) -> tuple[str, str]:
    """Part a text into the direction in front, if any, and the rest."""
    match = _AIM.fullmatch(text)
    return (" ".join((match[1] or "").lower().split()), match[2].strip()) if match else ("", text.strip())


def _figure(text: str, day: float) -> tuple[float, str] | None:
    """Return number and unit: times in seconds, else the unit as it is written; None for what is no plain figure."""
    match = _FIGURE.fullmatch(text)
    if match is None or len(text) > LONGEST_TEXT:
        return None
    try:
        time = Duration.parse(text)
    except BadDuration:
        return float(match[1].replace(",", ".")), match[2].strip().casefold()
    return time.days * day + time.seconds, "seconds"
