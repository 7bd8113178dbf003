"""An oracle for the closed formulas: cases walked through a stream one by one, times at their means, ways by chance."""

import random
from dataclasses import dataclass, field
from statistics import fmean

from svs_designer.model.links import LinkKind, Split
from svs_designer.model.step import Join, ValueClass
from svs_designer.model.stream import Edge, Target, ValueStream

NO_END = 10_000


@dataclass
class Walk:
    """One case before value: what it spent, what it passed, and when."""

    time: float = 0.0
    touch: float = 0.0
    handoffs: int = 0
    is_right: bool = True
    reached: bool = False
    quality: float = 1.0
    visits: dict[str, int] = field(default_factory=dict)
    begins: dict[str, float] = field(default_factory=dict)
    moments: list[tuple[str, Edge, float]] = field(default_factory=list)


class Simulation:
    """Walks of a stream whose parallel branches each run to one join."""

    def __init__(self, stream: ValueStream, seed: int = 1) -> None:
        self._stream = stream
        self._steps = {step.id: step for step in stream.steps}
        self._random = random.Random(seed)

    def walks(self, cases: int) -> list[Walk]:
        return [self._case() for _ in range(cases)]

    def _case(self) -> Walk:
        walk = Walk()
        self._run("demand", walk, until_join=False)
        return walk

    def _run(self, node: str, walk: Walk, *, until_join: bool) -> str:
        """Walk on from a node that has been reached; return the node where the walk ended."""
        seen = set()
        for _ in range(NO_END):
            seen.add(node)
            step = self._steps.get(node)
            if step:
                self._work(node, walk)
            ways = self._stream.ways(node)
            links = [link for link in (ways.links if ways else ()) if link.share != 0]
            if node == "value" or not links:
                walk.reached = node == "value"
                return node
            if ways and ways.split is Split.ALL:
                node = self._fork(node, [link.to for link in links], walk)
                continue
            link = self._random.choices(links, [1 if link.share is None else link.share for link in links])[0]
            self._pass(node, link.to, walk)
            walk.time += link.delay.seconds if link.delay else 0
            walk.is_right = walk.is_right and link.kind not in (LinkKind.REWORK, LinkKind.REASSIGN)
            target = self._steps.get(link.to)
            if until_join and target and target.join is Join.ALL:
                return link.to
            node = link.to
        raise AssertionError("a loop without exit")

    def _fork(self, fork: str, heads: list[str], walk: Walk) -> str:
        start, ends, slowest, join = walk.time, [], walk, ""
        for head in heads:
            branch = Walk(time=start)
            self._pass(fork, head, branch)
            target = self._steps[head]
            join = head if target.join is Join.ALL else self._run(head, branch, until_join=True)
            ends.append(branch)
        slowest = max(ends, key=lambda each: each.time)
        walk.time = slowest.time
        for branch in ends:
            walk.touch += branch.touch
            walk.handoffs += branch.handoffs
            walk.quality *= branch.quality
            walk.is_right = walk.is_right and branch.is_right
            walk.moments += branch.moments
            walk.begins = branch.begins | walk.begins
            for node, count in branch.visits.items():
                walk.visits[node] = walk.visits.get(node, 0) + count
        return join

    def _pass(self, source: str, target: str, walk: Walk) -> None:
        one, other = self._steps.get(source), self._steps.get(target)
        if one and other and one.team and other.team and one.team != other.team:
            walk.handoffs += 1

    def _work(self, node: str, walk: Walk) -> None:
        step = self._steps[node]
        walk.visits[node] = walk.visits.get(node, 0) + 1
        if walk.visits[node] > 1:
            walk.is_right = False
        walk.time += step.wait.typical.seconds if step.wait else 0
        walk.begins.setdefault(node, walk.time)
        walk.moments.append((node, Edge.BEGIN, walk.time))
        touch = step.touch.likely.seconds if step.touch else 0
        walk.time += touch
        walk.touch += touch
        walk.quality *= 1.0 if step.complete_and_accurate is None else step.complete_and_accurate
        walk.moments.append((node, Edge.END, walk.time))


def clock_time(walk: Walk, target: Target) -> float | None:
    """Return what the clock of a target shows for a case: from the first start to the last stop, else to value."""
    assert target.starts is not None
    starts = (target.starts.step, target.starts.at)
    begun = [time for node, edge, time in walk.moments if (node, edge) == starts]
    if not walk.reached or not begun:
        return None
    stops = {(stop.step, stop.at) for stop in target.stops}
    stopped = [time for node, edge, time in walk.moments if (node, edge) in stops and time >= begun[0]]
    return (max(stopped) if stopped else walk.time) - begun[0]


def mean(values: list[float]) -> float:
    return fmean(values)


def is_adding(stream: ValueStream, node: str) -> bool:
    step = stream.step(node)
    return step is not None and step.value is ValueClass.ADDING
