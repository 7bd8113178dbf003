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
    visits = chain.visits(seeds)
    passed = [passing(node) for node in chain.nodes]
    times = chain.behind(_brought(chain, seeds, visits, passed, range(len(visits))))
    found = {node: time / visit for node, time, visit in zip(chain.nodes, times, visits, strict=True) if visit > 0}
    for members in chain.loops:
        inside = set(members)
        outside = [number for number in range(len(visits)) if number not in inside]
        mass, moments = _inflow(chain, seeds, visits, times, passed, outside)
        for member in members:
            if visits[member] > 0:
                found[chain.nodes[member]] = _first(chain, members, member, passed, mass, moments)
    return found


def _brought(
    chain: Chain, seeds: Sequence[Move], visits: Sequence[float], passed: Sequence[float], sources: Sequence[int]
) -> list[float]:
    """Return for each node the time that its arrivals have spent on the last move, summed over cases."""
    brought = [0.0] * len(visits)
    for seed in seeds:
        if seed.to in chain.place:
            brought[chain.place[seed.to]] += seed.chance * seed.delay
    for source in sources:
        for move in chain.moves[source]:
            at = chain.place.get(move.to)
            if at is not None:
                brought[at] += visits[source] * move.chance * (passed[source] + move.delay)
    return brought


def _inflow(
    chain: Chain,
    seeds: Sequence[Move],
    visits: Sequence[float],
    times: Sequence[float],
    passed: Sequence[float],
    sources: Sequence[int],
) -> tuple[list[float], list[float]]:
    """Return how many cases some sources send to each node, and the sum of their arrival times."""
    mass = [0.0] * len(visits)
    moments = _brought(chain, seeds, visits, passed, sources)
    for seed in seeds:
        if seed.to in chain.place:
            mass[chain.place[seed.to]] += seed.chance
    for source in sources:
        for move in chain.moves[source]:
            at = chain.place.get(move.to)
            if at is not None:
                mass[at] += visits[source] * move.chance
                moments[at] += times[source] * move.chance
    return mass, moments


def _first(
    chain: Chain,
    members: Sequence[int],
    goal: int,
    passed: Sequence[float],
    mass: Sequence[float],
    moments: Sequence[float],
) -> float:
    """Return the mean time of the first arrival at one member of a loop, for cases that enter it as given."""
    others = [member for member in members if member != goal]
    at = {member: number for number, member in enumerate(others)}
    rows: list[dict[int, float]] = []
    direct: list[float] = []
    inner: list[list[tuple[int, float, float]]] = []
    for member in others:
        row: dict[int, float] = {}
        hits, steps = 0.0, []
        for move in chain.moves[member]:
            place = chain.place.get(move.to)
            if place == goal:
                hits += move.chance
                steps.append((goal, move.chance, passed[member] + move.delay))
            elif place in at:
                row[at[place]] = row.get(at[place], 0.0) + move.chance
                steps.append((place, move.chance, passed[member] + move.delay))
        rows.append(row)
        direct.append(hits)
        inner.append(steps)
    matrix = Elimination(rows)
    reach = matrix.solve(direct)

    def reaching(place: int) -> float:
        return 1.0 if place == goal else reach[at[place]]

    spent = matrix.solve([sum(chance * time * reaching(place) for place, chance, time in steps) for steps in inner])
    arrived = mass[goal] + sum(mass[member] * reach[at[member]] for member in others)
    time = moments[goal] + sum(
        moments[member] * reach[at[member]] + mass[member] * spent[at[member]] for member in others
    )
    return time / arrived
