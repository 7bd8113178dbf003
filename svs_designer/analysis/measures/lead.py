"""Lead time and its parts along the critical path: of parallel branches the slowest, of loops the expected visits."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

from svs_designer.analysis.measures.figures import Amount
from svs_designer.analysis.measures.flow import Flow
from svs_designer.analysis.measures.passages import Passages
from svs_designer.analysis.measures.times import UNSTATED, Spent, StepTimes
from svs_designer.model.step import Step, ValueClass

_GUESSED = ("guess", UNSTATED)


Timed = tuple[Step, StepTimes, float]
Parts = Callable[[StepTimes], tuple[Spent | None, ...]]
WHOLE: Parts = itemgetter(slice(0, 2))
WAIT: Parts = itemgetter(slice(0, 1))
TOUCH: Parts = itemgetter(slice(1, 2))


class Amounts(NamedTuple):
    """Times and ratios, as `Measures` tells them."""

    lead: Amount | None
    touch: Amount | None
    wait: Amount | None
    path_touch: Amount | None
    adding: Amount | None
    flow_efficiency: float | None
    value_added_ratio: float | None


class LeadTime:
    """What cases spend on their way, by the passages given."""

    def __init__(self, flow: Flow, way: Passages) -> None:
        self._flow = flow
        self._way = way
        self._given = {
            (source, move.to): move.delay for source, ways in enumerate(flow.shares.ways) for move in ways if move.delay
        }

    @property
    def seconds(self) -> float:
        """Return the whole time, as far as known."""
        path = sum(count * self._flow.passing(node) for node, count in self._way.path_nodes.items())
        return path + sum(self.delays.values())

    @cached_property
    def delays(self) -> dict[int, float]:
        """The delay on the links into each node, on the critical path."""
        found: dict[int, float] = defaultdict(float)
        for (source, target), delay in self._given.items():
            count = self._way.path_links.get((source, target), 0.0)
            if count:
                found[target] += count * delay
        return found

    @cached_property
    def amounts(self) -> Amounts:
        """The times, and the ratios made of them; None where no step on the way has the time in question."""
        everywhere = self._timed(self._way.nodes)
        path = everywhere
        if self._flow.blocks:
            path = [each for each in self._timed(self._way.path_nodes) if each[2]]
        adding = [each for each in path if each[0].value is ValueClass.ADDING]
        timed = any(times.wait or times.touch for _, times, _ in path)
        touched = any(times.touch for _, times, _ in path)
        lead, work, value = self.seconds, _work(path), _work(adding)
        is_classed = any(step.value for step, _, _ in path)
        delays = sum(self.delays.values())
        return Amounts(
            lead=_amount(lead, path, WHOLE, unstated=delays) if timed else None,
            touch=_amount(_work(everywhere), everywhere, TOUCH) if touched else None,
            wait=_amount(lead - work, path, WAIT, unstated=delays) if timed else None,
            path_touch=_amount(work, path, TOUCH) if touched else None,
            adding=_amount(value, adding, TOUCH) if adding and touched else None,
            flow_efficiency=work / lead if touched and lead > 0 else None,
            value_added_ratio=value / lead if touched and lead > 0 and is_classed else None,
        )

    def _timed(self, nodes: Mapping[int, float]) -> list[Timed]:
        """Return the steps among some nodes, with their times and how often they are passed."""
        facts, times = self._flow.facts, self._flow.step_times
        return [(facts.steps[facts.nodes[node]], times[node], count) for node, count in nodes.items() if node in times]

    @cached_property
    def evidence(self) -> dict[str, float]:
        """How lead time divides by how its times are known; empty without any."""
        parts: dict[str, float] = defaultdict(float)
        for node, count in self._way.path_nodes.items():
            times = self._flow.times(node)
            for spent in (times.wait, times.touch):
                if spent and spent.mean:
                    parts[spent.evidence] += count * spent.mean
        delays = sum(self.delays.values())
        if delays:
            parts[UNSTATED] += delays
        total = sum(parts.values())
        return {name: part / total for name, part in parts.items()} if total else {}


def _work(steps: Sequence[Timed]) -> float:
    return sum(count * times.work for _, times, count in steps)


def _amount(seconds: float, steps: Sequence[Timed], parts: Parts, *, unstated: float = 0.0) -> Amount:
    """Return a sum of some times of the steps, with those that lack them; nobody states how delays are known."""
    missing, guessed = [], unstated
    for step, times, count in steps:
        for spent in parts(times):
            if spent is None:
                missing.append(step.id)
            elif spent.evidence in _GUESSED:
                guessed += count * spent.mean
    return Amount(seconds, tuple(dict.fromkeys(missing)), min(1.0, guessed / seconds) if seconds else 0.0)
