"""The figures of a stream: the parts of `Measures`. Times in seconds, shares and probabilities 0..1.

None always means: not known. A figure whose numbers are known in part says what is missing, and is then "at least".
Terms after Martin & Osterling, Value Stream Mapping (2013).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

Place = str | tuple[str, str]
"""A step (its id) or a link (the ids of its source and its target)."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A time per case, in seconds, for cases that reach value.

    `missing` are the steps whose time is not known and that would add to it: the amount is then a lower bound.
    `guessed` is the share of the amount that rests on times marked as guesses or of unstated evidence.
    """

    seconds: float
    missing: tuple[str, ...] = ()
    guessed: float = 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """A share of cases, with the steps that lack the number it is made of (they count as 100 %)."""

    value: float
    missing: tuple[str, ...] = ()


class Journeys(Protocol):
    """What is asked of all steps at once, and only if somebody wants to know."""

    def visits_of(self, step: str) -> float:
        """Return the expected visits of a step."""

    def begin_of(self, step: str) -> float | None:
        """Return when cases first begin a step."""

    def begins_later(self, step: str) -> bool:
        """Tell whether a time before that begin is not known."""


@dataclass(frozen=True, slots=True)
class StepFigures:
    """The figures of one step.

    `on_the_way` are the expected visits before value of cases that reach it; `on_the_path` those of them on the
    critical path: the parts of lead time are `on_the_path * (wait + touch)`. `wait` and `touch` are the means of one
    visit, None where not known. `delay` is the delay expected on the links into the step on that path: with those into
    value, all parts add up to lead time.
    """

    id: str
    on_the_way: float
    on_the_path: float
    wait: float | None
    touch: float | None
    delay: float
    _journeys: Journeys = field(repr=False, compare=False)

    @property
    def visits(self) -> float:
        """Return the expected visits a case, its tail included."""
        return self._journeys.visits_of(self.id)

    @property
    def begins(self) -> float | None:
        """Return the expected time from demand to the first begin, after the wait, of the cases that get here."""
        return self._journeys.begin_of(self.id)

    @property
    def begins_at_least(self) -> bool:
        """Tell whether that begin may be later than told: a time before it is not known."""
        return self._journeys.begins_later(self.id)


@dataclass(frozen=True, slots=True)
class StepClock:
    """The clock of a target at one step: its reading when the step begins, and where it ends for cases through here."""

    begins: float
    expected: float | None


@dataclass(frozen=True, slots=True)
class TargetFigures:
    """A target against the clock. Without `within` there is nothing to compare: `used` and `breach` are None.

    `expected` is the mean clock time of cases that reach value; `spread` its standard deviation, of routing and of
    the times' spreads; where no spread is given, the usual one is assumed (`assumed_spread`). `breach` is the
    probability to need longer than `within`, by a lognormal fit. `steps` maps each step the clock runs at, until it
    stops, to its readings, in the order of their begin. `breaks_at` is where the time is used up on the most likely
    path: a link (its delay, or the hand-off into a wait) or a step; None where it is not. `trouble` says why there is
    no figure; `missing` as in Amount.
    """

    id: str
    label: str
    within: float | None = None
    expected: float | None = None
    spread: float | None = None
    assumed_spread: bool = False
    breach: float | None = None
    missing: tuple[str, ...] = ()
    steps: Mapping[str, StepClock] = field(default_factory=dict)
    breaks_at: Place | None = None
    trouble: str | None = None

    @property
    def used(self) -> float | None:
        """Return expected time by target time; above 1 the promise is broken on average."""
        return None if not self.within or self.expected is None else self.expected / self.within


@dataclass(frozen=True, slots=True)
class TeamFigures:
    """What a stream asks of a team.

    `touch` is the work a case, in seconds, its tail included. With a rate of demand, `work_per_week` is the work in
    seconds; with staff, `capacity_per_week` is what the team has, and `utilisation` one by the other. `wip` are the
    cases that wait for the team or are worked on by it (Little's law).
    """

    id: str
    label: str
    touch: float
    missing: tuple[str, ...] = ()
    work_per_week: float | None = None
    capacity_per_week: float | None = None
    utilisation: float | None = None
    wip: float | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a case, tail included, in the unit of the rates; `missing` lists steps without touch time or rate."""

    value: float
    missing: tuple[str, ...] = ()
