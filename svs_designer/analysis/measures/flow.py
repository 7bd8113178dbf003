"""The flow of a stream as chains: the main one from demand to value, and one for each parallel branch.

A fork whose branches all meet in one join is one move of the chain around it; it takes as long as its slowest branch.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.measures.ahead import Ahead, Exit
from svs_designer.analysis.measures.arrivals import first_arrivals
from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.shares import Shares
from svs_designer.analysis.measures.times import NO_TIME, StepTimes
from svs_designer.analysis.token_net import TokenNet, net_before_value

ANYWHERE = -1
"""A stop that is no node: cases are over wherever they end."""


class NoFigures(Exception):
    """A stream has no figures; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Branch:
    """One parallel branch: its head, the visits of its nodes for one case, and how long it takes to the join.

    `arrivals` are the first arrivals at its nodes, in seconds after the fork was left. A branch without nodes is a link
    from the fork to the join. `chain` is None for a straight line.
    """

    head: Move
    visits: dict[int, float]
    arrivals: dict[int, float]
    mean: float
    variance: float
    chain: Chain | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """Parallel branches from a fork to the join where all of them meet; it takes as long as its slowest branch."""

    join: int
    branches: tuple[Branch, ...]
    slowest: Branch = field(init=False)

    def __post_init__(self) -> None:
        """Find the slowest branch; of equal ones the first."""
        object.__setattr__(self, "slowest", max(self.branches, key=lambda branch: branch.mean))

    @property
    def varies(self) -> bool:
        """Tell whether the times of several branches spread, so that now one is the slowest, now another."""
        return sum(branch.variance > 0 for branch in self.branches) > 1


class Flow:
    """The chains from a start on. `stop` is where cases are over even if links lead on.

    A stop that is no node stands for wherever cases end. Behind value (`is_tail`) branches may end apart: nobody waits
    there.
    """

    def __init__(
        self,
        shares: Shares,
        step_times: dict[int, StepTimes],
        start: int,
        *,
        stop: int | None = None,
        is_tail: bool = False,
    ) -> None:
        self.facts: Facts = shares.facts
        self.shares = shares
        self.start = start
        self.blocks: dict[int, Block] = {}
        self._stop = stop
        self._is_tail = is_tail
        self.step_times = step_times
        self._moves: dict[int, tuple[Move, ...]] = {}
        self._opening: set[int] = set()
        self._net = TokenNet(self.facts, [start]) if is_tail else net_before_value(self.facts)

    def times(self, node: int) -> StepTimes:
        """Return the times of a node; none for demand, value and the ends."""
        return self.step_times.get(node, NO_TIME)

    def passing(self, node: int) -> float:
        """Return the mean time of one visit, as far as known."""
        return self.times(node).mean

    @cached_property
    def main(self) -> Chain:
        """The chain from the start to the stop, the ends or wherever cases are over. Raises NoFigures."""
        return Chain([self.start], self.moves, () if self._stop is None else (self._stop,))

    def moves(self, node: int) -> tuple[Move, ...]:
        """Return the ways on from a node, parallel branches as one move. Raises NoFigures."""
        known = self._moves.get(node)
        if known is None:
            known = self._moves[node] = self._moves_from(node)
        return known

    def _moves_from(self, node: int) -> tuple[Move, ...]:
        if node == self._stop:
            return ()
        if node in self._net.forks and not (self._is_tail and self._net.block(node) is None):
            block = self._block(node)
            return (Move(block.join, 1.0, block.slowest.mean, block.slowest.variance),)
        if self._stop == ANYWHERE and not self.shares.ways[node]:
            return (Move(ANYWHERE, 1.0),)
        return self.shares.ways[node]

    def _block(self, fork: int) -> Block:
        join = None if fork in self._opening else self._net.block(fork)
        if join is None:
            raise NoFigures(
                f"The parallel branches behind '{self.facts.label(self.facts.nodes[fork])}' have no common figure: "
                "let all of them, and nothing else, meet in one step that waits for all"
            )
        self._opening.add(fork)
        block = Block(join, tuple(self._branch(way, join) for way in self.shares.ways[fork]))
        self._opening.discard(fork)
        self.blocks[fork] = block
        return block

    def _branch(self, head: Move, join: int) -> Branch:
        line = self._line(head.to, join)
        if line is not None:
            return self._straight(head, line)
        chain = Chain([head.to], self.moves, {join})
        ahead = Ahead(chain, {join: Exit(1.0)}, self.times)
        entry = [head]
        return Branch(
            head,
            dict(zip(chain.nodes, chain.visits(entry), strict=True)),
            first_arrivals(chain, entry, self.passing),
            head.delay + (ahead.mean(head.to) or 0.0),
            ahead.variance(head.to) or 0.0,
            chain,
        )

    def _line(self, node: int, join: int) -> list[tuple[int, Move]] | None:
        """Return the nodes up to the join with their only move, None where the branch is no straight line."""
        line: list[tuple[int, Move]] = []
        while node != join:
            moves = self.moves(node)
            if len(moves) != 1 or node in self.blocks or len(line) >= len(self.facts.nodes):
                return None
            line.append((node, moves[0]))
            node = moves[0].to
        return line

    def _straight(self, head: Move, line: list[tuple[int, Move]]) -> Branch:
        arrivals, time, variance = {}, head.delay, 0.0
        for node, move in line:
            arrivals[node] = time
            time += self.passing(node) + move.delay
            variance += self.times(node).variance
        return Branch(head, {node: 1.0 for node, _ in line}, arrivals, time, variance)

    def blocks_of(self, chain: Chain) -> Iterator[tuple[int, Block]]:
        """Yield the forks of a chain with their parallel branches, in the order of the chain."""
        if self.blocks:
            for node in chain.nodes:
                block = self.blocks.get(node)
                if block is not None:
                    yield node, block
