"""Targets against the clock: how long cases take from its start to its stop, and where the time is used up.

The clock stops at the first stop a case passes, and runs on for a case that comes back from there: until it passes a
stop for the last time. A case that passes none stops at value. Only cases that reach value count.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from math import log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from svs_designer.analysis.measures.ahead import Ahead, Exit
from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.figures import Place, StepClock, TargetFigures
from svs_designer.analysis.measures.flow import Block, Branch, Flow
from svs_designer.analysis.measures.linear import Elimination
from svs_designer.analysis.measures.passages import arrivals, outermost
from svs_designer.analysis.measures.times import seconds
from svs_designer.model.stream import Edge, Target


class _Begin(NamedTuple):
    """Where the clock starts: the node, the fork of the main chain it lies behind (or itself), the time since then."""

    node: int
    fork: int
    after: float


@dataclass(slots=True)
class _Back:
    """How cases come back to stops: how probably to each, and the time that takes, weighed by it, once and squared."""

    chances: dict[int, float] = field(default_factory=dict)
    times: dict[int, float] = field(default_factory=dict)
    time: float = 0.0
    square: float = 0.0


class TargetClock:
    """The clock of one target on a flow; `goal` looks ahead to value from the nodes of the main chain."""

    def __init__(self, flow: Flow, goal: Ahead, target: Target, *, stop: int, day: float) -> None:
        index = flow.facts.index
        self._flow = flow
        self._goal = goal
        self._target = target
        self._end = stop
        self._within = seconds(target.within, day) if target.within else None
        self._stops = {index[moment.step]: moment.at for moment in target.stops if moment.step in index}
        self._outermost = outermost(flow)

    def figures(self, path: tuple[int, ...]) -> TargetFigures:
        """Return the figures of the target; `path` is the most likely path, on which it may break."""
        name = self._target.name or self._target.id
        begin, trouble = self._begin()
        if begin is None:
            return TargetFigures(self._target.id, name, self._within, trouble=trouble)
        seeds = self._seeds(begin)
        exits = self._exits()
        chain = Chain([seed.to for seed in seeds], self._moves, exits)
        ahead = Ahead(chain, self._running_on(exits, self._flow.main.place), self._flow.times)
        expected, variance = _entering(seeds, ahead)
        if expected is None:
            trouble = "no case that starts the clock reaches value"
            return TargetFigures(self._target.id, name, self._within, trouble=trouble)
        times = self._times(begin, chain, seeds)
        missing = tuple(self._flow.facts.nodes[node] for node in times if not self._is_known(begin, node))
        spread = sqrt(variance)
        return TargetFigures(
            id=self._target.id,
            label=name,
            within=self._within,
            expected=expected,
            spread=spread,
            assumed_spread=any(self._flow.times(node).is_assumed for node in times),
            breach=None if self._within is None or missing else breach(expected, spread, self._within),
            missing=missing,
            steps=self._readings(times, ahead),
            breaks_at=None if self._within is None else self._breaks_at(begin, times, path, self._within),
        )

    def _begin(self) -> tuple[_Begin | None, str | None]:
        starts = self._target.starts
        if starts is None:
            return None, "the clock has no start: say at which step it begins"
        node = self._flow.facts.index.get(starts.step)
        if node is None or (node not in self._flow.main.place and node not in self._outermost):
            return None, f"no case gets to the start of the clock, '{self._flow.facts.label(starts.step)}'"
        fork, after = self._outermost.get(node, (node, 0.0))
        times = self._flow.times(node)
        if fork != node:
            after += times.before if starts.at is Edge.BEGIN else times.mean
        elif starts.at is Edge.BEGIN:
            after = -times.work
        return _Begin(node, fork, after), None

    def _seeds(self, begin: _Begin) -> list[Move]:
        """Return how cases go on once the clock runs, with what the clock shows at the end of each move."""
        if self._stops.get(begin.node) is Edge.END and self._starts_at_begin:
            return [Move(_stopped(begin.node), 1.0, self._flow.times(begin.node).work)]
        moves = self._onward(begin.fork)
        touch = self._flow.times(begin.node).touch
        variance = touch.variance if touch and begin.fork == begin.node and self._starts_at_begin else 0.0
        return [
            move._replace(delay=max(0.0, move.delay - begin.after), variance=move.variance + variance) for move in moves
        ]

    @property
    def _starts_at_begin(self) -> bool:
        return self._target.starts is not None and self._target.starts.at is Edge.BEGIN

    def _moves(self, node: int) -> tuple[Move, ...]:
        """Return the ways on while the clock runs: a stop leads out of the chain."""
        at = self._stops.get(node)
        if at is None:
            return self._onward(node)
        times = self._flow.times(node)
        if at is Edge.END or times.touch is None:
            return (Move(_stopped(node), 1.0),)
        return (Move(_stopped(node), 1.0, -times.touch.mean, -times.touch.variance),)

    def _onward(self, node: int) -> tuple[Move, ...]:
        moves = self._flow.moves(node)
        block = self._flow.blocks.get(node)
        if block is None or not self._stops:
            return moves
        reached = self._stop_within(block)
        if reached is None:
            return moves
        chance, time = reached
        stopping = Move(_stopped(node), chance, time)
        return (stopping,) if chance > 0.999 else (stopping, moves[0]._replace(chance=1 - chance))

    def _stop_within(self, block: Block) -> tuple[float, float] | None:
        """Return how probably a stop inside parallel branches is passed, and when, after the fork; None without one."""
        found = [self._stop_in_branch(block, branch) for branch in block.branches if self._has_stop(branch)]
        return min(found, key=lambda each: (-round(each[0], 6), each[1])) if found else None

    def _has_stop(self, branch: Branch) -> bool:
        return any(
            node in self._stops or (node in self._flow.blocks and self._blocks_stop(self._flow.blocks[node]))
            for node in branch.visits
        )

    def _blocks_stop(self, block: Block) -> bool:
        return any(self._has_stop(branch) for branch in block.branches)

    def _stop_in_branch(self, block: Block, branch: Branch) -> tuple[float, float]:
        to, _, link = branch.head
        exits = {_stopped(node): Exit(1.0) for node in branch.visits} | {block.join: Exit(0.0)}
        chain = Chain([to], self._moves, exits)
        ahead = Ahead(chain, self._running_on(exits, branch.visits), self._flow.times)
        return ahead.goal(to), self._flow.delay(link) + (ahead.mean(to) or 0.0)

    def _exits(self) -> dict[int, Exit]:
        exits = {self._end: Exit(1.0)}
        for node in self._stops:
            fork = self._outermost.get(node, (node, 0.0))[0]
            exits[_stopped(node)] = exits[_stopped(fork)] = Exit(self._goal.goal(fork))
        return exits

    def _running_on(self, exits: dict[int, Exit], nodes: Collection[int]) -> dict[int, Exit]:
        """Return the exits with the time of cases that come back from a stop among some nodes and pass one again."""
        again = {stop: self._coming_back(stop, exits) for stop in self._stops if stop in nodes}
        if not any(back.chances for back in again.values()):
            return exits
        number = {stop: place for place, stop in enumerate(again)}
        matrix = Elimination([{number[to]: p for to, p in back.chances.items()} for back in again.values()])
        means = matrix.solve([back.time for back in again.values()])
        squares = matrix.solve(
            [back.square + sum(2 * back.times[to] * means[number[to]] for to in back.times) for back in again.values()]
        )
        return exits | {
            _stopped(stop): Exit(exits[_stopped(stop)].goal, mean, max(0.0, square - mean * mean))
            for stop, mean, square in zip(again, means, squares, strict=True)
        }

    def _coming_back(self, stop: int, exits: dict[int, Exit]) -> "_Back":
        """Return how cases that have passed a stop and reach value get to a stop again."""
        own = self._flow.times(stop).work if self._stops[stop] is Edge.BEGIN else 0.0
        seeds = [move._replace(delay=move.delay + own) for move in self._onward(stop)]
        chain = Chain([seed.to for seed in seeds], self._moves, exits)
        back = _Back()
        for other in self._stops:
            if other not in chain.place:
                continue
            ahead = Ahead(chain, {_stopped(other): exits[_stopped(other)]}, self._flow.times)
            chance = sum(seed.chance * ahead.goal(seed.to) for seed in seeds) / (exits[_stopped(stop)].goal or 1.0)
            mean, variance = _entering(seeds, ahead)
            if mean is not None and chance > 0:
                back.chances[other], back.times[other] = chance, chance * mean
                back.time += chance * mean
                back.square += chance * (mean * mean + variance)
        return back

    def _times(self, begin: _Begin, chain: Chain, seeds: list[Move]) -> dict[int, float]:
        """Return when cases get to each step that the clock runs at, by the clock, in the order of their begin."""
        found = arrivals(self._flow, chain, seeds)
        if begin.fork != begin.node or begin.fork in self._flow.blocks:
            block = self._flow.blocks.get(begin.fork)
            for node, _, after in _inside(self._flow, block) if block else ():
                if after >= begin.after:
                    found.setdefault(node, after - begin.after)
        for fork in [node for node in (*chain.nodes, begin.fork) if node in self._flow.blocks]:
            self._forget_after_stop(found, self._flow.blocks[fork])
        if self._starts_at_begin:
            found[begin.node] = -self._flow.times(begin.node).before
        steps = {node: time for node, time in found.items() if self._flow.facts.nodes[node] in self._flow.facts.steps}
        return dict(sorted(steps.items(), key=lambda each: (each[1] + self._flow.times(each[0]).before, each[0])))

    def _forget_after_stop(self, found: dict[int, float], block: Block) -> None:
        """Leave out what parallel branches do once the clock has stopped in one of them."""
        reached = self._stop_within(block) if self._stops else None
        if reached and reached[0] > 0.999:
            for node, _, after in _inside(self._flow, block):
                if after > reached[1]:
                    found.pop(node, None)

    def _is_known(self, begin: _Begin, node: int) -> bool:
        times = self._flow.times(node)
        needs_wait = node != begin.node
        needs_touch = self._stops.get(node) is not Edge.BEGIN
        return not (needs_wait and times.wait is None) and not (needs_touch and times.touch is None)

    def _readings(self, times: dict[int, float], ahead: Ahead) -> dict[str, StepClock]:
        readings = {}
        for node, time in times.items():
            at = node if ahead.is_inside(node) else self._outermost.get(node, (node, 0.0))[0]
            rest = ahead.mean(at) if at in times and ahead.is_inside(at) else None
            expected = None if rest is None else times[at] + rest
            readings[self._flow.facts.nodes[node]] = StepClock(time + self._flow.times(node).before, expected)
        return readings

    def _breaks_at(self, begin: _Begin, times: dict[int, float], path: tuple[int, ...], within: float) -> Place | None:
        """Return where on the path the clock passes a time."""
        last = None
        for node in path[path.index(begin.node) :] if begin.node in path else ():
            if node in times:
                if within < times[node] + self._runs(begin, node):
                    return self._place(last, node, within - times[node])
            elif last is not None:
                return None
            if node in self._stops and node != begin.node:
                return None
            last = node
        return None

    def _runs(self, begin: _Begin, node: int) -> float:
        """Return how long the clock runs at a step that a case has come to."""
        times = self._flow.times(node)
        return times.before if self._stops.get(node) is Edge.BEGIN and node != begin.node else times.mean

    def _place(self, last: int | None, node: int, into: float) -> Place:
        """Return the step, or the link into it: where its delay, or its wait behind a hand-off, uses up the time."""
        nodes = self._flow.facts.nodes
        if last is None or into >= self._flow.times(node).before:
            return nodes[node]
        return (nodes[last], nodes[node]) if into < 0 or self._hands_over(last, node) else nodes[node]

    def _hands_over(self, source: int, target: int) -> bool:
        steps, nodes = self._flow.facts.steps, self._flow.facts.nodes
        teams = [steps[nodes[node]].team if nodes[node] in steps else None for node in (source, target)]
        return None not in teams and teams[0] != teams[1]


def breach(mean: float, spread: float, within: float) -> float:
    """Return the probability that a time of this mean and standard deviation, lognormally spread, exceeds a limit."""
    if spread <= 0 or mean <= 0:
        return float(mean > within)
    shape = log(1 + (spread / mean) ** 2)
    return 1 - NormalDist(log(mean) - shape / 2, sqrt(shape)).cdf(log(within)) if within > 0 else 1.0


def _entering(seeds: list[Move], ahead: Ahead) -> tuple[float | None, float]:
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


def _inside(flow: Flow, block: Block, left: float = 0.0) -> Iterator[tuple[int, float, float]]:
    """Yield the nodes of parallel branches with their visits and their arrival after the fork was left."""
    for branch in block.branches:
        for node, after in branch.arrivals.items():
            yield node, branch.visits[node], left + after
            inner = flow.blocks.get(node)
            if inner is not None:
                yield from _inside(flow, inner, left + after + flow.passing(node))


def _stopped(node: int) -> int:
    """Return the exit that stands for: the clock stopped at this node, or in the branches behind it."""
    return -2 - node
