"""The order of the rungs: as the steps begin, but never before a step that leads to them.

The expected begin alone will not do: what few cases reach late may lie on the way to what most reach early.
"""

from collections.abc import Mapping
from heapq import heapify, heappop, heappush

from svs_designer.analysis.facts import Facts
from svs_designer.drawing.layout.layering import backward_arcs, successors


def in_order(facts: Facts, begins: Mapping[str, float]) -> dict[str, int]:
    """Return the rank of each node; loops count as the author drew them, from where they are entered."""
    count = len(facts.nodes)
    arcs = [(a, b) for a, targets in enumerate(facts.out) for b in targets if a not in {b, facts.value}]
    backward = backward_arcs(count, arcs)
    out = successors(count, [arc for arc in arcs if arc not in backward])
    waiting = [0] * count
    for targets in out:
        for target in targets:
            waiting[target] += 1
    when = [begins.get(node, 0.0) for node in facts.nodes]
    ready = [(when[number], number) for number in range(count) if not waiting[number]]
    heapify(ready)
    found: dict[str, int] = {}
    while ready:
        _, number = heappop(ready)
        found[facts.nodes[number]] = len(found)
        for target in out[number]:
            waiting[target] -= 1
            if not waiting[target]:
                heappush(ready, (when[target], target))
    return found


def repeated(facts: Facts) -> frozenset[str]:
    """Return the nodes that a case can come to again."""
    loops = [members for members in facts.components if len(members) > 1]
    again = [number for number, targets in enumerate(facts.out) if number in targets]
    return frozenset(facts.nodes[number] for members in (*loops, again) for number in members)
