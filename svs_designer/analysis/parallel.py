"""Do parallel branches meet as they should? A token game over the net of a stream.

Every run of a sound stream takes exactly one token to value or an end and leaves none behind (soundness of workflow
nets, van der Aalst 1997). The game is exact and small: nothing but the choices between places of different joins
branches, because tokens that do not compete may move in any order, and balanced blocks are walked through. It stops
after a fixed number of states and reports what it has seen by then.

A join waits for branches, not for links: where a branch offers two links into the join as alternatives, one of them is
enough. A branch that no case of this kind has taken is waited for in vain.

What other rules report (dead ends, endless loops, unreachable steps) is no fault here.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from svs_designer.analysis.facts import Facts
from svs_designer.analysis.token_net import NOWHERE, Place, TokenNet, net_before_value

MOST_STATES = 2_000

Label = frozenset[tuple[int, int]]
"""Which branches of which forks a token comes from, as (fork, first node of the branch)."""

_NEW: Label = frozenset()


@dataclass(frozen=True, slots=True)
class RunTogether:
    """Branches of a fork meet in a node that does not wait: the flow continues once for each."""

    fork: str
    at: str


@dataclass(frozen=True, slots=True)
class EndApart:
    """Branches of a fork reach value or an end each on its own."""

    fork: str
    finishes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunsBack:
    """A branch leads back to its own fork while the other branches go on."""

    fork: str
    branch: str


@dataclass(frozen=True, slots=True)
class WaitsForever:
    """A join that some case leaves waiting: tokens came from some sources, none will come from the missing ones."""

    join: str
    came: tuple[str, ...]
    missing: tuple[str, ...]


ParallelFault = RunTogether | EndApart | RunsBack | WaitsForever


class _State(NamedTuple):
    """Tokens that have settled, and for those on their way the places to choose from. A spoilt run is not judged."""

    settled: frozenset[tuple[Place, Label]] = frozenset()
    moving: tuple[tuple[frozenset[Place], Label], ...] = ()
    spoilt: bool = False


def parallel_faults(facts: Facts) -> tuple[ParallelFault, ...]:
    """Return what is wrong between forks and joins of a stream, each fault once, in the order met.

    In the tail after value branches may end on their own: nobody waits there, and no figure counts it.
    """
    faults = dict.fromkeys(faults_before_value(facts))
    if facts.value is not None and facts.out[facts.value]:
        tail = _Game(facts, TokenNet(facts, [facts.value]))
        faults |= dict.fromkeys(fault for fault in tail.play() if isinstance(fault, RunsBack | WaitsForever))
    return tuple(faults)


@lru_cache(maxsize=16)
def faults_before_value(facts: Facts) -> tuple[ParallelFault, ...]:
    """Return what is wrong on the way to value, where figures count; the same answer for the same facts."""
    net = net_before_value(facts)
    if not net.joins and not net.forks:
        return ()
    return _Game(facts, net).play()


def firings(facts: Facts) -> dict[int, frozenset[frozenset[int]]]:
    """Return for each join the sets of nodes whose tokens it takes at once, each set that some case brings together.

    Of a sound stream these are all the ways in which its joins begin; the tail after value is played as well.
    """
    nets = [net_before_value(facts)]
    if facts.value is not None and facts.out[facts.value]:
        nets.append(TokenNet(facts, [facts.value]))
    found: dict[int, set[frozenset[int]]] = {}
    for net in nets:
        game = _Game(facts, net)
        game.play()
        for join, sources in (*game.fired, *net.filled()):
            found.setdefault(join, set()).add(sources)
    return {join: frozenset(sets) for join, sets in found.items()}


class _Game:
    """One game: states to look at, states seen, faults met, and what joins took when they fired."""

    def __init__(self, facts: Facts, net: TokenNet) -> None:
        self.facts = facts
        self.net = net
        self.faults: dict[ParallelFault, None] = {}
        self.seen: set[_State] = set()
        self.todo: list[_State] = []
        self.fired: set[tuple[int, frozenset[int]]] = set()

    def play(self) -> tuple[ParallelFault, ...]:
        """Follow every choice from the starts."""
        for start in self.net.starts:
            self._begin(start)
        while self.todo and len(self.seen) < MOST_STATES:
            state = self.todo.pop()
            if state in self.seen:
                continue
            self.seen.add(state)
            if state.moving:
                self._settle(state)
            else:
                self._judge(state)
        return tuple(self.faults)

    def _begin(self, start: int) -> None:
        if start in self.net.forks:
            self.todo.append(self._forked(_State(), start, _NEW))
        else:
            self.todo.append(_State(moving=((self.net.exits_beyond(start), _NEW),)))

    def _settle(self, state: _State) -> None:
        """Let one token on its way settle in each of the places it may choose."""
        (places, label), rest = state.moving[-1], state.moving[:-1]
        for place in places:
            self.todo.append(self._arrived(state._replace(moving=rest), place, label))

    def _arrived(self, state: _State, place: Place, label: Label) -> _State:
        if place == NOWHERE:
            return state._replace(spoilt=True)
        if not state.settled and not state.moving:
            label = _NEW  # alone: where it comes from no longer matters
        other = next(((at, theirs) for at, theirs in state.settled if self._same(at, place)), None)
        if other is not None:
            return self._met(state, other, (place, label))
        if isinstance(place, tuple):
            return self._joined(state._replace(settled=state.settled | {(place, label)}), place[1])
        if place in self.net.forks:
            return self._forked(state, place, label)
        return state._replace(settled=state.settled | {(place, label)})

    def _same(self, one: Place, other: Place) -> bool:
        return one == other or (one in self.net.finishes and other in self.net.finishes)

    def _met(self, state: _State, one: tuple[Place, Label], other: tuple[Place, Label]) -> _State:
        """Report two tokens in one place, and go on as if they had been joined there."""
        fork = _common_fork(one[1], other[1])
        if fork is None:
            return state._replace(spoilt=True)
        name = self.facts.nodes[fork]
        at = self._meeting(fork, one[1], other[1])
        ended = sorted({place for place in (one[0], other[0]) if place in self.net.finishes and isinstance(place, int)})
        if ended and (at is None or at in self.net.finishes):
            self._report(EndApart(name, tuple(self.facts.nodes[finish] for finish in ended)))
        else:
            here = one[0] if isinstance(one[0], int) else one[0][0]
            self._report(RunTogether(name, self.facts.nodes[here if at is None else at]))
        label = frozenset(branch for branch in one[1] | other[1] if branch[0] != fork)
        return state._replace(settled=(state.settled - {one}) | {(one[0], label)})

    def _meeting(self, fork: int, one: Label, other: Label) -> int | None:
        """Return the node where two branches first run together, None if they settle apart."""
        heads = {branch for at, branch in one if at == fork}, {branch for at, branch in other if at == fork}
        first, second = heads[0] - heads[1], heads[1] - heads[0]
        theirs = self._walk(second)
        return next((node for node in self._walk(first) if node in theirs and node not in self.net.joins), None)

    def _walk(self, heads: set[int]) -> dict[int, None]:
        """Return the nodes from some heads on, nearest first."""
        met = dict.fromkeys(sorted(heads))
        queue = list(met)
        for node in queue:
            for target in self.net.out[node]:
                if target not in met:
                    met[target] = None
                    queue.append(target)
        return met

    def _forked(self, state: _State, fork: int, label: Label) -> _State:
        back = next((branch for at, branch in label if at == fork), None)
        if back is not None:
            self._report(RunsBack(self.facts.nodes[fork], self.facts.nodes[back]))
            return state._replace(spoilt=True)
        branches = reversed(self.net.out[fork])
        tokens = tuple((self.net.exits((fork, first)), label | {(fork, first)}) for first in branches)
        return state._replace(moving=state.moving + tokens)

    def _joined(self, state: _State, join: int) -> _State:
        """Fire a join if all it waits for is there."""
        here = [token for token in state.settled if isinstance(token[0], tuple) and token[0][1] == join]
        return self._fired(state, join, here) if len(here) == len(self.net.joins[join]) else state

    def _fired(self, state: _State, join: int, here: list[tuple[Place, Label]]) -> _State:
        self.fired.add((join, frozenset(place[0] for place, _ in here if isinstance(place, tuple))))
        left = state._replace(settled=state.settled.difference(here))
        elsewhere = {at for _, label in (*left.settled, *left.moving) for at, _ in label}
        merged = {branch for _, label in here for branch in label}
        label = frozenset(branch for branch in merged if branch[0] in elsewhere)
        if join in self.net.forks:
            return self._forked(left, join, label)
        return left._replace(moving=(*left.moving, (self.net.exits_beyond(join), label)))

    def _judge(self, state: _State) -> None:
        """Look at a state where nothing moves: a join that still waits will wait for ever."""
        waiting: dict[int, list[tuple[Place, Label]]] = {}
        for token in state.settled:
            if isinstance(token[0], tuple):
                waiting.setdefault(token[0][1], []).append(token)
        if not waiting or state.spoilt:
            return
        for join in self._first(waiting):
            if self._is_complete(join, waiting[join]):
                self.todo.append(self._fired(state, join, waiting[join]))
                return
            came = {place[0] for place, _ in waiting[join] if isinstance(place, tuple)}
            self._report(
                WaitsForever(self.facts.nodes[join], self._names(came), self._names(self.net.joins[join] - came))
            )
            if not any(place in self.net.finishes for place, _ in state.settled):
                self.todo.append(self._fired(state, join, waiting[join]))  # to see what is wrong behind it

    def _is_complete(self, join: int, here: list[tuple[Place, Label]]) -> bool:
        """Tell whether every branch has come, though not along every link: alternatives in one branch count as one."""
        taken = self._walk({branch for _, label in here for _, branch in label})
        links = {place[0] for place, _ in here if isinstance(place, tuple)}
        return all(source in taken for source in self.net.joins[join] - links)

    def _first(self, waiting: dict[int, list[tuple[Place, Label]]]) -> list[int]:
        """Return the waiting joins that do not merely wait for another of them."""
        beyond = {join: self._walk(set(self.net.out[join])) for join in waiting}
        return [
            join
            for join in sorted(waiting)
            if not any(join in beyond[other] and other not in beyond[join] for other in waiting if other != join)
        ]

    def _names(self, nodes: set[int] | frozenset[int]) -> tuple[str, ...]:
        return tuple(self.facts.nodes[node] for node in sorted(nodes))

    def _report(self, fault: ParallelFault) -> None:
        self.faults[fault] = None


def _common_fork(one: Label, other: Label) -> int | None:
    """Return a fork whose different branches the two labels name."""
    for fork, branch in sorted(one - other):
        if any(at == fork and theirs != branch for at, theirs in other):
            return fork
    return None
