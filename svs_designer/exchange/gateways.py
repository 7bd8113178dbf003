"""A stream as a flow of nodes and explicit gateways: what notations need that have no other way to branch.

A step with several ways on is followed by a gateway, one that several lead to is preceded by one; whatever waits for
parallel branches waits at a gateway. Links that carry no case are no part of the flow, nor what only they lead to.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.joining import AllOf, AnyOf, Joining, joinings
from svs_designer.exchange.decisions import carrying, decision
from svs_designer.exchange.exporter import CannotExport
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Split, Ways
from svs_designer.model.step import Join
from svs_designer.model.stream import ValueStream

LinkKey = tuple[str, str]
"""Source and target of a link."""


class NodeKind(StrEnum):
    """What a node of the flow is: of a stream, or a gateway."""

    START = "start"
    TASK = "task"
    MILESTONE = "milestone"
    FINISH = "finish"
    SPLIT = "split"
    MERGE = "merge"
    FORK = "fork"
    JOIN = "join"


GATEWAYS = frozenset({NodeKind.SPLIT, NodeKind.MERGE, NodeKind.FORK, NodeKind.JOIN})


@dataclass(frozen=True, slots=True)
class FlowNode:
    """One node. `element` is the node of the stream it stands for; for a gateway the one that it serves.

    Ids of the stream stay what they are; others hold an underscore, which no id of a stream does.
    """

    id: str
    kind: NodeKind
    element: str


@dataclass(frozen=True, slots=True)
class SequenceFlow:
    """A way from node to node. `link` is the link of the stream it stands for; ways to and from gateways have none.

    Behind a split it has a `variable`, the boolean for which it is taken, or is the `default`.
    """

    source: str
    target: str
    link: LinkKey | None = None
    variable: str | None = None
    default: bool = False

    @property
    def id(self) -> str:
        """Return its id; no two flows join the same two nodes."""
        return f"flow_{self.source}__{self.target}"


class GatewayFlow(NamedTuple):
    """The flow of a stream: its nodes in the author's order, each with its gateways, and what is no part of it."""

    nodes: tuple[FlowNode, ...]
    flows: tuple[SequenceFlow, ...]
    unreached: tuple[str, ...]
    idle_links: tuple[LinkKey, ...]

    def out(self, node_id: str) -> tuple[SequenceFlow, ...]:
        """Return the ways that leave a node."""
        return tuple(flow for flow in self.flows if flow.source == node_id)


def gateway_flow(stream: ValueStream) -> GatewayFlow:
    """Return the flow of a stream, the same for the same stream; raise CannotExport where gateways cannot say it."""
    return _Flow(stream).built()


