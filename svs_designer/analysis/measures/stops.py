"""The stops of a clock: where cases leave the flow, and how long the clock runs on for cases that come back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from svs_designer.analysis.measures.ahead import Ahead, Exit
from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.flow import Block, Branch, Flow
from svs_designer.analysis.measures.linear import Elimination
from svs_designer.model.stream import Edge

_SURE = 0.999


@dataclass(slots=True)
class _Back:
    """How cases come back to stops: how probably to each, and the time that takes, weighed by it, once and squared."""

    chances: dict[int, float] = field(default_factory=dict)
    times: dict[int, float] = field(default_factory=dict)
    time: float = 0.0
    square: float = 0.0


class Reached(NamedTuple):
    """A stop inside parallel branches: how probably it is passed, and the time to it from the fork on."""

    chance: float
    time: float
    variance: float


class Stops:
    """The stops of one clock on a flow: each node with the edge where the clock stops.

    A stop inside parallel branches stops the clock of a case that has left their fork.
    """

    def __init__(self, flow: Flow, edges: Mapping[int, Edge]) -> None:
        self.edges = edges
        self._flow = flow
        self._within: dict[int, Reached | None] = {}
        self._passed: dict[int, bool] = {}

    def moves(self, node: int) -> tuple[Move, ...]:
        """Return the ways on while the clock runs: a stop leads out of the chain."""
        at = self.edges.get(node)
        if at is None:
            return self.onward(node)
        times = self._flow.times(node)
        if at is Edge.END or times.touch is None:
            return (Move(stopped(node), 1.0),)
        return (Move(stopped(node), 1.0, -times.touch.mean, -times.touch.variance),)

    def onward(self, node: int) -> tuple[Move, ...]:
        """Return the ways on from a node, whether or not it is a stop itself."""
        moves = self._flow.moves(node)
        block = self._flow.blocks.get(node)
        if block is None or not self.edges:
            return moves
        return self._stopping(node, moves[0], self.within(block))

    def onward_after(self, node: int, after: float) -> tuple[Move, ...]:
        """Return the ways on from a fork for a clock that starts behind it: stops passed before that do not count."""
        block = self._flow.blocks.get(node)
        reached = self.within(block) if block and self.edges else None
        if reached is None or reached.time < after:
            return self._flow.moves(node)
        return self._stopping(node, self._flow.moves(node)[0], reached)

    def _stopping(self, node: int, whole: Move, reached: Reached | None) -> tuple[Move, ...]:
        """Return the move over parallel branches, divided by whether a stop inside them is passed."""
        if reached is None:
            return (whole,)
        stopping = Move(stopped(node), reached.chance, reached.time, reached.variance)
        sure = reached.chance > _SURE
        return (stopping,) if sure else (stopping, whole._replace(chance=1 - reached.chance))

    def within(self, block: Block) -> Reached | None:
        """Return the stop inside parallel branches that is passed first, on average; None without one."""
        # Branches inside branches ask again and again: worked out each time, the work would treble with each level.
        if id(block) not in self._within:
            found = [self._stop_in_branch(block, branch) for branch in block.branches if self._has_stop(branch)]
            self._within[id(block)] = (
                min(found, key=lambda each: (-round(each.chance, 6), each.time)) if found else None
            )
        return self._within[id(block)]

    def _has_stop(self, branch: Branch) -> bool:
        return any(
            node in self.edges or (node in self._flow.blocks and self._blocks_stop(self._flow.blocks[node]))
            for node in branch.visits
        )

    def _blocks_stop(self, block: Block) -> bool:
        if id(block) not in self._passed:
            self._passed[id(block)] = any(self._has_stop(branch) for branch in block.branches)
        return self._passed[id(block)]

    def _stop_in_branch(self, block: Block, branch: Branch) -> Reached:
        to = branch.head.to
        exits = {stopped(node): Exit(1.0) for node in branch.visits} | {block.join: Exit(0.0)}
        chain = Chain([to], self.moves, exits)
        ahead = Ahead(chain, self.running_on(exits, branch.visits), self._flow.times)
        return Reached(ahead.goal(to), branch.head.delay + (ahead.mean(to) or 0.0), ahead.variance(to) or 0.0)

    def surely_within(self, block: Block) -> float | None:
        """Return when a stop inside parallel branches is passed, where every case passes one; else None."""
        reached = self.within(block) if self.edges else None
        return reached.time if reached and reached.chance > _SURE else None

    def running_on(self, exits: dict[int, Exit], nodes: Collection[int]) -> dict[int, Exit]:
        """Return the exits with the time of cases that come back from a stop among some nodes and pass one again."""
        places = [place for place in (*self.edges, *self._forks) if place in nodes]
        again = {stop: self._coming_back(stop, places, exits) for stop in places}
        if not any(back.chances for back in again.values()):
            return exits
        number = {stop: place for place, stop in enumerate(again)}
        matrix = Elimination([{number[to]: p for to, p in back.chances.items()} for back in again.values()])
        means = matrix.solve([back.time for back in again.values()])
        squares = matrix.solve(
            [back.square + sum(2 * back.times[to] * means[number[to]] for to in back.times) for back in again.values()]
        )
        return exits | {
            stopped(stop): Exit(exits[stopped(stop)].goal, mean, max(0.0, square - mean * mean))
            for stop, mean, square in zip(again, means, squares, strict=True)
        }

    def _coming_back(self, stop: int, places: Sequence[int], exits: dict[int, Exit]) -> "_Back":
        """Return how cases that have passed a stop and reach value get to a stop again."""
        seeds = self._left(stop)
        chain = Chain([seed.to for seed in seeds], self.moves, exits)
        back = _Back()
        for other in places:
            if other not in chain.place:
                continue
            ahead = Ahead(chain, {stopped(other): exits[stopped(other)]}, self._flow.times)
            chance = sum(seed.chance * ahead.goal(seed.to) for seed in seeds) / (exits[stopped(stop)].goal or 1.0)
            mean, variance = entering(seeds, ahead)
            if mean is not None and chance > 0:
                back.chances[other], back.times[other] = chance, chance * mean
                back.time += chance * mean
                back.square += chance * (mean * mean + variance)
        return back

    @cached_property
    def _forks(self) -> list[int]:
        """The forks with a stop in the branches behind them."""
        return [fork for fork, block in self._flow.blocks.items() if self._blocks_stop(block)]

    def _left(self, stop: int) -> list[Move]:
        """Return how cases go on from a stop, or from the branches where they passed one, once the clock stood."""
        at = self.edges.get(stop)
        if at is None:
            whole = self._flow.moves(stop)[0]
            reached = self.within(self._flow.blocks[stop])
            return [whole._replace(delay=max(0.0, whole.delay - (reached.time if reached else 0.0)))]
        own = self._flow.times(stop).work if at is Edge.BEGIN else 0.0
        return [move._replace(delay=move.delay + own) for move in self.onward(stop)]


def entering(seeds: Sequence[Move], ahead: Ahead) -> tuple[float | None, float]:
    """Return mean and variance of the clock time of cases that go on by some moves; None where none gets to value."""
    goal = time = square = 0.0
    for seed in seeds:
        weight, mean, variance = seed.chance * ahead.goal(seed.to), ahead.mean(seed.to), ahead.variance(seed.to)
        if mean is None or variance is None:
            continue
        goal += weight
        time += weight * (seed.delay + mean)
        square += weight * ((seed.delay + mean) ** 2 + variance + seed.variance)
    return (None, 0.0) if goal <= 0 else (time / goal, max(0.0, square / goal - (time / goal) ** 2))


def stopped(node: int) -> int:
    """Return the exit that stands for: the clock stopped at this node, or in the branches behind it."""
    return -2 - node
