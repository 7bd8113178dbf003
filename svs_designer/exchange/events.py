"""What happened while cases went through a stream: written by runners, read by event logs and by mining."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class EventKind(StrEnum):
    """What happened: at a step, at a milestone such as value, or to the case as a whole."""

    SCHEDULED = "scheduled"
    STARTED = "started"
    COMPLETED = "completed"
    MILESTONE = "milestone"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class WorkEvent:
    """One thing that happened to one case.

    `element` is the id of a step, of value or of the end that was reached, `name` what people read for it, `team` the
    id of who does it. `at` is in UTC. `visit` counts the times this case has come to this element, from 1.
    """

    case: str
    element: str
    name: str
    team: str | None
    kind: EventKind
    at: datetime
    visit: int = 1

    def __post_init__(self) -> None:
        """Refuse a time that is not UTC and a visit before the first: a log that holds them misleads."""
        if self.at.tzinfo is None or self.at.utcoffset() != timedelta(0):
            raise ValueError(f"the event of {self.element!r} is at {self.at}: event times are in UTC")
        if self.visit < 1:
            raise ValueError(f"the event of {self.element!r} is of visit {self.visit}: visits count from 1")
        object.__setattr__(self, "at", self.at.astimezone(UTC))
