"""How often cases pass each node and each link, and when they first get there: over all chains of a flow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from svs_designer.analysis.measures.arrivals import first_arrivals
from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.flow import Block, Flow

LinkKey = tuple[int, int]


@dataclass(slots=True)
class Passages:
    """Expected numbers a case: visits of nodes and uses of links, on all branches and on the critical path alone."""

    nodes: dict[int, float] = field(default_factory=dict)
    links: dict[LinkKey, float] = field(default_factory=dict)
    path_nodes: dict[int, float] = field(default_factory=dict)
    path_links: dict[LinkKey, float] = field(default_factory=dict)


def passages(flow: Flow, visits: Sequence[float], goal: Callable[[int], float], start: float) -> Passages:
    """Return what cases pass before value, of those that get to the goal.

    `visits` are those of the main chain, `goal(node)` the probability to reach the goal from a node, `start` that of a
    case at the beginning; a constant 1 for both counts all cases.
    """
    found = Passages()
    for node, visit, moves in zip(flow.main.nodes, visits, flow.main.moves, strict=True):
        count = visit * goal(node) / start
        if not count:
            continue
        found.nodes[node] = found.path_nodes[node] = count
        block = flow.blocks.get(node)
        if block is not None:
            _through(flow, found, node, block, count, count)
            continue
        for move in moves:
            uses = visit * move.chance * goal(move.to) / start
            if uses and move.to >= 0:
                found.links[node, move.to] = found.path_links[node, move.to] = uses
    return found


def _through(flow: Flow, found: Passages, fork: int, block: Block, count: float, on_path: float) -> None:
    """Count what passes parallel branches; only the slowest is on the critical path."""
    for branch in block.branches:
        path = on_path if branch is block.slowest else 0.0
        _use(found, (fork, branch.head.to), count, path)
        for node, visit in branch.visits.items():
            found.nodes[node] = found.nodes.get(node, 0.0) + count * visit
            found.path_nodes[node] = found.path_nodes.get(node, 0.0) + path * visit
            inner = flow.blocks.get(node)
            if inner is not None:
                _through(flow, found, node, inner, count * visit, path * visit)
                continue
            for move in flow.moves(node):
                _use(found, (node, move.to), count * visit * move.chance, path * visit * move.chance)


def _use(found: Passages, link: LinkKey, count: float, path: float) -> None:
    found.links[link] = found.links.get(link, 0.0) + count
    found.path_links[link] = found.path_links.get(link, 0.0) + path


def arrivals(flow: Flow, chain: Chain, seeds: Sequence[Move]) -> dict[int, float]:
    """Return the first arrival at every node of a chain and of the branches inside it, in seconds."""
    found = first_arrivals(chain, seeds, flow.passing)
    for fork, block in flow.blocks_of(chain):
        if fork in found:
            _inside(flow, block, found[fork] + flow.passing(fork), found)
    return found


def _inside(flow: Flow, block: Block, left: float, found: dict[int, float]) -> None:
    """Add the nodes of parallel branches, whose fork is left at that time."""
    for branch in block.branches:
        for node, after in branch.arrivals.items():
            found[node] = left + after
            inner = flow.blocks.get(node)
            if inner is not None:
                _inside(flow, inner, left + after + flow.passing(node), found)


def outermost(flow: Flow) -> dict[int, tuple[int, float]]:
    """Return for each node inside parallel branches the fork of the main chain, and its first arrival behind that."""
    found: dict[int, tuple[int, float]] = {}
    for fork, block in flow.blocks_of(flow.main):
        found |= {node: (fork, after) for node, after in inside(flow, block).items()}
    return found


def inside(flow: Flow, block: Block) -> dict[int, float]:
    """Return the first arrival at each node of parallel branches, in seconds after the fork was left."""
    found: dict[int, float] = {}
    _inside(flow, block, 0.0, found)
    return found
