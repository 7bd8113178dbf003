"""A stream without loops: each step as often as a case may visit it, for formats that know no way back.

Each loop may be repeated so many times in one go; a loop within a loop begins anew with each turn of the outer one.
At the last visit the way back is no longer offered, nor any way that could only lead there. Which copies are made
depends on the stream and the bound alone.
"""

from collections.abc import Iterator
from itertools import takewhile
from typing import NamedTuple

from svs_designer.analysis.facts import Facts, facts_of
from svs_designer.analysis.loops import loops
from svs_designer.analysis.walks import reach
from svs_designer.exchange.decisions import carrying, decision
from svs_designer.exchange.exporter import CannotExport
from svs_designer.model.base import evolve
from svs_designer.model.ids import DEMAND, VALUE
from svs_designer.model.links import Link, Split, Ways
from svs_designer.model.stream import ValueStream

MOST_COPIES = 1_000
State = tuple[int, ...]
"""How often each loop around a node has been repeated, outermost first."""
_Place = tuple[int, State]


class Copy(NamedTuple):
    """One visit to a node of the stream; the first has the node's own id."""

    id: str
    node: str
    visit: int


class Way(NamedTuple):
    """A way on from copy to copy, taken when its booleans read as they should; without any it is always taken."""

    source: str
    target: str
    link: Link
    reads: tuple[tuple[str, bool], ...] = ()


class Unrolled(NamedTuple):
    """The copies, none before those it comes from; the ways in the author's order; the links that were cut short."""

    copies: tuple[Copy, ...]
    ways: tuple[Way, ...]
    cut: tuple[tuple[str, str], ...]

    def leaving(self, copy_id: str) -> tuple[Way, ...]:
        """Return the ways on from a copy."""
        return tuple(way for way in self.ways if way.source == copy_id)

    def reaching(self, copy_id: str) -> tuple[Way, ...]:
        """Return the ways that lead to a copy."""
        return tuple(way for way in self.ways if way.target == copy_id)


def unrolled(stream: ValueStream, most_repeats: int) -> Unrolled:
    """Return a sound stream without loops; raise CannotExport where that is too large, or no case gets to value."""
    return _Unrolling(facts_of(stream), most_repeats).made()


