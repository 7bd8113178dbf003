"""Loops of a flow, nested: which links repeat which loop, and which loops a node lies in.

A loop is a strongly connected part of the flow. Its head is where cases first come to it; the links back to the head
repeat it. Without those, the loops inside show up as parts of their own (Steensgaard 1993; Havlak 1997).
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from svs_designer.analysis.walks import components

Edge = tuple[int, int]


class Loops(NamedTuple):
    """The loops each node lies in, outermost first, each by the number of its head; and what each link repeats."""

    around: tuple[tuple[int, ...], ...]
    repeats: Mapping[Edge, int]


def loops(out: list[list[int]], order: list[int]) -> Loops:
    """Return the loops of a flow; `order` lists its nodes as cases come to them, which tells heads of loops."""
    around: list[tuple[int, ...]] = [()] * len(out)
    repeats: dict[Edge, int] = {}
    rank = {node: number for number, node in enumerate(order)}
    todo: list[Collection[int]] = [order]
    while todo:
        for members in _parts(todo.pop(), out, repeats):
            entered = {
                target
                for source in rank
                if source not in members
                for target in out[source]
                if target in members and (source, target) not in repeats
            }
            head = min(entered or members, key=rank.__getitem__)
            for member in members:
                around[member] = (*around[member], head)
                if head in out[member]:
                    repeats[member, head] = head
            todo.append(members)
    return Loops(tuple(around), repeats)


def _parts(members: Collection[int], out: list[list[int]], cut: Mapping[Edge, int]) -> list[set[int]]:
    """Return the loops among some nodes, once the links that repeat outer ones are taken away."""
    inside = set(members)
    left = [
        [target for target in targets if target in inside and (node, target) not in cut] if node in inside else []
        for node, targets in enumerate(out)
    ]
    return [set(part) for part in components(left) if len(part) > 1 or part[0] in left[part[0]]]
