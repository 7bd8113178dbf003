"""What the figures say of one step, in words: the tooltip of a rung, and the rows of the inspector."""

from collections.abc import Iterator
from typing import NamedTuple

from svs_designer.analysis.measures import Measures, StepFigures
from svs_designer.drawing.ladder.numbers import percent, visits
from svs_designer.drawing.ladder.rungs import Rung
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream
from svs_designer.model.times import Evidence, Touch, Wait


class Row(NamedTuple):
    """One figure of a step: its name, its value, and what it means."""

    name: str
    value: str
    meaning: str


def step_rows(step: Step, measures: Measures) -> tuple[Row, ...]:
    """Return the figures of a step; none where the stream has none."""
    figures = measures.steps.get(step.id)
    if figures is None:
        return ()
    if figures.begins is None and not figures.visits:
        return (Row("Visits", "none", "No case gets to this step."),)
    return (*_about_visits(figures, measures), *_about_time(figures, measures), *_about_targets(step, measures))


def step_note(step: Step, measures: Measures) -> str:
    """Say what of a step's times is missing, guessed or of unstated origin; nothing where all is well known."""
    if step.id not in measures.steps:
        return ""
    said = [text for text in (_known("touch time", step.touch), _known("waiting time", step.wait)) if text]
    if len(said) == 2 and said[0].split(": ")[1] == said[1].split(": ")[1]:
        said = [f"Both times: {said[0].split(': ')[1]}"]
    return ". ".join(said) + ("." if said else "")


def rung_lines(rung: Rung, stream: ValueStream, measures: Measures) -> tuple[str, ...]:
    """Return what a tooltip says of a rung, the name first."""
    step = stream.step(rung.step)
    figures = measures.steps.get(rung.step)
    if step is None or figures is None:
        return rung.name, f"Delay: {measures.time_text(rung.delay)}"
    lines = [rung.name, _visit(figures, measures)]
    if rung.delay:
        lines.append(f"{measures.time_text(rung.delay)} delay on the way")
    if rung.sign:
        lines.append(f"{visits(figures.on_the_way)} visits a case: {measures.time_text(rung.span)} in all")
    lines += [f"{row.name}: {row.value}" for row in step_rows(step, measures) if row.name != "Visits"]
    return (*lines, *filter(None, (step_note(step, measures),)))


def target_rows(measures: Measures) -> tuple[Row, ...]:
    """Return how much of each target's time is expected to be used."""
    rows = []
    for target in measures.targets:
        if target.expected is not None:
            within = f" of {measures.time_text(target.within)}" if target.within else ""
            about = f"The clock of '{target.label}' when it stops, expected over all cases that reach value."
            rows.append(Row(target.label, f"{measures.time_text(target.expected)}{within}", about))
    return tuple(rows)


def _visit(figures: StepFigures, measures: Measures) -> str:
    touch = "no touch time yet" if figures.touch is None else f"touch {measures.time_text(figures.touch)}"
    wait = "no waiting time yet" if figures.wait is None else f"wait {measures.time_text(figures.wait)}"
    return f"{wait}, {touch}".capitalize()


def _about_visits(figures: StepFigures, measures: Measures) -> Iterator[Row]:
    often = "once a case" if abs(figures.visits - 1) < 0.005 else f"{visits(figures.visits)} a case"
    yield Row("Visits", often, "How often a case comes by, on average over all cases.")
    if figures.begins is not None:
        about = "From demand to the first begin of its work, for the cases that get here."
        after = "after at least" if figures.begins_at_least else "after"
        yield Row("Begins", f"{after} {measures.time_text(figures.begins)}", about)


def _about_time(figures: StepFigures, measures: Measures) -> Iterator[Row]:
    if figures.on_the_way and measures.lead and measures.lead.seconds:
        spent = figures.on_the_path * ((figures.wait or 0.0) + (figures.touch or 0.0)) + figures.delay
        beside = figures.on_the_path < 0.005
        lacks = measures.lead.missing or None in (figures.wait, figures.touch)
        known = "not known: times are missing" if lacks else f"{percent(spent / measures.lead.seconds)} of it"
        share = "none: another branch lasts longer" if beside else known
        yield Row("Lead time", share, "The part of the lead time that this step takes: wait, work, delay on the way.")
    whole = (figures.wait or 0.0) + (figures.touch or 0.0)
    if figures.wait is not None and figures.touch is not None and whole:
        yield Row("Waiting", f"{percent(figures.wait / whole)} of its time", "Waiting by waiting and touch time.")


def _about_targets(step: Step, measures: Measures) -> Iterator[Row]:
    for target in measures.targets:
        reading = target.steps.get(step.id)
        if reading is None:
            continue
        used = measures.time_text(max(0.0, reading.begins))
        if measures.steps[step.id].begins_at_least:
            used = f"at least {used}"
        if target.within:
            used += f" of {measures.time_text(target.within)} used"
        yield Row(target.label, used, f"The clock of '{target.label}' when the work at this step begins.")


def _known(what: str, time: Touch | Wait | None) -> str:
    if time is None:
        return f"{what.capitalize()}: not known, left out of all sums"
    if time.evidence is Evidence.GUESS:
        return f"{what.capitalize()}: a guess"
    return f"{what.capitalize()}: evidence not stated" if time.evidence is None else ""
