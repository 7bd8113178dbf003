"""Which links of a list may be taken only so often, so that every case comes to an end.

As many links as possible are free: first one way out of each node, along defaults rather than rework, then every other
that closes no circle. The rest are bounded: once used up, a case takes one of the free ways.
"""

from collections.abc import Callable, Iterable
from heapq import heappop, heappush

from svs_designer.analysis.structure import Sequence
from svs_designer.exchange.decisions import decision
from svs_designer.model.links import LinkKind, Ways

Pair = tuple[str, str]

_DEFAULT, _ASKED, _REWORK = 1, 8, 64  # what a link costs on the way out: seven defaults are dearer than no question


def bounded_links(items: Sequence, ways_of: Callable[[str], Ways]) -> frozenset[Pair]:
    """Return the links of a list that must be bounded, as pairs of source and target."""
    costs = {(item.node, target): _cost(item.node, target, ways_of) for item in items for target in item.following}
    free = _ways_out(items, costs)
    following: dict[str, set[str]] = {}
    for source, target in free:
        following.setdefault(source, set()).add(target)
    place = {item.node: number for number, item in enumerate(items)}
    rest = sorted(
        costs.keys() - free, key=lambda pair: (costs[pair], place[pair[1]] <= place[pair[0]], *map(place.get, pair))
    )
    bounded = set()
    for source, target in rest:
        if _leads(following, target, source):
            bounded.add((source, target))
        else:
            following.setdefault(source, set()).add(target)
    return frozenset(bounded)


def _cost(source: str, target: str, ways_of: Callable[[str], Ways]) -> int:
    ways = ways_of(source) if source else Ways()
    link = ways.link_to(target)
    if link is not None and link.kind is LinkKind.REWORK:
        return _REWORK
    chosen = decision(source, ways)
    return _ASKED if chosen and chosen.default.to != target else _DEFAULT


def _ways_out(items: Sequence, costs: dict[Pair, int]) -> set[Pair]:
    """Return for each node the first link of its cheapest way out of the list (Dijkstra 1959, from the ends)."""
    into: dict[str, list[str]] = {}
    for source, target in costs:
        into.setdefault(target, []).append(source)
    number = {item.node: place for place, item in enumerate(items)}
    known: set[str] = set()
    found: set[Pair] = set()
    heap: list[tuple[int, int, str, str]] = []
    for item in items:
        if item.leaving or not item.following:
            heappush(heap, (0, number[item.node], item.node, ""))
    while heap:
        cost, _, node, way = heappop(heap)
        if node in known:
            continue
        known.add(node)
        if way:
            found.add((node, way))
        for source in into.get(node, ()):
            heappush(heap, (cost + costs[source, node], number[source], source, node))
    return found


def _leads(following: dict[str, set[str]], start: str, goal: str) -> bool:
    """Tell whether a walk from a node gets to another."""
    seen, stack = {start}, [start]
    while stack:
        node = stack.pop()
        if node == goal:
            return True
        fresh: Iterable[str] = following.get(node, set()) - seen
        seen.update(fresh)
        stack.extend(fresh)
    return False
