"""Every run of a flow with gateways, by a search over where its tokens stand: is it sound, as workflow nets are?"""

from collections import Counter
from itertools import pairwise

from svs_designer.exchange.decisions import carrying, decision
from svs_designer.exchange.gateways import FlowNode, GatewayFlow, NodeKind, SequenceFlow
from svs_designer.model.links import Ways
from svs_designer.model.stream import ValueStream

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


Answers = dict[str, dict[str, list[bool]]]
"""For each step that decides: for each of its booleans, what it says at the first visit, the second, and so on."""

MOST_MOVES = 2_000


def visits(flow: GatewayFlow, answers: Answers) -> dict[str, int]:
    """Let one case run as the answers say, and count how often each node is entered; fail if it does not end."""
    counted: Counter[str] = Counter()
    into = {node.id: [each.id for each in flow.flows if each.target == node.id] for node in flow.nodes}
    start = next(node for node in flow.nodes if node.kind is NodeKind.START)
    waiting: Counter[str] = Counter()
    ready = [start]
    for _ in range(MOST_MOVES):
        if not ready:
            assert not +waiting, f"tokens are left: {+waiting}"
            return dict(counted)
        node = ready.pop()
        counted[node.id] += 1
        for each in _taken(flow, node, answers.get(node.element, {}), counted[node.element]):
            target = next(found for found in flow.nodes if found.id == each.target)
            waiting[each.id] += 1
            wanted = into[target.id] if target.kind is NodeKind.JOIN else [each.id]
            if all(waiting[one] for one in wanted):
                waiting.subtract(wanted)
                ready.append(target)
    raise AssertionError("the case goes round for ever")


def _taken(flow: GatewayFlow, node: FlowNode, answers: dict[str, list[bool]], round_: int) -> list[SequenceFlow]:
    out = flow.out(node.id)
    if node.kind is not NodeKind.SPLIT:
        return list(out)
    said = {name for name, rounds in answers.items() if rounds[round_ - 1 : round_] == [True]}
    asked = next((each for each in out if each.variable in said), None)
    return [asked or next(each for each in out if each.default)]


def scenarios(stream: ValueStream) -> dict[str, Answers]:
    """Return a case for each way on of each decision, and one that always takes the default.

    The case is led to the decision on the shortest way, takes the way on once, and the defaults from then on.
    """
    found: dict[str, Answers] = {"defaults": {}}
    for source, link in stream.links():
        way = [*_shortest(stream, source), source, link.to]
        answers: Answers = {}
        for node, following in pairwise(way):
            ways = stream.ways(node)
            chosen = decision(node, ways) if ways else None
            for asked in chosen.asked if chosen else ():
                answers.setdefault(node, {})[asked.variable] = [asked.link.to == following]
        chosen = decision(source, stream.ways(source) or Ways())
        if chosen and link.to in {each.to for each in carrying(stream.ways(source) or Ways())}:
            found[f"{source} to {link.to}"] = answers
    return found


def _shortest(stream: ValueStream, goal: str) -> list[str]:
    """Return the nodes before a node, on the shortest way from demand."""
    before: dict[str, str | None] = {"demand": None}
    queue = ["demand"]
    for node in queue:
        for link in carrying(stream.ways(node) or Ways()):
            if link.to not in before:
                before[link.to] = node
                queue.append(link.to)
    path: list[str] = []
    node = before.get(goal)
    while node is not None:
        path.insert(0, node)
        node = before[node]
    return path