class _Flow:
    """A flow in the making."""

    def __init__(self, stream: ValueStream) -> None:
        self.stream = stream
        self.facts = facts = facts_of(stream)
        self.out = {node: _targets(ways) for node, ways in zip(facts.nodes, facts.ways, strict=True)}
        self.reached = _reached(self.out)
        self.into: dict[str, list[str]] = {node: [] for node in self.reached}
        for source in self.reached:
            for target in self.out[source]:
                self.into[target].append(source)
        self.nodes: dict[str, FlowNode] = {}
        self.flows: list[SequenceFlow] = []
        self.entries: dict[LinkKey, str] = {}
        self.joinings: Mapping[str, Joining | None] = {}

    def built(self) -> GatewayFlow:
        facts = self.facts
        self._refuse_endless()
        if any(step.join is Join.ALL for step in self.stream.steps):
            self.joinings = joinings(facts)
        for node in self.reached:
            self._enter(node, facts)
            self._put(node, _kind(node, facts, goes_on=bool(self.out[node])), node)
            self._leave(node)
        for source in self.reached:
            self._lead_on(source)
        idle = [(source, link.to) for source, link in self.stream.links() if self._is_idle(source, link.to)]
        unreached = tuple(node for node in self.stream.nodes() if node not in self.into)
        nodes = tuple(self.nodes.values())
        rank = {node.id: number for number, node in enumerate(nodes)}
        flows = sorted(self.flows, key=lambda flow: rank[flow.source])
        return GatewayFlow(nodes, tuple(flows), unreached, tuple(idle))

    def _is_idle(self, source: str, target: str) -> bool:
        return source not in self.into or target not in self.out[source]

    def _refuse_endless(self) -> None:
        """Refuse what can only go on for ever, or stops short of value, once feedback is taken for what it is."""
        if not self.out.get(DEMAND):
            raise CannotExport("No case leaves demand: lead it to the first step")
        ending = {node: None for node in self.reached if not self.out[node]}
        before_value = _reached(self.out, DEMAND, stop=VALUE)
        for step in filter(None, map(self.facts.steps.get, ending)):
            if step.id in before_value:
                raise CannotExport(f"Only feedback leads on from “{step.label}”, which carries no case: lead it on")
        todo = list(ending)
        for node in todo:
            fresh = [source for source in self.into[node] if source not in ending]
            ending.update(dict.fromkeys(fresh))
            todo.extend(fresh)
        stuck = next((node for node in self.reached if node not in ending), None)
        if stuck is not None:
            label = self.facts.label(stuck)
            raise CannotExport(f"From “{label}” no case comes to an end: lead the flow after value to an end")

    def _put(self, node_id: str, kind: NodeKind, element: str) -> str:
        self.nodes[node_id] = FlowNode(node_id, kind, element)
        return node_id

    def _enter(self, node: str, facts: Facts) -> None:
        """Put the gateways before a node, and say where each of its links comes in."""
        sources = self.into[node]
        step = facts.steps.get(node)
        if len(sources) < 2:
            self.entries.update({(source, node): node for source in sources})
        elif step is None or step.join is not Join.ALL:
            merge = self._put(f"merge_{node}", NodeKind.MERGE, node)
            self.flows.append(SequenceFlow(merge, node))
            self.entries.update({(source, node): merge for source in sources})
        else:
            waited = self.joinings.get(node)
            if waited is None or {facts.nodes[each] for each in _leaves(waited)} != set(sources):
                raise CannotExport(
                    f"The branches that “{step.label}” waits for meet in too entangled a way for gateways: "
                    "join some of them in a step before it"
                )
            self._gather(node, waited, node, facts, "")

    def _gather(self, node: str, expression: Joining, leads_to: str, facts: Facts, suffix: str) -> None:
        """Put a gateway for an expression of links, before where it leads, and those of its parts before it."""
        if isinstance(expression, int):
            self.entries[facts.nodes[expression], node] = leads_to
            return
        kind = NodeKind.JOIN if isinstance(expression, AllOf) else NodeKind.MERGE
        gateway = f"{kind}_{node}{suffix}"
        for number, part in enumerate(expression.parts, 1):
            self._gather(node, part, gateway, facts, f"{suffix}_{number}")
        self._put(gateway, kind, node)
        self.flows.append(SequenceFlow(gateway, leads_to))

    def _leave(self, node: str) -> None:
        """Put the gateway after a node, or the end where its case is over."""
        targets = self.out[node]
        if len(targets) > 1:
            ways = self.facts.ways[self.facts.index[node]]
            kind = NodeKind.FORK if ways.split is Split.ALL else NodeKind.SPLIT
            self.flows.append(SequenceFlow(node, self._put(f"{kind}_{node}", kind, node)))
        elif not targets and node in self.facts.steps:
            self.flows.append(SequenceFlow(node, self._put(f"over_{node}", NodeKind.FINISH, node)))

    def _lead_on(self, source: str) -> None:
        if not self.out[source]:
            return
        chosen = decision(source, self.facts.ways[self.facts.index[source]])
        variables = {asked.link.to: asked.variable for asked in chosen.asked} if chosen else {}
        leaves = next((f"{kind}_{source}" for kind in ("split", "fork") if f"{kind}_{source}" in self.nodes), source)
        for target in self.out[source]:
            default = chosen is not None and chosen.default.to == target
            key = (source, target)
            self.flows.append(SequenceFlow(leaves, self.entries[key], key, variables.get(target), default))


def _targets(ways: Ways) -> tuple[str, ...]:
    return tuple(link.to for link in carrying(ways))


def _reached(out: Mapping[str, tuple[str, ...]], start: str = DEMAND, stop: str | None = None) -> dict[str, None]:
    """Return the nodes that cases come to, in the author's order."""
    seen = {start} if start in out else set()
    todo = list(seen)
    for node in todo:
        fresh = [target for target in out[node] if target not in seen] if node != stop else []
        seen.update(fresh)
        todo.extend(fresh)
    return {node: None for node in out if node in seen}


def _kind(node: str, facts: Facts, *, goes_on: bool) -> NodeKind:
    if node == DEMAND:
        return NodeKind.START
    if node == VALUE:
        return NodeKind.MILESTONE if goes_on else NodeKind.FINISH
    return NodeKind.TASK if node in facts.steps else NodeKind.FINISH


def _leaves(expression: Joining) -> Iterator[int]:
    match expression:
        case int():
            yield expression
        case AnyOf(parts) | AllOf(parts):
            for part in parts:
                yield from _leaves(part)
