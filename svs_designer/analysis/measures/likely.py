"""The most likely path of a case from demand to value; of parallel branches the slowest."""

from svs_designer.analysis.measures.ahead import Ahead
from svs_designer.analysis.measures.flow import Flow


def likely_path(flow: Flow, goal: Ahead, stop: int) -> tuple[int, ...]:
    """Return the nodes of the path, start included, the stop not; each node once."""
    path: dict[int, None] = {}
    _follow(flow, path, flow.start, stop, goal)
    return tuple(path)


def _follow(flow: Flow, path: dict[int, None], node: int, stop: int, goal: Ahead | None) -> None:
    while node != stop and node not in path:
        path[node] = None
        block = flow.blocks.get(node)
        if block is not None:
            _follow(flow, path, block.slowest.head.to, block.join, None)
            node = block.join
            continue
        onward = [move for move in flow.moves(node) if move.to not in path]
        if not onward:
            return
        node = max(onward, key=lambda move: move.chance * (goal.goal(move.to) if goal else 1.0)).to
