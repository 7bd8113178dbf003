"""The visits of a log, a million of them in little memory: columns of numbers, each name kept once."""

import math
from array import array
from collections.abc import Iterable, Iterator, Mapping
from enum import IntEnum
from typing import NamedTuple

TICKS = (86400, 3600, 60, 1)
"""Clocks in seconds, the coarsest first."""


class CaseState(IntEnum):
    """What the row of a visit says of its case."""

    UNKNOWN = 0
    OPEN = 1
    OVER = 2
    WITHOUT_VALUE = 3


class Visit(NamedTuple):
    """One visit of a case to a step, as a log tells it; times in seconds since 1970, None where it does not.

    `queued` is when the visit was asked for, or when the whole case was created: both bound the wait.
    """

    case: str
    step: str
    team: str | None
    start: float | None
    end: float | None
    queued: float | None = None
    state: CaseState = CaseState.UNKNOWN

    @property
    def begin(self) -> float:
        """Return the first moment that is known of the work itself; visits of a case are ordered by it."""
        known = self.start if self.start is not None else self.end
        return known if known is not None else math.inf


class Visits:
    """A growing table of visits, read case by case."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: tuple[dict[str, int], ...] = ({}, {}, {})
        self._names = array("l"), array("l"), array("l")
        self._times = array("d"), array("d"), array("d")
        self._states = array("b")
        self._tick = 0
        self.has_ends = False

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._states)

    @property
    def step_names(self) -> tuple[str, ...]:
        """Return the names of all steps, in the order of the log."""
        return tuple(self._numbers[1])

    @property
    def cases(self) -> int:
        """Return how many cases they are of."""
        return len(self._numbers[0])

    @property
    def tick(self) -> int:
        """Return the coarsest clock that all times fit, in seconds."""
        return TICKS[self._tick]

    def add(self, visit: Visit) -> None:
        """Take in a visit. Raises ValueError for one without a start and an end: nobody knows when it was."""
        if visit.start is None and visit.end is None:
            raise ValueError(f"a visit of {visit.case!r} to {visit.step!r} has neither a start nor an end")
        for numbers, column, name in zip(self._numbers, self._names, visit[:3], strict=True):
            column.append(-1 if name is None else numbers.setdefault(name, len(numbers)))
        for moments, time in zip(self._times, visit[3:6], strict=True):
            moments.append(math.nan if time is None else time)
            while time is not None and self._tick < len(TICKS) - 1 and time % TICKS[self._tick]:
                self._tick += 1
        self._states.append(visit.state)
        self.has_ends = self.has_ends or visit.end is not None

    def by_case(self, same: Mapping[str, str] | None = None) -> Iterator[list[Visit]]:
        """Yield the visits of each case, in the order in which they were added; a step in `same` goes by that name."""
        cases, steps, teams = ([*numbers] for numbers in self._numbers)
        steps = [(same or {}).get(step, step) for step in steps]
        of_case, of_step, of_team = self._names
        starts, ends, queues = self._times
        states = tuple(CaseState)
        held: list[Visit] = []
        for row in sorted(range(len(self)), key=of_case.__getitem__):
            case, team = cases[of_case[row]], of_team[row]
            if held and held[0].case != case:
                yield held
                held = []
            start, end, queued = starts[row], ends[row], queues[row]
            held.append(
                Visit(
                    case,
                    steps[of_step[row]],
                    teams[team] if team >= 0 else None,
                    None if math.isnan(start) else start,
                    None if math.isnan(end) else end,
                    None if math.isnan(queued) else queued,
                    states[self._states[row]],
                )
            )
        if held:
            yield held


def spelled_alike(names: Iterable[str]) -> dict[str, str]:
    """Return one name for all that differ in capitals alone: the one that sorts first, so that no row decides."""
    first: dict[str, str] = {}
    for name in sorted(names, reverse=True):
        first[name.casefold()] = name
    return {name: first[name.casefold()] for name in names if first[name.casefold()] != name}
