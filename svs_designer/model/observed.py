"""What a log tells of a stream's steps and ways, as plain data: counted and measured, nothing added.

Made by `analysis.observed`, taken into documents by `edits.measuring` and `edits.from_log`. Steps go by the names of
the log. Times are in seconds; what the log does not tell is None or missing.
"""

from enum import Enum
from typing import NamedTuple


class Outcome(Enum):
    """How a case that is over ended."""

    VALUE = "value"
    WITHOUT = "without value"


class Spread(NamedTuple):
    """Times in seconds: their 10th, 50th and 90th percentile, and how many there were. One alone has no spread."""

    low: float | None
    likely: float
    high: float | None
    samples: int


class ObservedStep(NamedTuple):
    """A step of the log. `visits` counts returns, `again` work that went straight on at the same step.

    `teams` are those that did it, with their visits, the most frequent first.
    """

    name: str
    cases: int
    visits: int
    again: int
    touch: Spread | None
    wait: Spread | None
    teams: tuple[tuple[str, int], ...]


class ObservedWay(NamedTuple):
    """How often cases went from one step straight to another, and how often that was a return to it.

    Without a source they came in there, and an outcome as target says how they ended.
    """

    source: str | None
    target: str | Outcome
    times: int
    returns: int = 0

    @property
    def is_rework(self) -> bool:
        """Tell whether most who went this way had been there before."""
        return self.returns * 2 > self.times


class Overlap(NamedTuple):
    """Two steps that were worked on at the same time, in how many of the cases that came to both."""

    first: str
    second: str
    cases: int
    both: int


class Observed(NamedTuple):
    """All that a log tells. Steps are in the order in which cases first come to them.

    `over` cases ended, `without_value` of them without it; the others still go on. `tick` is the coarsest clock that
    all times fit: 86400 for whole days. `first` and `last` are when cases arrived, in seconds since 1970.
    """

    cases: int
    over: int
    without_value: int
    reworked: int
    reassignments: int
    steps: tuple[ObservedStep, ...]
    ways: tuple[ObservedWay, ...]
    overlaps: tuple[Overlap, ...]
    first: float | None
    last: float | None
    tick: int
    remarks: tuple[str, ...]

    def step(self, name: str) -> ObservedStep | None:
        """Return the step of that name, if the log has it."""
        return next((step for step in self.steps if step.name == name), None)
