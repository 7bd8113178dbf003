"""Walks over adjacency lists: what is reachable, and what is strongly connected.

Nodes are numbers; `out[v]` lists where v leads. Plain lists because at 1,000 steps they take a fifth of networkx'
time, which is the oracle in the tests.
"""

from collections.abc import Iterable, Iterator, Sequence

Adjacency = Sequence[Sequence[int]]


def reach(out: Adjacency, starts: Iterable[int], *, stop: int | None = None) -> bytearray:
    """Return for each node 1 if a walk from the starts gets there, the starts included; it never goes beyond `stop`."""
    seen = bytearray(len(out))
    stack = list(starts)
    for start in stack:
        seen[start] = 1
    while stack:
        node = stack.pop()
        if node == stop:
            continue
        for following in out[node]:
            if not seen[following]:
                seen[following] = 1
                stack.append(following)
    return seen


def components(out: Adjacency) -> list[list[int]]:
    """Return the strongly connected components, each in rising order (Tarjan 1972, without recursion)."""
    count = len(out)
    order = [0] * count  # when a node was met, from 1; 0 is not yet
    low = [0] * count
    open_nodes: list[int] = []
    is_open = bytearray(count)
    found: list[list[int]] = []
    met = 0
    for root in range(count):
        if order[root]:
            continue
        met += 1
        order[root] = low[root] = met
        open_nodes.append(root)
        is_open[root] = 1
        work: list[tuple[int, Iterator[int]]] = [(root, iter(out[root]))]
        while work:
            node, following = work[-1]
            for child in following:
                if not order[child]:
                    met += 1
                    order[child] = low[child] = met
                    open_nodes.append(child)
                    is_open[child] = 1
                    work.append((child, iter(out[child])))
                    break
                if is_open[child] and order[child] < low[node]:
                    low[node] = order[child]
            else:
                work.pop()
                if work and low[node] < low[work[-1][0]]:
                    low[work[-1][0]] = low[node]
                if low[node] == order[node]:
                    found.append(_closed(node, open_nodes, is_open))
    return found


def _closed(root: int, open_nodes: list[int], is_open: bytearray) -> list[int]:
    members = []
    while True:
        node = open_nodes.pop()
        is_open[node] = 0
        members.append(node)
        if node == root:
            return sorted(members)
