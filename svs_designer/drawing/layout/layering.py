"""From a drawn flow to columns: loops opened, a column for every node, and the main line through them.

Nodes are the numbers 0..count-1 in the author's order; an arc is a pair of numbers.
"""

from collections.abc import Sequence
from typing import NamedTuple

Arc = tuple[int, int]


class Layering(NamedTuple):
    """The flow without its loops: forward arcs, arcs turned round, the column of each node, the main line."""

    forward: list[Arc]
    turned: list[Arc]
    column: list[int]
    main: list[int]


def layered(count: int, arcs: Sequence[Arc], share: Sequence[float]) -> Layering:
    """Give every node a column, left of all its successors; `share` has one figure an arc."""
    backward = backward_arcs(count, arcs)
    forward = [arc for arc in arcs if arc not in backward and arc[0] != arc[1]]
    turned = [(b, a) for a, b in arcs if (a, b) in backward]
    order = topological(count, forward)
    weight = dict(zip(arcs, share, strict=True))
    column = columns(count, forward + turned)
    return Layering(forward, turned, column, main_line(count, forward, weight, order))


def successors(count: int, arcs: Sequence[Arc]) -> list[list[int]]:
    """List where each node's arcs lead, in arc order."""
    out: list[list[int]] = [[] for _ in range(count)]
    for a, b in arcs:
        out[a].append(b)
    return out


def backward_arcs(count: int, arcs: Sequence[Arc]) -> set[Arc]:
    """Find the arcs that close a loop, by depth-first search in the author's order: the loops the author drew."""
    out = [sorted(ways) for ways in successors(count, arcs)]
    entered = {b for _, b in arcs}
    state = bytearray(count)
    found: set[Arc] = set()
    for start in [v for v in range(count) if v not in entered] + list(range(count)):
        if state[start]:
            continue
        state[start] = 1
        path = [(start, iter(out[start]))]
        while path:
            v, ways = path[-1]
            for u in ways:
                if state[u] == 1 and u != v:
                    found.add((v, u))
                elif not state[u]:
                    state[u] = 1
                    path.append((u, iter(out[u])))
                    break
            else:
                state[v] = 2
                path.pop()
    return found


def topological(count: int, arcs: Sequence[Arc]) -> list[int]:
    """Order the nodes of a loop-free flow so that every arc points on."""
    out = successors(count, arcs)
    waiting = [0] * count
    for _, b in arcs:
        waiting[b] += 1
    order = [v for v in range(count) if not waiting[v]]
    for v in order:
        for u in out[v]:
            waiting[u] -= 1
            if not waiting[u]:
                order.append(u)
    return order


def columns(count: int, arcs: Sequence[Arc]) -> list[int]:
    """Put each node right of all it follows, then pull it on where that shortens more connectors than it stretches."""
    order = topological(count, arcs)
    out = successors(count, arcs)
    entering = [0] * count
    column = [0] * count
    for v in order:
        for u in out[v]:
            column[u] = max(column[u], column[v] + 1)
            entering[u] += 1
    for v in reversed(order):
        if len(out[v]) > entering[v]:
            column[v] = max(column[v], min(column[u] for u in out[v]) - 1)
    return column


def main_line(count: int, arcs: Sequence[Arc], share: dict[Arc, float], order: Sequence[int]) -> list[int]:
    """Follow the likeliest way from the first node; between equals the longest, then the first drawn."""
    out = successors(count, arcs)
    steps_left = [0] * count
    for v in reversed(order):
        if out[v]:
            steps_left[v] = 1 + max(steps_left[u] for u in out[v])
    v = order[0]
    line = [v]
    while out[v]:
        v = max(out[v], key=lambda u, v=v: (share[v, u], steps_left[u]))  # type: ignore[misc]
        line.append(v)
    return line
