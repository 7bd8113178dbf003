"""What the nodes and flows of a diagram are called: the words of the stream; nothing stays without a name."""

from svs_designer.analysis.facts import facts_of
from svs_designer.drawing.text import plain
from svs_designer.exchange.gateways import FlowNode, GatewayFlow, NodeKind
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.stream import ValueStream

_OWN_NAMES = {"over": "Over", "tell": "Branch is done", "hear": "Wait for the branch"}
"""Of events that the stream has no node for, by how their ids begin."""


def element_name(stream: ValueStream, element: str) -> str:
    """Return the name of a node of the stream as one line."""
    if element == DEMAND:
        words = stream.demand.text if stream.demand else ""
        return plain(words) or "Demand"
    if element == VALUE:
        words = stream.value.outcome if stream.value else ""
        return plain(words) or "Value"
    part = facts_of(stream).steps.get(element) or stream.end(element)
    return plain(part.name if part else "") or element


def node_name(stream: ValueStream, node: FlowNode) -> str:
    """Return the name of a node; gateways that only gather need none."""
    if node.kind is NodeKind.SPLIT:
        return f"After “{element_name(stream, node.element)}”?"
    if node.kind in (NodeKind.MERGE, NodeKind.FORK, NodeKind.JOIN):
        return ""
    if node.id == node.element:
        return element_name(stream, node.element)
    return _OWN_NAMES[node.id.partition("_")[0]]


def flow_names(stream: ValueStream, flow: GatewayFlow) -> dict[str, str]:
    """Return the words on the flows that a choice leads along, by id: when they are taken, else where they lead.

    Elsewhere words on a flow say nothing that a diagram could mean.
    """
    asked = {node.id for node in flow.nodes if node.kind is NodeKind.SPLIT}
    return {each.id: _flow_name(stream, *each.link) for each in flow.flows if each.link and each.source in asked}


def _flow_name(stream: ValueStream, source: str, target: str) -> str:
    facts = facts_of(stream)
    link = facts.ways[facts.index[source]].link_to(target)
    return plain(link.when if link else "") or element_name(stream, target)
