"""A target on the ladder: from where to where its clock runs, where the time is used up, and the sentence about it."""

from typing import NamedTuple

from svs_designer.analysis.measures import Measures, TargetFigures
from svs_designer.drawing.ladder.numbers import percent
from svs_designer.drawing.ladder.places import Placed, Places
from svs_designer.drawing.sketches.wording import Wording
from svs_designer.model.stream import Edge, Moment, Target, ValueStream

_HARDLY = 0.005
"""A probability that is no news."""


class Clock(NamedTuple):
    """Where a clock runs on the ladder; `breaks` is where its time is used up, None where it is not."""

    starts: float
    stops: float
    breaks: float | None


def clock_of(target: Target, figures: TargetFigures, places: Places) -> Clock | None:
    """Return where the clock of a target runs; None where it has no figures."""
    if figures.trouble or figures.expected is None:
        return None
    starts = _edge(target.starts, places) if target.starts else places.path[0].start
    if starts is None:
        return None
    stops = [place for place in (_edge(stop, places) for stop in target.stops) if place and place > starts]
    clock = Clock(starts, max(stops, default=places.end), None)
    return clock._replace(breaks=_breaks(figures, places, clock))


def is_missed(figures: TargetFigures) -> bool:
    """Tell whether the time is used up, on average or on the most likely path."""
    return figures.breaks_at is not None or (figures.used or 0.0) > 1.0


def sentence(figures: TargetFigures, stream: ValueStream, measures: Measures, wording: Wording) -> str:
    """Say how a target fares: what is expected of it, and when and where its time is used up."""
    if figures.trouble or figures.expected is None:
        return _sentence(figures.trouble or "its clock has no figures yet")
    time = measures.time_text
    expected = f"expected {'at least ' if figures.missing else ''}{time(figures.expected)}"
    if figures.within is None:
        return _sentence(f"{expected}; it says no time to keep yet")
    expected += f" of {time(figures.within)}"
    if figures.breaks_at:
        place = _place(figures, stream, measures, wording)
        return _sentence(f"{_used_up(time(figures.within))} {place}; {expected}")
    breach = figures.breach or 0.0
    longer = f"; {percent(breach)} of the cases need longer" if breach > _HARDLY else ""
    return _sentence(expected + longer)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _edge(moment: Moment, places: Places) -> float | None:
    placed = places.of(moment.step)
    if placed is None:
        return None
    if placed.rung.beside:
        begins = placed.rung.begins
        return places.begins.place(begins if moment.at is Edge.BEGIN else begins + (placed.rung.touch or 0.0))
    return placed.touch if moment.at is Edge.BEGIN else placed.end


def _breaks(figures: TargetFigures, places: Places, clock: Clock) -> float | None:
    if figures.within is None or not is_missed(figures):
        return None
    place = places.spent.place(places.spent.moment(clock.starts) + figures.within)
    if isinstance(figures.breaks_at, str):
        place = _within(place, places.of(figures.breaks_at), whole=True)
    elif figures.breaks_at:
        place = _within(place, places.of(figures.breaks_at[1]), whole=False)
    return min(max(place, clock.starts), clock.stops)


def _within(place: float, placed: Placed | None, *, whole: bool) -> float:
    """Move a place to the rung where the time is used up on the most likely path: the figures there go before."""
    if placed is None or placed.rung.beside:
        return place
    return min(max(place, placed.start), placed.end if whole else placed.touch)


def _place(figures: TargetFigures, stream: ValueStream, measures: Measures, wording: Wording) -> str:
    """Say where the time is used up, and what the clock shows when the case gets there."""
    if isinstance(figures.breaks_at, str):
        return f"at '{_label(stream, figures.breaks_at)}'"
    if figures.breaks_at is None:
        return ""
    source, target = figures.breaks_at
    teams = [wording.team(step.team) if (step := stream.step(node)) else "" for node in (source, target)]
    arrives = _arrival(figures, measures, target)
    after = f", after {measures.time_text(arrives)}" if arrives and arrives >= (figures.within or 0.0) else ""
    if all(teams) and teams[0] != teams[1]:
        return f"at the hand-off {teams[0]} → {teams[1]}{after}"
    return f"on the way from '{_label(stream, source)}' to '{_label(stream, target)}'{after}"


def _arrival(figures: TargetFigures, measures: Measures, step: str) -> float | None:
    reading, known = figures.steps.get(step), measures.steps.get(step)
    return reading.begins - (known.wait or 0.0) if reading and known else None


def _label(stream: ValueStream, node: str) -> str:
    step = stream.step(node)
    return step.label if step else node.capitalize()


def _used_up(within: str) -> str:
    is_one = within.startswith("1 ") and within.count(" ") == 1
    return f"{within} {'is' if is_one else 'are'} used up"
