"""What lies ahead of a case at each node of a chain: how likely it gets to the goal, and how long that takes.

All three are solved with one matrix: `goal` is the probability h, `time` is E[time; goal], `square` is E[time^2; goal],
from h(i) = sum p h(j), T(i) = sum p (h(j) d + T(j)), M(i) = sum p (h(j) (d^2 + var) + 2 d T(j) + M(j)).
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import NamedTuple

from svs_designer.analysis.measures.chain import Chain
from svs_designer.analysis.measures.times import StepTimes


class Exit(NamedTuple):
    """What is known where a chain is left: the probability of the goal, mean and variance of the time still needed."""

    goal: float
    mean: float = 0.0
    variance: float = 0.0


class Ahead:
    """The outlook from each node of a chain, given that of its exits; an exit without an entry misses the goal."""

    def __init__(self, chain: Chain, exits: Mapping[int, Exit], times: Callable[[int], StepTimes]) -> None:
        self._chain = chain
        self._exits = exits
        self._times = times
        constants = [0.0] * len(chain.nodes)
        for number, move in chain.leaving:
            if move.to in exits:
                constants[number] += move.chance * exits[move.to].goal
        self._goal = chain.ahead(constants)

    def is_inside(self, node: int) -> bool:
        """Tell whether a node is one of the chain's own."""
        return node in self._chain.place

    def goal(self, node: int) -> float:
        """Return the probability of the goal for a case at a node."""
        place = self._chain.place.get(node)
        if place is not None:
            return self._goal[place]
        return self._exits[node].goal if node in self._exits else 0.0

    def mean(self, node: int) -> float | None:
        """Return the expected time from arriving at a node to the goal, of cases that get there; None without any."""
        goal = self.goal(node)
        return self._time_of(node) / goal if goal > 0 else None

    def variance(self, node: int) -> float | None:
        """Return the variance of that time; None where no case gets there."""
        goal, mean = self.goal(node), self.mean(node)
        return None if mean is None else max(0.0, self._square_of(node) / goal - mean * mean)

    @cached_property
    def _stays(self) -> list[StepTimes]:
        return [self._times(node) for node in self._chain.nodes]

    @cached_property
    def _time(self) -> list[float]:
        constants, stays, goal = [0.0] * len(self._goal), self._stays, self._goal
        for number, at, move in self._chain.inner:
            constants[number] += move.chance * goal[at] * (stays[number].mean + move.delay)
        for number, move in self._chain.leaving:
            left = self._exits.get(move.to)
            if left is not None:
                constants[number] += move.chance * left.goal * (stays[number].mean + move.delay + left.mean)
        return self._chain.ahead(constants)

    @cached_property
    def _square(self) -> list[float]:
        constants, stays, goal, time = [0.0] * len(self._goal), self._stays, self._goal, self._time
        own = [stay.variance for stay in stays]
        for number, at, move in self._chain.inner:
            spent = stays[number].mean + move.delay
            here = goal[at] * (spent * spent + own[number] + move.variance)
            constants[number] += move.chance * (here + 2 * spent * time[at])
        for number, move in self._chain.leaving:
            left = self._exits.get(move.to)
            if left is not None:
                spent = stays[number].mean + move.delay + left.mean
                spread = own[number] + move.variance + left.variance
                constants[number] += move.chance * left.goal * (spent * spent + spread)
        return self._chain.ahead(constants)

    def _time_of(self, node: int) -> float:
        place = self._chain.place.get(node)
        if place is not None:
            return self._time[place]
        return self._exits[node].goal * self._exits[node].mean if node in self._exits else 0.0

    def _square_of(self, node: int) -> float:
        place = self._chain.place.get(node)
        if place is not None:
            return self._square[place]
        exit_ = self._exits.get(node)
        return exit_.goal * (exit_.mean * exit_.mean + exit_.variance) if exit_ else 0.0
