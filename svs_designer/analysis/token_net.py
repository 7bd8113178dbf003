"""The flow of a stream as a net that tokens run over: forks, joins, and where a token can settle between them.

A case is a token. At a fork (a step or demand whose ways on are all taken) it becomes one token a branch; at a join
(a step that waits for all) the tokens of its incoming links become one. Between those a token walks freely, so only
the places where it settles matter: before a fork, at a link into a join, at value or an end.

A balanced block, a fork whose every branch surely ends at the same join and fills it, is walked through like a step;
a branch may come to the join along one of several links.
That leaves nothing to play in a well-structured stream, however many parallel branches it has.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice, product

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.walks import reach
from svs_designer.model.links import Split
from svs_designer.model.step import Join

Place = int | tuple[int, int]
"""A fork, value or an end by its number, or the link (source, join) into a join."""

Head = tuple[int, int]
"""A token on its way along the link (source, target)."""

NOWHERE = -1
"""The place of a token that never gets anywhere: a dead end or an endless loop, which other rules report."""

_MOST_FILLED = 4_096
_DEEPEST = 60  # blocks inside blocks that are walked through; deeper ones are played


class TokenNet:
    """The net of the nodes that cases reach from some starts. Feedback links carry no case and are left out.

    `stop` is where cases are over even if links lead on: value, for the stream proper.
    """

    def __init__(self, facts: Facts, starts: Iterable[int], *, stop: int | None = None) -> None:
        self.starts = tuple(starts)
        self.finishes = frozenset(facts.finishes)
        self.out: list[list[int]] = list(facts.out)
        for source, link in facts.feedback:
            self.out[source] = [target for target in self.out[source] if target != link]
        reached = reach(self.out, self.starts, stop=stop)
        if stop is not None:
            self.out[stop] = []
        self.forks = frozenset(
            node
            for node, ways in ((facts.index[each], ways) for each, ways in facts.branching)
            if ways.split is Split.ALL and reached[node] and len(self.out[node]) > 1
        )
        self.joins = self._joins(facts, reached)
        self._exits: dict[int, frozenset[Place]] = {}
        self._blocks: dict[int, int | None] = {}
        self._depth = 0

    def _joins(self, facts: Facts, reached: bytearray) -> dict[int, frozenset[int]]:
        """Return for each join the nodes whose tokens it waits for; one way in is nothing to wait for."""
        joins = (facts.index[step.id] for step in facts.steps.values() if step.join is Join.ALL)
        waits = {
            join: frozenset(source for source in facts.into[join] if reached[source] and join in self.out[source])
            for join in joins
        }
        return {join: sources for join, sources in waits.items() if len(sources) > 1}

    def exits(self, head: Head) -> frozenset[Place]:
        """Return the places where a token on a link may settle."""
        source, target = head
        return frozenset({(source, target)}) if target in self.joins else self._from(target)

    def exits_beyond(self, node: int) -> frozenset[Place]:
        """Return the places where a token may settle that leaves a node which is no fork."""
        if not self.out[node]:
            return frozenset({NOWHERE})
        return frozenset().union(*(self.exits((node, target)) for target in self.out[node]))

    def block(self, fork: int) -> int | None:
        """Return the join that closes a balanced block, None if the fork does not begin one."""
        if fork not in self._blocks:
            self._blocks[fork] = None  # while looking: a branch that comes back to its fork is not balanced
            self._blocks[fork] = self._block(fork)
        return self._blocks[fork]

    def filled(self) -> Iterator[tuple[int, frozenset[int]]]:
        """Yield the joins that close balanced blocks with what they wait for at once: the game walks through these.

        Where a branch comes along one of several links, there is one set for each; of very many only the first ones.
        """
        for fork in sorted(self.forks):
            join = self.block(fork)
            if join is not None:
                branches = [self._sources((fork, target)) for target in self.out[fork]]
                yield from ((join, frozenset(each)) for each in islice(product(*branches), _MOST_FILLED))

    def _sources(self, head: Head) -> list[int]:
        """Return the nodes from which a branch comes to the join of its block."""
        return sorted(place[0] for place in self.exits(head) if isinstance(place, tuple))

    def _block(self, fork: int) -> int | None:
        if self._depth >= _DEEPEST:
            return None
        self._depth += 1
        settled = [self.exits((fork, target)) for target in self.out[fork]]
        self._depth -= 1
        inputs = {place for places in settled for place in places}
        if sum(map(len, settled)) != len(inputs):
            return None  # two branches come along one link
        joins = {place[1] if isinstance(place, tuple) else NOWHERE for place in inputs}
        join = joins.pop()
        return join if not joins and join in self.joins and len(self.joins[join]) == len(inputs) else None

    def _from(self, start: int) -> frozenset[Place]:
        """Walk from a node to all places where a token may settle."""
        if start in self._exits:
            return self._exits[start]
        found: set[Place] = set()
        seen = {start}
        stack = [start]
        while stack:
            node = stack.pop()
            if node in self.finishes:
                found.add(node)
                continue
            if node in self.forks:
                join = self.block(node)
                if join is None or join in self.forks:
                    found.add(node if join is None else join)
                    continue
                node = join
            targets = self.out[node]
            if not targets:
                found.add(NOWHERE)
            for target in targets:
                if target in self.joins:
                    found.add((node, target))
                elif target not in seen:
                    seen.add(target)
                    stack.append(target)
        self._exits[start] = frozenset(found or {NOWHERE})
        return self._exits[start]


@lru_cache(maxsize=16)
def net_before_value(facts: Facts) -> TokenNet:
    """Return the net of a stream from demand to value; the same object for the same facts.

    Without demand it begins at the nodes that nothing leads to.
    """
    if facts.demand is not None:
        starts = [facts.demand]
    else:
        starts = [number for number, sources in enumerate(facts.into) if not sources and facts.out[number]]
    return TokenNet(facts, starts, stop=facts.value)
