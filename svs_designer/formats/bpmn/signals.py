"""Joins for an engine that counts ways not taken: a branch that may choose tells its end by a signal.

bpmn-engine up to version 25 hands on along each way that was not taken a word of that, and takes the word for the token
when it comes to a parallel join (issue 200 of the project, mended in 26). So no such word may come to a join: a branch
with a choice in it ends in an event that throws a signal, and beside it a branch without choices waits for that signal.
"""

from dataclasses import replace
from typing import NamedTuple

from svs_designer.exchange.exporter import CannotExport
from svs_designer.exchange.gateways import FlowNode, GatewayFlow, NodeKind, SequenceFlow


class Signalled(NamedTuple):
    """A flow whose unsure branches signal, and the signal that each of the events throws or waits for."""

    flow: GatewayFlow
    signals: dict[str, str]


def signalled(flow: GatewayFlow) -> Signalled:
    """Return the flow with signals before its joins; raise CannotExport where a join has no fork of its own."""
    signals: dict[str, str] = {}
    kinds = {node.id: node.kind for node in flow.nodes}
    for join in [node for node in flow.nodes if node.kind is NodeKind.JOIN]:
        fork = _fork_of(flow, join.id, kinds)
        for number, last in enumerate((each for each in flow.flows if each.target == join.id), 1):
            if _may_choose(flow, fork, join.id, last, kinds):
                flow = _told_apart(flow, fork, join, last, number)
                signals |= {f"{word}_{join.id}_{number}": f"signal_{join.id}_{number}" for word in ("tell", "hear")}
    return Signalled(flow, signals)


def _told_apart(flow: GatewayFlow, fork: str, join: FlowNode, last: SequenceFlow, number: int) -> GatewayFlow:
    """Let one branch tell its end, and another wait for it."""
    tell = FlowNode(f"tell_{join.id}_{number}", NodeKind.FINISH, join.element)
    hear = FlowNode(f"hear_{join.id}_{number}", NodeKind.MILESTONE, join.element)
    at = flow.nodes.index(join)
    told = replace(last, target=tell.id)
    flows = [told if each == last else each for each in flow.flows]
    flows += [SequenceFlow(fork, hear.id), SequenceFlow(hear.id, join.id)]
    return flow._replace(nodes=(*flow.nodes[:at], tell, hear, *flow.nodes[at:]), flows=tuple(flows))


def _fork_of(flow: GatewayFlow, join: str, kinds: dict[str, NodeKind]) -> str:
    """Return the nearest fork of which each branch comes to the join by one way in of its own."""
    lasts = {each.id for each in flow.flows if each.target == join}
    found: dict[str, int] = {}
    for fork in (node for node, kind in kinds.items() if kind is NodeKind.FORK):
        branches = [_region(flow, each, join) for each in flow.out(fork)]
        ends = [[each.id for each in branch if each.target == join] for branch in branches]
        if sorted(end for one in ends for end in one) == sorted(lasts) and all(len(one) == 1 for one in ends):
            found[fork] = sum(map(len, branches))
    if not found:
        raise CannotExport("bpmn-engine cannot wait for branches that no single fork has begun: choose another profile")
    return min(found, key=lambda fork: (found[fork], fork))


def _region(flow: GatewayFlow, first: SequenceFlow, join: str) -> list[SequenceFlow]:
    """Return the flows from one on, up to a join."""
    region = [first]
    for each in region:
        if each.target != join:
            region += [onward for onward in flow.out(each.target) if onward not in region]
    return region


def _may_choose(flow: GatewayFlow, fork: str, join: str, last: SequenceFlow, kinds: dict[str, NodeKind]) -> bool:
    """Tell whether there is a choice in the branch that comes to a join by a flow."""
    branches = (_region(flow, each, join) for each in flow.out(fork))
    branch = next(branch for branch in branches if last in branch)
    return any(kinds.get(each.source) is NodeKind.SPLIT for each in branch)
