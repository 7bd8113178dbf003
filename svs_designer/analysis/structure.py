"""The block structure of a sound flow: sequences of nodes, and forks whose branches are sequences again.

Workflow languages have lists of tasks, and forks whose branches meet where the fork ends: a case jumps within a list,
never out of it. This says of a stream which node belongs to which list. What comes after value belongs to the same list
as what comes before; there a fork may stay open, and what two of its branches both come to stands in both.

A join waits for branches, not for links: a branch may come to the join that closes its fork along several links. Where
some branches of a fork meet earlier than the others, they become a fork of their own within it, without a node.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.token_net import TokenNet

DEEPEST = 8
"""Forks inside forks: nobody draws more, and engines limit how deep tasks lie in each other."""
MOST_ITEMS = 10_000
"""What open branches share stands in each of them: that grows fast."""


class NoStructure(Exception):
    """A flow that nested lists cannot say, though it may be sound; `node` is where they fail."""

    def __init__(self, message: str, node: str) -> None:
        """Take what to say, and the node it is about."""
        super().__init__(message)
        self.node = node


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of a fork: the node its link leads to, and its list; an empty one where that node is the join."""

    first: str
    items: "tuple[Item, ...]"


@dataclass(frozen=True, slots=True)
class Fork:
    """Ways that are all taken. After the branches the case goes on at `join`, a node of the same list.

    Without a join the list is over: either its own branches wait at the join of the fork around, or they are `open` and
    each ends on its own.
    """

    branches: tuple[Branch, ...]
    join: str | None = None
    open: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """A node of a list, with a fork or the ways it has on, in the author's order; with neither the case ends here.

    Without a name it is a part of the fork around: those of its branches that meet earlier than the others.

    The ways lead to nodes of the same list, but for the `leaving` ones: they end a branch at the join of its fork.
    """

    node: str
    ways: tuple[str, ...] = ()
    leaving: frozenset[str] = frozenset()
    fork: Fork | None = None

    @property
    def following(self) -> tuple[str, ...]:
        """The nodes of the same list where a case may go on from here."""
        if self.fork is not None:
            return (self.fork.join,) if self.fork.join else ()
        return tuple(target for target in self.ways if target not in self.leaving)


Sequence = tuple[Item, ...]


def structure(facts: Facts) -> Sequence:
    """Return the outermost list of a sound stream: demand first, then steps, value, what follows it, and the ends.

    Raises NoStructure for what has none. A stream without demand has no nodes.
    """
    return () if facts.demand is None else _Builder(facts).outermost(facts.demand)


@dataclass(frozen=True, slots=True)
class _Region:
    """What begins at a node, up to where its list ends: the list, all nodes inside, and how a case leaves it."""

    items: Sequence
    inside: frozenset[int]
    settles: frozenset[int]
    ends: bool
    size: int


class _Way(NamedTuple):
    """A branch while its fork is being looked at."""

    first: str
    region: _Region


