"""Where on a side the lines of a box begin and end: spread out, in the order of where they go."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from svs_designer.drawing.geometry import Box
from svs_designer.drawing.routing.links import LinkKey, Side

STEP = 20.0
CORNER = 14.0


class Use(NamedTuple):
    """One end of one line on a side.

    `turn` is where and how soon it bends: the inverse of its distance from the box, negative to the left or up, 0 for
    a straight line, which also prescribes its place.
    """

    link: LinkKey
    outgoing: bool
    turn: float
    fixed: float | None


def on_side(box: Box, side: Side, place: float) -> tuple[float, float]:
    """Return the point of a side at a place along it (x of top and bottom, y of left and right)."""
    x, y, width, height = box
    if side % 2:
        return (place, y) if side == Side.TOP else (place, y + height)
    return (x, place) if side == Side.LEFT else (x + width, place)


def middle(box: Box, side: Side) -> float:
    """Return the place half way along a side."""
    x, y, width, height = box
    return x + width / 2 if side % 2 else y + height / 2


def straight_place(source: Box, target: Box, *, upright: bool) -> float | None:
    """Return a place both boxes share for a straight line, as near to both middles as can be; None if there is none."""
    if upright:
        a, b, c, d = source.x, source.right, target.x, target.right
    else:
        a, b, c, d = source.y, source.bottom, target.y, target.bottom
    inset = min(CORNER, (b - a) / 4, (d - c) / 4)
    low, high = max(a, c) + inset, min(b, d) - inset
    if low > high:
        return None
    wish = (a + b) / 2 if b - a <= d - c else (c + d) / 2
    return max(low, min(high, wish))


def spread(box: Box, side: Side, uses: Sequence[Use]) -> Mapping[tuple[LinkKey, bool], float]:
    """Give each use its place along the side; straight lines keep theirs and the others stand beside them."""
    low, high = (box.x, box.right) if side % 2 else (box.y, box.bottom)
    if len(uses) == 1:
        only = uses[0]
        return {(only.link, only.outgoing): (low + high) / 2 if only.fixed is None else only.fixed}
    inset = min(CORNER, (high - low) / 4)
    line = sorted(uses, key=lambda use: (use.turn, use.outgoing, use.link))
    step = min(STEP, (high - low - 2 * inset) / max(1, len(line) - 1))
    fixed = [(i, use.fixed) for i, use in enumerate(line) if use.fixed is not None]
    if fixed:
        places = _beside(fixed, len(line), step)
    else:
        places = [(low + high) / 2 + (i - (len(line) - 1) / 2) * step for i in range(len(line))]
    return {
        (use.link, use.outgoing): max(low + inset, min(high - inset, place)) if use.fixed is None else use.fixed
        for use, place in zip(line, places, strict=True)
    }


def turn(line: Sequence[tuple[float, float]], side: Side, *, hook: bool) -> float:
    """Return where a line bends that begins at a side, as `Use` has it.

    The sooner it bends, the further outside it belongs. Between lines that bend at one distance those that come back
    to their side (hooks) nest the shorter ones inside, the others the longer ones.
    """
    if len(line) < 3:
        return 0.0
    across = 0 if side % 2 else 1
    depth = abs(line[1][1 - across] - line[0][1 - across])
    aside = line[2][across] - line[1][across]
    if not depth or not aside:
        return 0.0
    depth += 0.001 * abs(aside) * (1 if hook else -1)
    return (1 if aside > 0 else -1) / max(1.0, depth)


def _beside(fixed: Sequence[tuple[int, float]], count: int, step: float) -> list[float]:
    places = [0.0] * count
    first, last = fixed[0], fixed[-1]
    for i in range(count):
        if i <= first[0]:
            places[i] = first[1] - (first[0] - i) * step
        elif i >= last[0]:
            places[i] = last[1] + (i - last[0]) * step
        else:
            low = max(f for f in fixed if f[0] <= i)
            high = min(f for f in fixed if f[0] >= i)
            part = (i - low[0]) / max(1, high[0] - low[0])
            places[i] = low[1] + (high[1] - low[1]) * part
    return places
