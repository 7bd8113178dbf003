"""Every run of a flow with gateways, by a search over where its tokens stand: is it sound, as workflow nets are?"""

from collections import Counter

from svs_designer.exchange.gateways import FlowNode, GatewayFlow, NodeKind

Marking = frozenset[str]
"""The flows that hold a token."""

MOST_MARKINGS = 200_000


def faults(flow: GatewayFlow) -> list[str]:
    """Return what is unsound: two tokens on one way, tokens nobody takes, nodes that never get one."""
    into: dict[str, list[str]] = {node.id: [] for node in flow.nodes}
    out: dict[str, list[str]] = {node.id: [] for node in flow.nodes}
    for each in flow.flows:
        into[each.target].append(each.id)
        out[each.source].append(each.id)
    found: list[str] = []
    entered: set[str] = set()
    start = next(node.id for node in flow.nodes if node.kind is NodeKind.START)
    first = frozenset(out[start])
    before: dict[Marking, set[Marking]] = {first: set()}
    todo = [first]
    while todo:
        marking = todo.pop()
        assert len(before) < MOST_MARKINGS, "too many markings to look at"
        for node, taken, given in moves(flow.nodes, into, out, marking):
            entered.add(node)
            doubled = (Counter(marking - taken) + Counter(given)) - Counter(set(marking - taken) | set(given))
            if doubled:
                found.append(f"two tokens on {sorted(doubled)}")
                return found
            after = (marking - taken) | frozenset(given)
            if after not in before:
                before[after] = set()
                todo.append(after)
            before[after].add(marking)
    finishing = {frozenset()} & before.keys()
    queue = list(finishing)
    while queue:
        for earlier in before[queue.pop()] - finishing:
            finishing.add(earlier)
            queue.append(earlier)
    found += [f"stuck at {sorted(marking)}" for marking in before.keys() - finishing]
    found += [f"never entered: {node.id}" for node in flow.nodes if node.id not in entered and node.id != start]
    return found


def moves(
    nodes: tuple[FlowNode, ...], into: dict[str, list[str]], out: dict[str, list[str]], marking: Marking
) -> list[tuple[str, frozenset[str], tuple[str, ...]]]:
    """Return what can happen next: the node, the flows it takes tokens from, those it gives tokens to."""
    found = []
    for node in nodes:
        each = [frozenset({one}) for one in into[node.id]]
        waits = [frozenset(into[node.id])] if node.kind is NodeKind.JOIN else each
        gives = [(one,) for one in out[node.id]] if node.kind is NodeKind.SPLIT else [tuple(out[node.id])]
        found += [(node.id, taken, given) for taken in waits if taken and taken <= marking for given in gives]
    return found
