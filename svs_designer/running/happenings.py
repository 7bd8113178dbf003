"""What can happen to a case, and what the machine says in return."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Started:
    """The case begins."""

    at: datetime
    input: Any = None


@dataclass(frozen=True, slots=True)
class Arrived:
    """A CloudEvent has come; the same source and id count once."""

    at: datetime
    event: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Fired:
    """A timer has run out."""

    at: datetime
    timer: str


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Somebody ends the case before its end."""

    at: datetime


Happening = Started | Arrived | Fired | Cancelled


@dataclass(frozen=True, slots=True)
class Entered:
    """A task begins; `frame` tells its visits apart."""

    path: str
    frame: int


@dataclass(frozen=True, slots=True)
class Left:
    """A task ran to its end."""

    path: str
    frame: int


@dataclass(frozen=True, slots=True)
class Dropped:
    """A task was broken off: by an error, a timeout, a faster branch or the end of the case."""

    path: str
    frame: int


@dataclass(frozen=True, slots=True)
class Emit:
    """Publish a CloudEvent."""

    path: str
    frame: int
    event: dict[str, Any]


@dataclass(frozen=True, slots=True)
class StartTimer:
    """Say `Fired` at a time."""

    timer: str
    due: datetime
    path: str


@dataclass(frozen=True, slots=True)
class StopTimer:
    """The timer is wanted no more."""

    timer: str


@dataclass(frozen=True, slots=True)
class Await:
    """A task waits for an event."""

    path: str
    frame: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A task has got the event that came."""

    path: str
    frame: int


@dataclass(frozen=True, slots=True)
class Ended:
    """The case is over: its status says how."""


Command = Entered | Left | Dropped | Emit | StartTimer | StopTimer | Await | Heard | Ended
