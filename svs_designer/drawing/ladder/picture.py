"""The picture of the lead-time ladder: waiting above in grey, work below in the activity's colour, the clock over both.

Made for a width, and wider where its least widths ask for it. It consists of pieces, so that a window paints only those
in view. A stream without figures has a sentence in its place.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from svs_designer.analysis.measures import Measures, TargetFigures
from svs_designer.drawing.geometry import Box, Point, Size
from svs_designer.drawing.ladder.bars import (
    clock_marks,
    lane_marks,
    name_marks,
    row_names,
    sentence_marks,
    touch_marks,
    wait_marks,
)
from svs_designer.drawing.ladder.clock import Clock, clock_of, is_missed, sentence
from svs_designer.drawing.ladder.names import OVERHANG, names_of
from svs_designer.drawing.ladder.places import Placed, Places, places_of
from svs_designer.drawing.ladder.rows import LANE, LEFT, RIGHT, Rows, rows_for
from svs_designer.drawing.ladder.rungs import Rung, rungs_of
from svs_designer.drawing.marks import Mark, Words
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.model.stream import ValueStream

PIECE = 48
"""How many rungs a piece holds."""
NARROWEST = 320.0


class Piece(NamedTuple):
    """A part of the picture: the space it paints on, and its marks."""

    box: Box
    marks: tuple[Mark, ...]


class Step(NamedTuple):
    """Where a rung can be pointed at."""

    rung: Rung
    box: Box


@dataclass(frozen=True, slots=True)
class Ladder:
    """The ladder of a stream: pieces in drawing order, and its rungs in the order a reader follows.

    `trouble` says why there are no rungs, and what to do. `sentence` is what is said of the target, red where `missed`.
    """

    size: Size
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    steps: tuple[Step, ...] = ()
    trouble: str = ""
    sentence: str = ""
    missed: bool = False

    def step_at(self, point: Point) -> Step | None:
        """Return the rung at a point, if there is one."""
        return next((step for step in self.steps if step.box.contains(point)), None)

    def step(self, step_id: str) -> Step | None:
        """Return the rung of a step, if it has one."""
        return next((step for step in self.steps if step.rung.step == step_id), None)


NO_STEPS = "Add steps with their touch and waiting times: the ladder shows where the time goes."
NO_WAY = "No case reaches a step yet: connect demand with the first one."


def ladder_of(
    stream: ValueStream, measures: Measures, wording: Wording, *, width: float, target: str | None = None
) -> Ladder:
    """Draw the ladder of a stream for a width, with the clock of one target: the first, if none is named."""
    empty = Size(max(width, NARROWEST), 0.0)
    if not stream.steps:
        return Ladder(empty, trouble=NO_STEPS)
    if measures.trouble:
        return Ladder(empty, trouble=measures.trouble)
    rungs = rungs_of(stream, measures, wording)
    if all(rung.beside for rung in rungs):
        return Ladder(empty, trouble=NO_WAY)
    places = places_of(rungs, LEFT, empty.width - LEFT - RIGHT)
    figures = target_figures(measures, target)
    return _drawn(stream, measures, wording, places, figures)


def target_figures(measures: Measures, target: str | None) -> TargetFigures | None:
    """Return the figures of a target, or of the first one if it is not named or gone."""
    found = measures.target(target) if target else None
    return found or next(iter(measures.targets), None)


def _drawn(
    stream: ValueStream, measures: Measures, wording: Wording, places: Places, figures: TargetFigures | None
) -> Ladder:
    clock = _clock(stream, figures, places)
    said = sentence(figures, stream, measures, wording) if figures else ""
    missed = figures is not None and is_missed(figures)
    rows = rows_for(has_clock=clock is not None, has_sentence=bool(said), lanes=len(places.lanes))
    size = Size(places.end + RIGHT, rows.height)
    pieces = [*_rungs(places, rows, measures, clock.breaks if clock else None), *_lanes(places, rows)]
    if figures and said:
        pieces.append(_head(figures, measures, clock, said, rows, places.end))
    return Ladder(size, tuple(pieces), tuple(_steps(places, rows)), "", said, missed)


def _clock(stream: ValueStream, figures: TargetFigures | None, places: Places) -> Clock | None:
    target = next((each for each in stream.targets if figures and each.id == figures.id), None)
    return clock_of(target, figures, places) if target and figures else None


def _head(
    figures: TargetFigures, measures: Measures, clock: Clock | None, said: str, rows: Rows, right: float
) -> Piece:
    marks: list[Mark] = []
    label = figures.label
    if clock:
        label += "" if figures.within is None else f" · {measures.time_text(figures.within)}"
        late = (figures.expected or 0.0) - (figures.within or 0.0)
        marks += clock_marks(clock, rows, label, f"{measures.time_text(late)} late" if late > 0 else "")
    named = any(isinstance(mark, Words) and mark.text == label for mark in marks)
    marks += sentence_marks(said if named else f"{figures.label}: {said}", clock, rows, left=LEFT, right=right)
    return Piece(Box(0.0, 0.0, right + RIGHT, rows.height), tuple(marks))


def _rungs(places: Places, rows: Rows, measures: Measures, breaks: float | None) -> Iterator[Piece]:
    yield Piece(Box(0.0, 0.0, LEFT, rows.height), tuple(row_names(rows, has_lanes=bool(places.lanes))))
    names = {name.placed.rung.step: name for name in names_of(places.path, LEFT - 8, places.end)}
    for first in range(0, len(places.path), PIECE):
        path = places.path[first : first + PIECE]
        shown = [names[placed.rung.step] for placed in path if placed.rung.step in names]
        marks = (
            *wait_marks(path, rows, measures, breaks),
            *touch_marks(path, rows, measures, breaks),
            *name_marks(shown, rows),
        )
        left, right = path[0].start - OVERHANG, path[-1].end + OVERHANG
        yield Piece(Box(left, 0.0, right - left, rows.height), marks)


def _lanes(places: Places, rows: Rows) -> Iterator[Piece]:
    for number, lane in enumerate(places.lanes):
        left = lane.placed[0].start
        marks = tuple(lane_marks(lane, number, rows, places.end))
        yield Piece(Box(left, rows.lanes + number * LANE, places.end - left, LANE), marks)


def _steps(places: Places, rows: Rows) -> Sequence[Step]:
    found = [
        Step(placed.rung, Box(placed.start, rows.wait - 4, placed.end - placed.start, rows.lanes - rows.wait + 4))
        for placed in places.path
    ]
    for number, lane in enumerate(places.lanes):
        top = rows.lanes + number * LANE
        found += [Step(placed.rung, _lane_box(placed, top)) for placed in lane.placed]
    return sorted(found, key=lambda step: places.rank[step.rung.step])


def _lane_box(placed: Placed, top: float) -> Box:
    return Box(placed.start, top, placed.end - placed.start, LANE)
