"""In which order events are written, and how their times look, in every event log."""

from collections.abc import Iterable
from datetime import datetime

from svs_designer.exchange.events import WorkEvent


def in_time(events: Iterable[WorkEvent]) -> list[WorkEvent]:
    """Return the events by their times; those of one moment keep the order in which they were told."""
    return sorted(events, key=lambda event: event.at)


def by_case(events: Iterable[WorkEvent]) -> dict[str, list[WorkEvent]]:
    """Return the events of each case in time; cases by their first event."""
    cases: dict[str, list[WorkEvent]] = {}
    for event in in_time(events):
        cases.setdefault(event.case, []).append(event)
    return cases


def moment(at: datetime) -> str:
    """Return a time to the millisecond: all of one form, because readers decide by the first one they see."""
    return at.isoformat(timespec="milliseconds").replace("+00:00", "Z")
