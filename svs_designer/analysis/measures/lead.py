"""Lead time and its parts along the critical path: of parallel branches the slowest, of loops the expected visits."""

from collections import defaultdict
from functools import cached_property
from typing import NamedTuple

from svs_designer.analysis.measures.figures import Amount
from svs_designer.analysis.measures.flow import Flow
from svs_designer.analysis.measures.passages import Passages
from svs_designer.model.step import Step, ValueClass

_GUESSED = ("guess", "unstated")


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
            (source, to): flow.delay(link)
            for source, ways in enumerate(flow.shares.ways)
            for to, _, link in ways
            if link.delay is not None
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
        nodes, flow = self._way.path_nodes, self._flow
        steps = [node for node in nodes if self._is_step(node) and nodes[node] > 0]
        adding = [node for node in steps if self._step(node).value is ValueClass.ADDING]
        whole = tuple(self._name(node) for node in steps if not flow.times(node).is_whole)
        untouched = tuple(self._name(node) for node in steps if flow.times(node).touch is None)
        timed = any(flow.times(node).wait or flow.times(node).touch for node in steps)
        touched = any(flow.times(node).touch for node in steps)
        lead, path_touch = self.seconds, sum(nodes[node] * flow.times(node).work for node in steps)
        wait = lead - path_touch
        value = sum(nodes[node] * flow.times(node).work for node in adding)
        all_touch = sum(count * flow.times(node).work for node, count in self._way.nodes.items())
        unwaited = tuple(self._name(node) for node in steps if flow.times(node).wait is None)
        unadded = tuple(self._name(node) for node in adding if flow.times(node).touch is None)
        is_known = touched and lead > 0
        return Amounts(
            lead=Amount(lead, whole, self._guessed(lead)) if timed else None,
            touch=Amount(all_touch, self._untouched_everywhere()) if touched else None,
            wait=Amount(wait, unwaited) if timed else None,
            path_touch=Amount(path_touch, untouched) if touched else None,
            adding=Amount(value, unadded) if adding and touched else None,
            flow_efficiency=path_touch / lead if is_known else None,
            value_added_ratio=value / lead if is_known and self._is_classed(steps) else None,
        )

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
            parts["unstated"] += delays
        total = sum(parts.values())
        return {name: part / total for name, part in parts.items()} if total else {}

    def _guessed(self, lead: float) -> float:
        evidence = self.evidence if lead else {}
        return sum(evidence.get(name, 0.0) for name in _GUESSED)

    def _is_classed(self, steps: list[int]) -> bool:
        """Tell whether anybody has said of the steps which of them add value."""
        return any(self._step(node).value is not None for node in steps)

    def _untouched_everywhere(self) -> tuple[str, ...]:
        return tuple(
            self._name(node) for node in self._way.nodes if self._is_step(node) and self._flow.times(node).touch is None
        )

    def _is_step(self, node: int) -> bool:
        return self._flow.facts.nodes[node] in self._flow.facts.steps

    def _step(self, node: int) -> Step:
        return self._flow.facts.steps[self._flow.facts.nodes[node]]

    def _name(self, node: int) -> str:
        return self._flow.facts.nodes[node]
