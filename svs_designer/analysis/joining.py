"""What a join waits for, as an expression of its links: branches that all come, alternatives of which one comes.

A step that waits for all waits for branches, not for links: where one branch offers two links into it, one of them is
enough. Notations with gateways have to say so, and this is what they say.
"""

from dataclasses import dataclass
from math import prod

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.parallel import firings

Together = frozenset[frozenset[int]]
"""The sets of sources that come at once."""


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Exactly one of the parts comes."""

    parts: tuple["Joining", ...]


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part comes."""

    parts: tuple["Joining", ...]


Joining = int | AnyOf | AllOf
"""A source by its number, alternatives, or branches."""


def joinings(facts: Facts) -> dict[str, Joining | None]:
    """Return for each join what it waits for; None where no such expression says it.

    That is the case for an unsound join, and for one whose sources come together in too entangled a way.
    """
    return {facts.nodes[join]: joining(sets) for join, sets in firings(facts).items()}


def joining(together: Together) -> Joining | None:
    """Return the expression that is met by exactly these sets of sources, None if there is none."""
    sources = sorted(frozenset().union(*together))
    if not sources:
        return None
    friends = {one: frozenset().union(*(group for group in together if one in group)) - {one} for one in sources}
    found = _expression(tuple(sources), friends)
    if found is None or _count(found) != len(together):
        return None
    return found if _met_by(found) == together else None


def _expression(sources: tuple[int, ...], friends: dict[int, frozenset[int]]) -> Joining | None:
    """Split sources that never come together into alternatives, those that always may into branches (a cograph)."""
    if len(sources) == 1:
        return sources[0]
    strangers = {one: frozenset(sources) - friends[one] - {one} for one in sources}
    for kind, near in ((AnyOf, friends), (AllOf, strangers)):
        groups = _groups(sources, near)
        if len(groups) > 1:
            parts = tuple(_expression(group, friends) for group in groups)
            return None if None in parts else kind(tuple(part for part in parts if part is not None))
    return None


def _groups(sources: tuple[int, ...], near: dict[int, frozenset[int]]) -> list[tuple[int, ...]]:
    """Return the sources in connected groups, in their order."""
    left = dict.fromkeys(sources)
    groups = []
    while left:
        group = {next(iter(left))}
        todo = list(group)
        while todo:
            fresh = [each for each in near[todo.pop()] if each in left and each not in group]
            group.update(fresh)
            todo.extend(fresh)
        groups.append(tuple(each for each in left if each in group))
        left = dict.fromkeys(each for each in left if each not in group)
    return groups


def _count(expression: Joining) -> int:
    """Count the sets that meet an expression, before anybody makes them all."""
    match expression:
        case int():
            return 1
        case AnyOf(parts):
            return sum(_count(part) for part in parts)
        case AllOf(parts):
            return prod(_count(part) for part in parts)


def _met_by(expression: Joining) -> Together:
    """Return the sets of sources that meet an expression, each exactly."""
    match expression:
        case int():
            return frozenset({frozenset({expression})})
        case AnyOf(parts):
            return frozenset().union(*(_met_by(part) for part in parts))
        case AllOf(parts):
            met: Together = frozenset({frozenset()})
            for part in parts:
                met = frozenset(one | other for one in met for other in _met_by(part))
            return met
