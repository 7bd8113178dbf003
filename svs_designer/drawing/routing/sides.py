"""Which sides of two boxes a connector may use, the most natural first."""

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import STUB, Side

L, T, R, B = Side.LEFT, Side.TOP, Side.RIGHT, Side.BOTTOM

Choice = tuple[Side, Side, float]
"""Leave here, enter there, at this price (units of length)."""

FACING = 2 * STUB - 16


def choices(source: Box, target: Box, *, fork: bool, join: bool, rework: bool) -> list[Choice]:
    """List the pairs of sides to try; fork: the source has several ways on; join: the target is reached by several."""
    level = _overlap(source.y, source.bottom, target.y, target.bottom) >= FACING
    upright = _overlap(source.x, source.right, target.x, target.right) >= FACING
    below = target.centre.y >= source.centre.y
    if target.x - source.right >= FACING:
        return _rightward(level=level, below=below, fork=fork, join=join, rework=rework)
    if source.x - target.right >= FACING:
        return _leftward(level=level, below=below, rework=rework)
    return _stacked(upright=upright, below=below)


def _rightward(*, level: bool, below: bool, fork: bool, join: bool, rework: bool) -> list[Choice]:
    if level:
        return [(B, B, 0), (T, T, 20), (R, L, 250)] if rework else [(R, L, 0), (B, B, 15), (T, T, 35)]
    first, last = (B, T) if below else (T, B)
    leave_price, enter_price = _corner_prices(fork=fork, join=join)
    around = [(B, B, 30), (T, T, 80)]
    return [(first, L, leave_price), (R, last, enter_price), (R, L, 0), (first, last, 30), *around]


def _leftward(*, level: bool, below: bool, rework: bool) -> list[Choice]:
    if level:
        return [(B, B, 0), (T, T, 20), (L, R, 250)] if rework else [(L, R, 0), (B, B, 30), (T, T, 50)]
    first, last = (B, T) if below else (T, B)
    if rework:
        return [
            (L, last, 0),
            (first, R, 30),
            (B, B, 20),
            (L, R, 30),
            (first, last, 20),
            (first, L, 30),
            (T, T, 40),
            (L, L, 40),
            (R, R, 60),
        ]
    return [(first, last, 0), (R, last, 5), (R, L, 20), (first, L, 25), (L, last, 50), (first, R, 110), (L, R, 140)]


def _corner_prices(*, fork: bool, join: bool) -> tuple[float, float]:
    """Price leaving by the top or bottom (as a branch does) and entering there (as a branch that comes back does)."""
    leave = 0.0 if fork and not join else 12.0 if fork else 50.0
    enter = 0.0 if join and not fork else 16.0 if join else 60.0 if fork else 10.0
    return leave, enter


def _stacked(*, upright: bool, below: bool) -> list[Choice]:
    first, last = (B, T) if below else (T, B)
    return [(first, last, 0 if upright else 10), (R, R, 20), (L, L, 30), (R, L, 40), (R, last, 40), (first, L, 40)]


def _overlap(low: float, high: float, other_low: float, other_high: float) -> float:
    return min(high, other_high) - max(low, other_low)
