"""Names under the rungs: as many as fit without touching each other, the widest rungs first."""

from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from svs_designer.drawing.ladder.places import Placed
from svs_designer.drawing.text import balance, fit, fits, plain, width, wrap

SIZE, LINES = 11.0, 2
WIDEST, USUAL, NARROWEST = 180.0, 128.0, 46.0
"""A name is as wide as usual where its lines take that; what would be cut then may be wider."""
OVERHANG, APART = 20.0, 8.0
"""How far a name may reach beyond its rung where there is room, and how far names keep apart."""


class Name(NamedTuple):
    """The lines of a name, centred on a place."""

    placed: Placed
    centre: float
    lines: tuple[str, ...]


def names_of(path: Sequence[Placed], left: float, right: float) -> Iterator[Name]:
    """Yield the names that have room between two borders; for the others a tooltip serves."""
    taken: list[tuple[float, float]] = []
    for placed in sorted(path, key=lambda placed: placed.start - placed.end):
        room = _room(placed, taken, left, right)
        if room >= NARROWEST:
            wide = USUAL if fits(placed.label, min(room, USUAL), LINES, SIZE) else WIDEST
            lines = _lines(placed.label, min(room, wide))
            half = max(width(line, SIZE) for line in lines) / 2
            insort(taken, (placed.centre - half - APART / 2, placed.centre + half + APART / 2))
            yield Name(placed, placed.centre, lines)


def _room(placed: Placed, taken: Sequence[tuple[float, float]], left: float, right: float) -> float:
    """Return how wide a name may be that is centred under its rung."""
    centre = placed.centre
    after = bisect_left(taken, (centre, centre))
    before = taken[after - 1][1] + APART / 2 if after else left
    behind = taken[after][0] - APART / 2 if after < len(taken) else right
    reach = (placed.end - placed.start) / 2 + OVERHANG
    return 2 * min(centre - before, behind - centre, reach)


def _lines(name: str, room: float) -> tuple[str, ...]:
    if fits(name, room, LINES, SIZE):
        return balance(name, room, LINES, SIZE)
    if width(plain(name).partition(" ")[0], SIZE) > room:
        return (fit(name, room, SIZE),)
    return wrap(name, room, LINES, SIZE)
