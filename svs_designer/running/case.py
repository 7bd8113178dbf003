"""A case on its way through a definition, as plain data: it can be stored anywhere and goes on from there."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """How far a case is."""

    NEW = "new"
    WAITING = "waiting"
    COMPLETED = "completed"
    FAULTED = "faulted"
    CANCELLED = "cancelled"


@dataclass(slots=True)
class Frame:
    """One task that is being done, within the task that `parent` does.

    `part` and `index` say where it stands there. `items`, `rounds` and `outputs` are what loops, retries and forks have
    got so far; `awaited`, `heard` and `expected` what a listener waits for.
    """

    id: int
    parent: int | None
    path: str
    part: str
    index: int
    raw: Any
    started: str
    input: Any = None
    variables: dict[str, Any] = field(default_factory=dict)
    items: list[Any] | None = None
    rounds: int = 0
    outputs: dict[str, Any] = field(default_factory=dict)
    awaited: list[dict[str, Any]] = field(default_factory=list)
    heard: list[Any] = field(default_factory=list)
    expected: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Case:
    """One case. `timers` are due times by the id of the timer, `seen` the events that were taken already."""

    id: str
    status: Status = Status.NEW
    started: str = ""
    now: str = ""
    input: Any = None
    context: Any = None
    output: Any = None
    error: dict[str, Any] | None = None
    frames: dict[int, Frame] = field(default_factory=dict)
    timers: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    next_frame: int = 0
    emitted: int = 0

    @property
    def open(self) -> bool:
        """Tell whether the case is on its way."""
        return self.status is Status.WAITING

    def above(self, frame: Frame) -> Iterator[Frame]:
        """Yield the frames a frame lies in, the nearest first."""
        while frame.parent is not None:
            frame = self.frames[frame.parent]
            yield frame

    def below(self, frame: Frame) -> list[Frame]:
        """Return the frames within a frame, in the order they were begun."""
        inner = {frame.id}
        found = []
        for each in self.frames.values():  # a frame is begun after the one it lies in
            if each.parent in inner:
                inner.add(each.id)
                found.append(each)
        return found

    def to_json(self) -> dict[str, Any]:
        """Return the case as JSON values."""
        return _stored(self, _CASE) | {"frames": [_stored(frame, _FRAME) for frame in self.frames.values()]}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Case":
        """Return the case that `to_json` stored; it shares nothing with it that ever changes."""
        frames = {each["id"]: Frame(**_copied(each)) for each in stored["frames"]}
        return cls(**(_copied(stored) | {"frames": frames, "status": Status(stored["status"])}))

    def copy(self) -> "Case":
        """Return a case that goes its own way from here."""
        return Case.from_json(self.to_json())


_FRAME = tuple(each.name for each in fields(Frame))
_CASE = tuple(each.name for each in fields(Case) if each.name != "frames")
_GROWING = ("variables", "outputs", "awaited", "heard", "expected", "timers", "seen")
"""What the machine changes in place. All other values it replaces, so that data may be shared."""


def _stored(part: Case | Frame, names: tuple[str, ...]) -> dict[str, Any]:
    return _copied({name: getattr(part, name) for name in names})


def _copied(stored: dict[str, Any]) -> dict[str, Any]:
    return stored | {name: stored[name].copy() for name in _GROWING if name in stored}


def as_text(moment: datetime) -> str:
    """Return a time as a case holds it: ISO 8601 in UTC, to the microsecond, so that texts sort like times."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def as_time(text: str) -> datetime:
    """Return the time of a text that a case holds."""
    return datetime.fromisoformat(text)
