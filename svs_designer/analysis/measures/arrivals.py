"""When cases first get to the nodes of a chain: the mean over those that get there at all."""

from collections.abc import Callable, Mapping, Sequence

from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.linear import Elimination, Singular

Passing = Callable[[int], float]
"""How long a case stays at a node, given by its number, once it is there."""


def first_arrivals(chain: Chain, seeds: Sequence[Move], passing: Passing) -> dict[int, float]:
    """Return for each node that is reached the expected time of the first arrival, in seconds.

    Cases enter as the seeds say, each after its delay. Outside loops a node is met once, so the mean over all visits is
    the answer; inside a loop the first visit is told from the later ones by letting the chain end there.
    """
    arriving = _Arriving(chain, seeds, passing)
    found = arriving.mean_of_all_visits()
    for members in chain.loops:
        found |= arriving.first_in_loop(members)
    return found


class _Arriving:
    """Visits and arrival times of a chain, by place; times are sums over cases."""

    def __init__(self, chain: Chain, seeds: Sequence[Move], passing: Passing) -> None:
        self._chain = chain
        self._passed = [passing(node) for node in chain.nodes]
        self._visits = chain.visits(seeds)
        self._entering = [0.0] * len(chain.nodes)
        self._delayed = [0.0] * len(chain.nodes)
        for seed in seeds:
            place = chain.place.get(seed.to)
            if place is not None:
                self._entering[place] += seed.chance
                self._delayed[place] += seed.chance * seed.delay
        self._times = chain.behind(self._brought())

    def _brought(self) -> list[float]:
        """Return for each node the time its arrivals have spent on the last move."""
        brought = list(self._delayed)
        for number, at, move in self._chain.inner:
            brought[at] += self._visits[number] * move.chance * (self._passed[number] + move.delay)
        return brought

    def mean_of_all_visits(self) -> dict[int, float]:
        """Return the mean arrival at each node that is reached."""
        return {
            node: time / visits
            for node, time, visits in zip(self._chain.nodes, self._times, self._visits, strict=True)
            if visits > 0
        }

    def first_in_loop(self, members: Sequence[int]) -> dict[int, float]:
        """Return the first arrivals at the nodes of a loop, given by place; none for one hardly ever left."""
        inside = frozenset(members)
        entering = {member: self._from_outside(member, inside) for member in members}
        try:
            loop = _Loop(self._chain, members, self._passed)
        except Singular:
            return {}
        return {
            self._chain.nodes[member]: loop.first_arrival(member, entering)
            for member in members
            if self._visits[member] > 0
        }

    def _from_outside(self, member: int, inside: frozenset[int]) -> tuple[float, float]:
        """Return how many cases come to a member from outside its loop, and the sum of their arrival times."""
        mass, time = self._entering[member], self._delayed[member]
        for source, chance, delay in self._chain.sources[member]:
            if source not in inside:
                mass += self._visits[source] * chance
                time += chance * (self._times[source] + self._visits[source] * (self._passed[source] + delay))
        return mass, time


class _Loop:
    """The equations of a loop, taken apart once for all of its members, which are given by place.

    With Z = (I - P)^-1, a case at i gets to the goal g with the probability r(i) = Z(i, g) / Z(g, g). The time to the
    first arrival there, summed over cases, is y - y(g) r, where y = Z s is what they would spend if they went on.
    """

    def __init__(self, chain: Chain, members: Sequence[int], passed: Sequence[float]) -> None:
        # The last member first: then only the targets of moves back fill in.
        self._number = {member: number for number, member in enumerate(sorted(members, reverse=True))}
        self._moves: list[list[tuple[int, float, float]]] = [
            [
                (self._number[place], move.chance, passed[member] + move.delay)
                for move in chain.moves[member]
                if (place := chain.place.get(move.to, -1)) in self._number
            ]
            for member in self._number
        ]
        rows: list[dict[int, float]] = [{} for _ in self._moves]
        for row, moves in zip(rows, self._moves, strict=True):
            for to, chance, _ in moves:
                row[to] = row.get(to, 0.0) + chance
        self._matrix = Elimination(rows)

    def first_arrival(self, goal: int, entering: Mapping[int, tuple[float, float]]) -> float:
        """Return the mean time of the first arrival at a member, of the cases that enter and get there."""
        at = self._number[goal]
        visits = self._matrix.solve([float(number == at) for number in range(len(self._moves))])
        reach = [each / visits[at] for each in visits]
        spent = self._matrix.solve(
            [sum(chance * reach[to] * time for to, chance, time in moves) for moves in self._moves]
        )
        arrived = time = 0.0
        for member, (mass, came) in entering.items():
            number = self._number[member]
            arrived += mass * reach[number]
            time += came * reach[number] + mass * max(0.0, spent[number] - spent[at] * reach[number])
        return time / arrived
