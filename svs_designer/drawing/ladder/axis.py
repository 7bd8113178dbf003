"""The axis of the ladder: how wide each part is drawn, and where a moment lies on it.

Widths are proportional to times, except that nothing becomes too small to see and to point at; what is not known takes
a gap. So the axis is a line of straight pieces from seconds to units, and never runs back.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LEAST_WAIT, LEAST_TOUCH, THIN, GAP = 6.0, 12.0, 4.0, 18.0
"""The least widths: of a wait, of work, of work that takes no time, and of a time that nobody knows."""
ROOMY = 1.4
"""How much wider than its least a ladder is at the least: enough to tell short from long."""


class Stretch(NamedTuple):
    """A part of the axis: its time, None where not known, and the least width it takes."""

    seconds: float | None
    least: float


def wait_stretch(seconds: float | None) -> Stretch:
    """Return the stretch of a wait; no width at all where there is none."""
    return Stretch(seconds, GAP if seconds is None else LEAST_WAIT if seconds else 0.0)


def touch_stretch(seconds: float | None) -> Stretch:
    """Return the stretch of a touch time."""
    return Stretch(seconds, GAP if seconds is None else LEAST_TOUCH if seconds else THIN)


def widths(stretches: Sequence[Stretch], room: float) -> tuple[float, ...]:
    """Return how wide each stretch is: together as wide as the room, or wider where the least widths ask for it."""
    if not any(stretch.seconds for stretch in stretches):
        return tuple(stretch.least for stretch in stretches)
    scale = _scale(stretches, max(room, ROOMY * sum(stretch.least for stretch in stretches)))
    return tuple(max(stretch.least, scale * (stretch.seconds or 0.0)) for stretch in stretches)


def _scale(stretches: Sequence[Stretch], room: float) -> float:
    """Return the units a second with which all stretches fill the room, the short ones at their least width."""
    timed = sorted((stretch.least / stretch.seconds, stretch) for stretch in stretches if stretch.seconds)
    left = room - sum(stretch.least for stretch in stretches if not stretch.seconds)
    total = sum(stretch.seconds or 0.0 for _, stretch in timed)
    for needed, stretch in reversed(timed):
        if left >= needed * total:
            return left / total
        left -= stretch.least
        total -= stretch.seconds or 0.0
    return 0.0


class Axis:
    """A way from moments, in seconds, to places on the ladder; between known points it goes straight."""

    def __init__(self, points: Iterable[tuple[float, float]]) -> None:
        """Take points (seconds, place) in the order of their places, at least one."""
        self._moments: list[float] = []
        self._places: list[float] = []
        for moment, place in points:
            self._moments.append(max(moment, self._moments[-1] if self._moments else moment))
            self._places.append(place)

    def place(self, moment: float) -> float:
        """Return where a moment lies; moments beyond the ends lie at the ends."""
        return _between(self._moments, self._places, moment)

    def moment(self, place: float) -> float:
        """Return the moment that lies at a place; of several the last."""
        return _between(self._places, self._moments, place)


def _between(given: Sequence[float], wanted: Sequence[float], at: float) -> float:
    after = bisect_right(given, at)
    if after == 0:
        return wanted[0]
    if after == len(given):
        return wanted[-1]
    (begin, end), (low, high) = given[after - 1 : after + 1], wanted[after - 1 : after + 1]
    return low + (at - begin) / (end - begin) * (high - low)
