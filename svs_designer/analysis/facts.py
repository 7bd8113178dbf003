"""The facts of one stream revision: index, adjacency, and what reaches what. Computed on demand, once a stream object.

Everything that asks about the flow (rules, measures) shares them by `facts_of(stream)`.
"""

import weakref
from functools import cached_property

from svs_designer.analysis.walks import components, reach
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import LinkKind, Ways
from svs_designer.model.step import Step
from svs_designer.model.stream import ValueStream

_NO_WAYS = Ways()


class Facts:
    """The flow of a stream. Nodes have numbers, in the author's order: `nodes[number]` is the id.

    `out` and `into` hold the links that some case takes: a link with a share of 0 is not among them.
    """

    def __init__(self, stream: ValueStream) -> None:
        self.nodes: tuple[str, ...] = stream.nodes()
        self.index: dict[str, int] = {node: number for number, node in enumerate(self.nodes)}
        self.steps: dict[str, Step] = {step.id: step for step in stream.steps}
        self.demand: int | None = self.index.get(DEMAND)
        self.value: int | None = self.index.get(VALUE)
        self.ends: tuple[int, ...] = tuple(self.index[end.id] for end in stream.ends)
        self._labels = {end.id: end.name or end.id for end in stream.ends}
        self.ways: list[Ways] = [_NO_WAYS] * len(self.nodes)
        if stream.demand and self.demand is not None:
            self.ways[self.demand] = stream.demand.next
        if stream.value and self.value is not None:
            self.ways[self.value] = stream.value.next
        for step in stream.steps:
            self.ways[self.index[step.id]] = step.next

    @cached_property
    def out(self) -> list[list[int]]:
        """The numbers of the nodes each node leads to."""
        index = self.index
        return [[index[link.to] for link in ways.links if link.share != 0] for ways in self.ways]

    @cached_property
    def branching(self) -> list[tuple[str, Ways]]:
        """The nodes that several ways leave, with these ways."""
        return [(node, ways) for node, ways in zip(self.nodes, self.ways, strict=True) if len(ways.links) > 1]

    @cached_property
    def feedback(self) -> list[tuple[int, int]]:
        """The links that carry feedback: information, and no case."""
        index = self.index
        return [
            (source, index[link.to])
            for source, ways in enumerate(self.ways)
            for link in ways.links
            if link.kind is LinkKind.FEEDBACK
        ]

    @cached_property
    def into(self) -> list[list[int]]:
        """The numbers of the nodes that lead to each node."""
        into: list[list[int]] = [[] for _ in self.nodes]
        for source, targets in enumerate(self.out):
            for target in targets:
                into[target].append(source)
        return into

    @cached_property
    def finishes(self) -> tuple[int, ...]:
        """The nodes where a case is over: value and the ends."""
        return self.ends if self.value is None else (self.value, *self.ends)

    @cached_property
    def reached(self) -> bytearray:
        """For each node: 1 if some case gets there from demand."""
        return reach(self.out, () if self.demand is None else (self.demand,))

    @cached_property
    def reached_before_value(self) -> bytearray:
        """For each node: 1 if some case gets there from demand before value, value included."""
        return reach(self.out, () if self.demand is None else (self.demand,), stop=self.value)

    @cached_property
    def finishing(self) -> bytearray:
        """For each node: 1 if a case there can get to value or an end."""
        return reach(self.into, self.finishes)

    @cached_property
    def is_stuck(self) -> bool:
        """Whether some case comes to a node from which it gets neither to value nor to an end."""
        return any(self.reached[node] and not self.finishing[node] for node in range(len(self.nodes)))

    @cached_property
    def tail(self) -> frozenset[str]:
        """The nodes that cases only meet after value: feedback and improvement, outside lead time and targets."""
        if self.value is None:
            return frozenset()
        after = reach(self.out, self.out[self.value])
        before = self.reached_before_value
        return frozenset(node for number, node in enumerate(self.nodes) if after[number] and not before[number])

    @cached_property
    def components(self) -> list[list[int]]:
        """The strongly connected components."""
        return components(self.out)

    @cached_property
    def traps(self) -> list[list[int]]:
        """The loops that no case leaves: no link leads out, and neither value nor an end is inside."""
        if 0 not in self.finishing:
            return []
        finishes = set(self.finishes)
        return [
            members
            for members in self.components
            if self._is_loop(members) and finishes.isdisjoint(members) and not self._leaves(members)
        ]

    def _is_loop(self, members: list[int]) -> bool:
        return len(members) > 1 or members[0] in self.out[members[0]]

    def _leaves(self, members: list[int]) -> bool:
        inside = set(members)
        return any(target not in inside for member in members for target in self.out[member])

    def after(self, node_id: str) -> bytearray:
        """Return for each node 1 if a case at this node can get there; the node itself only by a loop."""
        return reach(self.out, self.out[self.index[node_id]])

    def label(self, node_id: str) -> str:
        """Return what people read for a node."""
        step = self.steps.get(node_id)
        return step.label if step else self._labels.get(node_id, node_id)


_known: dict[int, tuple[weakref.ref[ValueStream], Facts]] = {}


def facts_of(stream: ValueStream) -> Facts:
    """Return the facts of a stream; the same object for the same stream, as long as it lives."""
    key = id(stream)
    known = _known.get(key)
    if known is not None and known[0]() is stream:
        return known[1]
    facts = Facts(stream)
    _known[key] = (weakref.ref(stream, lambda _: _known.pop(key, None)), facts)
    return facts
