"""The steps of a stream as a table, in the order cases begin them, with the time they take drawn beside them."""

from collections.abc import Iterator, Sequence

from svs_designer.analysis.measures import StepFigures, TargetFigures
from svs_designer.cli.measuring.measured import Measured
from svs_designer.cli.measuring.table import DIM, RED, Cell, Layout, Paint, places, table
from svs_designer.drawing.ladder.numbers import percent, visits
from svs_designer.model.step import Step

_NAME, _TEAM, _OF_LEAD, _VISITS = 0, 1, 6, 2
_CUTS = ((_TEAM, 15), (_NAME, 30), (_TEAM, 8), (_NAME, 16))
_DROPS = (_TEAM, _OF_LEAD, _VISITS)
_TRACK = (16, 40)
"""The fewest and the most places of the drawing; with fewer there is none."""
_WORK, _WAIT = "█", "░"


def step_rows(measured: Measured) -> list[Step]:
    """Return the steps in the order of their first begin; then the tail, then those that no case reaches."""
    figures = measured.measures.steps

    def order(step: Step) -> tuple[int, float]:
        known = figures[step.id]
        if known.begins is not None:
            return 0, known.begins
        return (1 if known.visits else 2), 0.0

    return sorted((step for step in measured.stream.steps if step.id in figures), key=order)


def step_table(measured: Measured, width: int, paint: Paint) -> list[str]:
    """Return the table; the drawing stands at the right where there is room for it."""
    steps = step_rows(measured)
    targets = [target for target in measured.measures.targets if target.steps]
    head = ["Step", "Team", "Visits", "Wait", "Touch", "Begins", "Of lead", *_short(targets)]
    rows = [list(_cells(measured, step, targets)) for step in steps]
    right = range(2, len(head))
    layout = Layout(width, right, _CUTS, _DROPS)
    bare = table(head, rows, layout, lambda text, _: text)
    room = min(_TRACK[1], width - max(map(places, bare), default=width) - 2)
    lines = table(head, rows, layout, paint)
    if room < _TRACK[0]:
        return lines
    track = _Track(measured, room)
    drawn = ["", *(track.of(step) for step in steps)]
    widest = max(map(places, bare))
    return [
        (line + " " * (widest - places(text) + 2) + paint(bar, DIM)).rstrip()
        for line, text, bar in zip(lines, bare, drawn, strict=True)
    ]


def _short(targets: Sequence[TargetFigures]) -> list[str]:
    """Name the clocks at the head: `Clock` alone, or with the numbers the targets have in their list."""
    return ["Clock"] if len(targets) == 1 else [f"Clock {number}" for number, _ in enumerate(targets, start=1)]


def _cells(measured: Measured, step: Step, targets: Sequence[TargetFigures]) -> Iterator[Cell]:
    measures = measured.measures
    figures = measures.steps[step.id]
    bound = "≥ " if figures.begins_at_least else ""
    time = measures.time_text
    yield Cell(step.label)
    yield Cell(measured.document.label("teams", step.team), DIM)
    yield Cell(visits(figures.visits) if figures.visits else "none")
    yield Cell("?" if figures.wait is None else time(figures.wait))
    yield Cell("?" if figures.touch is None else time(figures.touch))
    yield Cell(bound + _begins(figures, measured), "" if figures.begins is not None else DIM)
    yield Cell(_of_lead(figures, measured))
    for target in targets:
        yield _clock(target, step, measured, bound)


def _begins(figures: StepFigures, measured: Measured) -> str:
    if figures.begins is not None:
        return measured.measures.time_text(figures.begins)
    return "after value" if figures.visits else "never"


def _of_lead(figures: StepFigures, measured: Measured) -> str:
    """Say what part of lead time a step takes with its wait and the delay on the way to it."""
    lead = measured.measures.lead
    spent = figures.on_the_path * ((figures.wait or 0.0) + (figures.touch or 0.0)) + figures.delay
    return percent(spent / lead.seconds) if lead and lead.seconds and spent else ""


def _clock(target: TargetFigures, step: Step, measured: Measured, bound: str) -> Cell:
    reading = target.steps.get(step.id)
    if reading is None:
        return Cell("")
    begins = max(0.0, reading.begins)
    if not target.within:
        return Cell(bound + measured.measures.time_text(begins))
    used = begins / target.within
    return Cell(f"! {bound}{percent(used)}", RED) if used >= 1 else Cell(bound + percent(used))


class _Track:
    """Draws when a step waits and works, from demand on, as wide as there is room."""

    def __init__(self, measured: Measured, room: int) -> None:
        self._figures = measured.measures.steps
        self._room = room
        ends = [each.begins + (each.touch or 0.0) for each in self._figures.values() if each.begins is not None]
        self._scale = room / max([*ends, 1.0])

    def of(self, step: Step) -> str:
        """Return the line of a step's first visit: where it waits, where somebody works; nothing for the tail."""
        figures = self._figures[step.id]
        if figures.begins is None:
            return ""
        begins = min(round(figures.begins * self._scale), self._room - 1)
        waits = max(0, begins - round((figures.wait or 0.0) * self._scale))
        work = max(1, round((figures.touch or 0.0) * self._scale)) if figures.touch else 0
        return " " * waits + _WAIT * (begins - waits) + _WORK * min(work, self._room - begins)
