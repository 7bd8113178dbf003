"""The flow that is drawn of a log: the steps and ways that matter, such that every case comes in and gets out.

Used by `edits.from_log`; what a log holds beyond that is counted, so that somebody can say so.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from svs_designer.model.observed import Observed, ObservedStep, ObservedWay, Outcome

RARE = 0.02
"""Of those who leave a step: ways that fewer take are exceptions, and a picture of all of them shows nothing."""

Node = str | Outcome | None
"""A step by its name, an outcome, or None for the demand."""


class Flow(NamedTuple):
    """Steps and ways to draw. `left_moves` of all `moves` went ways that are not drawn."""

    steps: tuple[ObservedStep, ...]
    ways: tuple[ObservedWay, ...]
    left_steps: tuple[str, ...]
    left_moves: int
    moves: int
    remarks: tuple[str, ...]

    def ways_from(self, source: str | None) -> tuple[ObservedWay, ...]:
        """Return the ways on from a step or, for None, from the demand; the most frequent first."""
        return tuple(way for way in self.ways if way.source == source)


def drawn_flow(observed: Observed, *, rare: float = RARE) -> Flow:
    """Return what to draw: without ways that fewer than `rare` of those at a step take, and what only they lead to.

    A rare way stays where without it cases would be stuck, or value out of reach. Empty for an empty log.
    """
    if not observed.steps:
        return Flow((), (), (), 0, 0, ())
    every = [way for way in observed.ways if way.source != way.target]
    remarks: list[str] = []
    if not any(way.target is Outcome.VALUE for way in every):
        every = [*_as_value(every)]
        remarks.append("No case of the log reached value: those that ended are drawn as if they had")
    kept = _grown(_frequent(every, rare), every, [step.name for step in observed.steps], remarks)
    reached = _reached(kept)
    if not any(way.target is Outcome.VALUE for way in kept):
        kept.append(_to_value(every, [step.name for step in observed.steps if step.name in reached], remarks))
    rank = {way: number for number, way in enumerate(every)}
    ordered = sorted(kept, key=lambda way: rank.get(way, len(rank)))
    moves = sum(way.times for way in every)
    return Flow(
        tuple(step for step in observed.steps if step.name in reached),
        tuple(ordered),
        tuple(step.name for step in observed.steps if step.name not in reached),
        moves - sum(way.times for way in kept if way in rank),
        moves,
        tuple(remarks),
    )


def _as_value(ways: Iterable[ObservedWay]) -> Iterator[ObservedWay]:
    return (way._replace(target=Outcome.VALUE) if way.target is Outcome.WITHOUT else way for way in ways)


def _frequent(ways: list[ObservedWay], rare: float) -> list[ObservedWay]:
    """Return the ways that are not rare; of each step at least its most frequent one."""
    total: dict[str | None, int] = {}
    best: dict[str | None, ObservedWay] = {}
    for way in ways:
        total[way.source] = total.get(way.source, 0) + way.times
        if way.source not in best or way.times > best[way.source].times:
            best[way.source] = way
    return [way for way in ways if way is best[way.source] or way.times >= rare * total[way.source]]


def _grown(
    kept: list[ObservedWay], every: list[ObservedWay], order: list[str], remarks: list[str]
) -> list[ObservedWay]:
    """Return the kept ways within reach, with those added that let every case get out."""
    while True:
        reached = _reached(kept)
        stuck = reached - _finishing(kept) - {None, *Outcome}
        if not stuck:
            return [way for way in kept if way.source in reached]
        ways_out = [way for way in every if way.source in stuck and way.target not in stuck]
        if ways_out:
            kept.append(max(ways_out, key=lambda way: way.times))
            continue
        last = max((name for name in order if name in stuck), key=order.index)
        kept.append(ObservedWay(last, Outcome.VALUE, 1))
        remarks.append(f"No case of the log went on from “{last}”: it is drawn to lead to value")


def _to_value(every: list[ObservedWay], reached: list[str], remarks: list[str]) -> ObservedWay:
    """Return the most frequent way to value from within reach, else one from the last step."""
    known = [way for way in every if way.target is Outcome.VALUE and way.source in reached]
    if known:
        return max(known, key=lambda way: way.times)
    remarks.append(f"Hardly any case reached value: “{reached[-1]}” is drawn to lead there")
    return ObservedWay(reached[-1], Outcome.VALUE, 1)


def _reached(ways: list[ObservedWay]) -> set[Node]:
    return _spread({None}, [(way.source, way.target) for way in ways])


def _finishing(ways: list[ObservedWay]) -> set[Node]:
    return _spread(set(Outcome), [(way.target, way.source) for way in ways])


def _spread(begin: Iterable[Node], pairs: list[tuple[Node, Node]]) -> set[Node]:
    """Return what can be come to from the beginning, along the pairs."""
    onward: dict[Node, list[Node]] = {}
    for source, target in pairs:
        onward.setdefault(source, []).append(target)
    found = set(begin)
    left = list(found)
    while left:
        for node in onward.get(left.pop(), ()):
            if node not in found:
                found.add(node)
                left.append(node)
    return found
