"""Where the rungs stand: those on the path side by side, those of other parallel branches in lanes beneath."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from svs_designer.drawing.ladder.axis import Axis, touch_stretch, wait_stretch, widths
from svs_designer.drawing.ladder.rungs import Rung
from svs_designer.drawing.text import width

SIGN_SIZE = 10.0
_THINNEST = 5.0
"""The least width of a part beside the path."""
_APART = 3.0


class Placed(NamedTuple):
    """A rung and its places from left to right: where its delay begins, its wait, its work, and where it ends."""

    rung: Rung
    start: float
    wait: float
    touch: float
    end: float

    @property
    def centre(self) -> float:
        """Return the middle of the rung."""
        return (self.start + self.end) / 2

    @property
    def sign_above(self) -> str:
        """Return the sign where there is room for it over the work; elsewhere it stands with the name."""
        sign = self.rung.sign
        return sign if width(sign, SIGN_SIZE, 500) + _APART <= self.end - self.touch else ""

    @property
    def label(self) -> str:
        """Return the name, with the sign that has no room above."""
        rung = self.rung
        return rung.name if self.sign_above == rung.sign else f"{rung.name} {rung.sign}"


class Lane(NamedTuple):
    """Rungs beside the path that stand in one row, from left to right."""

    placed: tuple[Placed, ...]


class Places(NamedTuple):
    """The rungs on the path, the lanes beneath, and two axes: by the time spent so far, and by when steps begin.

    `rank` is the order of all rungs.
    """

    path: tuple[Placed, ...]
    lanes: tuple[Lane, ...]
    spent: Axis
    begins: Axis
    end: float
    rank: Mapping[str, int]

    def of(self, step: str) -> Placed | None:
        """Return where a step stands."""
        return next((placed for placed in self.all() if placed.rung.step == step), None)

    def all(self) -> Iterator[Placed]:
        """Yield all rungs, those on the path first."""
        yield from self.path
        for lane in self.lanes:
            yield from lane.placed


def places_of(rungs: Sequence[Rung], left: float, room: float) -> Places:
    """Place rungs from `left` on, into a room or beyond it; at least one of them is on the path."""
    path = tuple(_side_by_side([rung for rung in rungs if not rung.beside], left, room))
    begins = Axis(_beginnings(path))
    lanes = _lanes(_beneath(rung, begins) for rung in rungs if rung.beside)
    rank = {rung.step: number for number, rung in enumerate(rungs)}
    return Places(path, lanes, Axis(_spending(path)), begins, path[-1].end, rank)


def _side_by_side(rungs: Sequence[Rung], left: float, room: float) -> Iterator[Placed]:
    stretches = []
    for rung in rungs:
        stretches += [wait_stretch(rung.delay), wait_stretch(rung.wait), touch_stretch(rung.touch)]
    wide = widths(stretches, room)
    for number, rung in enumerate(rungs):
        delay, wait, touch = wide[3 * number : 3 * number + 3]
        yield Placed(rung, left, left + delay, left + delay + wait, left + delay + wait + touch)
        left += delay + wait + touch


def _spending(path: Iterable[Placed]) -> Iterator[tuple[float, float]]:
    spent = 0.0
    for rung, start, wait, touch, end in path:
        yield spent, start
        for seconds, place in ((rung.delay, wait), (rung.wait, touch), (rung.touch, end)):
            spent += seconds or 0.0
            yield spent, place


def _beginnings(path: Sequence[Placed]) -> Iterator[tuple[float, float]]:
    yield 0.0, path[0].start
    for placed in path:
        rung = placed.rung
        yield rung.begins - (rung.wait or 0.0) - rung.delay, placed.start
        yield rung.begins, placed.touch
        yield rung.begins + (rung.touch or 0.0), placed.end


def _beneath(rung: Rung, begins: Axis) -> Placed:
    touch = begins.place(rung.begins)
    start = min(begins.place(rung.begins - (rung.wait or 0.0)), touch - (_THINNEST if rung.wait != 0 else 0.0))
    return Placed(rung, start, start, touch, max(begins.place(rung.begins + (rung.touch or 0.0)), touch + _THINNEST))


def _lanes(placed: Iterable[Placed]) -> tuple[Lane, ...]:
    """Put each rung into the first lane that is free where it begins."""
    lanes: list[list[Placed]] = []
    for each in sorted(placed, key=lambda each: each.start):
        free = next((lane for lane in lanes if lane[-1].end + _APART <= each.start), None)
        if free is None:
            lanes.append([each])
        else:
            free.append(each)
    return tuple(Lane(tuple(lane)) for lane in lanes)