class _Builder:
    """Looks at each list once, wherever it stands."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.net = TokenNet(facts, () if facts.demand is None else (facts.demand,))
        self._regions: dict[int, _Region] = {}
        self._under_way: list[int] = []

    def outermost(self, demand: int) -> Sequence:
        region = self._region(demand)
        if region.settles:
            join = min(region.settles)
            raise self._trouble(
                self._unclosed(region.items) or join,
                f"“{self._label(join)}” waits for branches that do not begin together: let all branches of a split "
                "meet in one step, and nothing else lead there",
            )
        return region.items

    def _region(self, entry: int) -> _Region:
        if entry not in self._regions:
            self._regions[entry] = self._walked(entry)
        return self._regions[entry]

    def _walked(self, entry: int) -> _Region:
        """Walk from a node to wherever its list ends; a join is such an end if no fork of the list closes there."""
        members: dict[int, Fork | None] = {}
        below: dict[int, _Region] = {}
        settles: set[int] = set()
        ends = False
        stack = [entry]
        while stack:
            node = stack.pop()
            if node in members:
                continue
            members[node] = None
            if node in self.net.forks:
                members[node], below[node] = fork, region = self._fork(node)
                settles |= region.settles
                ends |= region.ends
                stack += [self.facts.index[fork.join]] if fork.join else []
                continue
            targets = self.net.out[node]
            settles |= {target for target in targets if target in self.net.joins}
            ends |= not targets
            stack += [target for target in targets if target not in self.net.joins]
        self._refuse_jumps_inside(members, below)
        items = tuple(self._item(node, members[node]) for node in self._ordered(entry, members))
        inside = frozenset(members).union(*(region.inside for region in below.values()))
        size = self._size(entry, len(members) + sum(region.size for region in below.values()))
        return _Region(items, inside, frozenset(settles), ends, size)

    def _item(self, node: int, fork: Fork | None) -> Item:
        name = self.facts.nodes[node]
        if fork is not None:
            return Item(name, fork=fork)
        targets = self.net.out[node]
        return Item(name, self._names(targets), frozenset(self._names(set(targets) & self.net.joins.keys())))

    def _ordered(self, entry: int, members: Iterable[int]) -> list[int]:
        """Order a list as people read it: where it begins, the author's steps, value, what follows value, the ends."""
        value, ends = self.facts.value, set(self.facts.ends)
        names, tail = self.facts.nodes, self.facts.tail

        def rank(node: int) -> tuple[int, int]:
            if node == entry:
                return 0, node
            if node in ends:
                return 4, node
            return (2 if node == value else 3 if names[node] in tail else 1), node

        return sorted(members, key=rank)

    def _fork(self, fork: int) -> tuple[Fork, _Region]:
        """Return a fork, and what its branches hold and where they settle as seen from the list around."""
        if fork in self._under_way:
            raise self._trouble(fork, "a branch leads back to it while the others go on: lead it back after they met")
        if len(self._under_way) >= DEEPEST:
            raise self._trouble(fork, f"more than {DEEPEST} splits stand inside each other: make it several streams")
        self._under_way.append(fork)
        ways = self._grouped(fork, [self._way(fork, target) for target in self.net.out[fork]])
        self._under_way.pop()
        branches = tuple(Branch(way.first, way.region.items) for way in ways)
        regions = [way.region for way in ways]
        inside = frozenset().union(*(region.inside for region in regions))
        size = sum(region.size for region in regions)
        join = self._meeting(fork, regions)
        if join is None:
            return Fork(branches, open=True), _Region((), inside, frozenset(), ends=True, size=size)
        if self.net.joins[join] <= inside | {fork}:
            return Fork(branches, self._name(join)), _Region((), inside, frozenset(), ends=False, size=size)
        return Fork(branches), _Region((), inside, frozenset({join}), ends=False, size=size)

    def _grouped(self, fork: int, ways: list[_Way]) -> list[_Way]:
        """Let those branches be one that meet by themselves earlier than the others."""
        while len({way.region.settles for way in ways}) > 1:
            found = next(filter(None, (self._group(fork, ways, join) for join in sorted(self.net.joins))), None)
            if found is None:
                break
            ways = found
        return ways

    def _group(self, fork: int, ways: list[_Way], join: int) -> list[_Way] | None:
        """Return the branches with those as one that meet at a join and fill it; None if they do not."""
        met = [way for way in ways if way.region.settles == {join} and not way.region.ends]
        inside = frozenset().union(*(way.region.inside for way in met))
        if (
            len(met) < 2
            or not self.net.joins[join] <= inside | {fork}
            or not self._are_apart([way.region for way in met])
        ):
            return None
        after = self._region(join)
        part = Item("", fork=Fork(tuple(Branch(way.first, way.region.items) for way in met), self._name(join)))
        size = after.size + sum(way.region.size for way in met)
        region = _Region((part, *after.items), inside | after.inside, after.settles, after.ends, size)
        merged = _Way(met[0].first, region)
        return [
            merged if way is met[0] else way for way in ways if way is met[0] or all(way is not each for each in met)
        ]

    def _way(self, fork: int, target: int) -> _Way:
        if target in self.net.joins:
            return _Way(self._name(target), _Region((), frozenset(), frozenset({target}), ends=False, size=1))
        region = self._region(target)
        if fork in region.inside:
            raise self._trouble(fork, "a branch leads back to it while the others go on: lead it back after they met")
        return _Way(self._name(target), region)

    def _meeting(self, fork: int, regions: list[_Region]) -> int | None:
        """Return the join where all branches of a fork settle; None for an open one, which only the tail may have."""
        joins = sorted(frozenset().union(*(region.settles for region in regions)))
        if not joins and self._may_stay_open(fork):
            return None
        if len(joins) > 1:
            where = " and ".join(f"“{self._label(join)}”" for join in joins)
            raise self._trouble(
                fork, f"its branches go on to different joins ({where}): let them meet in one step first"
            )
        if not joins or any(region.ends for region in regions):
            raise self._trouble(fork, "some of its branches end on their own: let all of them meet in one step")
        if not self._are_apart(regions):
            raise self._trouble(
                fork, "its branches run together before they meet: let them meet in one step that waits"
            )
        return joins[0]

    def _are_apart(self, regions: list[_Region]) -> bool:
        return not any(one.inside & other.inside for one, other in combinations(regions, 2))

    def _may_stay_open(self, fork: int) -> bool:
        return fork == self.facts.value or self.facts.nodes[fork] in self.facts.tail

    def _refuse_jumps_inside(self, members: dict[int, Fork | None], below: dict[int, _Region]) -> None:
        """Refuse a link from a list into the midst of a branch of one of its forks; open branches have copies."""
        taken = set(members)
        for node, region in below.items():
            fork = members[node]
            if fork is None or fork.open:
                continue
            if taken & region.inside:
                raise self._trouble(node, "a link leads into the midst of a branch: lead it to where the split begins")
            taken |= region.inside

    def _size(self, entry: int, size: int) -> int:
        if size > MOST_ITEMS:
            raise self._trouble(entry, "too many branches end in the same steps: let them meet before those")
        return size

    def _unclosed(self, items: Sequence) -> int | None:
        """Return a fork of a list whose branches wait for others."""
        forks = (item.node for item in items if item.fork and not item.fork.join and not item.fork.open)
        return next((self.facts.index[node] for node in forks), None)

    def _trouble(self, node: int, what: str) -> NoStructure:
        return NoStructure(f"The ways on from “{self._label(node)}” have no block structure; {what}", self._name(node))

    def _label(self, node: int) -> str:
        return self.facts.label(self.facts.nodes[node])

    def _name(self, node: int) -> str:
        return self.facts.nodes[node]

    def _names(self, nodes: Iterable[int]) -> tuple[str, ...]:
        return tuple(self.facts.nodes[node] for node in nodes)
