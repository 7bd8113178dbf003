"""When cases first get to the nodes of a chain: the mean over those that get there at all."""

from collections.abc import Callable, Sequence

from svs_designer.analysis.measures.chain import Chain, Move
from svs_designer.analysis.measures.linear import Elimination

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
        """Return the first arrivals at the nodes of a loop, given by place."""
        inside = frozenset(members)
        entering = {member: self._from_outside(member, inside) for member in members}
        return {
            self._chain.nodes[member]: self._first(members, member, entering)
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

    def _first(self, members: Sequence[int], goal: int, entering: dict[int, tuple[float, float]]) -> float:
        """Return the mean time of the first arrival at one member of a loop."""
        others = [member for member in members if member != goal]
        matrix, hits = self._until(others, goal)
        reach = dict(zip(others, matrix.solve(hits), strict=True))
        reach[goal] = 1.0
        steps = [
            sum(
                move.chance * reach.get(self._chain.place.get(move.to, -1), 0.0) * (self._passed[member] + move.delay)
                for move in self._chain.moves[member]
            )
            for member in others
        ]
        spent = dict(zip(others, matrix.solve(steps), strict=True))
        arrived = sum(mass * reach[member] for member, (mass, _) in entering.items())
        time = sum(came * reach[member] + mass * spent.get(member, 0.0) for member, (mass, came) in entering.items())
        return time / arrived

    def _until(self, others: Sequence[int], goal: int) -> tuple[Elimination, list[float]]:
        """Return the equations of a loop that ends at the goal, and how likely each member goes there at once."""
        at = {member: number for number, member in enumerate(others)}
        rows: list[dict[int, float]] = []
        hits = []
        for member in others:
            row: dict[int, float] = {}
            hit = 0.0
            for move in self._chain.moves[member]:
                place = self._chain.place.get(move.to)
                if place == goal:
                    hit += move.chance
                elif place in at:
                    row[at[place]] = row.get(at[place], 0.0) + move.chance
            rows.append(row)
            hits.append(hit)
        return Elimination(rows), hits
