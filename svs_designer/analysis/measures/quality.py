"""How good what comes out is: rolled %C&A, and the share of cases that are right the first time.

Rolled %C&A is the product of the steps' %C&A along a path, and over branches the mean of these products, each weighed
by how often its path is taken (Martin & Osterling). Parallel branches all have to be right.
"""

from collections.abc import Callable

from svs_designer.analysis.measures.ahead import Ahead
from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.flow import Flow
from svs_designer.model.links import LinkKind

_AGAIN = (LinkKind.REWORK, LinkKind.REASSIGN)
Weight = Callable[[int, int], float]
"""How much of what is right stays right: at a node (its number, -1), or on a link (source, target)."""


def rolled_ca(flow: Flow, goal: Ahead, stop: int) -> float:
    """Return the rolled %C&A of cases that reach value, 0..1; a step without %C&A counts as 1."""
    given = {
        flow.facts.index[step.id]: step.complete_and_accurate
        for step in flow.facts.steps.values()
        if step.complete_and_accurate is not None
    }
    return _right(flow, stop, lambda node, target: given.get(node, 1.0) if target < 0 else 1.0) / goal.goal(flow.start)


def first_time_right(flow: Flow, goal: Ahead, stop: int) -> float:
    """Return the share of cases that reach value without rework or reassignment, 0..1, of those that reach it."""
    again = {
        (source, move.to)
        for source, ways in enumerate(flow.shares.ways)
        for move in ways
        if move.link is not None and move.link.kind in _AGAIN
    }

    def weight(node: int, target: int) -> float:
        return 0.0 if (node, target) in again else 1.0

    return _right(flow, stop, weight, comes_back=0.0) / goal.goal(flow.start)


def _right(flow: Flow, stop: int, weight: Weight, *, comes_back: float = 1.0) -> float:
    """Return the share of cases that reach the stop, each weighed by the product of the weights on its way."""
    ahead = _Weighed(flow, weight, comes_back)
    return ahead.share(flow.main, {stop: 1.0}, flow.start)


class _Weighed:
    def __init__(self, flow: Flow, weight: Weight, comes_back: float) -> None:
        self._flow = flow
        self._weight = weight
        self._comes_back = comes_back

    def share(self, chain: Chain, exits: dict[int, float], start: int) -> float:
        """Return the weighed share of cases that leave a chain by its exits."""
        if start in exits:
            return exits[start]
        factor = {
            (node, move.to): self._factor(chain, node, move) for node, moves in self._pairs(chain) for move in moves
        }
        matrix = chain.weighted(lambda node, move: move.chance * factor[node, move.to])
        constants = [
            sum(move.chance * factor[node, move.to] * exits.get(move.to, 0.0) for move in moves)
            for node, moves in self._pairs(chain)
        ]
        return matrix.solve(constants)[chain.place[start]]

    def _pairs(self, chain: Chain) -> list[tuple[int, tuple[Move, ...]]]:
        return [(node, self._flow.moves(node)) for node in chain.nodes]

    def _factor(self, chain: Chain, node: int, move: Move) -> float:
        """Return the weight of being at a node and going on by one of its moves."""
        own = self._weight(node, -1)
        block = self._flow.blocks.get(node)
        if block is None:
            back = self._comes_back if (node, move.to) in chain.back else 1.0
            return own * back * self._weight(node, move.to)
        for branch in block.branches:
            own *= self._weight(node, branch.head.to)
            own *= self._branch(branch.chain, branch.head.to, list(branch.visits), block.join)
        return own

    def _branch(self, chain: Chain | None, head: int, nodes: list[int], join: int) -> float:
        if chain is not None:
            return self.share(chain, {join: 1.0}, head)
        product = 1.0
        for node in nodes:
            (move,) = self._flow.moves(node)
            product *= self._weight(node, -1) * self._weight(node, move.to)
        return product
