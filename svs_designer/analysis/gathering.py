"""Gathering: what all the nodes before (or behind) each node carry together, in one pass over the flow.

What a node carries is a set of bits in one number, so thousands of things on thousands of nodes cost milliseconds.
"""

from collections.abc import Iterable, Sequence

from svs_designer.analysis.walks import Adjacency


def gathered(components: Iterable[Sequence[int]], before: Adjacency, carried: Sequence[int]) -> list[int]:
    """Return for each node the bits carried by the nodes that lead to it; its own only where a loop leads back.

    `before[v]` lists the nodes right before v. The strongly connected `components` come in the order of the flow; for
    what lies behind each node, give both the other way round.
    """
    found = [0] * len(carried)
    for members in components:
        bits = 0
        for member in members:
            for node in before[member]:
                bits |= found[node] | carried[node]
        for member in members:
            found[member] = bits
    return found
