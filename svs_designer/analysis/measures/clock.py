"""Targets against the clock: how long cases take from its start to its stop, and where the time is used up.

The clock stops at the first stop a case passes, and runs on for a case that comes back from there: until it passes a
stop for the last time. A case that passes none stops at value. Only cases that reach value count.
Where it starts or stops inside parallel branches that rework repeats, its mean is approximate (by some percent).
"""

from math import inf, log, sqrt
from statistics import NormalDist
from typing import NamedTuple

from svs_designer.analysis.measures.ahead import Ahead, Exit
from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.figures import Place, StepClock, TargetFigures
from svs_designer.analysis.measures.flow import Block, Flow
from svs_designer.analysis.measures.passages import arrivals, inside, outermost
from svs_designer.analysis.measures.stops import Stops, entering, stopped
from svs_designer.analysis.measures.times import seconds
from svs_designer.model.stream import Edge, Target


class _Begin(NamedTuple):
    """Where the clock starts: the node, the fork of the main chain it lies behind (or itself), the time since then."""

    node: int
    fork: int
    after: float


class TargetClock:
    """The clock of one target on a flow; `goal` looks ahead to value from the nodes of the main chain."""

    def __init__(self, flow: Flow, goal: Ahead, target: Target, *, stop: int, day: float) -> None:
        index = flow.facts.index
        self._flow = flow
        self._goal = goal
        self._target = target
        self._end = stop
        self._within = seconds(target.within, day) if target.within else None
        self._stops = Stops(flow, {index[stop.step]: stop.at for stop in target.stops if stop.step in index})
        self._outermost = outermost(flow)
        self._stands: dict[int, float] = {}

    def figures(self, path: tuple[int, ...]) -> TargetFigures:
        """Return the figures of the target; `path` is the most likely path, on which it may break."""
        name = self._target.name or self._target.id
        begin, trouble = self._begin()
        if begin is None:
            return TargetFigures(self._target.id, name, self._within, trouble=trouble)
        seeds = self._seeds(begin)
        exits = self._exits()
        chain = Chain([seed.to for seed in seeds], self._stops.moves, exits)
        ahead = Ahead(chain, self._stops.running_on(exits, self._flow.main.place), self._flow.times)
        expected, variance = entering(seeds, ahead)
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
        if self._stops.edges.get(begin.node) is Edge.END and self._starts_at_begin:
            return [Move(stopped(begin.node), 1.0, self._flow.times(begin.node).work)]
        moves = self._stops.onward_after(begin.fork, begin.after)
        touch = self._flow.times(begin.node).touch
        variance = touch.variance if touch and begin.fork == begin.node and self._starts_at_begin else 0.0
        return [
            move._replace(delay=max(0.0, move.delay - begin.after), variance=move.variance + variance) for move in moves
        ]

    @property
    def _starts_at_begin(self) -> bool:
        return self._target.starts is not None and self._target.starts.at is Edge.BEGIN

    def _exits(self) -> dict[int, Exit]:
        exits = {self._end: Exit(1.0)}
        for node in self._stops.edges:
            fork = self._outermost.get(node, (node, 0.0))[0]
            exits[stopped(node)] = exits[stopped(fork)] = Exit(self._goal.goal(fork))
        return exits

    def _times(self, begin: _Begin, chain: Chain, seeds: list[Move]) -> dict[int, float]:
        """Return when cases get to each step that the clock runs at, by the clock, in the order of their begin."""
        found = arrivals(self._flow, chain, seeds)
        if begin.fork != begin.node or begin.fork in self._flow.blocks:
            block = self._flow.blocks.get(begin.fork)
            for node, after in inside(self._flow, block).items() if block else ():
                if after >= begin.after:
                    found.setdefault(node, after - begin.after)
        for fork in [node for node in (*chain.nodes, begin.fork) if node in self._flow.blocks]:
            self._forget_after_stop(found, self._flow.blocks[fork])
        if self._starts_at_begin:
            found[begin.node] = -self._flow.times(begin.node).before
        steps = {node: time for node, time in found.items() if self._flow.facts.nodes[node] in self._flow.facts.steps}
        return dict(sorted(steps.items(), key=lambda each: (each[1] + self._flow.times(each[0]).before, each[0])))

    def _forget_after_stop(self, found: dict[int, float], block: Block) -> None:
        """Leave out what parallel branches do once the clock has stopped in one of them, and keep what it shows."""
        stop = self._stops.surely_within(block)
        if stop is not None:
            for node, after in inside(self._flow, block).items():
                if after > stop:
                    found.pop(node, None)
                elif node in found:
                    self._stands[node] = found[node] - after + stop

    def _is_known(self, begin: _Begin, node: int) -> bool:
        times = self._flow.times(node)
        needs_wait = node != begin.node
        needs_touch = self._stops.edges.get(node) is not Edge.BEGIN
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
                if within < min(times[node] + self._runs(begin, node), self._stands.get(node, inf)):
                    return self._place(last, node, within - times[node])
            elif last is not None:
                return None
            if node in self._stops.edges and node != begin.node:
                return None
            last = node
        return None

    def _runs(self, begin: _Begin, node: int) -> float:
        """Return how long the clock runs at a step that a case has come to."""
        times = self._flow.times(node)
        return times.before if self._stops.edges.get(node) is Edge.BEGIN and node != begin.node else times.mean

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
