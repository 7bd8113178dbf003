"""Parts of a stream that no case reaches, and the node where each begins."""

from typing import NamedTuple

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.walks import Adjacency


class Island(NamedTuple):
    """An unreached part: the node it begins with, and all that only this node leads to, itself first."""

    head: int
    members: tuple[int, ...]


def islands(facts: Facts) -> list[Island]:
    """Return the unreached parts in the author's order of their heads.

    The tail of an unreached value is no island: it waits for value alone.
    """
    if 0 not in facts.reached:
        return []
    sources_first = [min(members) for members in reversed(facts.components)]
    heads, first = _claimed(facts.out, sources_first, facts.reached)
    last = _claimed(facts.out, heads[::-1], facts.reached)[1]
    members: dict[int, list[int]] = {head: [] for head in heads}
    for node, owner in first.items():
        if owner == last[node] and node not in (owner, facts.value):
            members[owner].append(node)
    return [Island(head, (head, *sorted(members[head]))) for head in sorted(heads) if head != facts.value]


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
