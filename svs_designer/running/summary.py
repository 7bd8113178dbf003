"""What came out of cases that were run: how often they came to each step, how long they took, targets met or missed."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.model.ids import VALUE
from svs_designer.model.stream import Edge, Moment, Target
from svs_designer.running.definition import Definition
from svs_designer.running.steps import day_of, element, is_step, label


class StepCount(NamedTuple):
    """How often cases came to a step."""

    step: str
    name: str
    visits: int


class Promise(NamedTuple):
    """What became of a target: the longest time it took, and how many of the cases that it is about kept it."""

    name: str
    within: timedelta | None
    longest: timedelta
    kept: int
    cases: int


class Summary(NamedTuple):
    """What came out. `lead` is the mean time to value, `ended` counts cases by value, or else by their end."""

    cases: int
    ended: dict[str, int]
    lead: timedelta | None
    steps: tuple[StepCount, ...]
    promises: tuple[Promise, ...]


def summary(
    definition: Definition, log: Iterable[WorkEvent], began: Mapping[str, datetime] = MappingProxyType({})
) -> Summary:
    """Sum up the events of one or several cases; one of which nobody says when it began did so at its first event."""
    cases: dict[str, list[WorkEvent]] = {}
    for event in log:
        cases.setdefault(event.case, []).append(event)
    visits: dict[str, int] = {}
    ended: dict[str, int] = {}
    leads: list[timedelta] = []
    starts = {case: began.get(case, events[0].at) for case, events in cases.items()}
    for case, events in cases.items():
        for event in events:
            if event.kind is EventKind.SCHEDULED:
                visits[event.element] = visits.get(event.element, 0) + 1
        value = _value(events)
        if value is not None:
            leads.append(value - starts[case])
        for end in _ends(events):
            ended[end] = ended.get(end, 0) + 1
    return Summary(
        len(cases),
        ended,
        sum(leads, timedelta()) / len(leads) if leads else None,
        tuple(StepCount(step, name, visits.get(step, 0)) for step, name in _steps(definition)),
        tuple(_promises(definition, cases, starts)),
    )


def targets(definition: Definition) -> tuple[Target, ...]:
    """Return the targets that a definition carries of its stream."""
    told = definition.notes.get("stream")
    listed = told.get("targets") if isinstance(told, dict) else None
    return tuple(_targets(listed if isinstance(listed, list) else []))


def clock(target: Target, events: Iterable[WorkEvent], began: datetime) -> timedelta | None:
    """Return how long a case took from where a target's clock starts to where it stops, None for one it is not about.

    It stops where the case passes a stop for the last time; at value where it passes none.
    """
    told = list(events)
    starts = [began] if target.starts is None and told else [*_at(target.starts, told)]
    stops = [at for stop in target.stops for at in _at(stop, told)]
    value = _value(told)
    if not starts or value is None:
        return None
    return max(stops, default=value) - starts[0]


def running(target: Target, events: Iterable[WorkEvent], began: datetime, now: datetime) -> timedelta | None:
    """Return how long the clock of a target has run, or ran, so far; None before it starts."""
    told = list(events)
    starts = [began] if target.starts is None else [*_at(target.starts, told)]
    if not starts:
        return None
    stops = [at for stop in target.stops for at in _at(stop, told)]
    value = _value(told)
    return (max(stops, default=value or now) if value or stops else now) - starts[0]


def within(definition: Definition, target: Target) -> timedelta | None:
    """Return how long a target allows."""
    return target.within.clock_time(day=day_of(definition)) if target.within else None


def _steps(definition: Definition) -> Iterator[tuple[str, str]]:
    tasks = (task for task in definition.tasks.values() if is_step(task))
    yield from {element(task): label(task) for task in tasks}.items()


def _targets(listed: list[Any]) -> Iterator[Target]:
    for each in listed:
        try:
            yield Target.model_validate(each)
        except ValidationError:
            continue  # somebody else's metadata: it promises nothing we could hold a case against


def _promises(
    definition: Definition, cases: Mapping[str, list[WorkEvent]], starts: Mapping[str, datetime]
) -> Iterator[Promise]:
    for target in targets(definition):
        clocks = (clock(target, events, starts[case]) for case, events in cases.items())
        taken = [each for each in clocks if each is not None]
        if taken:
            allowed = within(definition, target)
            kept = sum(allowed is None or each <= allowed for each in taken)
            yield Promise(target.name or target.id, allowed, max(taken), kept, len(taken))


def _at(moment: Moment | None, events: list[WorkEvent]) -> Iterator[datetime]:
    if moment is None:
        return
    kind = EventKind.STARTED if moment.at is Edge.BEGIN else EventKind.COMPLETED
    yield from (event.at for event in events if event.element == moment.step and event.kind is kind)


def _ends(events: list[WorkEvent]) -> list[str]:
    """Return where a case ended, if it has: at value, whatever came after it, or at an end without value."""
    reached = [event.name for event in events if event.kind is EventKind.ENDED]
    return [VALUE] * len(reached) if _value(events) is not None else reached


def _value(events: list[WorkEvent]) -> datetime | None:
    reached = (event.at for event in events if event.kind is EventKind.MILESTONE and event.element == VALUE)
    return next(reached, None)
