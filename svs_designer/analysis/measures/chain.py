"""A stretch of a stream as an absorbing Markov chain: from its heads to where it is left.

Source of the formulas: Kemeny & Snell, Finite Markov Chains (1960): expected visits are the row sums of the fundamental
matrix; rewards and their squares follow from the same matrix.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from svs_designer.analysis.measures.linear import Elimination
from svs_designer.analysis.walks import components
from svs_designer.model.links import Link


class Move(NamedTuple):
    """One way on: where to, how probable, what it takes (mean and variance, in seconds), and by which link."""

    to: int
    chance: float
    delay: float = 0.0
    variance: float = 0.0
    link: Link | None = None


Moves = Callable[[int], Sequence[Move]]


class Chain:
    """The nodes met from some heads on, without going beyond the exits, in an order that goes mostly forward.

    Exits and nodes without a way on are no part of the chain: there it is left.
    """

    def __init__(self, heads: Collection[int], moves: Moves, exits: Collection[int]) -> None:
        self._retreating: list[tuple[int, int]] = []
        self._heads = frozenset(heads)
        self._moves = moves
        self._exits = exits
        finished: list[int] = []
        state: dict[int, int] = {}
        for head in dict.fromkeys(heads):
            if head not in state and head not in exits:
                self._walk(head, state, finished)
        self.nodes = finished[::-1]
        self.place = {node: number for number, node in enumerate(self.nodes)}
        self.moves = [moves(node) for node in self.nodes]
        self.inner: list[tuple[int, int, Move]] = []
        """The moves inside the chain, with the places they lead from and to."""
        self.leaving: list[tuple[int, Move]] = []
        """The moves out of the chain, with the places they lead from."""
        place = self.place
        for number, ways in enumerate(self.moves):
            for move in ways:
                at = place.get(move.to)
                if at is None:
                    self.leaving.append((number, move))
                else:
                    self.inner.append((number, at, move))

    def _walk(self, head: int, state: dict[int, int], finished: list[int]) -> None:
        """Search depth first; `state` is 1 while a node is on the way, 2 when all beyond it was met."""
        state[head] = 1
        work: list[tuple[int, Iterator[Move]]] = [(head, iter(self._moves(head)[::-1]))]
        while work:
            node, moves = work[-1]
            for move in moves:
                met = state.get(move.to)
                if met == 1:
                    self._retreating.append((node, move.to))
                elif met is None and move.to not in self._exits:
                    state[move.to] = 1
                    work.append((move.to, iter(self._moves(move.to)[::-1])))
                    break
            else:
                work.pop()
                state[node] = 2
                finished.append(node)

    @cached_property
    def backward(self) -> Elimination:
        """The equations of what lies ahead of each node. Raises Singular for a loop that is never left."""
        rows: list[dict[int, float]] = [{} for _ in self.nodes]
        for number, at, move in self.inner:
            row = rows[number]
            row[at] = row.get(at, 0.0) + move.chance
        return Elimination(rows)

    def weighted(self, weight: Callable[[int, Move], float]) -> Elimination:
        """Return the equations of what lies ahead, with another weight for each move than its chance."""
        rows: list[dict[int, float]] = [{} for _ in self.nodes]
        for number, at, move in self.inner:
            row = rows[number]
            row[at] = row.get(at, 0.0) + weight(self.nodes[number], move)
        return Elimination(rows)

    @cached_property
    def forward(self) -> Elimination:
        """The equations of what lies behind each node, the last node first."""
        last = len(self.nodes) - 1
        rows: list[dict[int, float]] = [{} for _ in self.nodes]
        for number, at, move in self.inner:
            row, column = rows[last - at], last - number
            row[column] = row.get(column, 0.0) + move.chance
        return Elimination(rows)

    def ahead(self, constants: Sequence[float]) -> list[float]:
        """Solve what lies ahead of each node, in the order of `nodes`."""
        return self.backward.solve(constants)

    def behind(self, constants: Sequence[float]) -> list[float]:
        """Solve what has come to each node, in the order of `nodes`."""
        return self.forward.solve(constants[::-1])[::-1]

    def visits(self, seeds: Iterable[Move]) -> list[float]:
        """Return the expected visits of each node for cases that enter as the seeds say."""
        entering = [0.0] * len(self.nodes)
        for seed in seeds:
            if seed.to in self.place:
                entering[self.place[seed.to]] += seed.chance
        return self.behind(entering)

    @cached_property
    def sources(self) -> list[list[tuple[int, float, float]]]:
        """For each place where cases come from: the place, the chance and the delay of the move."""
        found: list[list[tuple[int, float, float]]] = [[] for _ in self.nodes]
        for number, at, move in self.inner:
            found[at].append((number, move.chance, move.delay))
        return found

    @cached_property
    def loops(self) -> list[list[int]]:
        """The places of nodes that lie in a loop together, loop by loop."""
        if not self._retreating:
            return []
        out: list[list[int]] = [[] for _ in self.nodes]
        for number, at, _ in self.inner:
            out[number].append(at)
        return [members for members in components(out) if len(members) > 1 or members[0] in out[members[0]]]

    @cached_property
    def back(self) -> frozenset[tuple[int, int]]:
        """The moves that lead back to where every case has been: to a node that all ways to the move pass."""
        loop_of = {member: number for number, members in enumerate(self.loops) for member in members}
        sources: dict[int, list[int]] = {}
        for source, target in self._retreating:
            sources.setdefault(target, []).append(source)
        found: set[tuple[int, int]] = set()
        for target, ends in sources.items():
            first = self.place[target]
            inside = frozenset(self.loops[loop_of[first]])
            entries = [member for member in inside if self._is_entry(member, inside)]
            passed_by = self._met(entries, inside - {first})
            found |= {(source, target) for source in ends if self.place[source] not in passed_by}
        return frozenset(found)

    def _is_entry(self, member: int, inside: frozenset[int]) -> bool:
        return self.nodes[member] in self._heads or any(source not in inside for source, _, _ in self.sources[member])

    def _met(self, entries: Iterable[int], inside: frozenset[int]) -> set[int]:
        """Return the places that walks inside a loop get to from its entries."""
        todo = [entry for entry in entries if entry in inside]
        met = set(todo)
        while todo:
            place = todo.pop()
            following = {self.place[move.to] for move in self.moves[place] if move.to in self.place}
            new = (following & inside) - met
            todo += new
            met |= new
        return met