class _Unrolling:
    """The copies in the making: all that can be visited, less those from where no case comes to an end."""

    def __init__(self, facts: Facts, most: int) -> None:
        self.facts = facts
        self.most = most
        self.links = [carrying(ways) for ways in facts.ways]
        index = facts.index
        self.out = [[index[link.to] for link in links] for links in self.links]
        self.loops = loops(self.out, self._order())
        self.cut: dict[tuple[str, str], None] = {}

    def made(self) -> Unrolled:
        self._refuse_stuck()
        start: _Place = (self.facts.index[DEMAND], self._state(self.facts.index[DEMAND]))
        found = self._visited(start)
        order = _sorted(found, start)
        living = self._living(found, order)
        self.cut |= {
            (self.facts.nodes[place[0]], link.to): None
            for place in living
            for link, target in found[place]
            if target not in living
        }
        kept = {place: [each for each in found[place] if each[1] in living] for place in living}
        order = _sorted(kept, start) if start in kept else []
        if not any(self.facts.nodes[node] == VALUE for node, _ in order):
            raise CannotExport(
                f"No case gets to value with {self.most} repeats of a loop: allow more, or lead the flow to value"
            )
        names = self._named(order)
        ways = [way for place in order for way in self._ways(place, kept[place], names)]
        return Unrolled(tuple(names[place] for place in order), tuple(ways), tuple(self.cut))

    def _refuse_stuck(self) -> None:
        """Refuse what stops short of value, or goes round for ever, once feedback is taken for what it is."""
        facts, order = self.facts, self._order()
        over = [node for node in order if not self.out[node]]
        for node in over:
            if facts.ways[node].links and facts.nodes[node] in facts.steps and facts.nodes[node] not in facts.tail:
                label = facts.label(facts.nodes[node])
                raise CannotExport(f"Only feedback leads on from “{label}”, which carries no case: lead it on")
        into: list[list[int]] = [[] for _ in self.out]
        for node in order:
            for target in self.out[node]:
                into[target].append(node)
        finishing = reach(into, over)
        stuck = next((node for node in order if not finishing[node]), None)
        if stuck is not None:
            label = facts.label(facts.nodes[stuck])
            raise CannotExport(f"From “{label}” no case comes to an end: lead the flow on to an end")

    def _order(self) -> list[int]:
        """Return the nodes in the order cases come to them, nearest first."""
        met = {self.facts.index[DEMAND]: None}
        queue = list(met)
        for node in queue:
            fresh = [target for target in self.out[node] if target not in met]
            met.update(dict.fromkeys(fresh))
            queue.extend(fresh)
        return list(met)

    def _state(self, node: int) -> State:
        return (0,) * len(self.loops.around[node])

    def _visited(self, start: _Place) -> dict[_Place, list[tuple[Link, _Place]]]:
        """Follow every way from demand, and note the ways that are no longer offered."""
        found: dict[_Place, list[tuple[Link, _Place]]] = {start: []}
        queue = [start]
        for place in queue:
            for link, target in zip(self.links[place[0]], self.out[place[0]], strict=True):
                following = self._following(place, target)
                if following is None:
                    self.cut[self.facts.nodes[place[0]], link.to] = None
                    continue
                found[place].append((link, following))
                if following not in found:
                    if len(found) == MOST_COPIES:
                        way_out = f"allow fewer than {self.most} repeats" if self.most else "make it several streams"
                        raise CannotExport(f"Unrolled, this has more than {MOST_COPIES} steps: {way_out}")
                    found[following] = []
                    queue.append(following)
        return found

    def _following(self, place: _Place, target: int) -> _Place | None:
        """Return where a link leads from a visit: loops that both ends share go on counting, others begin anew."""
        source, state = place
        around = self.loops.around
        shared = len(
            list(takewhile(lambda pair: pair[0] == pair[1], zip(around[source], around[target], strict=False)))
        )
        counts = [*state[:shared], *([0] * (len(around[target]) - shared))]
        head = self.loops.repeats.get((source, target))
        if head is not None:
            turn = around[target].index(head)
            counts[turn] += 1
            counts[turn + 1 :] = [0] * (len(counts) - turn - 1)
            if counts[turn] > self.most:
                return None
        return target, tuple(counts)

    def _living(self, found: dict[_Place, list[tuple[Link, _Place]]], order: list[_Place]) -> dict[_Place, None]:
        """Return the visits from where a case can come to an end: of parallel ways every one, else some."""
        living: dict[_Place, None] = {}
        for place in reversed(order):
            node = place[0]
            on = [target in living for _, target in found[place]]
            parallel = self.facts.ways[node].split is Split.ALL and len(self.out[node]) > 1
            whole = all(on) and len(on) == len(self.out[node])
            if node == self.facts.value or not self.out[node] or (whole if parallel else any(on)):
                living[place] = None
        return dict.fromkeys(place for place in found if place in living)

    def _named(self, order: list[_Place]) -> dict[_Place, Copy]:
        """Give each visit a name: the node's own, then numbered ones that no other node has."""
        visits: dict[int, list[State]] = {}
        for node, state in order:
            visits.setdefault(node, []).append(state)
        taken = set(self.facts.nodes)
        names: dict[_Place, Copy] = {}
        for node, states in visits.items():
            for visit, state in enumerate(sorted(states), 1):
                name = self.facts.nodes[node] if visit == 1 else _free(f"{self.facts.nodes[node]}-{visit}", taken)
                taken.add(name)
                names[node, state] = Copy(name, self.facts.nodes[node], visit)
        return names

    def _ways(self, place: _Place, out: list[tuple[Link, _Place]], names: dict[_Place, Copy]) -> Iterator[Way]:
        copy = names[place]
        links = tuple(link for link, _ in out)
        # What is still offered is decided among itself: where the default was cut, another way is.
        chosen = decision(copy.node, evolve(self.facts.ways[place[0]], links=links) if len(links) > 1 else Ways())
        suffix = f"_visit_{copy.visit}" if copy.visit > 1 else ""
        asked = [(each.link, each.variable + suffix) for each in chosen.asked] if chosen else []
        for link, target in out:
            reads: tuple[tuple[str, bool], ...] = ()
            if chosen:
                earlier = takewhile(lambda each: each[0] is not link, asked)  # noqa: B023  (used at once)
                reads = tuple((variable, False) for _, variable in earlier)
                reads += tuple((variable, True) for each, variable in asked if each is link)
            yield Way(copy.id, names[target].id, link, reads)


def _sorted(found: dict[_Place, list[tuple[Link, _Place]]], start: _Place) -> list[_Place]:
    """Return the visits that are reached, none before one that leads to it, otherwise near to the author's order."""
    order: list[_Place] = []
    seen = {start}
    stack: list[tuple[_Place, Iterator[tuple[Link, _Place]]]] = [(start, reversed(found[start]))]
    while stack:
        place, rest = stack[-1]
        for _, target in rest:
            if target not in seen:
                seen.add(target)
                stack.append((target, reversed(found[target])))
                break
        else:
            order.append(place)
            stack.pop()
    return order[::-1]


def _free(name: str, taken: set[str]) -> str:
    while name in taken:
        name += "-again"
    return name
