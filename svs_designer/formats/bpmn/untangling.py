"""From gateways to ways on: what a gateway says moves to the steps beside it; one that cannot becomes a step."""

from svs_designer.formats.bpmn.collecting import named
from svs_designer.formats.bpmn.net import Edge, Net, Node, Role
from svs_designer.model.links import LinkKind, Split


def untangle(net: Net) -> None:
    """Leave only starts, steps and ends in a net, each with its ways on and how they are meant."""
    _drop_loose_ways(net)
    for node in net.having(Role.GATEWAY):
        if len(net.into(node.id)) <= 1 >= len(net.out(node.id)):
            net.take_out(node)
    for node in net.having(Role.PASS):
        net.take_out(node)
    _imply_splits(net)
    for node in net.having(Role.GATEWAY):
        _settle(net, node)
    _drop_circles(net)
    _mark_rework(net)


def _drop_loose_ways(net: Net) -> None:
    for edge in net.edges:
        if edge.source not in net.nodes or edge.target not in net.nodes:
            net.drop(edge)
            known = net.nodes.get(edge.source) or net.nodes.get(edge.target)
            if known is not None:
                net.say(f"A flow at “{known.name or known.id}” leads to nothing that was taken over", known)


def _drop_circles(net: Net) -> None:
    for edge in net.edges:
        if edge.source == edge.target:
            net.drop(edge)
            node = net.nodes[edge.source]
            words = "leads back to itself, which a step cannot: draw the rework over the step that repeats"
            net.say(f"“{node.name or node.id}” {words}", node)


def _imply_splits(net: Net) -> None:
    """Say how several ways on without a gateway are meant: all of them, or those whose conditions are met."""
    for node in net.having(Role.START, Role.STEP, Role.VALUE):
        plain_ways = [edge for edge in net.out(node.id) if edge.kind is not LinkKind.ESCALATION]
        others = len(net.out(node.id)) - len(plain_ways)
        if len(plain_ways) > 1:
            asked = any(edge.condition for edge in plain_ways)
            node.split = Split.UNDECIDED if asked or others else Split.ALL
            words = "decide whether one or all are meant" if node.split is Split.UNDECIDED else "all are taken"
            net.say(f"Several flows leave “{node.name or node.id}” without a gateway: {words}", node, guess=True)
        elif others:
            node.split = Split.ONE


def _settle(net: Net, gateway: Node) -> None:
    """Move what a gateway says to its neighbours, or make it a step."""
    into, out = net.into(gateway.id), net.out(gateway.id)
    gathers, scatters = len(into) > 1, len(out) > 1
    if gathers and scatters:
        _become_step(net, gateway, out)
    elif gathers:
        _gather(net, gateway, net.nodes[out[0].target] if out else None)
    elif scatters:
        _scatter(net, gateway, net.nodes[into[0].source] if into else None)
    else:
        net.take_out(gateway)


def _gather(net: Net, gateway: Node, target: Node | None) -> None:
    if gateway.split is not Split.ALL:
        _say_uncertain_merge(net, gateway)
        net.take_out(gateway)
    elif target is not None and target.role is Role.STEP and len(net.into(target.id)) == 1:
        target.joins = True
        net.take_out(gateway)
    else:
        _become_step(net, gateway, net.out(gateway.id))


def _say_uncertain_merge(net: Net, gateway: Node) -> None:
    if gateway.split is Split.UNDECIDED:
        net.say(f"{named(gateway.element)} may wait for several ways: what follows begins with any of them", gateway)


def _scatter(net: Net, gateway: Node, source: Node | None) -> None:
    out = net.out(gateway.id)
    if source is None or not _may_carry(net, gateway, source):
        _become_step(net, gateway, out)
        return
    _ask(gateway, out)
    source.split = gateway.split
    net.take_out(gateway)


def _may_carry(net: Net, gateway: Node, source: Node) -> bool:
    """Tell whether the node before a gateway can choose in its place."""
    alone = len(net.out(source.id)) == 1
    if source.role is Role.GATEWAY:
        return source.split is gateway.split is Split.ONE and len(net.into(source.id)) == 1
    return alone or (source.split is gateway.split is Split.ONE)


def _ask(gateway: Node, out: list[Edge]) -> None:
    """Put the question of a gateway before the answers on its ways."""
    for edge in out if gateway.name else ():
        edge.when = f"{gateway.name} {edge.when or edge.condition}".strip()


def _become_step(net: Net, gateway: Node, out: list[Edge]) -> None:
    """Make a step of a gateway whose neighbours cannot say what it says."""
    all_ways = gateway.split is Split.ALL
    gateway.joins = all_ways and len(net.into(gateway.id)) > 1
    if not all_ways:
        _say_uncertain_merge(net, gateway)
    gateway.role = Role.STEP
    if len(out) < 2:
        gateway.split = None
    gateway.name = gateway.name or ("Decide" if not all_ways else "Wait for all" if gateway.joins else "Share out")
    words = f"stands between other gateways or events: it became the step “{gateway.name}”"
    net.say(f"{named(gateway.element)} {words}", gateway, guess=True)


def _mark_rework(net: Net) -> None:
    """Take the ways that lead back for rework: to a node that a case has passed on its way."""
    out: dict[str, list[Edge]] = {node: [] for node in net.nodes}
    for edge in net.edges:
        out[edge.source].append(edge)
    starts = [node.id for node in net.having(Role.START)]
    done: set[str] = set()
    for start in [*starts, *net.nodes]:
        _walk_back(net, start, out, done)


def _walk_back(net: Net, start: str, out: dict[str, list[Edge]], done: set[str]) -> None:
    if start in done:
        return
    way = {start}
    stack = [(start, iter(out[start]))]
    done.add(start)
    while stack:
        node, edges = stack[-1]
        edge = next(edges, None)
        if edge is None:
            way.discard(node)
            stack.pop()
        elif edge.target in way:
            edge.kind = LinkKind.REWORK
            words = f"“{_name(net, node)}” leads back to “{_name(net, edge.target)}”: taken for rework"
            net.say(words, net.nodes[node], guess=True)
        elif edge.target not in done:
            done.add(edge.target)
            way.add(edge.target)
            stack.append((edge.target, iter(out[edge.target])))


def _name(net: Net, node_id: str) -> str:
    return net.nodes[node_id].name or node_id
