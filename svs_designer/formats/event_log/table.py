"""An event log as CSV: one row for each visit of a case to a step."""

import csv
import io
from collections.abc import Collection, Iterable
from datetime import datetime

from svs_designer.exchange.events import EventKind, WorkEvent
from svs_designer.formats.event_log.ordering import by_case, moment
from svs_designer.model.ids import VALUE

COLUMNS = ("case", "step id", "step", "team", "scheduled", "started", "completed", "visit", "status")
_VALUE_REACHED = (EventKind.MILESTONE, EventKind.ENDED)
_TIMES = (EventKind.SCHEDULED, EventKind.STARTED, EventKind.COMPLETED)


def write_csv(events: Iterable[WorkEvent]) -> bytes:
    """Write a header and a row for each visit; what did not happen yet is empty.

    Milestones and the end of a case are no visits and have no row: the status says how far the case came. UTF-8,
    comma, lines ending as RFC 4180 has them.
    Rows are in the order of the cases' first events, then of the visits.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for case, told in by_case(events).items():
        status = _status(told)
        for visit in _visits(told):
            first, times = visit[0], _times(visit)
            team = next((event.team for event in reversed(visit) if event.team), "")
            rows.writerow((case, first.element, first.name, team, *times, first.visit, status))
    return text.getvalue().encode("utf-8", "replace")


def _visits(events: Iterable[WorkEvent]) -> list[list[WorkEvent]]:
    visits: dict[tuple[str, int], list[WorkEvent]] = {}
    for event in events:
        if event.kind in _TIMES:
            visits.setdefault((event.element, event.visit), []).append(event)
    return list(visits.values())


def _status(events: Collection[WorkEvent]) -> str:
    """Return what became of the case, in words that our import of tickets takes as they are meant."""
    if not any(event.kind is EventKind.ENDED for event in events):
        return "open"
    reached = any(event.element == VALUE and event.kind in _VALUE_REACHED for event in events)
    return "completed" if reached else "ended without value"


def _times(visit: Iterable[WorkEvent]) -> list[str]:
    """Return when it was scheduled, first started and last completed: work taken up again is one visit."""
    at: dict[EventKind, datetime] = {}
    for event in visit:
        if event.kind is EventKind.COMPLETED or event.kind not in at:
            at[event.kind] = event.at
    return [moment(at[kind]) if kind in at else "" for kind in _TIMES]
