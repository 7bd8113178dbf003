"""Parts of a stream that no case reaches, and the node where each begins."""

from typing import NamedTuple

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.walks import Adjacency


class Island(NamedTuple):
    """An unreached part: the node it begins with, and all that only this node leads to, itself first."""

    head: int
    members: tuple[int, ...]


def islands(facts: Facts) -> list[Island]:
    """Return the unreached parts in the author's order of their heads. Value is never among them."""
    reached = facts.reached
    free_first = sorted(range(len(facts.nodes)), key=lambda node: (bool(facts.into[node]), node))
    heads, first = _claimed(facts.out, [node for node in free_first if node != facts.value], reached)
    last = _claimed(facts.out, heads[::-1], reached)[1]
    members: dict[int, list[int]] = {head: [head] for head in heads}
    for node, owner in first.items():
        if owner == last[node] and node not in (owner, facts.value):
            members[owner].append(node)
    return [Island(head, (head, *sorted(members[head][1:]))) for head in sorted(heads)]


def _claimed(out: Adjacency, candidates: list[int], reached: bytearray) -> tuple[list[int], dict[int, int]]:
    """Let each candidate that is still free claim what it leads to; return the heads, and the head of each node."""
    heads: list[int] = []
    owner: dict[int, int] = {}
    for head in candidates:
        if reached[head] or head in owner:
            continue
        heads.append(head)
        owner[head] = head
        stack = [head]
        while stack:
            for target in out[stack.pop()]:
                if not reached[target] and target not in owner:
                    owner[target] = head
                    stack.append(target)
    return heads, owner
